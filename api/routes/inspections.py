"""Random inspections (双随机、一公开): drawn, shown, entered; what everybody may read of them stands under /public."""

from decimal import Decimal
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Path, Response
from pydantic import Field

from api.asked import UnitNamed
from api.identity import TheActor, TheSender
from api.problems import forbidden, impossible
from api.spoken import Spoken
from api.world import TheWorld, World, minute_now
from docket.reader import last_file
from docket.scope import scope_of
from kinds import VIOLATION_CASE
from models.entering import Items
from models.ids import is_rehearsal
from models.people import Actor, Role
from models.values import Day, Line, MaybeLine, MaybeText, Value, civil_day
from registry.entries import DRAWN_CATEGORIES, OUTCOME_NAMES, Category, Outcome
from registry.random_inspection import Asked, Conflict, Draw, Found, Rate, Result

router = APIRouter(prefix="/v1/inspections", tags=["双随机抽查"])

CITY = 1
BUREAU = (1, 2)
QUARTERS = 4
SHARES = {1: "random_inspection_city", 2: "random_inspection_county"}
"""The rule of the least share of key polluters, by the unit's grid level."""
GENERAL, TEAM = "random_inspection_general", "inspection_two_officers"
DrawId = Annotated[str, Path(max_length=64)]


class DrawForm(Spoken):
    """What is drawn, and from which published seed."""

    called = {"category": DRAWN_CATEGORIES}
    year: Annotated[int, Field(ge=2016, le=2199)] = Field(description="年份")
    quarter: Literal[1, 2, 3, 4] = Field(description="季度")
    category: Category = Field(default="key", description="key 重点排污单位，general 一般排污单位")
    seed: Line = Field(description="随机种子：事先公布的、本单位不能决定的数，如某期彩票开奖号码")
    seed_source: Line = Field(description="种子在何处、何时公布")
    share: Decimal | None = Field(default=None, description="抽取比例，只能高于规定的比例；不写即按规定")
    conflicts: Annotated[tuple[Conflict, ...], Items(100)] = Field(default=(), description="须回避的人员和对象")


class ResultForm(Spoken):
    """What was found at one object."""

    called = {"outcome": OUTCOME_NAMES}
    object: Line = Field(description="被抽查对象的统一社会信用代码")
    inspected_on: Day = Field(description="检查日期")
    officers: Annotated[tuple[Line, ...], Items(20, least=1)] = Field(description="检查人员的人员编号")
    outcome: Outcome = Field(description="检查结果")
    summary: MaybeText = Field(default="", description="查明的情况，不写个人信息")
    file_no: MaybeLine = Field(default="", description="涉嫌违法的，所开立案件的编号")
    withheld: MaybeText = Field(default="", description="依法不予公开的理由；公开的不写")


class Inspection(Value):
    """A draw with what was found by now."""

    draw: Draw
    names: dict[str, str]
    """What each object is called."""
    lacking: tuple[str, ...]
    """Objects for which fewer officers are left than have to go."""
    results: tuple[Result, ...]
    open: tuple[str, ...]
    """Objects whose result was not entered yet."""


@router.post("", summary="按公布的种子抽取检查对象和执法人员", status_code=HTTPStatus.CREATED)
def post_draw(world: TheWorld, sender: TheSender, form: DrawForm, response: Response) -> Inspection:
    """一个单位、一个季度、一个类别只抽一次；同样内容重发得到同一次抽查。对象取自污染源名册，人员须证件有效、未请假。"""
    unit, level = _bureau(sender.actor, Role.HEAD, Role.OFFICER)
    asked = Asked(unit=unit, **form.model_dump(exclude={"share"}))
    grids = sorted(world.registry.places.grids_of(unit)) if level != CITY else _every_grid(world)
    rate, team = _rate(world, form, level), _team(world)
    before = {one.id for one in world.registry.inspections.draws([unit])}
    draw = world.registry.inspections.draw(asked, grids, rate, team, sender.actor.id)
    if draw.id in before:
        response.status_code = HTTPStatus.OK
    return told(world, draw.id)


@router.get("", summary="抽查列表")
def get_draws(world: TheWorld, actor: TheActor, unit: UnitNamed = None) -> tuple[Draw, ...]:
    """新的在前。市级看全部，其他单位看本单位的。"""
    _staff(actor)
    asked = [world.registry.places.unit_called(unit).id] if unit else None
    mine = None if actor.level == CITY else [actor.unit]
    if asked is not None and mine is not None and asked != mine:
        raise forbidden("other-unit", "其他单位的抽查只供市级查看；查看本单位的，不必写明单位")
    return world.registry.inspections.draws(mine if asked is None else asked)


@router.get("/{draw}", summary="一次抽查：抽取的依据、对象、人员和结果")
def get_draw(world: TheWorld, actor: TheActor, draw: DrawId) -> Inspection:
    """算法见 docs/operating.md：任何人都可以用公布的种子和名单重新计算。"""
    _staff(actor)
    _own(actor, world.registry.inspections.one(draw)[0])
    return told(world, draw)


@router.post("/{draw}/results", summary="录入一个对象的检查结果", status_code=HTTPStatus.CREATED)
def post_result(world: TheWorld, sender: TheSender, draw: DrawId, form: ResultForm) -> Result:
    """录入即公开，依法不予公开的写明理由。"""
    _bureau(sender.actor, Role.HEAD, Role.OFFICER, Role.CLERK)
    _own(sender.actor, world.registry.inspections.one(draw)[0])
    _case_is_there(world, sender.actor, form.file_no)
    return world.registry.inspections.record(draw, Found(**form.model_dump()), sender.actor.id)


def told(world: World, draw: str) -> Inspection:
    """Return a draw with the names of its objects and what was found."""
    made, results = world.registry.inspections.one(draw)
    done = {one.object for one in results}
    return Inspection(
        draw=made,
        names={one.object: _called(world, one.object) for one in made.drawn},
        lacking=made.lacking,
        results=results,
        open=tuple(one.object for one in made.drawn if one.object not in done),
    )


def _called(world: World, uscc: str) -> str:
    states = world.registry.polluters.through_time(uscc)
    return states[-1].name if states else uscc


def _every_grid(world: World) -> list[str]:
    return [grid.id for grid in world.registry.places.grids()]


def _rate(world: World, form: DrawForm, level: int) -> Rate:
    """Return how many are drawn, as the catalogue has it; refuse a share below it."""
    law, day = world.law(), civil_day(minute_now())
    rule = SHARES[level] if form.category == "key" else GENERAL
    found = law.catalogue.find(rule, day)
    if found is None:
        raise impossible("no-rate", "当日没有施行的抽查比例规定，请写明抽取比例", field="share")
    values, cited = found.provision.values, law.cite(rule, day)
    if form.category == "general" and form.share is None:
        name = "city_units_per_officer" if level == CITY else "county_units_per_officer"
        return Rate(per_officer=int(values[name]), parts=QUARTERS, basis=cited)
    least = Decimal(str(values["min_share"])) if form.category == "key" else Decimal(0)
    share = least if form.share is None else form.share
    if not least <= share <= 1 or not share:
        raise impossible("share-too-low", f"抽取比例须在{least}至1之间（{cited}）", field="share")
    return Rate(share=share, basis=cited)


def _team(world: World) -> int:
    found = world.law().catalogue.find(TEAM, civil_day(minute_now()))
    if found is None:
        raise impossible("no-team", "当日没有施行的检查人数规定")
    return int(found.provision.values["officers_min"])


def _bureau(actor: Actor, *roles: Role) -> tuple[str, int]:
    """Return the unit of whoever may draw and enter; refuse others."""
    _staff(actor)
    if actor.level not in BUREAU or not set(roles) & set(actor.roles):
        raise forbidden("not-for-you", "双随机抽查由市级、县级生态环境部门的负责人和执法人员办理")
    return actor.unit, actor.level


def _case_is_there(world: World, actor: Actor, file_no: str) -> None:
    """Refuse the number of what is no case: the public would read of one that nobody opened."""
    if not file_no:
        return
    file = last_file(world.docket, scope_of(world.registry.places, actor), file_no)
    if file is None or is_rehearsal(file_no) or file.kind != VIOLATION_CASE.name:
        raise impossible(
            "no-such-case", f"没有编号为“{file_no}”的案件，或者不在本单位的范围内；请核对", field="file_no"
        )


def _own(actor: Actor, draw: Draw) -> None:
    if actor.level != CITY and actor.unit != draw.asked.unit:
        raise forbidden("not-yours", "这是其他单位的抽查，公开的内容见 GET /public/inspections")


def _staff(actor: Actor) -> None:
    if actor.kind != "person":
        raise forbidden("staff-only", "此项只供工作人员使用；公开的内容见 GET /public/inspections")
