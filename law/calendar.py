"""Which days are worked (工作日): the State Council's notices as far as they are out, and sound bounds beyond."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from law.notices import DAY, FOLDER, SATURDAY, Notice, Statutory, read_notice, read_notices, read_statutory
from law.refusals import Unclear

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Calendar", "Days", "Notice", "OutsideCalendar", "Reason", "read_notice"]

Kind = Literal["working", "weekend", "holiday", "make_up", "open_weekday", "open_weekend"]
KINDS: dict[Kind, str] = {
    "working": "工作日",
    "weekend": "休息日",
    "holiday": "放假",
    "make_up": "调休上班",
    "open_weekday": "工作日（当年通知未公布，可能放假）",
    "open_weekend": "休息日（当年通知未公布，可能调休上班）",
}


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a day is worked or free: the kind, the holiday's name, the notice that says so."""

    kind: Kind
    name: str = ""
    notice: Notice | None = None

    @property
    def sentence(self) -> str:
        """Return the reason in Chinese, with the title and number of the notice."""
        text = self.name + KINDS[self.kind] if self.kind in ("holiday", "make_up") else KINDS[self.kind]
        if self.notice is None:
            return text
        return f"{text}（《{self.notice.title}》{self.notice.number}）"


class Days:
    """One reading of the calendar: each day is either worked or not. Everything is answered from prepared arrays."""

    __slots__ = ("_count", "_order", "base", "end")

    def __init__(self, base: int, worked: bytes) -> None:
        self.base = base
        self.end = base + len(worked) - 1
        self._count = list(accumulate(worked, initial=0))
        self._order = [base + place for place, flag in enumerate(worked) if flag]

    def upto(self, day: int) -> int:
        """Return how many days are worked from the first day of the calendar up to this one (an ordinal)."""
        if not self.base - 1 <= day <= self.end:
            raise outside(day, self.base, self.end)
        return self._count[day - self.base + 1]

    def nth(self, number: int) -> int:
        """Return the ordinal of the number-th working day of the calendar, counted from 1."""
        if not 0 < number <= len(self._order):
            raise outside(self.end + 1 if number > 0 else self.base - 1, self.base, self.end)
        return self._order[number - 1]

    def worked(self, day: int) -> bool:
        """Tell whether a day (an ordinal) is worked."""
        return self.upto(day) > self.upto(day - 1)

    def roll(self, day: int) -> int:
        """Return the first working day from this one on (顺延), as ordinals."""
        return self.nth(self.upto(day - 1) + 1)


class Calendar:
    """Working days by civil date. Three readings: as the notices and the plain week say, the most worked, the least.

    A day is `known` when the notice for its year is out and the next year's notice can no longer change it. Other days
    are read by rule: statutory holidays are free; days near them that a notice may still move (`Statutory.open_days`)
    are worked in the reading `early`, free in `late`, and as in a plain week in `plain`; all others are certain.
    Hence the true last day of any term lies between those that `early` and `late` give.
    """

    def __init__(self, notices: Iterable[Notice], statutory: Statutory) -> None:
        self.notices = tuple(notices)
        self.statutory = statutory
        self.first = date(min(statutory.year), 1, 1)
        self.last = date(max(statutory.year), 12, 31)
        self._base = self.first.toordinal()
        self._years = {one.year for one in self.notices if one.annual}
        self._reasons: dict[date, Reason] = {}
        self._open: set[date] = set()
        self._read_years()
        self._read_notices()
        self.plain = self._days(("holiday", "weekend", "open_weekend"))
        self.early = self._days(("holiday", "weekend"))
        self.late = self._days(("holiday", "weekend", "open_weekend", "open_weekday"))
        self.certain = min((day.toordinal() - 1 for day in self._open), default=self.last.toordinal())
        """Ordinal of the last day before the first uncertain one: up to it, all readings agree."""

    @classmethod
    def load(cls, folder: Path | None = None) -> Calendar:
        """Return the calendar of a folder of notices; each folder is read once and kept."""
        return _load(folder or FOLDER)

    @classmethod
    def read(cls, *folders: Path) -> Calendar:
        """Read folders of notices afresh; a file of a later folder takes the place of one of the same name."""
        return cls(read_notices(*folders), read_statutory(*folders))

    def without(self, year: int) -> Calendar:
        """Return the calendar as it would be had the yearly notice for a year not come out."""
        return Calendar((one for one in self.notices if not (one.annual and one.year == year)), self.statutory)

    def with_notice(self, notice: Notice) -> Calendar:
        """Return the calendar as it is once a further notice is out."""
        return Calendar(sorted((*self.notices, notice), key=lambda one: (one.issued, one.year)), self.statutory)

    @property
    def last_known(self) -> date:
        """Return the last day up to which the notices are out and final."""
        year = self.first.year
        while year in self._years:
            year += 1
        return min(date.fromordinal(self.certain), date(year, 1, 1) - DAY)

    def known(self, day: date) -> bool:
        """Tell whether the notice that decides on this day is out."""
        return day.year in self._years and day not in self._open

    def is_working(self, day: date) -> bool:
        """Tell whether a day is worked; where no notice is out yet, as statutory holidays and a plain week say."""
        return self.plain.worked(day.toordinal())

    def next_working(self, day: date) -> date:
        """Return the day itself if it is worked, or the first working day after it."""
        return date.fromordinal(self.plain.roll(day.toordinal()))

    def add_working(self, start: date, number: int) -> date:
        """Return the number-th working day after a day (before it, when the number is negative; 0: the day itself)."""
        day = start.toordinal()
        if number == 0:
            return start
        if number > 0:
            return date.fromordinal(self.plain.nth(self.plain.upto(day) + number))
        return date.fromordinal(self.plain.nth(self.plain.upto(day - 1) + 1 + number))

    def working_between(self, after: date, until: date) -> int:
        """Return how many days are worked after the one day up to the other, that one included."""
        return self.plain.upto(until.toordinal()) - self.plain.upto(after.toordinal())

    def reason(self, day: date) -> Reason:
        """Return why a day is worked or free."""
        if not self.first <= day <= self.last:
            raise outside(day.toordinal(), self._base, self.last.toordinal())
        return self._reasons.get(day) or Reason("weekend" if day.weekday() >= SATURDAY else "working")

    def notice(self, day: date) -> Notice | None:
        """Return the notice that makes a day free or worked, if one does."""
        return self.reason(day).notice

    def _read_years(self) -> None:
        """Note the statutory and the uncertain days of every year whose notice is not out."""
        for year in range(self.first.year, self.last.year + 1):
            if year in self._years:
                continue
            for name, days in self.statutory.holidays(year).items():
                self._reasons |= {day: Reason("holiday", name) for day in days}
            self._open |= self.statutory.open_days(year)

    def _read_notices(self) -> None:
        """Lay the notices over the years, in order of issue, and note which days stay uncertain."""
        told: dict[date, Reason] = {}
        for notice in self.notices:
            for one in notice.holidays:
                told |= {day: Reason("holiday", one.name, notice) for day in one.days_off()}
                told |= {day: Reason("make_up", one.name, notice) for day in one.working}
        self._open = {day for day in self._open if day not in told and self.first <= day <= self.last}
        for day in self._open:
            self._reasons[day] = Reason("open_weekend" if day.weekday() >= SATURDAY else "open_weekday")
        self._reasons |= told

    def _days(self, free: tuple[Kind, ...]) -> Days:
        flags = bytearray(
            0 if (self._base + n - 1) % 7 >= SATURDAY else 1 for n in range((self.last - self.first).days + 1)
        )
        for day, reason in self._reasons.items():
            if self.first <= day <= self.last:
                flags[day.toordinal() - self._base] = reason.kind not in free
        return Days(self._base, bytes(flags))


@lru_cache(maxsize=8)
def _load(folder: Path) -> Calendar:
    return Calendar.read(folder)


class OutsideCalendar(Unclear):
    """A day is not covered by the calendar, so that what is counted over it is not known yet (超出工作日历)."""


def outside(day: int, first: int, last: int) -> OutsideCalendar:
    """Return the refusal of a day the calendar does not cover."""
    span = f"{date.fromordinal(first)}至{date.fromordinal(last)}"
    told = date.fromordinal(day) if 0 < day <= date.max.toordinal() else "该日"
    return OutsideCalendar("outside-calendar", f"{told}不在工作日历的范围（{span}）内，无法计算期限。", field="start")
