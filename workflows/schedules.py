"""The Schedules that start the rounds, one for each grid: made, put right, ended until they are as they should be."""

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from temporalio.client import (
    Client,
    Schedule,
    ScheduleActionStartWorkflow,
    ScheduleAlreadyRunningError,
    ScheduleCalendarSpec,
    ScheduleOverlapPolicy,
    SchedulePolicy,
    ScheduleRange,
    ScheduleSpec,
    ScheduleUpdate,
)
from temporalio.service import RPCError, RPCStatusCode

from models.values import CIVIL
from workflows.patrol_due import PatrolDue

PREFIX = "patrol-"
MORNING = 6
"""The hour at which the rounds of the day are laid on."""
MADE_UP_FOR = timedelta(weeks=1)
"""How long ago a morning may lie that the engine slept through."""
AT_ONCE = 8


@dataclass(frozen=True, slots=True)
class Kept:
    """What had to be done so that the Schedules are as they should be."""

    made: int
    changed: int
    ended: int


async def keep_schedules(client: Client, grids: Iterable[str], *, task_queue: str) -> Kept:
    """Have one Schedule for each of these grids and no other; where nothing differs nothing is done."""
    wanted = {f"{PREFIX}{grid}": grid for grid in grids}
    gate = asyncio.Semaphore(AT_ONCE)

    async def one(name: str, grid: str) -> str:
        async with gate:
            return await _kept(client, name, _schedule(grid, task_queue))

    done = await asyncio.gather(*(one(name, grid) for name, grid in wanted.items()))
    known = [row.id async for row in await client.list_schedules() if row.id.startswith(PREFIX)]
    gone = [name for name in known if name not in wanted]
    for name in gone:
        await _ended(client, name)
    return Kept(done.count("made"), done.count("changed"), len(gone))


def _schedule(grid: str, task_queue: str) -> Schedule:
    morning = ScheduleCalendarSpec(hour=(ScheduleRange(MORNING),))
    return Schedule(
        action=ScheduleActionStartWorkflow(PatrolDue.run, grid, id=f"PatrolDue:{grid}", task_queue=task_queue),
        spec=ScheduleSpec(calendars=[morning], time_zone_name=str(CIVIL)),
        policy=SchedulePolicy(overlap=ScheduleOverlapPolicy.ALLOW_ALL, catchup_window=MADE_UP_FOR),
    )


async def _kept(client: Client, name: str, wanted: Schedule) -> str:
    try:
        await client.create_schedule(name, wanted)
    except ScheduleAlreadyRunningError:
        handle = client.get_schedule_handle(name)
        found = (await handle.describe()).schedule
        if _is_as(found, wanted):
            return "left"
        await handle.update(lambda _seen: ScheduleUpdate(schedule=wanted))
        return "changed"
    return "made"


def _is_as(found: Schedule, wanted: Schedule) -> bool:
    """Tell whether a Schedule starts in the same mornings; whether it is paused is left to operations."""
    same_day = [one.hour for one in found.spec.calendars] == [one.hour for one in wanted.spec.calendars]
    return (
        same_day
        and found.spec.time_zone_name == wanted.spec.time_zone_name
        and (
            found.policy.overlap == wanted.policy.overlap
            and found.policy.catchup_window == wanted.policy.catchup_window
        )
    )


async def _ended(client: Client, name: str) -> None:
    try:
        await client.get_schedule_handle(name).delete()
    except RPCError as error:
        if error.status != RPCStatusCode.NOT_FOUND:
            raise
