"""The files of polluters (一企一档): what each is, where, what was done about it, how often it is to be checked."""

from datetime import date, datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query

from api.asked import Day, Name, Number
from api.identity import TheActor
from api.problems import forbidden, unknown
from api.world import TheWorld
from docket.party_record import PartyRecord, record_of
from docket.scope import scope_of
from models.people import Actor
from models.values import CIVIL, Value
from registry.entries import SpecialGrid
from registry.inspection import Frequency, frequency, record_days
from registry.polluters import DischargePoint, Polluter
from registry.random_inspection import Checked

router = APIRouter(prefix="/v1/polluters", tags=["一企一档"])

CITY = 1
PENALTIES, ORDERS = ("罚", "当罚", "按日罚"), ("责改", "责拆", "建改")
"""The words in the numbers of decisions that penalise and of orders to correct."""


class PolluterFile(Value):
    """The whole file of a polluter."""

    polluter: Polluter
    place: str
    history: tuple[Polluter, ...]
    points: tuple[DischargePoint, ...]
    special: tuple[SpecialGrid, ...]
    record: PartyRecord
    inspections: tuple[Checked, ...]
    """What random inspections found (双随机抽查)."""
    frequency: Frequency


@router.get("", summary="查找污染源")
def get_polluters(
    world: TheWorld,
    actor: TheActor,
    name: Name = "",
    uscc: Number = "",
    address: Name = "",
    grid: Annotated[Name | None, Query(description="只列这个网格之内的，名称或者编码")] = None,
) -> tuple[Polluter, ...]:
    """按名称、统一社会信用代码、地址查找，写一部分即可；最多列五十个。只供工作人员查询。"""
    _staff(actor)
    places = world.registry.places
    within = None if grid is None else [one.id for one in places.grids(within=places.grid(grid).id)]
    day = datetime.now(CIVIL).date()
    return world.registry.polluters.find(day, name=name, uscc=uscc, address=address, grids=within)


@router.get("/{number}", summary="一个污染源的档案")
def get_polluter(
    world: TheWorld, actor: TheActor, number: Annotated[str, Path(max_length=64)], on: Day | None = None
) -> PolluterFile:
    """统一社会信用代码或者当事人编号；许可、类别、网格、排放口、案件、文书、检查和检查频次。只供工作人员查询。"""
    _staff(actor)
    day = on or datetime.now(CIVIL).date()
    history = world.registry.polluters.through_time(number)
    if not history:
        sentence = f"没有“{number}”的污染源档案；按名称查找见 GET /v1/polluters，建档用名册的“污染源”表"
        raise unknown("unknown-polluter", sentence, field="number")
    polluter = next((one for one in reversed(history) if one.since <= day), history[0])
    grid = world.registry.places.known(polluter.grid)
    special = world.registry.places.special_grids(over=grid, on=day)
    record = record_of(world.docket, scope_of(world.registry.places, actor), polluter.party)
    penalties, orders = (_lately(record, words, day) for words in (PENALTIES, ORDERS))
    return PolluterFile(
        polluter=polluter,
        place=grid.full_name,
        history=history,
        points=world.registry.polluters.points(polluter.uscc, day),
        special=special,
        record=record,
        inspections=world.registry.inspections.of(polluter.uscc, reader=None if actor.level == CITY else actor.unit),
        frequency=frequency(polluter, specials=len(special), penalties=penalties, orders=orders),
    )


def _lately(record: PartyRecord, words: tuple[str, ...], day: date) -> int:
    since = day - timedelta(days=record_days())
    return sum(since < one.dated <= day and one.word in words for one in record.documents)


def _staff(actor: Actor) -> None:
    if actor.kind != "person":
        raise forbidden("staff-only", "此项只供工作人员使用，外部系统不能查询或者登记")
