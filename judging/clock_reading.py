"""The terms of a file, read off its record in one pass: what each act starts, ends, extends and excludes (期限的起止)."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime
from typing import Any

from judging.attempt import Attempt, Situation
from judging.clock import Clock, Clocks, EndForAll, reckoned
from judging.clocks_together import together
from judging.kind import Kind
from judging.looking_again import look_again
from judging.parties import part, parties_of
from judging.record import Record
from judging.serving import effective_day
from judging.step import Ends, Opens, Step
from law.calendar import OutsideCalendar
from law.catalogue import Cited
from law.edition import Law
from law.instruments import Limit, Unit
from law.terms import DAY, Extended, Suspended
from models.acts import Act, Content, ExtendsTerm
from models.acts.terms import TermLapses
from models.values import civil_day


def clocks_of(now: Situation) -> Clocks:
    """Read every term of the file in a situation."""
    return read_clocks(now.record, now.kind, now.law)


def read_clocks(record: Record, kind: Kind, law: Law) -> Clocks:
    """Read every term of a file off its record, in one pass for each of its parties."""
    read = {party: _read(part(record, party), kind, law) for party in parties_of(record).refs}
    clocks = together(read, record, law) if read else _read(record, kind, law)
    look_again(clocks, record, kind, law)
    for clock in clocks.all.values():
        if clock.owner is None and clock.obligor != "township":
            clock.owner = kind.owed_by(record, clock.started_by)
    return clocks


def _read(record: Record, kind: Kind, law: Law) -> Clocks:
    clocks = Clocks()
    for act in record:
        if type(act.content) in kind.timeless:
            continue
        step = kind.step(act)
        done: Attempt = Attempt(record, act.day, law, kind, act, record)
        with suppress(OutsideCalendar):  # from when on time would stand still is not known yet
            _exclude(clocks, step, done)
        for end in step.ends:
            if not end.of_all and not any(row.is_open for row in clocks.of_rule(end.rule, end.variant)):
                continue  # what ends nothing need not be asked whether it would
            with suppress(OutsideCalendar):  # whether it ends the term is not known yet
                if end.when(done):
                    _end(clocks, end, done)
        for opens in step.opens if _still_lapsed(clocks, act, law) else ():
            with suppress(OutsideCalendar):  # what would start it is not known yet
                if opens.when(done):
                    _open(clocks, opens, done)
        _extend_or_drop(clocks, act, kind, record)
    return clocks


def _still_lapsed(clocks: Clocks, act: Act, law: Law) -> bool:
    """Tell whether a term of which time said that it has lapsed did, as the acts now count; of any other act, yes.

    Withdrawn, put on another day, extended or done in time after all: of a lapse that was none nothing comes.
    """
    if not isinstance(act.content, TermLapses):
        return True
    clock = clocks.all.get(act.content.term)
    return clock is not None and clock.is_open and reckoned(clock, clocks, law).last_day == act.content.last_day


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
    norm, owner = law.norms.of(opens.rule), opens.owner(done) if opens.owner else None
    day = civil_day(start) if isinstance(start, datetime) else start
    last = opens.last_day(done) if opens.last_day else None
    if norm is not None:
        limit = norm.limit if last is None or last <= day else Limit(amount=(last - day).days, unit=Unit.CALENDAR_DAY)
        is_set = limit is not norm.limit
        clocks.all[key] = Clock(
            key,
            opens.rule,
            variant,
            day if is_set else start,
            act,
            limit,
            norm,
            owner=owner,
            set_by_act=is_set,
            of_all=opens.of_all,
        )
        return
    cited = law.catalogue.find(opens.rule, day, variant)
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
    ended = pointed if end.about else pointed or candidates
    if end.of_all:
        shared = frozenset(row.key for row in ended)
        clocks.ends_for_all.append(EndForAll(done.act, end.rule, end.variant, shared, end.voids))
    for clock in (row for row in ended if row.is_open):
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
        is_told = next((one.is_told for one in kind.step(clock.started_by).opens if one.rule == clock.rule), None)
        rows = clock.extended if is_told is None or is_told(record, no) else clock.untold
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
        first, last = effective_day(act, done.law), excludes.until(done) if excludes.until else None
        row = Suspended(ground=ground, first=first, last=last, basis=step.cited(done), act=act.no)
        clocks.excluded += [row] if last is None or last >= first else []
        if excludes.of_target and target is not None:
            clocks.tied[act.no] = target
    if step.ends_exclusion(done):
        _end_excluded(clocks, act, step)


def _end_excluded(clocks: Clocks, act: Act[Content], step: Step[Any]) -> None:
    """End the time that the act pointed at excluded, or all on the step's ground; ended twice, the earlier holds."""
    for row in tuple(clocks.excluded):
        is_meant = row.ground == step.resumes if step.resumes is not None else row.act == act.content.target
        last = act.day - DAY if step.day_counts or act.day < row.first else act.day
        if is_meant and last < (row.last or date.max):
            clocks.excluded.remove(row)
            clocks.excluded += [row.model_copy(update={"last": last})] if last >= row.first else []


def extended_rule(attempt: Attempt[ExtendsTerm]) -> str:
    """Return the rule under which the term runs that is extended, as in force on the day of its start."""
    found = clocks_of(attempt).all.get(attempt.content.term)
    return attempt.law.cite(found.rule, found.start_day) if found is not None and found.cited else ""
