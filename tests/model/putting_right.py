"""A file of which one act is taken back, or put on another day (撤回、更正): as it is then, and as if it had been so.

Two ways lead to the same file: the correction is entered into the list, or the act never stood, or stood on the other
day from the start. What time did is done anew in both, so that nothing of it can be left behind.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from judging.admission import act_from, admit, refusal
from judging.answering import units
from judging.judge import Judged, judge
from judging.kind import Kind
from judging.record import Record
from law.edition import shipped
from law.refusals import NotCompetent, Refused
from models.acts import Act, Command
from models.acts.terms import CorrectAct, TermLapses, TermNearsEnd, WithdrawAct
from models.people import Actor
from tests.builders import HEAD

LAW = shipped()
NUMBER = "0000-000000"
DAY, HOURS = timedelta(days=1), timedelta(hours=3)
AFTERWARDS = 2 * DAY
"""So long after the last act the mistake is found: a day later than it happened, no act lies in the future."""
LAYERS = 6
"""How often time acts on what it did itself: a report that nobody acknowledges climbs so many steps at most."""
KEY = "put-right"
SHIFTS = {"a day earlier": -DAY, "a day later": DAY}


class Change(NamedTuple):
    """One act of a file, and how it is put right."""

    kind: Kind
    acts: tuple[Act, ...]
    act: Act
    how: str
    """`withdrawn`, or one of the shifts."""

    @property
    def at(self) -> datetime:
        """Return when it is put right."""
        return max(act.recorded_at for act in self.acts) + AFTERWARDS

    @property
    def told(self) -> str:
        """Return it in words, for whoever looks for what went wrong."""
        return f"{self.kind.name}: {self.act.no} {self.act.name} of {len(self.acts)}, {self.how}"


def entered(change: Change) -> tuple[Act, ...] | Refused:
    """Return the list after the head of one of its units has put the act right, or why nobody may."""
    kind, acts, at = change.kind, change.acts, change.at
    said: Refused | None = None
    for by in _heads(acts):
        asked = Command(key=KEY, happened_at=at, by=by, content=_content(change))
        try:
            admit(kind, acts, asked, LAW, at)
        except Refused as refused:
            said = said if said and isinstance(refused, NotCompetent) else refused
            if not isinstance(refused, NotCompetent):
                return refused
        else:
            return (*acts, act_from(asked, max(act.no for act in acts) + 1, at))
    assert said is not None
    return said


def _heads(acts: Sequence[Act]) -> Iterator[Actor]:
    for unit in sorted(units(Record.of(acts))):
        yield from (HEAD.model_copy(update={"unit": unit, "level": level}) for level in (2, 1))


def _content(change: Change) -> CorrectAct | WithdrawAct:
    if change.how in SHIFTS:
        on = change.act.happened_at + SHIFTS[change.how]
        return CorrectAct(of=change.act.no, happened_at=on, reason="日期有误")
    return WithdrawAct(of=change.act.no, reason="误录")


def facts(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return what persons, systems and other files did; what time did follows from it."""
    return tuple(act for act in acts if not isinstance(act.content, TermNearsEnd | TermLapses))


def otherwise(change: Change) -> tuple[Act, ...]:
    """Return the facts as they would be had the act never stood, or stood on the other day."""
    own = change.act.no
    if change.how not in SHIFTS:
        return tuple(act for act in facts(change.acts) if act.no != own)
    moved = Act(**{**change.act.known(), "happened_at": change.act.happened_at + SHIFTS[change.how]})
    return tuple(moved if act.no == own else act for act in facts(change.acts))


def at_last(change: Change, acts: Sequence[Act]) -> Judged:
    """Return a list as it stands once time has done all it does until the day after the mistake was found."""
    everything, at = tuple(acts), change.at
    for _ in range(LAYERS):
        judged = judge(change.kind, NUMBER, everything, len(everything) - 1, LAW, at)
        if not judged.engine_acts:
            break
        everything, at = judged.acts, at + HOURS
    return judge(change.kind, NUMBER, everything, len(everything) - 1, LAW, change.at + DAY)


def newly_refused(change: Change) -> list[Act]:
    """Return the acts that would have been refused had it been so from the start, and were not as it was."""
    was, then = Record.of(facts(change.acts)), Record.of(otherwise(change))
    others = (act for act in then if act.no != change.act.no)
    return [act for act in others if (code := _code(change.kind, then, act)) and code != _code(change.kind, was, act)]


def _code(kind: Kind, record: Record, act: Act) -> str:
    step = kind.step(act)
    if step.by.engine or step.about_the_list:
        return ""
    no = refusal(kind, record.before(act), act, LAW)
    return no.code if no else ""


def seen(judged: Judged) -> dict[str, Any]:
    """Return what is seen of a file, without the numbers of what time did, and without the correction itself."""
    names = _names(judged.acts)
    told, record = judged.standing, judged.reading.record
    rows = [row for row in told.terms if row.rule != "norm.look_again" and names[row.started_by] != KEY]
    return {
        "acts": [(act.no, act.day) for act in facts(record.acts) if act.key != KEY],
        "stage": told.stage,
        "closed": told.closed,
        "archived": told.archived,
        "holder": (told.holder_unit, told.holder_person),
        "answerable": told.answerable,
        "links": told.links,
        "particulars": told.particulars,
        "irregularities": sorted((row.act, row.code) for row in told.irregularities),
        "terms": sorted(
            (
                row.key.rpartition("#")[0],
                names[row.started_by],
                str(row.start),
                row.state,
                str(row.last_day),
                names[row.ended_by] if row.ended_by else "",
                row.owner_person,
            )
            for row in rows
        ),
    }


def _names(acts: Sequence[Act]) -> dict[int, str]:
    """Return a name for each act that does not depend on how many acts of time's there are before it."""
    names: dict[int, str] = {}
    for act in sorted(acts, key=lambda one: one.no):
        if isinstance(act.content, TermNearsEnd | TermLapses):
            rule, _, start = act.content.term.rpartition("#")
            names[act.no] = f"{act.name} {rule} {names[int(start)]} {act.content.last_day}"
        else:
            names[act.no] = act.key
    return names
