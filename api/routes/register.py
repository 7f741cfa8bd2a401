"""Who and where: grids, units, people, parties."""

from datetime import date, datetime
from http import HTTPStatus
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BeforeValidator
from pydantic_core import PydanticCustomError

from api.asked import Day, Level, Name, NamePath, Number, UnitNamed
from api.forms import PartyForm
from api.identity import TheActor
from api.problems import bad_request, forbidden
from api.world import TheWorld, World
from models.people import ROLE_NAMES, Actor, Answerable, Role
from models.values import CIVIL, Value
from registry.entries import Duty, Grid, Party, Person, Unit
from registry.errors import GridElsewhere


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

router = APIRouter(prefix="/v1", tags=["网格、单位、人员、当事人"])


class GridView(Value):
    """A grid and who answers for it on a day."""

    grid: Grid
    on: date
    answerable: tuple[Answerable, ...]


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
) -> tuple[Grid, ...]:
    """按编码排列。"""
    places = world.registry.places
    return places.grids(level=level, within=None if within is None else places.grid(within).id)


@router.get("/grids/{name}", summary="一个网格及其责任人")
def get_grid(world: TheWorld, actor: TheActor, name: NamePath, on: Day | None = None) -> GridView:
    """名称或者编码都可以，如“衡山县 开云镇”；`on` 为空即今天。"""
    grid = _grid(world, actor, name)
    day = on or datetime.now(CIVIL).date()
    return GridView(grid=grid, on=day, answerable=world.registry.people.answerable(grid, day))


@router.get("/units", summary="单位名册")
def get_units(world: TheWorld, _actor: TheActor, level: Level | None = None) -> tuple[Unit, ...]:
    """按级别和编号排列。"""
    return world.registry.places.units(level=level)


@router.get("/duties", summary="部门职责分工")
def get_duties(world: TheWorld, _actor: TheActor, department: UnitNamed = None) -> tuple[Duty, ...]:
    """各部门处理什么，出自衡政办发〔2015〕76号。"""
    places = world.registry.places
    return places.duties(None if department is None else places.unit_called(department).id)


@router.get("/people/me", summary="令牌属于谁")
def get_me(world: TheWorld, actor: TheActor) -> Me:
    """返回本人的单位、岗位和执法证件有效期。"""
    if actor.kind != "person":
        return Me(id=actor.id, kind=actor.kind)
    return Me(
        id=actor.id,
        kind=actor.kind,
        name=world.registry.people.person(actor.id).name,
        unit=actor.unit,
        unit_name=world.registry.places.unit(actor.unit).name,
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
    world: TheWorld, actor: TheActor, name: Name = "", uscc: Number = "", address: Name = ""
) -> tuple[Party, ...]:
    """按名称、住所（写一部分即可）或者统一社会信用代码查找，至少写一项；公民须写全名。只供工作人员查询。"""
    _staff(actor)
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


def _grid(world: World, actor: Actor, name: str) -> Grid:
    """Return a grid by a name of several, if need be that of the asker's own ground; to look elsewhere is free."""
    try:
        return world.registry.places.located(name, {actor.unit} - {""}).grid
    except GridElsewhere:
        return world.registry.places.grid(name)


def _staff(actor: Actor) -> None:
    if actor.kind != "person":
        raise forbidden("staff-only", "此项只供工作人员使用，外部系统不能查询或者登记")
