"""What the supervisors' board counts (统计指标): each with its name, its definition, and the one condition it is."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Table, true

from docket.tables import counted, files, terms
from models.counted import COUNTED_NAMES, CountedKind

SUNDAY = 6
FINED: tuple[CountedKind, ...] = ("penalty", "daily")
FIVE: tuple[CountedKind, ...] = ("daily", "seizure", "restriction", "detention", "crime")
"""The five kinds of cases (五类案件)."""


class Source(Enum):
    """What is counted: files, their terms, or acts in them."""

    FILES = "files"
    TERMS = "terms"
    COUNTED = "counted"

    @property
    def table(self) -> Table | None:
        """The table beside that of the files."""
        return {"terms": terms, "counted": counted}.get(self.value)

    @property
    def key(self) -> ColumnElement[Any]:
        """What tells a row from the others of its file."""
        keys = {"files": files.c.kind, "terms": terms.c.key, "counted": counted.c.act_no}
        return keys[self.value]

    @property
    def unit(self) -> ColumnElement[str]:
        """By which unit it is counted: who answers for the file, who has to keep the term, who did the act."""
        return {"files": files.c.unit, "terms": terms.c.unit, "counted": counted.c.unit}[self.value]

    @property
    def columns(self) -> tuple[ColumnElement[Any], ...]:
        """What its rows show beside the file."""
        own = {
            "files": (),
            "terms": (terms.c.body,),
            "counted": (counted.c.kind, counted.c.day, counted.c.fine),
        }
        return own[self.value]

    @property
    def counts(self) -> ColumnElement[bool]:
        """Which of its rows may be counted at all."""
        ours = terms.c.open & terms.c.obligor.in_(("authority", "township")) & ~files.c.archived
        return ours if self is Source.TERMS else true()

    def read(self, mark: str) -> str | int:
        """Read back what told the last row of a page from the others."""
        if self is not Source.COUNTED:
            return mark
        if not mark.isdecimal():
            raise ValueError(f"翻页位置“{mark}”无效；请原样使用上一页返回的 after")
        return int(mark)


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of the board."""

    name: str
    label: str
    says: str
    """Its definition, in one line."""
    source: Source
    counts: Callable[[date], ColumnElement[bool]]
    """What it counts, on the day on which it is asked."""
    dated: bool = False
    """Whether it counts what happened within the days asked for; else how things stand now."""


OPEN = ~files.c.closed & ~files.c.archived


def week_of(today: date) -> tuple[date, date]:
    """Return Monday and Sunday of the week of a day."""
    monday = today - timedelta(today.weekday())
    return monday, monday + timedelta(SUNDAY)


def _this_week(today: date) -> ColumnElement[bool]:
    return terms.c.last_day.between(*week_of(today))


def _of_kind(*kinds: CountedKind) -> Callable[[date], ColumnElement[bool]]:
    return lambda _today: counted.c.kind.in_(kinds)


def _counting(kind: CountedKind, says: str) -> Measure:
    return Measure(kind, COUNTED_NAMES[kind], says, Source.COUNTED, _of_kind(kind), dated=True)


_MEASURES = (
    Measure("open", "在办", "尚未结案、未归档的案卷，按现在的责任单位", Source.FILES, lambda _: OPEN),
    Measure(
        "near",
        "临近",
        "在办案卷中，有期限即将届满、没有逾期的",
        Source.FILES,
        lambda _: OPEN & (files.c.alert == "near"),
    ),
    Measure(
        "late", "逾期", "在办案卷中，本机关有期限已经逾期的", Source.FILES, lambda _: OPEN & (files.c.alert == "late")
    ),
    Measure(
        "due",
        "本周到期",
        "最后一日在本周（周一至周日）、尚未办结、由本机关或者乡镇履行的期限，按履行期限的单位，一个期限计一次",
        Source.TERMS,
        _this_week,
    ),
    Measure("opened", "发现", "所选日期内发现（开立）的案卷", Source.FILES, lambda _: true(), dated=True),
    _counting("filed", "所选日期内立案的，按立案单位"),
    _counting("penalty", "所选日期内作出的行政处罚决定（含当场处罚，不含按日连续处罚），按作出单位"),
    _counting("daily", "所选日期内作出的按日连续处罚决定，按作出单位"),
    _counting("seizure", "所选日期内实施的查封、扣押，按实施单位，一次计一件"),
    _counting("restriction", "所选日期内作出的限制生产、停产整治决定，按作出单位"),
    _counting("detention", "所选日期内移送公安机关适用行政拘留的，按移送单位"),
    _counting("crime", "所选日期内移送公安机关的涉嫌犯罪案件，按移送单位"),
    Measure(
        "fines",
        "罚款（元）",
        "所选日期内作出的处罚决定（含按日连续处罚）的罚款数额，按作出时的数额，撤回、更正的按更正后的；链接为所含的决定",
        Source.COUNTED,
        _of_kind(*FINED),
        dated=True,
    ),
    _counting("closed", "所选日期内结案的，按结案单位"),
)
MEASURES = {one.name: one for one in _MEASURES}
FINES = frozenset({"fines"})
"""Figures that are sums of money, not numbers of rows."""
