"""The terms of a file (期限): from the record and the steps to every term, its last day and its state at an instant.

Rules:
1. One pass over the record collects what starts, ends, extends and stops the clock; the arithmetic is `law.terms`.
2. A term is named `<rule>#<number of the act that started it>`; the version of the rule is that of the start's day.
3. A term ends by an act, or by itself; it never ends by being forgotten.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from judging.attempt import Attempt, Situation
from judging.kind import Kind
from judging.record import Record
from judging.step import Ends, Opens, Step
from law.calendar import OutsideCalendar
from law.catalogue import Cited
from law.edition import Law
from law.instruments import Extension, Limit, Provision, Unit
from law.norms import Norm
from law.rights import as_a_right
from law.terms import DAY, Extended, Reckoning, Suspended, reckon
from models.acts import Act, Content, ExtendsTerm
from models.acts.terms import TermLapses, TermNearsEnd
from models.values import civil_day

LOOK_AGAIN = "norm.look_again"
NOT_KNOWN_YET = Reckoning(None, None, None, None, 0)
"""The end of a term that reaches beyond the calendar (尚不能确定): it is looked at again, never guessed."""


@dataclass(slots=True)
class Clock:
    """A term while the record is read: what started it, what extended it, what ended it."""

    key: str
    rule: str
    variant: str
    start: date | datetime
    started_by: Act
    limit: Limit
    source: Cited | Norm
    """The provision in force on the day of the start, or the city's own norm."""
    extended: list[Extended] = field(default_factory=list)
    untold: list[Extended] = field(default_factory=list)
    """Extensions that were granted and count only once the party is told."""
    ended_by: Act | None = None
    set_by_act: bool = False
    """Whether the act set the last day itself; it does not roll, and moves only where coercion stands still."""
    dropped_by: Act | None = None
    """The act after which the term, still open, no longer matters (归档、撤销决定 …)."""

    @property
    def cited(self) -> Cited | None:
        """Return the provision; None for a service norm."""
        return self.source if isinstance(self.source, Cited) else None

    @property
    def duty(self) -> Provision | Norm:
        """Return what says who has to keep the term, and what follows when it is missed."""
        return self.source.provision if isinstance(self.source, Cited) else self.source

    @property
    def is_open(self) -> bool:
        """Tell whether no act has ended the term or taken away its object."""
        return self.ended_by is None and self.dropped_by is None

    @property
    def start_day(self) -> date:
        """Return the civil day the term starts from."""
        return civil_day(self.start) if isinstance(self.start, datetime) else self.start

    @property
    def obligor(self) -> str:
        """Return who has to keep the term."""
        return self.duty.obligor

    @property
    def ends_by_itself(self) -> bool:
        """Tell whether the end of the term is only waited for: a right or a period of the party."""
        return self.obligor == "party"

    @property
    def rolls(self) -> bool:
        """Tell whether a last day on a holiday moves on."""
        if self.set_by_act:
            return False
        return self.cited.rolls_for(self.limit) if self.cited else True

    @property
    def granted(self) -> int:
        """Return how often the term was extended, told or not."""
        return len(self.extended) + len(self.untold)

    def extension(self, key: str = "") -> Extension | None:
        """Return the next extension the provision allows, or None when there is none left."""
        if self.cited is None:
            return None
        allowed = [row for row in self.cited.provision.extensions for _ in range(row.times)]
        rest = [row for row in allowed[self.granted :] if not key or row.key == key]
        return rest[0] if rest else None


@dataclass(slots=True)
class Clocks:
    """All terms of a file, and the intervals that do not count."""

    all: dict[str, Clock] = field(default_factory=dict)
    excluded: list[Suspended] = field(default_factory=list)
    tied: dict[int, int] = field(default_factory=dict)
    """Excluded time that holds for the terms of one act only: the act that began it → that act."""

    def of_rule(self, rule: str, variant: str | None = None) -> list[Clock]:
        """Return the terms of a rule (of one variant, or of all), the ended ones included."""
        return [clock for clock in self.all.values() if clock.rule == rule and variant in (None, clock.variant)]

    def suspended_for(self, clock: Clock) -> tuple[Suspended, ...]:
        """Return the excluded intervals whose ground this rule recognises."""
        if clock.cited is None or (clock.set_by_act and not clock.cited.provision.coercive):
            return ()
        grounds, started_by = clock.cited.provision.suspends, clock.started_by.no
        return tuple(
            row for row in self.excluded if row.ground in grounds and self.tied.get(row.act, started_by) == started_by
        )


def clocks_of(now: Situation) -> Clocks:
    """Read every term of the file in a situation."""
    return read_clocks(now.record, now.kind, now.law)


def read_clocks(record: Record, kind: Kind, law: Law) -> Clocks:
    """Read every term of a file off its record, in one pass."""
    clocks = Clocks()
    for act in record:
        if type(act.content) in kind.timeless:
            continue
        step = kind.step(act)
        done: Attempt = Attempt(record, act.day, law, kind, act, record)
        _exclude(clocks, step, done)
        for end in step.ends:
            if not any(row.is_open for row in clocks.of_rule(end.rule, end.variant)):
                continue  # what ends nothing need not be asked whether it would
            with suppress(OutsideCalendar):  # whether it ends the term is not known yet
                if end.when(done):
                    _end(clocks, end, done)
        for opens in step.opens:
            with suppress(OutsideCalendar):  # what would start it is not known yet
                if opens.when(done):
                    _open(clocks, opens, done)
        _extend_or_drop(clocks, act, kind, record)
    _look_again(clocks, record, kind, law)
    return clocks


def _look_again(clocks: Clocks, record: Record, kind: Kind, law: Law) -> None:
    """Open the service norm under which somebody looks again (再次查看) at a file that no term brings back by itself.

    So it is where nothing runs, where what runs has no end, and where whatever is late was told upward already; in the
    archive, only while a right of the party has no end. It runs from the last entry, a lapse of its own among them:
    as long as nobody does anything it begins anew, each time twice as long, so that the file does not fill with it.
    """
    lapsed = {(act.content.term, act.content.last_day) for act in record.all(TermLapses)}
    waiting = [row for row in clocks.all.values() if row.is_open]
    ends = [(row.key, reckoned(row, clocks, law).last_day) for row in waiting]
    if any(last_day is not None and (key, last_day) not in lapsed for key, last_day in ends):
        return
    if TermLapses not in kind.steps or record.opening is None:
        return  # no time runs in this kind of file
    if kind.is_archived(record) and all(last_day for _, last_day in ends):
        return
    norm = law.norms.norm["look_again"]
    last = max((act for act in record if not isinstance(act.content, TermNearsEnd)), key=lambda act: act.no)
    key = f"{LOOK_AGAIN}#{last.no}"
    limit = norm.limit_after(_looked_again(record))
    clocks.all[key] = Clock(key, LOOK_AGAIN, "", civil_day(last.recorded_at), last, limit, norm)


def _looked_again(record: Record) -> int:
    """Return how often the look was due since anybody but the engine last entered anything."""
    entered = max((act.no for act in record if act.by.kind != "engine"), default=0)
    return sum(act.no > entered and act.content.term.startswith(LOOK_AGAIN) for act in record.all(TermLapses))


def _extend_or_drop(clocks: Clocks, act: Act, kind: Kind, record: Record) -> None:
    if isinstance(act.content, ExtendsTerm):
        _extend(clocks, act.no, act.content, record, kind)
    elif type(act.content) is kind.archives:
        _drop_rest(clocks, act)


def _open(clocks: Clocks, opens: Opens[Any], done: Attempt) -> None:
    start = opens.starts(done)
    if start is None:
        return
    act, law, variant = done.act, done.law, opens.variant_of(done)
    key = f"{opens.rule}{f'.{variant}' if variant else ''}#{act.no}"
    norm = law.norms.of(opens.rule)
    if norm is not None:
        clocks.all[key] = Clock(key, opens.rule, variant, start, act, norm.limit, norm)
        return
    day = civil_day(start) if isinstance(start, datetime) else start
    cited = law.catalogue.find(opens.rule, day, variant)
    last = opens.last_day(done) if opens.last_day else None
    if cited is not None and last is not None and last > day:
        limit = Limit(amount=(last - day).days, unit=Unit.CALENDAR_DAY)
        clocks.all[key] = Clock(key, opens.rule, variant, day, act, limit, cited, set_by_act=True)
    elif cited is not None and _knows(cited, variant):
        clocks.all[key] = Clock(key, opens.rule, variant, start, act, cited.limit(variant), cited)
        clocks.all[key].ended_by = act if opens.met else None


def _knows(cited: Cited, variant: str) -> bool:
    limits = cited.provision.limits
    return any(limit.variant == variant for limit in limits) or (not variant and len(limits) == 1)


def _end(clocks: Clocks, end: Ends[Any], done: Attempt) -> None:
    """End the open terms of a rule: those of the act pointed at and of what hangs on it; where it has none, all."""
    meant = _meant(end, done)
    candidates = clocks.of_rule(end.rule, end.variant)
    pointed = [row for row in candidates if meant and not meant.isdisjoint(_hangs_on(done, row.started_by))]
    for clock in (row for row in (pointed if end.about else pointed or candidates) if row.is_open):
        if end.voids:
            clock.dropped_by = done.act
        else:
            clock.ended_by = done.act


def _meant(end: Ends[Any], done: Attempt) -> frozenset[int]:
    found = end.about(done) if end.about else done.act.content.target
    return found if isinstance(found, frozenset) else frozenset() if found is None else frozenset({found})


def _hangs_on(done: Attempt, act: Act) -> Iterator[int]:
    """Return the numbers of an act and of those it hangs on: the one it points at, and so on."""
    return (one.no for one in done.record.back(act.no, done.kind.points_to))


def _extend(clocks: Clocks, no: int, content: ExtendsTerm, record: Record, kind: Kind) -> None:
    clock = clocks.all.get(content.term)
    row = clock.extension() if clock else None
    if clock is not None and row is not None:
        amount = content.amount or row.amount
        told_by = next((one.told_by for one in kind.step(clock.started_by).opens if one.rule == clock.rule), None)
        rows = clock.extended if told_by is None or record.pointing(no, told_by) else clock.untold
        rows.append(Extended(amount=amount, unit=row.unit, key=row.key, by=row.by, act=no))


def _drop_rest(clocks: Clocks, act: Act) -> None:
    """Let the archive end what waits for us; the rights of the party run on until their own end."""
    for clock in clocks.all.values():
        if clock.is_open and not clock.ends_by_itself:
            clock.dropped_by = act


def _exclude(clocks: Clocks, step: Step[Any], done: Attempt) -> None:
    excludes = step.begins_excluded
    ground = excludes.ground(done) if excludes is not None else None
    act, target = done.act, done.act.content.target
    if excludes is not None and ground is not None:
        last = excludes.until(done) if excludes.until else None
        basis = step.cited(done)
        row = Suspended(ground=ground, first=act.day, last=last, basis=basis, act=act.no)
        clocks.excluded.append(row)
        if excludes.of_target and target is not None:
            clocks.tied[act.no] = target
    if step.ends_exclusion(done):
        _end_excluded(clocks, act, step)


def _end_excluded(clocks: Clocks, act: Act[Content], step: Step[Any]) -> None:
    """End the time that the act pointed at excluded, or all on the step's ground; ended twice, the earlier holds."""
    for row in tuple(clocks.excluded):
        is_meant = row.ground == step.resumes if step.resumes is not None else row.act == act.content.target
        last = act.day - DAY if step.day_counts else max(act.day, row.first)
        if is_meant and last < (row.last or date.max):
            clocks.excluded.remove(row)
            clocks.excluded += [row.model_copy(update={"last": last})] if last >= row.first else []


def extended_rule(attempt: Attempt[ExtendsTerm]) -> str:
    """Return the rule under which the term runs that is extended, as in force on the day of its start."""
    found = clocks_of(attempt).all.get(attempt.content.term)
    return attempt.law.cite(found.rule, found.start_day) if found is not None and found.cited else ""


def reckoned(clock: Clock, clocks: Clocks, law: Law) -> Reckoning:
    """Return the arithmetic of one term, a right of the party `as_a_right`; beyond the calendar it has no end yet."""
    try:
        found = reckon(
            clock.start,
            clock.limit,
            law.calendar,
            rolls=clock.rolls,
            suspended=clocks.suspended_for(clock),
            extended=clock.extended,
        )
    except (OutsideCalendar, OverflowError, ValueError):  # past the last day that is known, or that there is
        return NOT_KNOWN_YET
    return as_a_right(found) if clock.ends_by_itself else found
