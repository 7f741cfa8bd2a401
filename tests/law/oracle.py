"""A second, slow reading of the term rules: it walks day by day, shares only the data files, and is easy to believe."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache, cached_property
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

CALENDARS = Path(__file__).parents[2] / "law" / "calendars"
SHANGHAI = ZoneInfo("Asia/Shanghai")
DAY = timedelta(days=1)
Table = dict[str, Any]
"""A table of a data file, as it is written there."""
HALF_HOUR = timedelta(minutes=30)


@dataclass(frozen=True)
class Case:
    """One term in plain values: suspensions are (first, last or None), extensions (amount, unit)."""

    start: date | datetime
    amount: int
    unit: str
    rolls: bool = False
    suspended: tuple[tuple[date, date | None], ...] = ()
    extended: tuple[tuple[int, str], ...] = ()

    @cached_property
    def stopped(self) -> frozenset[date]:
        """Return every day of the suspensions that have ended."""
        return frozenset(
            first + DAY * n for first, last in self.suspended if last for n in range((last - first).days + 1)
        )

    @cached_property
    def opens(self) -> date:
        """Return the first day of a suspension that still runs, or the end of time."""
        return min((first for first, last in self.suspended if last is None), default=date.max)


@dataclass(frozen=True)
class Answer:
    """Where a term ends in one reading of the calendar; all None while a suspension runs."""

    last_day: date | None
    ends_at: datetime | None
    suspended_days: int | None


@cache
def tables() -> tuple[dict[int, Table], list[Table], Table]:
    """Return the yearly notices by year, the other notices, and the statutory table."""
    statutory = tomllib.loads((CALENDARS / "statutory.toml").read_text("utf-8"))
    notices = [
        tomllib.loads(path.read_text("utf-8"))["notice"]
        for path in CALENDARS.glob("*.toml")
        if path.name != "statutory.toml"
    ]
    yearly = {one["year"]: one for one in notices if one["annual"]}
    return yearly, [one for one in notices if not one["annual"]], statutory


@cache
def told(missing: int = 0) -> dict[date, bool]:
    """Return what the notices say of single days (worked or not), as if the one for `missing` were not out."""
    yearly, others, _ = tables()
    found: dict[date, bool] = {}
    for notice in sorted([n for y, n in yearly.items() if y != missing] + others, key=lambda n: n["issued"]):
        for one in notice["holidays"]:
            day = one["first"]
            while day <= one["last"]:
                found[day] = False
                day += DAY
            for day in one.get("working", []):
                found[day] = True
    return found


def holidays(year: int) -> dict[str, list[date]]:
    """Return the statutory days off of a year."""
    _, _, statutory = tables()
    text = [one for one in statutory["text"] if one["since"] <= year][-1]
    found = {}
    for one in text["holidays"]:
        anchor = one["anchor"]
        first = statutory["year"][str(year)].get(anchor) or date.fromisoformat(f"{year}-{anchor}")
        found[one["name"]] = [first + DAY * (one["offset"] + n) for n in range(one["days"])]
    return found


@cache
def worked(day: date, reading: str, missing: int = 0) -> bool:
    """Tell whether a day is worked, in the reading `early` (as much work as possible) or `late` (as little)."""
    if day in told(missing):
        return told(missing)[day]
    weekday = day.weekday() < 5
    for year in (day.year, day.year + 1):
        if (year in tables()[0] and year != missing) or str(year) not in tables()[2]["year"]:
            continue
        statute = holidays(year)
        if any(day in days for days in statute.values()):
            return False
        if any(may_move(day, name, statute) for name in statute):
            return reading == "early"
    return weekday


def may_move(day: date, name: str, statute: dict[str, list[date]]) -> bool:
    """Tell whether a notice may still turn a day near a holiday from working to free or back."""
    reach = next(one for one in tables()[2]["reach"] if name in one["names"])
    days = statute[name]
    others = [other for key, group in statute.items() if key != name for other in group]
    joined = days[0].isoweekday() in reach["none_on"]
    if joined and not any(abs((days[0] - other).days) <= reach["merged"] for other in others):
        return False
    before, after = (days[0] - day).days, (day - days[-1]).days
    if day.weekday() >= 5:
        return max(before, after) <= int(reach["working"])
    return before <= int(reach["off_before"]) and after <= int(reach["off_after"])


def answer(case: Case, reading: str, missing: int = 0) -> Answer:
    """Walk the term day by day, or half hour by half hour, and say where it ends."""
    spans = [(case.amount, case.unit)]
    for amount, unit in case.extended:
        before, last = spans[-1]
        if unit == last:
            spans[-1] = (before + amount, unit)
        else:
            spans.append((amount, unit))
    point: date | datetime = case.start
    if isinstance(point, datetime) and case.unit != "hour":
        point = point.astimezone(SHANGHAI).date()
    for amount, unit in spans:
        walked = (
            walk_hours(point, amount, case)
            if unit == "hour"
            else walk_days(point, amount, unit, case, reading, missing)
        )
        if walked is None:
            return Answer(None, None, None)
        point = walked
    lost = count_lost(case, point)
    if isinstance(point, datetime):
        return Answer((point - timedelta(microseconds=1)).date(), point, lost)
    while case.rolls and not worked(point, reading, missing):
        point += DAY
    after = point + DAY
    return Answer(point, datetime(after.year, after.month, after.day, tzinfo=SHANGHAI), lost)


def walk_days(point: date | datetime, amount: int, unit: str, case: Case, reading: str, missing: int) -> date | None:
    """Walk days: each one that counts uses up one of the amount; for months each suspended one adds a day."""
    day = (point - timedelta(microseconds=1)).date() if isinstance(point, datetime) else point
    if unit in ("month", "year"):
        return walk_months(day, amount * (12 if unit == "year" else 1), case)
    while amount:
        day += DAY
        if day >= case.opens:
            return None
        if day not in case.stopped and (unit == "calendar_day" or worked(day, reading, missing)):
            amount -= 1
    return day


def walk_months(day: date, months: int, case: Case) -> date | None:
    """Find the same day number months on, then add a day for each suspended day on the way."""
    year, month = day.year, day.month
    for _ in range(months):
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    number = day.day
    while True:
        try:
            end = date(year, month, number)
            break
        except ValueError:
            number -= 1
    while day < end:
        day += DAY
        if day >= case.opens:
            return None
        if day in case.stopped:
            end += DAY
    return end


def walk_hours(point: date | datetime, hours: int, case: Case) -> datetime | None:
    """Walk half hours by the clock; those of a suspended day do not count."""
    if isinstance(point, datetime):
        now = point.astimezone(SHANGHAI)
    else:
        after = point + DAY
        now = datetime(after.year, after.month, after.day, tzinfo=SHANGHAI)
    left = hours * 2
    while left:
        if now.date() >= case.opens:
            return None
        if now.date() not in case.stopped:
            left -= 1
        now += HALF_HOUR
    return now


def count_lost(case: Case, point: date | datetime) -> int:
    """Count the suspended civil days after the start up to the end, before rolling."""
    last = (point - timedelta(microseconds=1)).date() if isinstance(point, datetime) else point
    if isinstance(case.start, datetime):
        first = case.start.astimezone(SHANGHAI).date() + (DAY if case.unit != "hour" else timedelta())
    else:
        first = case.start + DAY
    return sum(first + DAY * n in case.stopped for n in range((last - first).days + 1))
