"""Who handles what: the division of work between the departments, asked for an object, a place and a day."""

from datetime import date, datetime
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BeforeValidator

from api.asked import Day, Name, UnitNamed
from api.identity import TheActor
from api.spoken import YesNo
from api.transferring import answering, body_called
from api.world import TheWorld, World
from models.acts.finding import POLLUTION_NAMES, Pollution
from models.values import CIVIL, Value
from registry.competence import (
    AREAS,
    Area,
    Competent,
    Share,
    area_of,
    conduct_called,
    grid_posts,
    leading_groups,
    object_called,
    objects,
    shares,
    unsettled,
)
from registry.entries import PLAN_OF, Duty, Grid, GridPost, LeadingGroup, Polluting
from registry.receivers import Receiver, receivers

router = APIRouter(prefix="/v1/duties", tags=["职责分工"])

ECOLOGY = "ecology"
IN_CHINESE = {name: kind for kind, name in POLLUTION_NAMES.items()}
MOST = len(POLLUTION_NAMES)
"""Kinds of pollution that may be asked about at once: each of them."""
Polluted = Annotated[Pollution, BeforeValidator(lambda said: IN_CHINESE.get(said, said))]
Urban = Annotated[
    YesNo | None, Query(description="这里是不是城区；不写即按网格类别（街道为城区，乡不是，镇和园区不明）")
]


class Handler(Competent):
    """A department, under its name of the day, and who of it is competent at the place."""

    department_name: str
    local: str
    """The unit of the place: the county's branch, or the county's counterpart of the department (县级对应部门)."""


class Who(Value):
    """Who handles one conduct at a place, who assists, and why."""

    object_name: str
    conduct_name: str
    area: str
    verdict: str
    handles: tuple[Handler, ...]
    assists: tuple[Handler, ...]
    sentence: str


class NamedReceiver(Receiver):
    """A department to which a matter may go, under its name of the day."""

    unit_name: str
    vacant: bool
    """Whether nobody is known to answer there, so that a transfer has to say who does (answerable)."""


class Answer(Value):
    """Who handles what at a place on a day."""

    grid: str
    place: str
    on: date
    who: tuple[Who, ...]


@router.get("", summary="部门职责分工")
def get_duties(world: TheWorld, _actor: TheActor, department: UnitNamed = None) -> tuple[Duty, ...]:
    """各部门处理什么，出自衡政办发〔2015〕76号，写明条文位置和起止日期。"""
    places = world.registry.places
    return places.duties(None if department is None else places.unit_called(department).id)


@router.get("/objects", summary="八类排污对象和其中分列的行为")
def get_objects(_actor: TheActor) -> tuple[Polluting, ...]:
    """出自衡政办发〔2015〕76号一（二）。"""
    return tuple(objects().values())


@router.get("/posts", summary="网格责任岗位及其职责")
def get_posts(_actor: TheActor) -> tuple[GridPost, ...]:
    """责任领导、主要责任人、直接责任人和监管工作组：各级由谁担任，负责什么（衡政办发〔2015〕76号附件四）。"""
    return grid_posts()


class GroupNamed(LeadingGroup):
    """A leading group with what its office is called on a day."""

    office_name: str = ""


@router.get("/leading-groups", summary="网格化管理工作领导小组")
def get_leading_groups(
    world: TheWorld, _actor: TheActor, on: Annotated[Day | None, Query(description="哪一天，不写即今天")] = None
) -> tuple[GroupNamed, ...]:
    """组长、副组长、成员由何职务担任，办公室设在哪里（衡政办发〔2015〕76号附件二）；办公室写当日的单位名称；印发以前没有。"""
    day = on or datetime.now(CIVIL).date()
    unit = world.registry.places.unit
    return tuple(
        GroupNamed(**one.known(), office_name=unit(one.office).name_on(day) if one.office else "")
        for one in leading_groups()
        if day >= PLAN_OF
    )


@router.get("/who", summary="这里的这类对象由谁负责，谁配合，为什么")
def get_who(
    world: TheWorld,
    _actor: TheActor,
    object_: Annotated[Name, Query(alias="object", description="排污对象，如“餐饮油烟”")],
    place: Annotated[Name, Query(description="网格，名称或者编码")],
    conduct: Annotated[Name | None, Query(description="行为，如“油烟”；不写即逐项列出")] = None,
    on: Annotated[Day | None, Query(description="哪一天，不写即今天")] = None,
    urban: Urban = None,
) -> Answer:
    """行为写明的条文先于只写对象的，再先于统一监督管理；重叠和空白待市里确定，市里已经确定的从其确定。"""
    day = on or datetime.now(CIVIL).date()
    of = object_called(object_)
    grid = world.registry.places.grid(place, day)
    area: Area = area_of(grid) if urban is None else "urban" if urban else "rural"
    asked = None if conduct is None else conduct_called(of, conduct)
    found = shares(of, asked, area, day, world.registry.places.duties())
    return Answer(grid=grid.id, place=grid.full_name, on=day, who=tuple(_who(world, share, grid) for share in found))


@router.get("/receivers", summary="移送可以送往的部门，按职责分工提出")
def get_receivers(
    world: TheWorld,
    _actor: TheActor,
    pollution: Annotated[
        list[Polluted], Query(min_length=1, max_length=MOST, description="污染类型，可以重复，如“大气”")
    ],
    place: Annotated[Name | None, Query(description="网格，名称或者编码；不写即不分城区内外")] = None,
    sender: Annotated[Name | None, Query(description="移送单位，编号或者名称；不向其自己提出")] = None,
    on: Annotated[Day | None, Query(description="哪一天，不写即今天")] = None,
) -> tuple[NamedReceiver, ...]:
    """只是建议：条文写明这类污染由其负责的部门都列出，统一监督管理的列在最后；对象和行为明确的，另查由谁负责。"""
    day, places = on or datetime.now(CIVIL).date(), world.registry.places
    area: Area = "unclear" if place is None else area_of(places.known(place))
    own = body_called(world.registry, sender) if sender else ""
    of_ecology = any(unit.id == own and unit.kind == ECOLOGY for unit in places.units())
    proposed = receivers(places.duties(), pollution, day, area=area, sender=own)
    named = ((one, places.unit(one.unit)) for one in proposed)
    return tuple(
        NamedReceiver(**one.known(), unit_name=unit.name_on(day), vacant=answering(world.registry, unit, day) is None)
        for one, unit in named
        if not (of_ecology and unit.kind == ECOLOGY)
    )


@router.get("/unsettled", summary="职责的重叠和空白，待市里确定")
def get_unsettled(
    world: TheWorld, _actor: TheActor, on: Annotated[Day | None, Query(description="哪一天，不写即今天")] = None
) -> tuple[Who, ...]:
    """分城区和城区以外。"""
    day = on or datetime.now(CIVIL).date()
    return tuple(_who(world, share, None) for share in unsettled(day, world.registry.places.duties()))


def _who(world: World, share: Share, grid: Grid | None) -> Who:
    return Who(
        object_name=share.object_name,
        conduct_name=share.conduct_name,
        area=AREAS[share.area],
        verdict=share.verdict,
        handles=tuple(_handler(world, one, share.on, grid) for one in share.handles),
        assists=tuple(_handler(world, one, share.on, grid) for one in share.assists),
        sentence=share.sentence,
    )


def _handler(world: World, one: Competent, on: date, grid: Grid | None) -> Handler:
    unit = world.registry.places.unit(one.department)
    return Handler(**one.known(), department_name=unit.name_on(on), local=_local(world, unit.kind, on, grid))


def _local(world: World, kind: str, on: date, grid: Grid | None) -> str:
    """Return who of a department is competent at a place: below the city its county's own."""
    level2 = None if grid is None else grid.level2
    if level2 is None:
        return ""
    county = world.registry.places.grid(level2, on)
    if kind == ECOLOGY and county.unit is not None:
        return world.registry.places.unit(county.unit).name_on(on)
    return f"{county.name}的对应部门"
