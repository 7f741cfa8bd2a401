"""Who and where: grids, units, people, parties."""

from collections.abc import Callable
from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal, TypeVar

from fastapi import APIRouter, Query, Request
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from api.asked import Day, Level, Name, NamePath, Number
from api.forms import PartyForm
from api.identity import TheActor
from api.problems import bad_request, forbidden
from api.world import TheWorld, World
from models.people import ROLE_NAMES, Actor, Answerable, Role
from models.values import CIVIL, Value
from registry.access import Known
from registry.answerers import Answers
from registry.entries import Grid, GridPlan, Member, Party, Person, SpecialGrid, Unit, lacking
from registry.errors import GridElsewhere, VacantPost
from registry.registry import Registry
from registry.vintages import PLAN_FROM


def _role_named(said: object) -> object:
    """Return the post that is meant by its English code or its Chinese name; say which there are."""
    known = {word: role for role, name in ROLE_NAMES.items() for word in (role.value, name)}
    if said is not None and said not in known:
        told = "、".join(f"{role}（{name}）" for role, name in ROLE_NAMES.items())
        raise PydanticCustomError("unknown_role", "没有这个岗位", {"said": str(said), "known": told})
    return known.get(str(said))


RoleNamed = Annotated[
    Role | None,
    BeforeValidator(_role_named),
    Query(description="只列这个岗位的，英文编码或者中文名称"),
]

Row = TypeVar("Row", Answerable, Answers)

router = APIRouter(prefix="/v1", tags=["网格、单位、人员、当事人"])


BEFORE = f"网格化方案自{PLAN_FROM}起实施；此前没有网格，所列为当时的行政区划和属地责任单位"


class GridView(Value):
    """A grid and who answers for it on a day."""

    grid: Grid
    on: date
    answerable: tuple[Answerable, ...]
    answers: tuple[Answers, ...] = ()
    """Who answers that day, through leave and hand-over."""
    group: tuple[Member, ...] = ()
    """The level-2 working group that supervises a level-3 grid (监管工作组)."""
    special: tuple[SpecialGrid, ...] = ()
    note: str = ""


class PlanView(Value):
    """Whether a government's plan of grids was filed and published, and what is missing."""

    grid: str
    government: str
    plan: GridPlan | None
    missing: tuple[str, ...]

    @classmethod
    def of(cls, grid: Grid, plan: GridPlan | None) -> "PlanView":
        """Return how a plan stands."""
        return cls(grid=grid.id, government=grid.body, plan=plan, missing=lacking(plan))


class Me(Value):
    """Who the token belongs to."""

    id: str
    kind: str
    name: str = ""
    unit: str = ""
    unit_name: str = ""
    level: int = 0
    roles: dict[str, str] = {}
    certified_until: date | None = None


class Registered(Value):
    """The number of a party, and of those others of the register that bear its name."""

    id: str
    kind: Literal["organisation", "citizen"]
    same_name: tuple[str, ...] = ()


@router.get("/grids", summary="网格名册")
def get_grids(
    world: TheWorld,
    _actor: TheActor,
    level: Level | None = None,
    within: Annotated[Name | None, Query(description="只列这个二级网格之内的，名称或者编码")] = None,
    on: Annotated[Day | None, Query(description="哪一天的网格，不写即今天")] = None,
) -> tuple[Grid, ...]:
    """按编码排列；名称、编码、监管单位均为那一天的。"""
    places = world.registry.places
    return places.grids(level=level, within=None if within is None else places.grid(within, on).id, on=on)


@router.get("/grids/{name}", summary="一个网格及其责任人")
def get_grid(world: TheWorld, actor: TheActor, name: NamePath, on: Day | None = None) -> GridView:
    """名称或者编码都可以，如“衡山县 开云镇”；`on` 为空即今天。旧名、简称均可，查过去的一天得到当时的网格和责任人。"""
    day = on or datetime.now(CIVIL).date()
    grid, registry = _grid(world, actor, name, day), world.registry
    answerable, vacant = _or_vacant(lambda: registry.people.answerable(grid, day))
    answers, nobody = _or_vacant(lambda: registry.answerers.of_grid(grid, day))
    return GridView(
        grid=grid,
        on=day,
        answerable=answerable,
        answers=answers,
        group=registry.people.working_group(grid, day),
        special=registry.places.special_grids(over=grid, on=day),
        note="；".join(filter(None, (BEFORE if day < PLAN_FROM else "", vacant, nobody, _reported(registry, grid)))),
    )


@router.get("/special-grids", summary="特殊网格和监管重点网格")
def get_special_grids(
    world: TheWorld,
    actor: TheActor,
    over: Annotated[Name | None, Query(description="只列覆盖这个网格的，名称或者编码")] = None,
    on: Annotated[Day | None, Query(description="哪一天的，不写即今天")] = None,
) -> tuple[SpecialGrid, ...]:
    """国家重点监控企业、重污染企业集中区、自然保护区、饮用水源地、生态脆弱区和监管重点网格，与普通网格重叠。"""
    day = on or datetime.now(CIVIL).date()
    ground = None if over is None else _grid(world, actor, over, day)
    return world.registry.places.special_grids(over=ground, on=day)


@router.get("/grid-plans", summary="网格划分和计划执法方案的备案和公开")
def get_grid_plans(world: TheWorld, _actor: TheActor) -> tuple[PlanView, ...]:
    """市和各县市区（园区）的方案：报上一级人民政府备案、向社会公开的日期；没有登记的也列明（衡政办发〔2015〕76号一（二））。"""
    made: dict[str, tuple[GridPlan | None, ...]] = {}
    for plan in world.registry.places.plans():
        made[plan.grid] = (*made.get(plan.grid, ()), plan)
    governed = (*world.registry.places.grids(level=1), *world.registry.places.grids(level=2))
    return tuple(PlanView.of(grid, plan) for grid in governed for plan in made.get(grid.id, (None,)))


@router.get("/units", summary="单位名册")
def get_units(
    world: TheWorld,
    _actor: TheActor,
    level: Level | None = None,
    on: Annotated[Day | None, Query(description="哪一天存续的，不写即今天")] = None,
) -> tuple[Unit, ...]:
    """按级别和编号排列；到那一天已经撤销的不列。"""
    return world.registry.places.units(level=level, on=on or datetime.now(CIVIL).date())


@router.get("/people/me", summary="令牌属于谁")
def get_me(request: Request, actor: TheActor) -> Me:
    """返回本人的单位、岗位和执法证件有效期。"""
    if actor.kind != "person":
        return Me(id=actor.id, kind=actor.kind)
    known: Known = request.state.known
    return Me(
        id=actor.id,
        kind=actor.kind,
        name=known.name,
        unit=actor.unit,
        unit_name=known.unit_name,
        level=actor.level,
        roles={role.value: ROLE_NAMES[role] for role in actor.roles},
        certified_until=actor.certified_until,
    )


@router.get("/people", summary="一个单位的人员")
def get_people(world: TheWorld, actor: TheActor, unit: Name, role: RoleNamed = None) -> tuple[Person, ...]:
    """只供工作人员查询。"""
    _staff(actor)
    of = world.registry.places.unit_called(unit).id
    return tuple(row for row in world.registry.people.persons(unit=of) if role is None or role in row.roles)


@router.get("/parties", summary="查找当事人")
def get_parties(
    world: TheWorld, actor: TheActor, name: Name = "", uscc: Number = "", address: Name = "", number: Number = ""
) -> tuple[Party, ...]:
    """按名称、住所（写一部分即可）或者统一社会信用代码查找，至少写一项；公民须写全名；已知编号的写 number。只供工作人员查询。"""
    _staff(actor)
    if number:
        return (world.registry.parties.party(number),)
    if not (name or uscc or address):
        raise bad_request("nothing-asked", "请至少写明名称、统一社会信用代码、住所中的一项", field="name")
    return world.registry.parties.find(name=name, uscc=uscc, address=address)


@router.post("/parties", status_code=HTTPStatus.CREATED, summary="登记当事人，取得编号")
def post_party(world: TheWorld, actor: TheActor, form: PartyForm) -> Registered:
    """同一单位（统一社会信用代码相同，没有代码的名称和住所相同）再次登记，得到原来的编号。

    名册中另有同名单位的，编号列在 same_name 中，请核对是否同一家。
    """
    _staff(actor)
    found = world.registry.parties.register(form.kind, form.name, uscc=form.uscc or None, address=form.address)
    if form.kind == "citizen":
        return Registered(id=found.id, kind=found.kind)
    others = (one for one in world.registry.parties.find(name=form.name) if one.name == form.name)
    return Registered(id=found.id, kind=found.kind, same_name=tuple(one.id for one in others if one.id != found.id))


def _or_vacant(asked: Callable[[], tuple[Row, ...]]) -> tuple[tuple[Row, ...], str]:
    """Return who answers; nobody, and the sentence that says which post is vacant, where one is: the grid is told."""
    try:
        return asked(), ""
    except VacantPost as vacant:
        return (), vacant.sentence


def _reported(registry: Registry, grid: Grid) -> str:
    """Return to whom what is vacant there was reported."""
    told = dict.fromkeys(one.told for one in registry.vacancies.at(grid.id) if one.told)
    return f"岗位空缺已上报{'、'.join(told)}" if told else ""


def _grid(world: World, actor: Actor, name: str, on: date) -> Grid:
    """Return a grid by a name of several, if need be that of the asker's own ground; to look elsewhere is free."""
    try:
        return world.registry.places.located(name, {actor.unit} - {""}, on).grid
    except GridElsewhere:
        return world.registry.places.grid(name, on)


def _staff(actor: Actor) -> None:
    if actor.kind != "person":
        raise forbidden("staff-only", "此项只供工作人员使用，外部系统不能查询或者登记")
