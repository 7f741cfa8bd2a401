"""Holiday notices of the State Council (节假日安排通知), and what may be said of a year whose notice is not out."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationInfo, model_validator

from law.reading import Malformed, as_model, line_of, overlaid, read_table

FOLDER = Path(__file__).with_name("calendars")
STATUTORY = "statutory.toml"
DAY = timedelta(days=1)
SATURDAY = 5
LONGEST = 15
"""No break of one notice has ever lasted longer than nine days; more is a slip of the pen."""
LET_IN: dict[str, bool] = {"let_in": True}
"""The context in which a notice is read back that was checked when it came in."""


class _Data(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Break(_Data):
    """One holiday as arranged: a run of days off (both ends included) and the weekend days worked for it (调休上班)."""

    name: str
    first: date
    last: date
    working: tuple[date, ...] = ()

    @model_validator(mode="after")
    def _in_order(self, info: ValidationInfo) -> Self:
        if info.context is LET_IN:
            return self
        if self.last < self.first:
            raise ValueError(f"{self.name}的放假结束日{self.last}早于开始日{self.first}")
        if (self.last - self.first).days >= LONGEST:
            raise ValueError(f"{self.name}放假超过{LONGEST}日，请核对起止日期")
        for day in self.working:
            if day.weekday() < SATURDAY:
                raise ValueError(f"{self.name}的上班日{day}不是星期六、星期日")
            if self.first <= day <= self.last:
                raise ValueError(f"{self.name}的上班日{day}又在放假期间内")
        return self

    def days_off(self) -> tuple[date, ...]:
        """Return every day of the break."""
        return tuple(self.first + DAY * n for n in range((self.last - self.first).days + 1))


class Notice(_Data):
    """One notice: the yearly one (annual) or one that adds to or changes it."""

    title: str
    issuer: str
    number: str = ""
    issued: date
    year: int = Field(ge=2000, le=2100)
    annual: bool
    note: str = ""
    holidays: tuple[Break, ...] = Field(min_length=1)

    @classmethod
    def stored(cls, text: str) -> Self:
        """Return the notice that a row says: it was let in once; what a later version adds to it is left out."""
        return cls.model_validate_json(text, context=LET_IN, extra="ignore")

    @property
    def file_name(self) -> str:
        """Return the name of the file in a folder of calendars that the notice stands in."""
        return f"{self.year}.toml" if self.annual else f"{self.issued}.toml"

    def as_table(self) -> dict[str, Any]:
        """Return the content of that file as plain data, what is empty left out."""
        return {"notice": self.model_dump(mode="json", exclude_defaults=True)}

    @model_validator(mode="after")
    def _whole(self, info: ValidationInfo) -> Self:
        if info.context is LET_IN:
            return self
        for one in self.holidays:
            for day in (one.first, one.last, *one.working):
                if not date(self.year - 1, 12, 20) <= day <= date(self.year, 12, 31):
                    raise ValueError(f"{one.name}的日期{day}不属于{self.year}年")
        for before, after in pairwise(sorted(self.holidays, key=lambda one: one.first)):
            if after.first <= before.last:
                raise ValueError(f"{before.name}与{after.name}的放假日期重叠")
        if self.annual and self.issued.year >= self.year:
            raise ValueError(f"年度通知的成文日期{self.issued}不早于{self.year}年")
        return self


class Holiday(_Data):
    """A statutory holiday (法定节日): `days` days from `anchor` plus `offset`."""

    name: str
    anchor: str
    offset: int
    days: int = Field(gt=0)


class Text(_Data):
    """One version of the regulation on holidays, in force from the first day of `since`."""

    number: str
    issued: date
    since: int
    holidays: tuple[Holiday, ...]


class Reach(_Data):
    """How far from a holiday a notice may move days off and working days."""

    names: tuple[str, ...]
    off_before: int = Field(ge=0)
    off_after: int = Field(ge=0)
    working: int = Field(ge=0)
    none_on: tuple[int, ...] = ()
    merged: int = Field(ge=0)


class Lunar(_Data):
    """The days of one year that follow the moon or the sun: 正月初一, 清明, 端午, 中秋."""

    spring: date
    qingming: date
    duanwu: date
    zhongqiu: date


class _Title(_Data):
    title: str
    note: str = ""


class Statutory(_Data):
    """The statutory holidays of every year, and the reach of the notices that arrange them."""

    statutory: _Title
    text: tuple[Text, ...]
    reach: tuple[Reach, ...]
    year: dict[int, Lunar]

    def holidays(self, year: int) -> dict[str, tuple[date, ...]]:
        """Return the statutory days off of a year by holiday."""
        text = max((one for one in self.text if one.since <= year), key=lambda one: one.since)
        found = {}
        for holiday in text.holidays:
            first = self._anchor(year, holiday.anchor) + DAY * holiday.offset
            found[holiday.name] = tuple(first + DAY * n for n in range(holiday.days))
        return found

    def open_days(self, year: int) -> frozenset[date]:
        """Return the days a notice for the year may still turn from working to free or back."""
        holidays = self.holidays(year)
        fixed = {day for days in holidays.values() for day in days}
        found: set[date] = set()
        for name, days in holidays.items():
            reach = next(one for one in self.reach if name in one.names)
            others = fixed.difference(days)
            if days[0].isoweekday() in reach.none_on and self._alone(days[0], others, reach.merged):
                continue
            found |= _around(days, reach)
        return frozenset(found - fixed)

    def _anchor(self, year: int, anchor: str) -> date:
        if anchor[0].isdigit():
            return date.fromisoformat(f"{year}-{anchor}")
        return dict(self.year[year])[anchor]  # type: ignore[no-any-return]

    @staticmethod
    def _alone(day: date, others: set[date], merged: int) -> bool:
        return all(abs((day - other).days) > merged for other in others)


def _around(days: tuple[date, ...], reach: Reach) -> set[date]:
    """Return the weekdays near a holiday that may be free and the weekend days that may be worked."""
    first, last = days[0], days[-1]
    span = range(-reach.working, (last - first).days + reach.working + 1)
    near = [first + DAY * n for n in span]
    free = range((first - DAY * reach.off_before).toordinal(), (last + DAY * reach.off_after).toordinal() + 1)
    return {day for day in near if day.weekday() >= SATURDAY or day.toordinal() in free}


def read_notice(path: Path) -> Notice:
    """Read one notice, or raise Malformed with file, line and field (for `gridcase calendar publish`)."""
    table, text = read_table(path)
    for name in table:
        if name != "notice":
            raise Malformed(path, line_of(text, (name, name)), name, "文件只能有一个 [notice] 表")
    head = table.get("notice")
    if not isinstance(head, dict):
        raise Malformed(path, 1, "notice", "缺少 [notice] 表")
    return _as_notice(head, path, text)


def _as_notice(head: dict[str, Any], path: Path, text: str) -> Notice:
    """Validate break by break first, so that the line of a wrong break is told and not the line of the whole table."""
    breaks = head.get("holidays")
    for place, one in enumerate(breaks if isinstance(breaks, list) else []):
        try:
            as_model(Break, one, path, text)
        except Malformed as fault:
            line = line_of(text, ("notice", 0, "holidays", place))
            field = ".".join(part for part in ("holidays", str(place + 1), fault.field) if part)
            raise Malformed(path, line, field, fault.sentence) from fault
    return as_model(Notice, head, path, text)


def read_notices(*folders: Path) -> tuple[Notice, ...]:
    """Read all notices of folders, the earliest issued first: where two speak of one day, the later one counts."""
    files = [path for path in overlaid(*folders or (FOLDER,)) if path.name != STATUTORY]
    notices = [read_notice(path) for path in files]
    years: dict[int, Path] = {}
    for path, notice in zip(files, notices, strict=True):
        if notice.annual and notice.year in years:
            raise Malformed(path, 1, "year", f"{notice.year}年的年度通知已在{years[notice.year].name}中")
        if notice.annual:
            years[notice.year] = path
    return tuple(sorted(notices, key=lambda one: (one.issued, one.year)))


@lru_cache(maxsize=8)
def read_statutory(*folders: Path) -> Statutory:
    """Read the statutory holidays of folders of calendars; the project's own where they have none."""
    path = next(path for path in overlaid(FOLDER, *folders) if path.name == STATUTORY)
    table, text = read_table(path)
    return as_model(Statutory, table, path, text)


def against_statute(notice: Notice, statutory: Statutory) -> list[str]:
    """Return what a yearly notice leaves out or works on although the statute makes it a day off, in Chinese."""
    if not notice.annual:
        return []
    off = {day for one in notice.holidays for day in one.days_off()}
    worked = {day for one in notice.holidays for day in one.working}
    told = "、".join(one.name for one in notice.holidays)
    holidays = statutory.holidays(notice.year)
    faults = [f"通知没有安排{name}" for name in holidays if name not in told]
    for name, days in holidays.items():
        faults += [f"{name}的法定假日{day}没有放假" for day in days if day not in off and day.weekday() < SATURDAY]
        faults += [f"{name}的法定假日{day}被安排上班" for day in days if day in worked]
    return faults
