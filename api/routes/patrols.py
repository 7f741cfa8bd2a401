"""Patrols (网格巡查): what the plan has, which rounds are due, laying one on, what a phone noted, what was covered."""

from datetime import date, datetime, timedelta
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool

from api.asked import Day, Name
from api.content import content_of
from api.forms import digest_of
from api.identity import FileNo, TheActor, TheSender
from api.kept_names import names_kept
from api.patrolling import prepared
from api.problems import forbidden, impossible
from api.spoken import Spoken
from api.vacancies import reported_upward
from api.world import TheWorld, World, minute_now
from docket.rounds import Round, rounds_between
from docket.scope import scope_of
from kinds import PATROL_ROUND
from law.refusals import Refused
from models.acts import ACTS, Command
from models.acts.patrol import PatrolPoint, PlanPatrol
from models.entering import Items
from models.file import Receipt
from models.people import Actor
from models.values import Count, Key, Line, MaybeLine, Moment, Said, Value, civil_day
from registry.entries import Grid
from registry.errors import RegisterError
from registry.patrols import Spot, plan_on
from workflows.planned_rounds import PLANNER, PlannedRounds

router = APIRouter(prefix="/v1/patrols", tags=["网格巡查"])

LONGEST = 366
"""Days that one question counts at most."""
Within = Annotated[Name | None, Query(description="只看这个网格之内的，名称或者编码")]


class PlannedPoint(PatrolPoint):
    """A point of the plan, with what somebody needs who has to find it."""

    name: str
    longitude: str = ""
    latitude: str = ""


class PlanEntry(Value):
    """What the plan has for a grid."""

    grid: str
    place: str
    basis: str
    """The norm the intervals rest on: no statute."""
    points: tuple[PlannedPoint, ...]


class DueRound(Value):
    """A round that the plan has on a day, and how far it is."""

    grid: str
    place: str
    points: int
    file_no: str = ""
    stage_name: str = ""
    missed: tuple[str, ...] = ()
    problem: str = ""
    """Why it cannot be laid on."""


class Coverage(Value):
    """How much of what was planned on a grid was seen."""

    grid: str
    place: str
    planned: int
    """Days on which the plan had a round."""
    rounds: int
    points: int
    seen: int
    explained: int
    missed: int
    findings: int


class RoundForm(Spoken):
    """A round to be laid on."""

    grid: Line
    on: Day | None = None
    reason: MaybeLine = ""


class Noted(Spoken):
    """One thing that a phone noted without network."""

    called = {"act": {act: ACTS[act].label for act in ("record_sightings", "report_patrol_finding")}}
    key: Key
    sequence: Count
    noted_at: Moment
    act: Literal["record_sightings", "report_patrol_finding"]
    fields: Said = {}


class PhoneForm(Spoken):
    """What a phone noted, in its order."""

    device: Line
    sent_at: Moment
    by_server: bool = False
    entries: Annotated[tuple[Noted, ...], Items(100, least=1)]


class NoTaken(Value):
    """Which entry was not taken, and why; what comes after it was not looked at."""

    sequence: int
    code: str
    sentence: str
    article: str = ""


class Taken(Value):
    """What was taken over of what a phone noted."""

    receipts: tuple[Receipt, ...]
    refused: NoTaken | None = None


@router.get("/plan", summary="巡查计划：点位和间隔")
def get_plan(world: TheWorld, actor: TheActor, within: Within = None, on: Day | None = None) -> tuple[PlanEntry, ...]:
    """按类别和风险确定的巡查点位和间隔日数；间隔是本市服务规范，不是法定要求。"""
    _staff(actor)
    day = on or civil_day(minute_now())
    plan, patrols = plan_on(day), world.registry.patrols
    return tuple(
        PlanEntry(
            grid=grid.id,
            place=grid.full_name,
            basis=plan.basis if plan else "",
            points=tuple(map(_found_by, patrols.spots(grid, day))),
        )
        for grid in _grids(world, within, day)
    )


@router.get("/due", summary="当日须开展的巡查")
def get_due(world: TheWorld, actor: TheActor, within: Within = None, on: Day | None = None) -> tuple[DueRound, ...]:
    """计划当日须巡查的网格、巡查编号和漏巡的点位；不能下达的写明原因。"""
    _staff(actor)
    day = on or civil_day(minute_now())
    known = {one.told.grid: one for one in _rounds(world, actor, within, day)}
    found = (_due(world, grid, day, known.get(grid.id)) for grid in _grids(world, within, day))
    return tuple(one for one in found if one is not None)


@router.get("/coverage", summary="巡查覆盖情况")
def get_coverage(
    world: TheWorld, actor: TheActor, since: Day, until: Day, within: Within = None
) -> tuple[Coverage, ...]:
    """逐个网格：计划的次数、开展的次数，点位中已巡查、已说明、漏巡的各多少；最长一年。"""
    _staff(actor)
    if not 0 <= (until - since).days < LONGEST:
        raise impossible("too-long", "起止日期须先后有序，最长一年", field="until")
    grids = _grids(world, within, until, since)
    rounds = rounds_between(
        world.docket, scope_of(world.registry.places, actor), since, until, [one.id for one in grids]
    )
    return tuple(_coverage(world, grid, since, until, rounds) for grid in grids)


@router.post("", summary="下达巡查任务", status_code=201)
async def post_round(world: TheWorld, sender: TheSender, form: RoundForm) -> Receipt:
    """下达计划当日的巡查，同一网格同一日只下达一次；计划没有的，写明理由，巡查全部点位。"""
    _staff(sender.actor)
    day = form.on or civil_day(minute_now())
    grid = await run_in_threadpool(world.registry.places.grid, form.grid, day)
    planned = await run_in_threadpool(_planned, world, grid, day, form.reason)
    _of_the_grid(sender.actor, planned)
    numbers = world.registry.numbers

    def number(asks: str, key: str, year: int) -> str:
        return numbers.allocate(asks, key, "", year, letter=PATROL_ROUND.letter)

    rounds = PlannedRounds(world.files, world.law, number)
    return await rounds.open(planned, day, minute_now(), by=sender.actor if form.reason else PLANNER)


@router.post("/{file_no}/phone", summary="补交手机离线记录")
async def post_noted(world: TheWorld, sender: TheSender, file_no: FileNo, form: PhoneForm) -> Taken:
    """按记录的先后逐条接收，每条凭自己的键只计一次；有一条不能接收的，其后各条不再接收，改正后从该条起重新提交。"""
    received, receipts = minute_now(), []
    for noted in sorted(form.entries, key=lambda one: one.sequence):
        try:
            receipts.append(await _taken(world, sender.actor, file_no, form, noted, received))
        except Refused as no:
            told = NoTaken(sequence=noted.sequence, code=no.code, sentence=no.sentence, article=no.article)
            return Taken(receipts=tuple(receipts), refused=told)
    return Taken(receipts=tuple(receipts))


async def _taken(
    world: World, actor: Actor, file_no: str, form: PhoneForm, noted: Noted, received: datetime
) -> Receipt:
    """Have one thing that a phone noted done, at its own time, or put right by the server's clock."""
    clocks = {"noted_at": noted.noted_at, "sent_at": form.sent_at, "received_at": received}
    phone = {"device": form.device, "sequence": noted.sequence, **clocks, "by_server": form.by_server}
    happened_at = noted.noted_at - (form.sent_at - received if form.by_server else timedelta(0))
    day, key = civil_day(happened_at), f"{actor.id}/{noted.key}"
    fields, sealed = {**noted.fields, "phone": phone}, await run_in_threadpool(names_kept, world, file_no)
    content = await run_in_threadpool(content_of, world.registry, PATROL_ROUND, noted.act, fields, day, sealed)
    command = Command(
        key=key,
        happened_at=happened_at,
        by=actor,
        content=await prepared(world, file_no, key, content),
        wording=digest_of(noted),
    )
    return await world.files.act(file_no, command)


def _found_by(spot: Spot) -> PlannedPoint:
    return PlannedPoint(**spot.point.known(), name=spot.name, longitude=spot.longitude, latitude=spot.latitude)


def _planned(world: World, grid: Grid, day: date, reason: str) -> PlanPatrol:
    with reported_upward(world.registry):
        planned = world.registry.patrols.planned(grid, day, reason=reason)
    if planned is None:
        sentence = f"{grid.full_name}{day.isoformat()}没有计划巡查的点位；确需巡查的，写明理由（reason）"
        raise impossible("nothing-due", sentence, field="on")
    return planned


def _grids(world: World, within: str | None, day: date, since: date | None = None) -> tuple[Grid, ...]:
    """Return the grids of a day that are patrolled, and those that stood on an earlier one and do not any more."""
    every = world.registry.patrols.grids_between(since or day, day)
    named = tuple(grid for grid in every if within in (None, grid.id, grid.full_name))
    if within is None or named:
        return named
    asked = world.registry.places.grid(within, day)
    return tuple(grid for grid in every if asked.id in (grid.id, grid.level2) or asked.level == 1)


def _rounds(world: World, actor: Actor, within: str | None, day: date) -> tuple[Round, ...]:
    grids = [] if within is None else [grid.id for grid in _grids(world, within, day)]
    return rounds_between(world.docket, scope_of(world.registry.places, actor), day, day, grids)


def _due(world: World, grid: Grid, day: date, known: Round | None) -> DueRound | None:
    grid_no, place = grid.id, grid.full_name
    if known is not None:
        told, no, stage = known.told, known.file_no, known.stage_name
        return DueRound(
            grid=grid_no, place=place, points=len(told.points), file_no=no, stage_name=stage, missed=told.missed
        )
    try:
        planned = world.registry.patrols.planned(grid, day)
    except RegisterError as no:
        return DueRound(grid=grid_no, place=place, points=0, problem=no.sentence)
    return None if planned is None else DueRound(grid=grid_no, place=place, points=len(planned.points))


def _coverage(world: World, grid: Grid, since: date, until: date, rounds: tuple[Round, ...]) -> Coverage:
    own = [one.told for one in rounds if one.told.grid == grid.id]
    return Coverage(
        grid=grid.id,
        place=grid.full_name,
        planned=world.registry.patrols.days(grid, since, until),
        rounds=len(own),
        points=sum(len(one.points) for one in own),
        seen=sum(len(one.seen) for one in own),
        explained=sum(len(one.explained) for one in own),
        missed=sum(len(one.missed) for one in own),
        findings=sum(one.findings for one in own),
    )


def _of_the_grid(actor: Actor, planned: PlanPatrol) -> None:
    """A round binds whoever walks it: only the units that answer for the grid lay it on."""
    if actor.unit not in {one.unit for one in planned.answerable}:
        raise forbidden("not-your-grid", "不是这个网格的责任单位或者其上级监管单位，不能在这里下达巡查")


def _staff(actor: Actor) -> None:
    if actor.kind != "person":
        raise forbidden("staff-only", "此项只供工作人员使用，外部系统不能查询或者登记")
