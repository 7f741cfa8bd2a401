"""The terms of a case (期限): from the record and the steps to every term, its last day and its state at an instant.

Rules:
1. One pass over the record collects what starts, ends, extends and stops the clock; the arithmetic is `law.terms`.
2. A term is named `<rule>#<number of the act that started it>`; the version of the rule is that of the start's day.
3. A term ends by an act, or by itself; it never ends by being forgotten.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any, cast

from law.catalogue import Cited
from law.edition import Law
from law.instruments import Extension, Limit, Suspension, Unit
from law.norms import Norm
from law.terms import Extended, Reckoning, Suspended, reckon
from models.acts import Act
from models.case import Term, TermState
from models.values import civil_day
from workflows.procedures.decisions import points_to
from workflows.procedures.record import Record
from workflows.procedures.step import Ends, Opens, Step

NORM = "norm."


@dataclass(slots=True)
class Clock:
    """A term while the record is read: what started it, what extended it, what ended it."""

    key: str
    rule: str
    case: str
    start: date | datetime
    started_by: Act
    limit: Limit
    cited: Cited | None
    norm: Norm | None
    extended: list[Extended] = field(default_factory=list)
    ended_by: Act | None = None
    set_by_act: bool = False
    """Whether the act set the last day itself; such a day neither rolls nor moves."""
    dropped_by: Act | None = None
    """The act after which the term, still open, no longer matters (归档、撤销决定 …)."""

    @property
    def is_open(self) -> bool:
        """Tell whether no act has ended the term or taken away its object."""
        return self.ended_by is None and self.dropped_by is None

    @property
    def start_day(self) -> date:
        """Return the civil day the term starts from."""
        return civil_day(self.start) if isinstance(self.start, datetime) else self.start

    @property
    def bound(self) -> str:
        """Return who has to keep the term."""
        return self.cited.provision.bound if self.cited else cast("Norm", self.norm).bound

    @property
    def ends_by_itself(self) -> bool:
        """Tell whether the end of the term is only waited for: a right or a period of the party."""
        return self.bound == "party"

    @property
    def rolls(self) -> bool:
        """Tell whether a last day on a holiday moves on."""
        if self.set_by_act:
            return False
        return self.cited.rolls_for(self.limit) if self.cited else True

    def extension(self, key: str = "") -> Extension | None:
        """Return the next extension the provision allows, or None when there is none left."""
        if self.cited is None:
            return None
        allowed = [row for row in self.cited.provision.extensions for _ in range(row.times)]
        used = len(self.extended)
        rest = [row for row in allowed[used:] if not key or row.key == key]
        return rest[0] if rest else None


@dataclass(slots=True)
class Clocks:
    """All terms of a case, and the intervals that do not count."""

    all: dict[str, Clock] = field(default_factory=dict)
    excluded: list[Suspended] = field(default_factory=list)
    tied: dict[int, int] = field(default_factory=dict)
    """Excluded time that holds for the terms of one act only: the act that began it → that act."""

    def of_rule(self, rule: str, case: str | None = None) -> list[Clock]:
        """Return the terms of a rule (of one variant, or of all), the ended ones included."""
        return [clock for clock in self.all.values() if clock.rule == rule and case in (None, clock.case)]

    def suspended_for(self, clock: Clock) -> tuple[Suspended, ...]:
        """Return the excluded intervals whose ground this rule recognises."""
        if clock.cited is None or clock.set_by_act or not clock.cited.provision.suspends:
            return ()
        grounds, started_by = clock.cited.provision.suspends, clock.started_by.no
        return tuple(
            row for row in self.excluded if row.ground in grounds and self.tied.get(row.act, started_by) == started_by
        )


def read_clocks(record: Record, steps: Mapping[str, Step], law: Law) -> Clocks:
    """Read every term of a case off its record, in one pass."""
    clocks = Clocks()
    for act in record:
        step = steps[act.content.act]
        _exclude(clocks, step, record, act)
        for end in step.ends:
            if end.holds(record, act, law):
                _end(clocks, end, record, act)
        for opens in step.opens:
            if opens.when(record, act):
                _open(clocks, opens, record, act, law)
        if act.content.act == "extend_term":
            _extend(clocks, act)
        elif act.content.act == "archive_case":
            _drop_rest(clocks, act)
    return clocks


def _open(clocks: Clocks, opens: Opens, record: Record, act: Act, law: Law) -> None:
    start = opens.start_of(record, act, law)
    if start is None:
        return
    case = opens.case_of(record, act)
    key = f"{opens.rule}{f'.{case}' if case else ''}#{act.no}"
    if opens.rule.startswith(NORM):
        norm = law.norms.norm[opens.rule.removeprefix(NORM)]
        clocks.all[key] = Clock(key, opens.rule, case, start, act, norm.limit, None, norm)
        return
    day = civil_day(start) if isinstance(start, datetime) else start
    cited = law.catalogue.find(opens.rule, day, case)
    last = opens.last_day(record, act) if opens.last_day else None
    if cited is not None and last is not None and last > day:
        limit = Limit(amount=(last - day).days, unit=Unit.CALENDAR_DAY)
        clocks.all[key] = Clock(key, opens.rule, case, day, act, limit, cited, None, set_by_act=True)
    elif cited is not None and _knows(cited, case):
        clocks.all[key] = Clock(key, opens.rule, case, start, act, cited.limit(case), cited, None)
        clocks.all[key].ended_by = act if opens.met else None


def _knows(cited: Cited, case: str) -> bool:
    limits = cited.provision.limits
    return any(limit.case == case for limit in limits) or (not case and len(limits) == 1)


def _end(clocks: Clocks, end: Ends, record: Record, act: Act) -> None:
    """End the open terms of a rule: those of the act pointed at and of what hangs on it; where it has none, all."""
    target = end.about(record, act) if end.about else getattr(act.content, "of", None)
    candidates = clocks.of_rule(end.rule, end.case)
    pointed = [row for row in candidates if target is not None and target in _hangs_on(record, row.started_by)]
    for clock in (row for row in (pointed if end.about else pointed or candidates) if row.is_open):
        if end.voids:
            clock.dropped_by = act
        else:
            clock.ended_by = act


def _hangs_on(record: Record, act: Act | None) -> Iterator[int]:
    """Return an act and those it hangs on: the one it points at by `of`, and so on."""
    while act is not None:
        yield act.no
        of = points_to(record, act)
        act = record.act(of) if of is not None and of < act.no else None


def _extend(clocks: Clocks, act: Act) -> None:
    content = cast("Any", act.content)
    clock = clocks.all.get(content.term)
    row = clock.extension() if clock else None
    if clock is not None and row is not None:
        amount = content.amount or row.amount
        clock.extended.append(Extended(amount=amount, unit=row.unit, key=row.key, by=row.by, act=act.no))


def _drop_rest(clocks: Clocks, act: Act) -> None:
    """Let the archive end what waits for us; the rights of the party (review, suit) run on until their own end."""
    for clock in clocks.all.values():
        if clock.is_open and not clock.ends_by_itself:
            clock.dropped_by = act


def _exclude(clocks: Clocks, step: Step, record: Record, act: Act) -> None:
    ground = step.begins_excluded(record, act) if step.begins_excluded is not None else ""
    if ground:
        _begin_excluded(clocks, step, act, cast("Suspension", ground))
    if step.ends_exclusion(record, act):
        target = getattr(act.content, "of", None)
        for index, row in enumerate(clocks.excluded):
            if (row.last is None and target is None) or (row.act == target and act.day < (row.last or date.max)):
                clocks.excluded[index] = row.model_copy(update={"last": max(act.day, row.first)})
                if target is None and row.ground == "investigation_suspended":
                    break


def _begin_excluded(clocks: Clocks, step: Step, act: Act, ground: Suspension) -> None:
    """Note excluded time; the act may fix its last day (`excluded_until`) and tie it to one act (`excluded_for`)."""
    last = getattr(act.content, "excluded_until", None)
    clocks.excluded.append(Suspended(ground=ground, first=act.day, last=last, basis=step.citation, act=act.no))
    tied = getattr(act.content, "excluded_for", None)
    if tied is not None:
        clocks.tied[act.no] = tied


def reckoned(clock: Clock, clocks: Clocks, law: Law) -> Reckoning:
    """Return the arithmetic of one term under the law's calendar."""
    return reckon(
        clock.start,
        clock.limit,
        law.calendar,
        rolls=clock.rolls,
        suspended=clocks.suspended_for(clock),
        extended=clock.extended,
    )


def term_of(clock: Clock, clocks: Clocks, law: Law, at: datetime) -> Term:
    """Return one term as it stands at an instant (owner left to the standing)."""
    result = reckoned(clock, clocks, law)
    state = _state(clock, result, at)
    cited, norm = clock.cited, clock.norm
    return Term(
        key=clock.key,
        rule=clock.rule,
        name=cited.provision.name if cited else cast("Norm", norm).name,
        statutory=cited is not None,
        citation=cited.citation if cited else cast("Norm", norm).basis,
        instrument=cited.instrument if cited else "",
        article=cited.article if cited else "",
        grade=cited.grade if cited else "V",
        bound=clock.bound,
        started_by=clock.started_by.no,
        start=clock.start_day,
        amount=clock.limit.amount,
        unit=clock.limit.unit,
        last_day=result.last_day,
        ends_at=result.ends_at,
        earliest=result.earliest,
        latest=result.latest,
        provisional=result.provisional,
        suspended_days=result.suspended_days,
        extended=len(clock.extended),
        state=state,
        ended_by=clock.ended_by.no if clock.ended_by else None,
        days_left=_days_left(state, result, at),
        missed=cited.provision.missed if cited else cast("Norm", norm).missed,
    )


def _state(clock: Clock, result: Reckoning, at: datetime) -> TermState:
    if clock.ended_by is not None:
        return "met" if _in_time(clock, clock.ended_by, result) else "met_late"
    until = clock.dropped_by.happened_at if clock.dropped_by else at
    if result.ends_at is not None and until >= result.ends_at:
        return "expired" if clock.ends_by_itself else "late"
    if clock.dropped_by is not None:
        return "void"
    return "suspended" if result.ends_at is None else "running"


def _in_time(clock: Clock, ended_by: Act, result: Reckoning) -> bool:
    if result.ends_at is None or result.last_day is None:
        return True
    if clock.limit.unit == Unit.HOUR:
        return ended_by.happened_at < result.ends_at
    return ended_by.day <= result.last_day


def _days_left(state: TermState, result: Reckoning, at: datetime) -> int | None:
    if state not in ("running", "late") or result.last_day is None:
        return None
    return (result.last_day - civil_day(at)).days


def warn_at(term: Term, law: Law) -> datetime | None:
    """Return the instant at which a running term is warned of: a working day, in office hours; None = no warning."""
    if term.ends_at is None or term.last_day is None:
        return None
    warning = law.norms.warning
    if term.unit == Unit.HOUR:
        return term.ends_at - warning.hours_ahead(term.amount)
    day = term.last_day - timedelta(days=warning.days_ahead(term.amount, term.unit))
    while not law.calendar.is_working(day) and day > term.start:
        day -= timedelta(days=1)
    if day <= term.start:
        return None
    midnight = term.ends_at - timedelta(days=(term.last_day - day).days + 1)
    return midnight + timedelta(hours=warning.hour_of_day)


def terms_of(clocks: Clocks, law: Law, at: datetime) -> Sequence[Term]:
    """Return every term of a case at an instant, in the order in which they started."""
    return [term_of(clock, clocks, law, at) for clock in clocks.all.values()]
