"""The law as who works by it asks for it: what changed (法律变化), what a day is, which provisions set a fine (罚则)."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Query

from api.asked import Day
from api.identity import TheActor
from api.world import TheWorld, minute_now
from law.calendar import Calendar
from law.catalogue import Catalogue, Cited
from law.edition import Law
from law.fines import FineRange, PenalProvision
from law.instruments import UNIT_NAMES
from models.acts.penalty import MEASURE_NAMES
from models.values import Value, civil_day

router = APIRouter(prefix="/v1/law", tags=["法律"])

FIRST = 1
"""The first day and month of a year."""


class LawChange(Value):
    """One provision that began to be in force, or was in force for the last time."""

    day: date
    way: Literal["began", "ended"]
    rule: str
    name: str
    citation: str
    """Instrument and article."""
    says: str
    """The limits of time that it sets, in words; empty where it sets none."""
    before: str = ""
    """What was in force before it, by its citation and limits; empty where nothing was."""
    is_doubtful: bool
    """Whether its text was not verified (未核实)."""


@router.get("/changes", summary="法律变化：某些日期之间开始施行、失效的规定")
def get_changes(
    world: TheWorld,
    _actor: TheActor,
    since: Annotated[Day | None, Query(description="自哪一日；不写即上一年1月1日")] = None,
    until: Annotated[Day | None, Query(description="至哪一日，可以是将来；不写即目录所知的最后一次变化")] = None,
) -> tuple[LawChange, ...]:
    """来自规则目录，晚的在前；同一规则在次日由新的规定接替的，只列新的。"""
    today = civil_day(minute_now())
    first = since or date(today.year - 1, FIRST, FIRST)
    last = until or date.max
    found = [one for one in _changes(world.law().catalogue) if first <= one.day <= last]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.citation, one.rule, one.way)))


def _changes(catalogue: Catalogue) -> Iterator[LawChange]:
    for versions in catalogue.rules.values():
        for cited in versions:
            earlier = [one for one in versions if one.since < cited.since and one.provision != cited.provision]
            yield _change(cited, "began", cited.since, earlier[-1] if earlier else None)
            if cited.until is not None and all(one.since <= cited.until for one in versions):
                yield _change(cited, "ended", cited.until, None)


def _change(cited: Cited, way: Literal["began", "ended"], day: date, before: Cited | None) -> LawChange:
    return LawChange(
        day=day,
        way=way,
        rule=cited.rule,
        name=cited.name,
        citation=cited.citation,
        says=_limits(cited),
        before=f"{before.citation} {_limits(before)}".strip() if before else "",
        is_doubtful=cited.grade.doubtful,
    )


def _limits(cited: Cited) -> str:
    return "；".join(f"{one.label}{one.amount}{UNIT_NAMES[one.unit]}" for one in cited.provision.limits)


class DayTold(Value):
    """What a day is by the calendar (工作日历)."""

    day: date
    is_working: bool
    says: str
    """Whether it is worked, and by which notice it is not, or is."""
    is_known: bool
    """Whether the notice that decides on it is out."""
    since: date
    number: int
    """The how many-th working day after `since` it is; negative before it; 0 where none lies between."""


@router.get("/days/{day}", summary="某一日是不是工作日，自另一日起第几个工作日")
def get_day(
    world: TheWorld,
    _actor: TheActor,
    day: Annotated[Day, Path(description="哪一日")],
    since: Annotated[Day | None, Query(description="自哪一日（当日不计）；不写即今天")] = None,
) -> DayTold:
    """按国务院办公厅的放假通知；当年通知没有公布的，按法定节假日和周末，并说明。"""
    return day_told(world.law().calendar, day, since or civil_day(minute_now()))


def day_told(calendar: Calendar, day: date, since: date) -> DayTold:
    """Return what a day is, and the how many-th working day after another."""
    number = calendar.working_between(since, day) if day >= since else -calendar.working_between(day, since)
    return DayTold(
        day=day,
        is_working=calendar.is_working(day),
        says=calendar.reason(day).sentence,
        is_known=calendar.known(day),
        since=since,
        number=number,
    )


class FineTold(Value):
    """A provision that sets a fine, as it was in force on a day."""

    id: str
    name: str
    """The kind of violation (违法行为)."""
    instrument: str
    article: str
    citation: str
    measures: dict[str, str]
    """The kinds of penalty that it provides for."""
    ranges: tuple[str, ...]
    """Its ranges in words, the ordinary one first."""
    least: str = ""
    most: str = ""
    """The bounds in yuan, where there is one range and it needs no base."""
    base: str = ""
    """Of what the fine is a share or multiple, where it is one."""
    gains: bool
    daily: bool
    is_doubtful: bool


@router.get("/fines", summary="某一日有效的罚则：常见违法行为、条文、处罚种类、罚款幅度")
def get_fines(
    world: TheWorld,
    _actor: TheActor,
    on: Annotated[Day | None, Query(description="违法行为终了之日；不写即今天")] = None,
) -> tuple[FineTold, ...]:
    """来自规则目录的罚则表；没有收录的不在其中。实体从旧兼从轻，适用违法行为终了之日的文本。"""
    return fines_on(world.law(), on or civil_day(minute_now()))


def fines_on(law: Law, day: date) -> tuple[FineTold, ...]:
    """Return the penal provisions that were in force on a day."""
    rows = (row for row in law.fines.rows if law.fines.span(row)[0] <= day <= law.fines.span(row)[1])
    return tuple(_fine(row, law) for row in rows)


def _fine(row: PenalProvision, law: Law) -> FineTold:
    plain = row.ranges[0] if len(row.ranges) == 1 and not row.ranges[0].base else None
    item = f"第{row.items[0]}项" if len(row.items) == 1 else ""
    return FineTold(
        id=row.id,
        name=row.name,
        instrument=law.catalogue.instruments[row.instrument].short,
        article=f"{row.article}{item}",
        citation=f"{law.fines.called(row)}{item}",
        measures={kind: MEASURE_NAMES[kind] for kind in row.kinds if kind in MEASURE_NAMES},
        ranges=tuple(_range(one) for one in row.ranges),
        least=str(plain.least) if plain else "",
        most=str(plain.most) if plain else "",
        base=next((one.base for one in row.ranges if one.base), ""),
        gains=row.gains,
        daily=row.daily,
        is_doubtful=row.grade.doubtful,
    )


def _range(one: FineRange) -> str:
    whom = {"organisation": "单位", "citizen": "责任人员"}.get(one.party, "")
    return "：".join(filter(None, ("，".join(filter(None, (one.when, whom))), one.told)))
