"""Rehearsals (演练): files on a clock of their own, for stories and training; never in production."""

import asyncio
from datetime import datetime

from fastapi import APIRouter, Depends

from api.forms import ClockForm, PlacedForm
from api.identity import FileNo, TheActor
from api.opening import Opened, Sender, rehearse_file
from api.opening_acts import OPENINGS
from api.problems import forbidden, impossible
from api.reading import movable
from api.routes.openings import enter
from api.world import TheWorld, World
from docket.numbering import REHEARSAL_ENDED
from docket.rebuild import take_out
from models.ids import is_rehearsal
from models.values import Value
from workflows.no_answer import WorkerAway


def _allowed(world: TheWorld) -> None:
    if world.settings.production or not world.settings.time_skipping:
        raise forbidden("no-rehearsals", "本系统未开启演练（生产环境不得开启），不能使用虚拟时钟")


router = APIRouter(prefix="/v1/rehearsals", tags=["演练"], dependencies=[Depends(_allowed)])


class Clock(Value):
    """Where a rehearsal's clock stands."""

    file_no: str
    at: datetime


class Ended(Value):
    """A rehearsal that has ended."""

    file_no: str


async def _rehearsed(world: World, sender: Sender, form: PlacedForm) -> Opened:
    if not form.dated:
        raise impossible(
            "no-start", "演练须写明开始时间，请填写 happened_at（时刻）或者 on（日期）", field="happened_at"
        )
    return await rehearse_file(world, sender, form)


for _opening in OPENINGS:
    enter(
        router,
        _opening,
        _rehearsed,
        name=f"rehearse_{_opening.address}",
        summary=f"以“{_opening.content.label}”开始演练",
        description=f"{_opening.kind.label}的时钟从这一时刻开始，用 POST /v1/rehearsals/{{编号}}/clock 推进。",
    )


@router.post("/{file_no}/end", summary="结束演练")
async def end_rehearsal(world: TheWorld, actor: TheActor, file_no: FileNo) -> Ended:
    """演练停在原处，不再发生任何事，也不再列入清单，其文号作废；已归档的演练不必结束。可以重复发送。"""
    if is_rehearsal(file_no):
        await movable(world, actor, file_no)
    await world.files.end_rehearsal(file_no)
    await asyncio.to_thread(take_out, world.docket, file_no, REHEARSAL_ENDED)
    return Ended(file_no=file_no)


@router.post("/{file_no}/clock", summary="推进演练案卷的时钟")
async def advance_clock(world: TheWorld, actor: TheActor, file_no: FileNo, form: ClockForm) -> Clock:
    """途中到期的期限逐一发生。时钟只进不退；早于当前时间的，时钟不动。"""
    if is_rehearsal(file_no):
        await movable(world, actor, file_no)
    try:
        async with asyncio.timeout(world.settings.command_timeout):
            at = await world.files.advance(file_no, form.to)
    except TimeoutError:
        raise WorkerAway from None
    return Clock(file_no=file_no, at=at)
