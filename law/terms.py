"""Term arithmetic (期间计算): from a start and a limit to the last day, with suspensions and extensions.

1. The day of the start does not count; day 1 is the day after it.
2. Calendar days: the last day is the n-th day after the start that is not suspended. Working days: likewise among the
   working days.
3. Months and years: the day with the same number, or the last of the month where there is none; then each suspended
   day after the start and up to the end pushes the end by one day.
4. Hours run from instant to instant, through nights and holidays; a start known only as a date counts from its
   midnight (24:00), which never makes a limit shorter than it is. Suspended days are left out, from 0:00 to 24:00.
5. Suspensions that overlap, touch or were entered late count once (their union); what lies on or before the start, or
   after the end before rolling, does not matter. One that runs and began by the end leaves the term without an end.
6. An extension in the unit that runs last adds to its amount; in another unit it follows on the end, not rolled.
7. Only the very last day rolls, once, to the next working day, where the instrument says so; hours never roll.
8. Where a holiday notice is not out yet, `earliest` and `latest` bound the end whatever the notice will say, and
   `last_day` is the earliest: whoever keeps it is in time. A period of the party ends on the latest (`law.rights`).
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict

from law.instruments import Limit, Suspension, Unit
from law.refusals import Unclear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law.calendar import Calendar, Days

SHANGHAI = ZoneInfo("Asia/Shanghai")
MIDNIGHT = time(0, tzinfo=SHANGHAI)
MOMENT = timedelta.resolution
DAY = timedelta(days=1)
RUNNING = date.max.toordinal()
"""The last day of a suspension that is still running, as an ordinal."""

Gap = tuple[int, int]
"""A closed run of suspended days, as ordinals."""
Point = int | datetime
"""How far the count has come: the ordinal of a civil day, or an instant where hours are counted."""


class Suspended(BaseModel):
    """An interval that does not count (扣除、中止): civil dates, both included; `last` None = still running."""

    model_config = ConfigDict(frozen=True)
    ground: Suspension
    first: date
    last: date | None = None
    basis: str = ""
    act: int = 0


class Extended(BaseModel):
    """An extension that was granted (延长)."""

    model_config = ConfigDict(frozen=True)
    amount: int
    unit: Unit
    key: str = ""
    by: str = ""
    act: int = 0


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the arithmetic gives. Dates are civil days in Asia/Shanghai; `ends_at` is the first instant after the term.

    While a suspension is still running the term has no end: `last_day`, `ends_at`, `earliest` and `latest` are None.
    Only `latest` is None when the suspension began after the earliest possible end and before the latest.
    `suspended_days` counts the civil days after the start that did not count, up to the end.
    """

    last_day: date | None
    ends_at: datetime | None
    earliest: date | None
    latest: date | None
    suspended_days: int

    @property
    def provisional(self) -> bool:
        """Tell whether the last day depends on a holiday notice that is not out yet (暂定)."""
        return self.earliest != self.latest


def reckon(
    start: date | datetime,
    limit: Limit,
    calendar: Calendar,
    *,
    rolls: bool,
    suspended: Sequence[Suspended] = (),
    extended: Sequence[Extended] = (),
) -> Reckoning:
    """Return the last day of a limit that starts with `start` (a date; for hours an aware instant)."""
    spans = _spans(limit, extended) if extended else ((limit.amount, limit.unit),)
    gaps = union(suspended) if suspended else ()
    begun = _point(start, spans[0][1])
    end = _run(begun, spans, gaps, calendar.early)
    if end is None:
        return Reckoning(None, None, None, None, _lost(begun, gaps[-1][0] - 1, gaps))
    last, lost = _last_day(end), _lost(begun, end, gaps) if gaps else 0
    rolls = rolls and isinstance(end, int)
    first_end = calendar.early.roll(last) if rolls else last
    earliest = date.fromordinal(first_end)
    certain = first_end <= calendar.certain
    latest = earliest if certain else _latest(begun, spans, gaps, calendar.late, rolls=rolls)
    ends_at = datetime.combine(date.fromordinal(first_end + 1), MIDNIGHT) if isinstance(end, int) else end
    return Reckoning(earliest, ends_at, earliest, latest, lost)


def first_after(
    start: date | datetime,
    limit: Limit,
    calendar: Calendar,
    *,
    rolls: bool = False,
    suspended: Sequence[Suspended] = (),
    extended: Sequence[Extended] = (),
) -> date | None:
    """Return the first day on which a period of at least `limit` has wholly passed (期满次日), for certain.

    None while a suspension is running.
    """
    latest = reckon(start, limit, calendar, rolls=rolls, suspended=suspended, extended=extended).latest
    return None if latest is None else latest + DAY


def latest_before(day: date, limit: Limit, calendar: Calendar) -> date:
    """Return the last day on which an act is still at least `limit` before a day (…日前), for certain.

    Neither the day of the act nor the day itself counts: the whole amount lies between them in full days (clear days).
    """
    event = day.toordinal()
    match limit.unit:
        case Unit.WORKING_DAY:
            free = calendar.late.nth(calendar.late.upto(event - 1) - limit.amount + 1)
        case Unit.CALENDAR_DAY:
            free = event - limit.amount
        case Unit.HOUR:
            free = event - -(-limit.amount // 24)
        case Unit.MONTH:
            free = _add_months(event, -limit.amount)
        case Unit.YEAR:
            free = _add_months(event, -12 * limit.amount)
    return date.fromordinal(free - 1)


def union(suspended: Sequence[Suspended]) -> tuple[Gap, ...]:
    """Return the suspensions as separate runs of days in order, overlapping and touching ones joined (并集)."""
    runs = []
    for one in suspended:
        if one.last is not None and one.last < one.first:
            sentence = f"扣除期间的结束日{one.last}早于开始日{one.first}。"
            raise Unclear("reversed-suspension", sentence, field="suspended")
        runs.append((one.first.toordinal(), RUNNING if one.last is None else one.last.toordinal()))
    runs.sort()
    joined: list[Gap] = []
    for first, last in runs:
        if joined and first <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], last))
        else:
            joined.append((first, last))
    return tuple(joined)


def _spans(limit: Limit, extended: Sequence[Extended]) -> tuple[tuple[int, Unit], ...]:
    """Return the amounts to run one after the other; an extension in the same unit adds to the one before it."""
    spans = [(limit.amount, limit.unit)]
    for one in extended:
        amount, unit = spans[-1]
        if one.unit is unit:
            spans[-1] = (amount + one.amount, unit)
        else:
            spans.append((one.amount, one.unit))
    return tuple(spans)


def _point(start: date | datetime, unit: Unit) -> Point:
    """Return where the count begins: a civil day, or an instant for hours."""
    if not isinstance(start, datetime):
        return start.toordinal()
    if start.tzinfo is None:
        raise Unclear("naive-instant", f"时刻{start}没有写明时区。", field="start")
    local = start.astimezone(SHANGHAI)
    return local if unit is Unit.HOUR else local.toordinal()


def _run(begun: Point, spans: Sequence[tuple[int, Unit]], gaps: Sequence[Gap], days: Days) -> Point | None:
    """Return where the count ends before any rolling, or None while a suspension is running."""
    end = begun
    for amount, unit in spans:
        reached = _step(end, amount, unit, gaps, days)
        if reached is None:
            return None
        end = reached
    return end


def _step(start: Point, amount: int, unit: Unit, gaps: Sequence[Gap], days: Days) -> Point | None:
    if unit is Unit.HOUR:
        return _hours(start if isinstance(start, datetime) else _midnight(start + 1), amount, gaps)
    day = _last_day(start)
    if unit is Unit.WORKING_DAY:
        return _working_days(day, amount, gaps, days)
    return _pushed(day, _nominal(day, amount, unit), gaps)


def _nominal(day: int, amount: int, unit: Unit) -> int:
    if unit is Unit.CALENDAR_DAY:
        return day + amount
    return _add_months(day, amount if unit is Unit.MONTH else 12 * amount)


def _pushed(start: int, end: int, gaps: Sequence[Gap]) -> int | None:
    """Push an end by each suspended day after the start and up to the end so far."""
    for first, last in gaps:
        if last <= start:
            continue
        if first > end:
            break
        if last == RUNNING:
            return None
        end += last - max(first - 1, start)
    return end


def _working_days(start: int, amount: int, gaps: Sequence[Gap], days: Days) -> int | None:
    """Count working days; a suspended run moves the end by as many working days as it holds."""
    number = days.upto(start) + amount
    end = days.nth(number)
    for first, last in gaps:
        if last <= start:
            continue
        if first > end:
            break
        if last == RUNNING:
            return None
        number += days.upto(last) - days.upto(max(first - 1, start))
        end = days.nth(number)
    return end


def _hours(start: datetime, amount: int, gaps: Sequence[Gap]) -> datetime | None:
    """Count hours by the clock, leaving out suspended days."""
    end = start + timedelta(hours=amount)
    for first, last in gaps:
        opens = max(_midnight(first), start)
        if last != RUNNING and _midnight(last + 1) <= start:
            continue
        if opens >= end:
            break
        if last == RUNNING:
            return None
        end += _midnight(last + 1) - opens
    return end


def _latest(
    begun: Point, spans: Sequence[tuple[int, Unit]], gaps: Sequence[Gap], days: Days, *, rolls: bool
) -> date | None:
    end = _run(begun, spans, gaps, days)
    if end is None:
        return None
    last = _last_day(end)
    return date.fromordinal(days.roll(last) if rolls else last)


def _lost(begun: Point, end: Point, gaps: Sequence[Gap]) -> int:
    """Return how many civil days of the gaps lie after the start and up to the end."""
    start = begun if isinstance(begun, int) else begun.toordinal() - 1
    last = _last_day(end)
    return sum(max(0, min(b, last) - max(a, start + 1) + 1) for a, b in gaps)


def _last_day(point: Point) -> int:
    """Return the civil day a count has come to; an instant at midnight still belongs to the day before."""
    return point if isinstance(point, int) else (point - MOMENT).toordinal()


def _midnight(day: int) -> datetime:
    return datetime.combine(date.fromordinal(day), MIDNIGHT)


def _add_months(day: int, months: int) -> int:
    """Return the same day of the month some months on, or the month's last day where there is none."""
    from_day = date.fromordinal(day)
    year, month = divmod(from_day.year * 12 + from_day.month - 1 + months, 12)
    return date(year, month + 1, min(from_day.day, monthrange(year, month + 1)[1])).toordinal()
