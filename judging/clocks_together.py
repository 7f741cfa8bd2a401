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
    stands as it does for the one that it presses most; kept is it once it is kept for all. What one had set aside for
    all, as an order that each of them bears, presses nobody.
    """
    whose, found = parties_of(record).whose, Clocks()
    every = {key: [(clocks.all[key], clocks) for clocks in read.values() if key in clocks.all] for key in _keys(read)}
    started = sorted(every.items(), key=lambda entry: place(entry[1][0][0].started_by))
    for key, terms in started:
        clock, clocks = min(terms, key=lambda row: _pressing(row[0], row[1], law))
        clock.party = "" if clock.of_all else whose.get(clock.started_by.no, "")
        clock.called = called(record, clock.party) if clock.party else ""
        _end_for_all(clock, read)
        found.all[key] = clock
        found.within[key] = clocks
    for clocks in read.values():
        found.excluded += [row for row in clocks.excluded if row not in found.excluded]
        found.tied.update(clocks.tied)
    return found


def _end_for_all(clock: Clock, read: Mapping[str, Clocks]) -> None:
    """End a term by the first act of some party that ends it for all, unless it had ended before."""
    meant = (end for clocks in read.values() for end in clocks.ends_for_all if end.is_meant(clock))
    first = min(meant, key=lambda end: place(end.act), default=None)
    if first is None or clock.dropped_by is not None:
        return
    if clock.ended_by is None or follows(clock.ended_by, first.act):
        clock.ended_by, clock.dropped_by = (None, first.act) if first.voids else (first.act, None)


def _keys(read: Mapping[str, Clocks]) -> dict[str, None]:
    return dict.fromkeys(key for clocks in read.values() for key in clocks.all)


def _pressing(clock: Clock, clocks: Clocks, law: Law) -> tuple[int, int]:
    """Return where a term comes among those of other parties: open, the first to end; else the last that was kept."""
    if clock.is_open:
        return 0, (reckoned(clock, clocks, law).last_day or date.max).toordinal()
    if clock.ended_by is not None:
        return 1, -clock.ended_by.day.toordinal()
    return 2, 0
