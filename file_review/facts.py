"""One published case out of its YAML (已公布案件的读取): keys, facts, sums and periods, each complaint with its line."""

from collections.abc import Callable, Collection, Iterable
from decimal import Decimal
from pathlib import Path
from typing import TypeVar

from file_review.dating import UNKNOWN, When, parse_when
from file_review.events import EVENTS, event_named, near
from file_review.keys import fields_of, text_of
from file_review.money import is_in_wan, read_money
from file_review.nodes import At
from file_review.sources import Complaint, Fact, Level, Period, Published
from law.edition import Law

Read = TypeVar("Read")

KEYS = (
    "id",
    "place",
    "kinds",
    "source",
    "facts",
    "amounts",
    "daily_fine",
    "measures",
    "outcomes",
    "laws_cited_by_source",
    "laws_inferred",
    "unknown",
    "note",
)
"""The keys of a file; what is not here is told as a slip of the pen."""
WANTED = ("place", "kinds", "source")
"""Keys without which a file can be judged, but not wholly."""
FACT_KEYS = ("date", "event", "detail")
PERIOD_KEYS = ("start", "end", "days", "per_day", "total", "check")
INFERRED = "_inferred"
TRUE = frozenset({"true", "yes"})


class FactReader:
    """Reads the document of one case."""

    def __init__(self, file: str, law: Law) -> None:
        self.file = file
        self.law = law
        self.complaints: list[Complaint] = []

    def published(self, document: At) -> Published | None:
        """Return the case, or None where it has no facts that could be read."""
        fields = self._fields(document, KEYS, "")
        if "facts" not in fields or not fields["facts"].is_list:
            line = fields["facts"].line if "facts" in fields else document.line
            self._error(line, "facts", "缺少 facts(事实清单),或者它不是列表;这一份没有评查")
            return None
        for key in WANTED:
            if key not in fields:
                self._say(document.line, key, f"缺少“{key}”,按不详处理", "warning")
        facts, unmapped = self._facts(fields["facts"])
        return Published(
            id=self._id(document, fields),
            file=self.file,
            place=text_of(fields.get("place")),
            kinds=self._texts(fields.get("kinds")),
            quality=text_of(fields["source"].fields().get("quality")) if "source" in fields else "",
            facts=facts,
            amounts=self._amounts(fields.get("amounts")),
            periods=self._periods(fields.get("daily_fine")),
            laws=self._texts(fields.get("laws_cited_by_source")),
            unmapped=unmapped,
        )

    def _id(self, document: At, fields: dict[str, At]) -> str:
        found = text_of(fields.get("id"))
        if not found:
            found = Path(self.file).stem
            self._error(document.line, "id", f"缺少 id(案号),暂用文件名“{found}”")
        return found

    def _fields(self, at: At, known: Collection[str], where: str) -> dict[str, At]:
        return fields_of(at, known, where, self._say, besides=INFERRED)

    def _texts(self, at: At | None) -> tuple[str, ...]:
        if at is None or at.is_null:
            return ()
        found = [one.text for one in at.items()] if at.is_list else [at.text]
        return tuple(text.strip() for text in found if text)

    def _facts(self, at: At) -> tuple[tuple[Fact, ...], tuple[str, ...]]:
        facts: list[Fact] = []
        unmapped: list[str] = []
        for place, item in enumerate(at.items(), 1):
            fields = self._fields(item, FACT_KEYS, f"facts.{place}.") if item.is_map else {}
            said = text_of(fields.get("event"))
            event = event_named(said)
            if event is None:
                self._unknown_event(item, fields, said, place)
                unmapped += [said] if said else []
                continue
            when = self._when(fields.get("date"), f"facts.{place}.date")
            facts.append(Fact(event=event, when=when, detail=text_of(fields.get("detail")), line=item.line))
        self._check_order(facts)
        self._check_law(facts)
        return tuple(facts), tuple(unmapped)

    def _unknown_event(self, item: At, fields: dict[str, At], event: str, place: int) -> None:
        if not event:
            self._error(item.line, f"facts.{place}.event", "这一项没有 event(事件),没有计入")
            return
        alike = "、".join(f"{name}({EVENTS[name].label})" for name in near(event))
        hint = f",相近的有:{alike}" if alike else ",全部事件见 docs/file-review.md"
        self._error(fields["event"].line, f"facts.{place}.event", f"没有“{event}”这种事件{hint};这一项没有计入")

    def _when(self, at: At | None, field: str) -> When:
        """Return a date; what cannot be a date is told, and counts as not known."""
        if at is None or at.is_null or not (at.text or "").strip():
            return UNKNOWN
        found = self._tried(at, field, parse_when, "按日期不详处理") or UNKNOWN
        if found.is_year:
            self._say(at.line, field, f"只知年份({at.text}),不能据以计算期限", "warning")
        return found

    def _tried(self, at: At, field: str, read: Callable[[str], Read], then: str) -> Read | None:
        try:
            return read(at.text or "")
        except ValueError as fault:
            self._error(at.line, field, f"{fault};{then}")
            return None

    def _check_order(self, facts: Iterable[Fact]) -> None:
        latest: Fact | None = None
        for fact in facts:
            if latest and fact.when.last and latest.when.first and fact.when.last < latest.when.first:
                sentence = (
                    f"{fact.when.sentence}的“{EVENTS[fact.event].label}”排在{latest.when.sentence}之后;已按日期排列"
                )
                self._say(fact.line, "facts", sentence, "warning")
            elif fact.when.first and (
                latest is None or latest.when.first is None or fact.when.first > latest.when.first
            ):
                latest = fact

    def _check_law(self, facts: Iterable[Fact]) -> None:
        for fact in facts:
            since = EVENTS[fact.event].since(self.law)
            if since and fact.when.last and fact.when.last < since.day:
                sentence = f"{fact.when.sentence}的“{EVENTS[fact.event].label}”早于{since.sentence};当时没有这一规定"
                self._say(fact.line, fact.event, sentence, "warning")

    def _amounts(self, at: At | None) -> dict[str, tuple[Decimal, ...]]:
        found: dict[str, tuple[Decimal, ...]] = {}
        for name, _, value in at.pairs() if at is not None else ():
            items = [one for one in (value.items() if value.is_list else [value]) if not one.is_null and not one.is_map]
            sums = [self._money(one, f"amounts.{name}", name) for one in items]
            if read := tuple(one for one in sums if one is not None):
                found[name.replace("_wan", "_yuan") if is_in_wan(name) else name] = read
        return found

    def _money(self, at: At, field: str, name: str) -> Decimal | None:
        try:
            value, converted = read_money(at.text or "", name)
        except ValueError as fault:
            if "yuan" in name or is_in_wan(name):
                self._error(at.line, field, f"{fault};这一项没有计入")
            return None
        if converted:
            self._say(at.line, field, f"“{at.text}”以万元计,按{value:,.2f}元读入;金额应以元为单位", "warning")
        return value

    def _periods(self, at: At | None) -> tuple[Period, ...]:
        if at is None or at.is_null:
            return ()
        if not at.is_list:
            self._error(at.line, "daily_fine", "daily_fine 应当是列表,每个计罚期间一项;没有计入")
            return ()
        return tuple(self._period(one, place) for place, one in enumerate(at.items(), 1) if one.is_map)

    def _period(self, at: At, place: int) -> Period:
        where = f"daily_fine.{place}."
        fields = self._fields(at, PERIOD_KEYS, where)
        days = None if _is_inferred(fields, "days") else fields.get("days")
        total = None if _is_inferred(fields, "total") else fields.get("total")
        return Period(
            start=self._when(_printed_or_inferred(fields, "start"), f"{where}start"),
            end=self._when(_printed_or_inferred(fields, "end"), f"{where}end"),
            days=self._tried(days, f"{where}days", _whole, "没有计入") if days is not None and days.text else None,
            per_day=self._sum(_printed_or_inferred(fields, "per_day"), f"{where}per_day"),
            total=self._sum(total, f"{where}total"),
            line=at.line,
        )

    def _sum(self, at: At | None, field: str) -> Decimal | None:
        return self._money(at, field, "yuan") if at is not None and at.text else None

    def _error(self, line: int, field: str, sentence: str) -> None:
        self._say(line, field, sentence, "error")

    def _say(self, line: int, field: str, sentence: str, level: Level) -> None:
        self.complaints.append(Complaint(file=self.file, line=line, level=level, field=field, sentence=sentence))


def _is_inferred(fields: dict[str, At], name: str) -> bool:
    """Tell whether the researcher says that a value was not printed (`*_inferred: true`)."""
    flag = fields.get(f"{name}{INFERRED}")
    return flag is not None and (flag.text or "").lower() in TRUE


def _printed_or_inferred(fields: dict[str, At], name: str) -> At | None:
    """Return a value as it was printed, or else as the researcher inferred it."""
    printed, inferred = fields.get(name), fields.get(f"{name}{INFERRED}")
    if printed is not None and not printed.is_null:
        return printed
    return printed if inferred is None or (inferred.text or "").lower() in {*TRUE, "false", ""} else inferred


def _whole(text: str) -> int:
    if not text.isdigit():
        raise ValueError(f"“{text}”不是日数,应是不小于零的整数")
    return int(text)
