"""A line that is offered to be copied, filled in as whoever copies it does: from the file, and from what is usual."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date, datetime, timedelta
from functools import cache
from typing import Any, NamedTuple

from pydantic import ValidationError

from api.catalogue import catalogue
from cli.next_acts import NextActs
from console.file_view import FileView
from judging.admission import admit
from judging.answering import units
from judging.kind import Kind
from judging.record import Record
from judging.standing import standing
from law.edition import shipped
from law.refusals import NotCompetent, Refused
from models.acts import ACTS, Act, Command
from models.acts.penalty import ServeNotice
from models.people import Actor, PartyRef
from models.standing import Next, Standing
from rehearsal.filling import Participants, filled
from tests.builders import (
    CHAIN,
    CLERK,
    COUNTY,
    HEAD,
    LEGAL,
    OFFICER,
    OFFICERS,
    PARTY,
    PATROLLER,
    REVIEWER,
    SUPERVISOR,
    answering,
    usual,
)
from tests.model.saying import SAYS, SAYS_THEN
from tests.procedures.transferring import sent

POSTS: Mapping[str, Actor] = {
    "patroller": PATROLLER,
    "officer": OFFICER,
    "clerk": CLERK,
    "head": HEAD,
    "reviewer": REVIEWER,
    "legal": LEGAL,
    "supervisor": SUPERVISOR,
}
NEXT_COUNTY = "u-430424"
UNITS = (NEXT_COUNTY, "u-4304-agriculture", "u-4304-police", COUNTY)
PLACES = Participants(
    grid="430423100",
    unit=NEXT_COUNTY,
    officers=tuple(one.id for one in OFFICERS),
    heads=("p-county-5", "p-county-7"),
    legal=LEGAL.id,
    clerk=CLERK.id,
    party=PARTY.id,
)
OTHERS: Mapping[str, Sequence[Any]] = {
    "unit": UNITS,
    "party": (PARTY, PartyRef(id="party-9", kind="organisation")),
    "requirement": ("限期拆除暗管",),
    "matter": ("另一事项",),
    "letter": ("衡环移〔2026〕99号",),
}
"""What else a person would write where the first thing was not it."""
YES_OR_NO = [True, False]
TRIES = 14
MANY = "列表"


class Answer(NamedTuple):
    """What was said to a line when it was filled in: the refusal, or what is missing in it; nothing = let in."""

    line: str
    said: Refused | str | None


class Filler:
    """Somebody who copies what a file is offered at an instant."""

    def __init__(self, kind: Kind, acts: Sequence[Act], at: datetime) -> None:
        self.kind, self.acts, self.at = kind, acts, at
        self.standing: Standing = standing(kind, "2026-000001", acts, shipped(), at)
        view = FileView(kind=kind.name, standing=self.standing, acts=tuple(acts), names={})
        self.catalogue = known(at.date())
        self._offer = NextActs(view, self.catalogue, list(POSTS), None)

    def tries(self, row: Next) -> Answer:
        """Type the line of an act as it stands, its placeholders filled in, until it is let in or nothing is left."""
        words = self._offer.line(row)
        line = " ".join(words)
        role = next((word.removeprefix("--as ") for word in words if word.startswith("--as ")), None)
        if role is None:
            return Answer(line, "nobody is named who may do it")
        given = dict(word.removeprefix("--set ").split("=", 1) for word in words if word.startswith("--set "))
        fields = self._first(row.act, given)
        if any(word.startswith("--officer") for word in words):
            fields["officers"] = OFFICERS
        said: Refused | str | None = None
        for who in self._persons(POSTS[role]):
            others = {name: self._others(row.act, name, value) for name, value in given.items() if "〈" in value}
            said = self._tries(row.act, fields, others, who)
            if not _is_about_who(said):
                break
        return Answer(line, said)

    def _tries(
        self, act: str, fields: dict[str, Any], others: dict[str, list[Any]], who: Actor
    ) -> Refused | str | None:
        """Send it, then with another value for what was refused, or with another choice where something is lacking."""
        said = self._sends(act, fields, who)
        for _ in range(TRIES):
            named = said.field if isinstance(said, Refused) else ""
            if said is None or _is_about_who(said):
                break
            choices = [named] if others.get(named) else [name for name, left in others.items() if left != YES_OR_NO]
            choices = [name for name in choices if others[name]]
            if not choices:
                break
            fields = {**fields, choices[0]: others[choices[0]].pop(0)}
            said = self._sends(act, fields, who)
        return said

    def _persons(self, post: Actor) -> Iterator[Actor]:
        mine = sorted(units(Record.of(self.acts)) - {post.unit})
        yield from (post.model_copy(update={"unit": unit}) for unit in (post.unit, *mine))

    def _sends(self, act: str, fields: Mapping[str, Any], who: Actor) -> Refused | str | None:
        try:
            content = ACTS[act].model_validate(self._looked_up(act, fields))
            command = Command(key=f"copied/{len(self.acts)}", happened_at=self.at, by=who, content=content)
            admit(self.kind, self.acts, command, shipped(), self.at)
        except ValidationError as wrong:
            return str(wrong.errors()[0])
        except Refused as refused:
            return refused
        return None

    def _looked_up(self, act: str, fields: Mapping[str, Any]) -> dict[str, Any]:
        """Add what the register adds to a command: who answers in a unit, what the city made it competent for."""
        said, unit = dict(fields), str(fields.get("unit") or NEXT_COUNTY)
        if "answerable" in ACTS[act].model_fields:
            who = answering(unit, 2, unit[2:]) if unit in {COUNTY, NEXT_COUNTY} else answering(unit)
            said["answerable"] = CHAIN if act == "assign_follow_up" else who
        if act == "transfer_matter":
            said["competence"] = ("附件三（五）2",)
        return said

    def _first(self, act: str, given: Mapping[str, str]) -> dict[str, Any]:
        """Return a value for every field of the line: what it says itself, what the file says, what is usual."""
        of = int(given["of"]) if given.get("of", "").isdigit() else None
        says = self._says(act, of)
        entries = {entry["name"]: entry for entry in self.catalogue[act]["fields"]}
        found: dict[str, Any] = {}
        for name, value in given.items():
            if name == "party" and "/" in value:
                found[name] = value.strip("〈〉").partition("/")[0]
            elif "〈" not in value:
                found[name] = value
            else:
                found[name] = says.get(name, self._by_kind(entries[name]))
            if entries[name]["kind"].endswith(MANY) and isinstance(found[name], str):
                found[name] = [found[name]]
        return found

    def _says(self, act: str, of: int | None) -> dict[str, Any]:
        day = self.at.date()
        says: dict[str, Any] = filled(act, {}, PLACES, day) | SAYS.get(act, {})
        says |= sent() if act == "transfer_matter" else {}
        says |= {"unit": COUNTY} if act == "take_evidence" else {}
        says |= {"corrected_on": day} if act == "decide_no_penalty" else {}
        with suppress(TypeError, KeyError, AttributeError):
            says |= SAYS_THEN[act](self.acts, day, of)
        notice = Record.of(self.acts).content(ServeNotice)
        if notice is not None and act == "decide_penalty":
            says |= {name: getattr(notice, name) for name in ("measures", "fine", "facts", "basis")}
        return usual(act, says)

    def _by_kind(self, entry: Mapping[str, Any]) -> Any:  # noqa: ANN401  whatever the field holds
        if entry["points_at"] is not None:
            return max((act.no for act in self.acts if act.by.kind != "engine"), default=1)
        plain = {"日期": self.at.date(), "是否": True, "数额": "1000", "整数": 1}
        return next(iter(entry["values"]), plain.get(entry["kind"], "来源未载"))

    def _others(self, act: str, name: str, shown: str) -> list[Any]:
        if name == "party" and "/" in shown:
            return [*shown.strip("〈〉").split("/")]
        entry = next(entry for entry in self.catalogue[act]["fields"] if entry["name"] == name)
        if entry["kind"] == "是否":
            return [*YES_OR_NO]
        values = OTHERS.get(name, tuple(entry["values"]))
        return [[value] if entry["kind"] == MANY else value for value in values]


def _is_about_who(said: Refused | str | None) -> bool:
    return isinstance(said, NotCompetent) and said.field in {"by", "of"}


@cache
def known(day: date) -> dict[str, dict[str, Any]]:
    """Return the catalogue of acts of a day, as the command line is sent it."""
    return {name: entry.model_dump(mode="json") for name, entry in catalogue(shipped(), day).items()}


def stages(kind: Kind, acts: Sequence[Act]) -> Iterator[Filler]:
    """Yield a story at each of its stages: a minute after everything that somebody did."""
    for number in range(1, len(acts) + 1):
        sofar = acts[:number]
        at = max(act.recorded_at for act in sofar) + timedelta(minutes=1)
        is_settled = number == len(acts) or acts[number].recorded_at > at
        if is_settled:
            yield Filler(kind, sofar, at)
