"""The terms of a file of several parties (数名当事人的期限): each party's own, and those that all share."""

from collections.abc import Mapping
from datetime import date

from judging.clock import Clock, Clocks, reckoned
from judging.parties import called, parties_of
from judging.record import Record, follows, place
from law.edition import Law


def together(read: Mapping[str, Clocks], record: Record, law: Law) -> Clocks:
    """Return the terms that were read for each party as those of the file.

    A term that an act of one party started is that party's. One that all share is open while it is for any of them, and
    stands as it does for the one that it presses most; kept is it once it is kept for all.
    """
    whose, found = parties_of(record).whose, Clocks()
    every = {key: [(clocks.all[key], clocks) for clocks in read.values() if key in clocks.all] for key in _keys(read)}
    started = sorted(every.items(), key=lambda entry: place(entry[1][0][0].started_by))
    for key, terms in started:
        clock, clocks = min(terms, key=lambda row: _pressing(row[0], row[1], law))
        clock.party = "" if clock.of_all else whose.get(clock.started_by.no, "")
        clock.called = called(record, clock.party) if clock.party else ""
        if clock.of_all:
            _void_for_all(clock, read)
        found.all[key] = clock
        found.within[key] = clocks
    for clocks in read.values():
        found.excluded += [row for row in clocks.excluded if row not in found.excluded]
        found.tied.update(clocks.tied)
    return found


def _void_for_all(clock: Clock, read: Mapping[str, Clocks]) -> None:
    """Take away the object of the file's term where an act of some party has done so, while it was open."""
    taken = (act for clocks in read.values() for rule, act in clocks.void_for_all if rule == clock.rule)
    later = [act for act in taken if follows(act, clock.started_by)]
    first = min(later, key=place, default=None)
    if first is not None and clock.dropped_by is None and (clock.ended_by is None or follows(clock.ended_by, first)):
        clock.ended_by, clock.dropped_by = None, first


def _keys(read: Mapping[str, Clocks]) -> dict[str, None]:
    return dict.fromkeys(key for clocks in read.values() for key in clocks.all)


def _pressing(clock: Clock, clocks: Clocks, law: Law) -> tuple[int, int]:
    """Return where a term comes among those of other parties: open, the first to end; else the last that was kept."""
    if clock.is_open:
        return 0, (reckoned(clock, clocks, law).last_day or date.max).toordinal()
    if clock.ended_by is not None:
        return 1, -clock.ended_by.day.toordinal()
    return 2, 0
