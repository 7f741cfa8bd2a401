"""What waits for the reader: messages, terms that fall due, what crosses a boundary; how the units stand."""

from dataclasses import replace
from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import Field

from api.asked import PAGE, Day, KindNamed, Limit, Number, UnitNamed
from api.identity import TheActor
from api.names import organisations_named
from api.problems import bad_request
from api.spoken import Spoken
from api.vacancies import vacancies_told
from api.world import TheWorld
from docket import linked, reader
from docket.by_unit import FIGURE_NAMES, unit_rows
from docket.scope import scope_of
from docket.views import DueTerm, Message, UnitRows, UnitStatistics, Waiting
from kinds import CALLED, VIOLATION_CASE
from models.values import CIVIL

router = APIRouter(prefix="/v1", tags=["提醒和统计"])

After = Annotated[
    str, Query(max_length=250, description="接在哪一个期限之后：上一页最后一行的 `最后一日~案卷编号~期限编号`")
]


@router.get("/messages", summary="发给我的消息")
def get_messages(world: TheWorld, actor: TheActor, limit: Limit = 50) -> tuple[Message, ...]:
    """转办、期限临近、期限届满、下级岗位空缺等，新的在前；接手他人工作、代理他人的，连同发给其人的。"""
    scope = scope_of(world.registry.places, actor)
    if actor.kind == "person":
        scope = replace(scope, desks=world.registry.people.stands_for(actor))
    gaps = vacancies_told(world.registry, actor, scope.desks)
    rows = sorted((*gaps, *reader.messages(world.docket, scope, limit=limit)), key=lambda one: one.at, reverse=True)
    return tuple(organisations_named(world.registry, row) for row in rows[:limit])


@router.get("/terms", summary="到期和逾期的期限")
def get_terms(
    world: TheWorld, actor: TheActor, due_before: Day, unit: UnitNamed = None, after: After = "", limit: Limit = 50
) -> tuple[DueTerm, ...]:
    """最后一日在 `due_before` 当日或者此前、尚未办结的，逾期的在前；不含演练案件。"""
    today = datetime.now(CIVIL).date()
    scope = scope_of(world.registry.places, actor)
    wanted = None if unit is None else world.registry.places.unit_called(unit).id
    try:
        rows = reader.terms_due(
            world.docket, scope, today=today, until=due_before, unit=wanted, after=after, limit=limit
        )
    except ValueError as error:
        raise bad_request("bad-page", str(error), field="after") from None
    return tuple(organisations_named(world.registry, row) for row in rows)


@router.get("/waiting", summary="跨单位、跨案卷等待办理的事项")
def get_waiting(world: TheWorld, actor: TheActor, unit: UnitNamed = None, limit: Limit = 50) -> tuple[Waiting, ...]:
    """按应由谁办理列出：其他机关的期限、单位之间的服务规范、等待另一案卷的结果、尚未送达的、移交网格以外单位的；不含演练案卷。"""
    scope = scope_of(world.registry.places, actor)
    wanted = None if unit is None else world.registry.places.unit_called(unit).id
    rows = linked.waiting(world.docket, scope, norms=world.law().norms.crossing, unit=wanted, limit=limit)
    return tuple(organisations_named(world.registry, row) for row in rows)


@router.get("/statistics", summary="各单位的案卷和期限")
def get_statistics(
    world: TheWorld, actor: TheActor, kind: KindNamed = VIOLATION_CASE.collection
) -> tuple[UnitStatistics, ...]:
    """按现负责单位统计一种案卷，不写即案件；不含演练案卷。"""
    return reader.statistics(world.docket, scope_of(world.registry.places, actor), kind=CALLED[kind].name)


class UnitRowsQuery(Spoken):
    """Which figure's rows are wanted."""

    called = {"figure": FIGURE_NAMES}
    figure: Literal[tuple(FIGURE_NAMES)] = Field(description="哪一个数字")  # type: ignore[valid-type]
    unit: Number = Field(default="", description="哪个单位的，单位编号；不写即没有单位的")
    kind: KindNamed = Field(default=VIOLATION_CASE.collection, description="哪一种案卷；不写即案件")
    after: Annotated[str, Field(max_length=250)] = Field(default="", description="上一页返回的 after")
    limit: int = Field(default=50, ge=1, le=PAGE, description="一页多少行")


@router.get("/statistics/rows", summary="各单位情况一个数字所计的各行")
def get_statistics_rows(world: TheWorld, actor: TheActor, wanted: Annotated[UnitRowsQuery, Query()]) -> UnitRows:
    """`count` 是行数，与 `/v1/statistics` 的数字相等；按编号排列。"""
    scope, kind = scope_of(world.registry.places, actor), CALLED[wanted.kind].name
    found = unit_rows(world.docket, scope, kind, wanted.unit, wanted.figure, after=wanted.after, limit=wanted.limit)
    return organisations_named(world.registry, found)
