"""From what a platform calls its fields to our form of a complaint: the names are data (`api/platforms/*.toml`)."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import tomli
from pydantic import ValidationError

from api.doors.days import day_of, with_term_in_words
from api.forms import LONGEST_COMPLAINT, ComplaintForm
from api.identity import KEY
from api.problems import Refusal, impossible
from api.words import sentence_of
from judging.step import name_of
from models.acts.finding import POLLUTION_NAMES
from models.acts.work_order import RecordOrderUrging, RecordReturnAccepted, RecordReturnRefused, SetOrderDeadline
from models.values import Value
from registry.privacy import masked, screen_key
from registry.shipped_files import DATA

FOLDER = Path(__file__).parent.parent / "platforms"
WORDS = "pollution"
"""The file of words that all platforms share."""
BETWEEN = re.compile("[、，,；;/|\\s]+")
"""What stands between several kinds of pollution in one cell."""
WITHOUT_WIDTH = "Cf"
LONGEST_PLACE = 200
"""Characters that the place of a file may have (`models.values.MaybeLine`)."""
GOES_ON = "…（地点全文见举报原文）"
"""What a place ends with that is longer: the rest of it stands where the complaint is sealed."""
OURS = {"complaint": "text", "happened_at": "received", "on": "received", "sender_no": "receipt"}
"""Fields of our form that a platform's are brought into under another name."""


@dataclass(frozen=True, slots=True)
class Mapped:
    """One complaint of a platform: its receipt number there, and what it is in our form."""

    receipt: str
    form: ComplaintForm


@dataclass(frozen=True, slots=True)
class Noticed:
    """What a platform says later of a work order: our act, what it says, and when it was; `reason` stands for both."""

    act: str
    fields: dict[str, Any]
    dated: dict[str, str]


class Notices(Value):
    """How a platform writes that it urges, moves its deadline, or answers a return (催办、督办、时限调整、退单答复)."""

    fields: dict[str, tuple[str, ...]]
    """Which notice it is (`what`), the last day that it sets, its words, and when it was said."""
    kinds: dict[str, str]
    """The platform's word, or code, for each kind of notice of ours."""


SAYS: Mapping[str, tuple[str, str, str]] = {
    "remind": (name_of(RecordOrderUrging), "reply_by", "demand"),
    "supervise": (name_of(RecordOrderUrging), "reply_by", "demand"),
    "deadline": (name_of(SetOrderDeadline), "handle_by", "reason"),
    "return_accepted": (name_of(RecordReturnAccepted), "", "reason"),
    "return_refused": (name_of(RecordReturnRefused), "", "reason"),
}
"""Each kind of notice: the act that it is, and the fields that its last day and its words go into."""
URGINGS = ("remind", "supervise")


class Platform(Value):
    """How one platform writes a complaint (对接字段)."""

    name: str
    channel: str
    """By which channel it came where the platform does not say."""
    fields: dict[str, tuple[str, ...]]
    """Each of our fields with its names there, the first that is filled in counts; `a+b` are read as one."""
    channels: dict[str, str] = {}
    feedback: dict[str, str] = {}
    """What the platform calls each field in which it is told how a complaint stands (反馈字段)."""
    notices: Notices | None = None
    codes: dict[str, dict[str, str]] = {}
    """The platform's codes of our values, by our field; a value without one is told in words."""
    receipt: str = ""
    """The form of a receipt number; its group `day` is the day of the complaint."""
    receipt_like: str = ""

    def mapped(self, said: Mapping[str, Any]) -> Mapped:
        """Return a complaint in our form; refuse what lacks something, by the platform's own names."""
        told = {ours: self._told(said, ours) for ours in self.fields}
        receipt, day = self._receipt(told["receipt"])
        _within_the_city(told, self.fields)
        reporter, contact = told.get("reporter", ""), told.get("contact", "")
        place, text = self._placed(told)
        term = told.get("handle_by", "")
        last = day_of(term)
        if term and last is None:
            text = with_term_in_words(text, term)
        form: dict[str, Any] = {
            "grid": self._asked(told, "grid"),
            "place": place,
            "pollution": list(self._pollution(self._asked(told, "pollution"))),
            "channel": self._channel(told.get("channel", "")),
            "complaint": {"text": text, "reporter": reporter, "contact": contact},
            "named": bool(reporter and contact),
            "sender_no": receipt,
            **({"on": day} if day else _received(told.get("received", ""))),
            **({"handle_by": last} if last else {}),
        }
        try:
            return Mapped(receipt, ComplaintForm.model_validate(form))
        except ValidationError as error:
            raise self._wrong(error) from None

    def noticed(self, said: Mapping[str, Any]) -> Noticed:
        """Return what a platform says later of a work order; refuse a notice that is none of ours, by its names."""
        fields = self.notices.fields if self.notices else {}
        told = {ours: next(filter(None, (_joined(said, one) for one in names)), "") for ours, names in fields.items()}
        kinds = self.notices.kinds if self.notices else {}
        kind = kinds.get(told.get("what", ""), "")
        if not kind:
            called, known = "或者".join(fields.get("what", ("通知类型",))), "、".join(kinds) or "（没有写明对照）"
            sentence = f"“{called}”须为下列之一：{known}"
            raise impossible("unknown-notice", sentence, field=called)
        act, day, words = SAYS[kind]
        fitted = {"way": kind} if kind in URGINGS else {}
        fitted |= {day: _day(told["until"])} if day and told.get("until") else {}
        fitted |= {words: told["words"]} if told.get("words") else {}
        return Noticed(act, fitted, _received(told.get("at", "")))

    def called(self, ours: str) -> str:
        """Return what a field of ours is called there, for a sentence."""
        return "或者".join(dict.fromkeys(self.fields.get(ours, (ours,))))

    def _told(self, said: Mapping[str, Any], ours: str) -> str:
        return next(filter(None, (_joined(said, names) for names in self.fields[ours])), "")

    def _asked(self, told: Mapping[str, str], ours: str) -> str:
        if not told.get(ours):
            raise self._refused("lacking", f"没有填写“{self.called(ours)}”", ours)
        return told[ours]

    def _placed(self, told: Mapping[str, str]) -> tuple[str, str]:
        """Return place and words of a complaint; a place too long for its field goes on in the words, and says so."""
        said, text = told.get("place", ""), self._asked(told, "text")
        place = masked(said, [name for name in (told.get("reporter", ""),) if name])
        if len(place) <= LONGEST_PLACE:
            return place, text
        whole = f"{text}\n地点：{said}"
        if len(whole) > LONGEST_COMPLAINT:
            sentence = (
                f"“{self.called('place')}”超过{LONGEST_PLACE}字，全文与“{self.called('text')}”"
                f"合计超过{LONGEST_COMPLAINT}字，记不下；请缩短后重新提交"
            )
            raise self._refused("place-too-long", sentence, "place")
        return place[: LONGEST_PLACE - len(GOES_ON)] + GOES_ON, whole

    def _receipt(self, told: str) -> tuple[str, date | None]:
        """Return the receipt number, in one spelling, and the day that it says."""
        number = self._asked({"receipt": plain(told)}, "receipt")
        found = re.fullmatch(self.receipt, number) if self.receipt else None
        if KEY.fullmatch(number) is None or (self.receipt and found is None):
            like = self.receipt_like or "字母、数字和 _ . : / @ + -，最多60个字符"
            raise self._refused("bad-receipt", f"“{self.called('receipt')}”的写法不合要求，应为：{like}", "receipt")
        if screen_key(number):
            raise self._refused("personal-data", f"“{self.called('receipt')}”像是个人信息，请用工单编号", "receipt")
        return number, None if found is None else self._day_of(found["day"])

    def _day_of(self, digits: str) -> date:
        try:
            return date.fromisoformat(digits)
        except ValueError:
            sentence = f"“{self.called('receipt')}”中的日期{digits}不是历上的日期"
            raise self._refused("bad-receipt", sentence, "receipt") from None

    def _channel(self, said: str) -> str:
        if said and said not in self.channels:
            known = "、".join(self.channels)
            raise self._refused("unknown-channel", f"不认识的渠道“{said[:20]}”；可以写：{known}", "channel")
        return self.channels[said] if said else self.channel

    def _pollution(self, said: str) -> Iterator[str]:
        known = pollution_words()
        for word in dict.fromkeys(filter(None, BETWEEN.split(said))):
            if word not in known:
                names = "、".join(POLLUTION_NAMES.values())
                sentence = f"不认识的污染类型“{word[:20]}”；可以写：{names}，几种之间用顿号分开"
                raise self._refused("unknown-pollution", sentence, "pollution")
            yield known[word]

    def _wrong(self, error: ValidationError) -> Refusal:
        """Return the first thing that is wrong with a form, under the name that the platform gave it."""
        row = error.errors(include_url=False, include_input=False)[0]
        names = [str(step) for step in row["loc"]] or [""]
        ours = names[-1] if names[0] == "complaint" and len(names) > 1 else OURS.get(names[0], names[0])
        return self._refused("bad-field", f"“{self.called(ours)}”：{sentence_of(row)}", ours)

    def _refused(self, code: str, sentence: str, ours: str) -> Refusal:
        return impossible(code, sentence, field=self.called(ours))


@cache
def platforms() -> Mapping[str, Platform]:
    """Return every platform whose fields are known, by the name of its file."""
    files = sorted(file for file in FOLDER.glob("*.toml") if file.stem != WORDS)
    return {file.stem: Platform.model_validate(tomli.loads(file.read_text("utf-8"))) for file in files}


@cache
def pollution_words() -> Mapping[str, str]:
    """Return every word for a kind of pollution with our code of it."""
    shared: dict[str, str] = tomli.loads((FOLDER / f"{WORDS}.toml").read_text("utf-8"))
    return {**shared, **{name: code for code, name in POLLUTION_NAMES.items()}, **{one: one for one in POLLUTION_NAMES}}


def plain(text: str) -> str:
    """Return a number in one spelling: full-width digits as digits, nothing invisible in it."""
    spelt = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in spelt if unicodedata.category(sign) != WITHOUT_WIDTH).strip()


def _joined(said: Mapping[str, Any], names: str) -> str:
    """Return what stands under a name, or under several as one; nothing where the first of them is empty."""
    parts = [_text(said.get(name)) for name in names.split("+")]
    return "".join(parts) if parts[0] else ""


def _text(value: object) -> str:
    if isinstance(value, list | tuple):
        return "、".join(_text(one) for one in value)
    is_plain = isinstance(value, str | int | float) and not isinstance(value, bool)
    return str(value).strip() if is_plain else ""


def _day(said: str) -> str:
    """Return the day of a day, or of an instant, that a platform writes; what is none is left to be refused."""
    last = day_of(said)
    return said if last is None else last.isoformat()


def _received(said: str) -> dict[str, str]:
    """Return the day, or the instant, of a complaint; nothing where it is not said: it came in now."""
    written = said.replace("/", "-")
    if not written:
        return {}
    return {"on": written} if ":" not in written else {"happened_at": written.replace(" ", "T", 1)}


@cache
def _extent() -> Mapping[str, tuple[Decimal, Decimal]]:
    said = tomli.loads((DATA / "bounds.toml").read_text("utf-8"))
    return {axis: (Decimal(said[axis][0]), Decimal(said[axis][1])) for axis in ("longitude", "latitude")}


def _within_the_city(told: Mapping[str, str], fields: Mapping[str, tuple[str, ...]]) -> None:
    """Refuse a position that is none, or outside the city; none at all will do."""
    for axis, (least, most) in _extent().items():
        said = told.get(axis, "")
        if not said:
            continue
        there: Decimal | None = None
        with suppress(InvalidOperation):
            there = Decimal(said)
        if there is None or not (there.is_finite() and least <= there <= most):
            sentence = f"位置不在衡阳市境内（{fields[axis][0]}须在{least}至{most}之间）；不属于本市的请转属地"
            raise impossible("outside-the-city", sentence, field=fields[axis][0])
