"""The supervisors' board (督查看板), and the rows behind each of its figures."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.asked import PAGE, Day, KindNamed, Number
from api.identity import TheActor
from api.names import of_people, organisations_named
from api.problems import bad_request
from api.spoken import Spoken
from api.world import TheWorld, World, minute_now
from docket import board
from docket.board import NONE, Cell, Span
from docket.board_views import Board, BoardRows, Definition, Figures, FiguresOf, Holder, MonthFigures, RowsOf
from docket.measures import FINES, MEASURES, Measure, week_of
from docket.scope import Scope, scope_of
from kinds import CALLED
from kinds.violation_case import VIOLATION_CASE
from models.people import Actor
from models.values import civil_day
from registry.errors import NotInRegister
from registry.registry import Registry

router = APIRouter(prefix="/v1", tags=["督查看板"])

COUNTIES = 2
"""The level of the grids that the board compares."""
MONTHS = 12
"""How many months a board looks back on."""
ELSEWHERE = "不在县级网格"
NO_UNIT = "没有单位"
FIRST = 1
"""The first day of a month, the first month of a year."""


class BoardQuery(Spoken):
    """Of what and of which days the figures are wanted."""

    kind: KindNamed = Field(default=VIOLATION_CASE.collection, description="哪一种案卷；不写即案件")
    since: Day | None = Field(default=None, description="统计发生事项的第一日；不写即本年1月1日")
    until: Day | None = Field(default=None, description="统计发生事项的最后一日；不写即今日")

    def span(self) -> Span:
        """Return the days that are counted."""
        today = civil_day(minute_now())
        until = self.until or today
        since = self.since or until.replace(month=FIRST, day=FIRST)
        if since > until:
            raise bad_request("bad-span", f"统计的第一日{since}晚于最后一日{until}，请对调", field="since")
        return Span(since, until, today)


class RowsQuery(BoardQuery):
    """Which figure's rows are wanted."""

    called = {"measure": {one.name: one.label for one in MEASURES.values()}}
    measure: Literal[tuple(MEASURES)] = Field(description="哪一项指标，见看板的 definitions")  # type: ignore[valid-type]
    unit: Number = Field(default="", description=f"只列这个单位的，单位编号；{NONE} 即没有单位的")
    grid: Number = Field(default="", description=f"只列这个县级网格的，网格编号；{NONE} 即不在县级网格的")
    person: Number = Field(default="", description=f"只列现由此人承办的，人员编号；{NONE} 即没有承办人的")
    after: Annotated[str, Field(max_length=200)] = Field(default="", description="上一页返回的 after")
    limit: int = Field(default=50, ge=1, le=PAGE, description="一页多少行")


@router.get("/board", summary="督查看板：各单位、各县级网格、各承办人、各月的数字")
def get_board(world: TheWorld, actor: TheActor, wanted: Annotated[BoardQuery, Query()]) -> Board:
    """只计您有权查看的案卷，演练案卷不计；每个数字都能在 `/v1/board/rows` 以同样的条件列出所计的各行。"""
    scope, span, kind = _asked(world, actor, wanted)
    told = board.figures(world.docket, scope, kind, span)
    called = of_people(world.registry, (), told.units)
    return Board(
        today=span.today,
        since=span.since,
        until=span.until,
        week=week_of(span.today),
        definitions=tuple(map(_defined, MEASURES.values())),
        total=_figures("", "合计", told.total),
        units=tuple(_figures(unit, called.get(unit, unit) or NO_UNIT, told.units[unit]) for unit in sorted(told.units)),
        grids=_grids(world, scope, told.grids),
        holders=_named(world, told.holders),
        months=tuple(map(_month, board.months(world.docket, scope, kind, _months(span)))),
    )


@router.get("/board/rows", summary="督查看板一个数字所计的各行")
def get_board_rows(world: TheWorld, actor: TheActor, wanted: Annotated[RowsQuery, Query()]) -> BoardRows:
    """`count` 是行数，`fines` 是各行罚款之和；按编号排列，一页不够的，把 `after` 原样带上接着列。"""
    scope, span, kind = _asked(world, actor, wanted)
    cell = Cell(wanted.measure, *_known(world.registry, wanted))
    try:
        found = board.rows(world.docket, scope, kind, cell, span, after=wanted.after, limit=wanted.limit)
    except ValueError as error:
        raise bad_request("bad-page", str(error), field="after") from None
    names = of_people(world.registry, {row.person for row in found.rows} | {wanted.person})
    of = RowsOf(
        measure=_defined(MEASURES[wanted.measure]),
        unit_name=_unit_name(world, wanted.unit.removeprefix(NONE)) if wanted.unit else "",
        grid_name=_grid_name(world, wanted.grid),
        person_name="没有承办人" if wanted.person == NONE else names.get(wanted.person, wanted.person),
        since=span.since,
        until=span.until,
    )
    shown = tuple(row.model_copy(update={"person_name": names.get(row.person, "")}) for row in found.rows)
    return organisations_named(world.registry, found.model_copy(update={"rows": shown, "of": of}))


def _defined(one: Measure) -> Definition:
    return Definition(measure=one.name, label=one.label, says=one.says, dated=one.dated)


def _grid_name(world: World, grid: str) -> str:
    """Return the name of a grid whose rows are asked for; of one that no register has, its number."""
    if grid == NONE:
        return ELSEWHERE
    return next((one.name for one in world.registry.places.grids(level=COUNTIES) if one.id == grid), grid)


def _known(registry: Registry, wanted: RowsQuery) -> tuple[str, str, str]:
    """Return unit, grid and person whose rows are wanted; refuse what the register does not have."""
    unit, grid, person = wanted.unit, wanted.grid, wanted.person
    if unit not in ("", NONE):
        unit = registry.places.unit_called(unit).id
    if grid not in ("", NONE):
        grid = registry.places.known(grid).id
    if person not in ("", NONE):
        registry.people.person(person)
    return unit, grid, person


def _asked(world: World, actor: Actor, wanted: BoardQuery) -> tuple[Scope, Span, str]:
    return scope_of(world.registry.places, actor), wanted.span(), CALLED[wanted.kind].name


def _grids(world: World, scope: Scope, told: Mapping[str, Figures]) -> tuple[FiguresOf, ...]:
    """Return the figures of every grid of a county that the reader may see, those without any as well."""
    all_ = {grid.id: grid.name for grid in world.registry.places.grids(level=COUNTIES)}
    shown = [grid for grid in all_ if scope.everything or grid in scope.grids or grid in told]
    elsewhere = sorted(grid for grid in told if grid not in all_)
    names = {**all_, **dict.fromkeys(elsewhere, ELSEWHERE)}
    return tuple(_figures(grid, names[grid], told.get(grid, {})) for grid in (*shown, *elsewhere))


def _figures(number: str, name: str, told: Figures) -> FiguresOf:
    is_whole = name == "合计"
    return FiguresOf(id=number or ("" if is_whole else NONE), name=name, figures=_said(told))


def _said(told: Mapping[str, int | str]) -> dict[str, int | str]:
    found = {name: int(told.get(name, 0)) for name in MEASURES}
    return {name: board.yuan(number) if name in FINES else number for name, number in found.items()}


def _month(one: MonthFigures) -> MonthFigures:
    dated = {name: number for name, number in _said(one.figures).items() if MEASURES[name].dated}
    return one.model_copy(update={"figures": dated})


def _unit_name(world: World, unit: str) -> str:
    try:
        return world.registry.places.unit(unit).name if unit else NO_UNIT
    except NotInRegister:
        return unit


def _named(world: World, holders: tuple[Holder, ...]) -> tuple[Holder, ...]:
    names = of_people(world.registry, {one.person for one in holders}, {one.unit for one in holders})
    return tuple(
        one.model_copy(update={"person_name": names.get(one.person, ""), "unit_name": names.get(one.unit, "")})
        for one in holders
    )


def _months(span: Span) -> tuple[Span, ...]:
    """Return the months that end with that of the last day asked for, the earliest first."""
    found = []
    last = span.until
    for _ in range(MONTHS):
        first = last.replace(day=FIRST)
        found.append(Span(first, last, span.today))
        last = first - timedelta(FIRST)
    return tuple(reversed(found))
