"""How the count went, run of days by run of days: what counted, what did not, and which notice says so (期间推算)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Literal

from law.instruments import Limit, Unit
from law.terms import DAY, MOMENT, SHANGHAI, latest_before, reckon, union

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from law.calendar import Calendar
    from law.notices import Notice
    from law.terms import Extended, Suspended

Kind = Literal[
    "counted",
    "working",
    "make_up",
    "open_weekday",
    "open_weekend",
    "weekend",
    "holiday",
    "suspended",
    "months",
    "pushed",
    "hours",
    "rolled",
    "rolled_to",
]
COUNTING: frozenset[Kind] = frozenset(
    {"counted", "working", "make_up", "open_weekday", "open_weekend", "months", "hours"}
)
"""Runs that use up the amount; the others only pass."""
SETTLED: frozenset[Kind] = COUNTING - {"open_weekday", "open_weekend"}
"""The same where what no notice has settled yet is taken as free."""


@dataclass(frozen=True, slots=True)
class Row:
    """A run of days, or of hours, that were treated alike; `last` is None while a suspension runs.

    `part` is 0 for the limit itself and 1, 2 … for extensions in another unit that follow on it.
    For hours, `first` and `last` are instants, the second one being the first instant after the run.
    """

    kind: Kind
    counts: bool
    part: int
    first: date | datetime
    last: date | datetime | None
    grounds: tuple[str, ...] = ()
    holiday: str = ""
    notice: Notice | None = None

    @property
    def days(self) -> int | None:
        """Return how many civil days the run has; None for hours and for a suspension that runs."""
        if self.last is None or isinstance(self.last, datetime):
            return None
        return (self.last - self.first).days + 1

    def joins(self, other: Row) -> bool:
        """Tell whether another row only carries this one on."""
        if self.last is None or replace(other, first=self.first, last=self.last) != self:
            return False
        return other.first == self.last + (timedelta() if isinstance(self.last, datetime) else DAY)


@dataclass(frozen=True, slots=True)
class _Walk:
    """What a walk needs to know at every step."""

    calendar: Calendar
    suspended: Sequence[Suspended]
    part: int
    late: bool = False
    """Whether the calendar is read so that the term ends on the latest day: what no notice settles is free."""

    def counts(self, kind: Kind) -> bool:
        """Tell whether a run of a kind uses up the amount."""
        return kind in (SETTLED if self.late else COUNTING)

    def roll(self, day: date) -> date:
        """Return the day to which a last day moves."""
        days = self.calendar.late if self.late else self.calendar.early
        return date.fromordinal(days.roll(day.toordinal()))

    def grounds(self, day: date) -> tuple[str, ...]:
        """Return the grounds on which a day does not count, in order of the alphabet."""
        return tuple(
            sorted({one.ground for one in self.suspended if one.first <= day and (one.last is None or day <= one.last)})
        )

    def running(self, day: date) -> bool:
        """Tell whether a suspension that has begun by a day is still running."""
        return any(one.last is None and one.first <= day for one in self.suspended)

    def row(
        self, kind: Kind, first: date | datetime, last: date | datetime | None, grounds: tuple[str, ...] = ()
    ) -> Row:
        """Return a row without a notice."""
        return Row(kind, self.counts(kind), self.part, first, last, grounds)

    def day_row(self, day: date, kind: Kind | None = None) -> Row:
        """Return the row of a single day with the reason the calendar gives."""
        reason = self.calendar.reason(day)
        kind = kind or reason.kind
        return Row(kind, self.counts(kind), self.part, day, day, (), reason.name, reason.notice)


def derive(
    start: date | datetime,
    limit: Limit,
    calendar: Calendar,
    *,
    rolls: bool,
    suspended: Sequence[Suspended] = (),
    extended: Sequence[Extended] = (),
    late: bool = False,
) -> tuple[Row, ...]:
    """Return how the last day came about, in the reading of the calendar that gives the earliest one, or the latest."""
    if limit.sense == "at_least_before":
        return _before(start, limit, calendar)
    union(suspended)
    rows: list[Row] = []
    point = start
    for part, (amount, unit) in enumerate(_parts(limit, extended)):
        found = tuple(_part(point, amount, unit, _Walk(calendar, suspended, part, late)))
        rows += found
        reached = _reached(found)
        if reached is None:
            return _runs(rows)
        point = reached
    if rolls and not isinstance(point, datetime):
        rows += _rolled(point, _Walk(calendar, (), rows[-1].part, late))
    return _runs(rows)


def _parts(limit: Limit, extended: Sequence[Extended]) -> list[tuple[int, Unit]]:
    parts = [(limit.amount, limit.unit)]
    for one in extended:
        if one.unit == parts[-1][1]:
            parts[-1] = (parts[-1][0] + one.amount, one.unit)
        else:
            parts.append((one.amount, one.unit))
    return parts


def _part(point: date | datetime, amount: int, unit: Unit, walk: _Walk) -> Iterator[Row]:
    if unit is Unit.HOUR:
        return _hours(point if isinstance(point, datetime) else _midnight(point + DAY), amount, walk)
    day = point
    if isinstance(day, datetime):
        # The first part begins on the day of an instant; a later one follows on the last moment of the one before.
        day = (day.astimezone(SHANGHAI) - (MOMENT if walk.part else timedelta())).date()
    if unit in (Unit.MONTH, Unit.YEAR):
        return _months(day, Limit(amount=amount, unit=unit), walk)
    return _days(day, amount, unit, walk)


def _days(day: date, amount: int, unit: Unit, walk: _Walk) -> Iterator[Row]:
    """Walk calendar or working days until the amount is used up."""
    while amount:
        day += DAY
        grounds = walk.grounds(day)
        if walk.running(day):
            yield walk.row("suspended", day, None, grounds)
            return
        if grounds:
            yield walk.row("suspended", day, day, grounds)
            continue
        row = walk.row("counted", day, day) if unit is Unit.CALENDAR_DAY else walk.day_row(day)
        amount -= row.counts
        yield row


def _months(start: date, limit: Limit, walk: _Walk) -> Iterator[Row]:
    """Name the corresponding day, then the suspended days on the way and the days they push the end by."""
    nominal = reckon(start, limit, walk.calendar, rolls=False).last_day or start
    yield walk.row("months", start + DAY, nominal)
    day, end = start, nominal
    while day < end:
        day += DAY
        grounds = walk.grounds(day)
        if walk.running(day):
            yield walk.row("suspended", day, None, grounds)
            return
        if grounds:
            end += DAY
            yield walk.row("suspended", day, day, grounds)
    if end != nominal:
        yield walk.row("pushed", nominal + DAY, end)


def _hours(now: datetime, amount: int, walk: _Walk) -> Iterator[Row]:
    """Walk from midnight to midnight until the hours are used up."""
    now, left = now.astimezone(SHANGHAI), timedelta(hours=amount)
    while left:
        midnight = _midnight(now.date() + DAY)
        grounds = walk.grounds(now.date())
        if walk.running(now.date()):
            yield walk.row("suspended", now, None, grounds)
            return
        if grounds:
            yield walk.row("suspended", now, midnight, grounds)
            now = midnight
            continue
        used = min(left, midnight - now)
        yield walk.row("hours", now, now + used)
        now, left = now + used, left - used


def _rolled(nominal: date, walk: _Walk) -> Iterator[Row]:
    """Walk from a last day on which nobody works to the next working day."""
    last = walk.roll(nominal)
    if nominal == last:
        return
    for n in range((last - nominal).days):
        yield walk.day_row(nominal + DAY * n, "rolled")
    yield walk.day_row(last, "rolled_to")


def _before(event: date | datetime, limit: Limit, calendar: Calendar) -> tuple[Row, ...]:
    """Return the clear days between the last day for an act and the day it has to precede."""
    day = event.astimezone(SHANGHAI).date() if isinstance(event, datetime) else event
    act, walk = latest_before(day, limit, calendar), _Walk(calendar, (), 0)
    between = [act + DAY * n for n in range(1, (day - act).days)]
    if limit.unit is not Unit.WORKING_DAY:
        return _runs([walk.row("counted", one, one) for one in between])
    rows = [walk.day_row(one) for one in between]
    # Backwards the careful reading is the other one: a day that may be free does not count.
    return _runs([replace(row, counts=row.kind in ("working", "make_up")) for row in rows])


def _reached(rows: Sequence[Row]) -> date | datetime | None:
    """Return how far a part has come, or None while a suspension runs."""
    if rows[-1].last is None:
        return None
    if rows[0].kind != "months":
        return rows[-1].last
    return rows[-1].last if rows[-1].kind == "pushed" else rows[0].last


def _runs(rows: Sequence[Row]) -> tuple[Row, ...]:
    """Join rows that only carry the one before them on."""
    runs: list[Row] = []
    for row in rows:
        if runs and runs[-1].joins(row):
            runs[-1] = replace(runs[-1], last=row.last)
        else:
            runs.append(row)
    return tuple(runs)


def _midnight(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI)
