"""Monitoring alarms (监测报警): which open case one could be joined to, and why."""

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from api.identity import FileNo, TheActor
from api.problems import unknown
from api.reading import readable
from api.world import TheWorld
from docket.fitting import Fitting, fitting
from docket.scope import scope_of
from models.ids import is_rehearsal
from models.particulars import AlarmParticulars

router = APIRouter(prefix="/v1/alarms", tags=["监测报警"])


@router.get("/{file_no}/cases", summary="监测报警可以并入哪些在办案件，为什么")
async def get_fitting_cases(world: TheWorld, actor: TheActor, file_no: FileNo) -> tuple[Fitting, ...]:
    """列出同一当事人或者同一网格、同一类污染的未结案件；由办理人决定并入其中一件（写明理由），还是另开案件。"""
    told = (await readable(world, actor, file_no)).standing.particulars
    if not isinstance(told, AlarmParticulars):
        raise unknown("no-alarm", f"{file_no}不是监测报警", field="file_no")
    scope = await run_in_threadpool(scope_of, world.registry.places, actor)
    return await run_in_threadpool(
        fitting,
        world.docket,
        scope,
        party=told.party,
        grid=told.grid,
        pollution=told.pollution,
        rehearsal=is_rehearsal(file_no),
    )
