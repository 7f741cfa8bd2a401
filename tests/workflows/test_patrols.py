"""A grid's Schedule on the real engine: kept in step, and the round of the day opened once, whoever asks."""

import asyncio
from datetime import datetime

import pytest
from sqlalchemy import Engine
from temporalio.client import Client

from kinds import PATROL_ROUND
from models.acts.terms import TermLapses
from models.values import CIVIL, start_of_day
from registry.numbers import reserve_file_number
from registry.patrols import Patrols
from settings import CASES
from tests import serials
from tests.builders import CHAIN
from tests.engine_service import CaseService
from tests.replay.recording import walked_in_part_and_told_upward
from workflows.patrol_due import PatrolDue
from workflows.schedules import PREFIX, Kept, keep_schedules

pytestmark = pytest.mark.asyncio(loop_scope="session")
GRIDS = ("430423100", "430423101")


async def listed(client: Client) -> list[str]:
    """Return the grids that have a Schedule."""
    return sorted([row.id.removeprefix(PREFIX) async for row in await client.list_schedules()])


async def until_listed(client: Client, grids: list[str]) -> None:
    """Wait until the list of Schedules has caught up."""
    async with asyncio.timeout(60):
        while True:
            if await listed(client) == grids:
                return
            await asyncio.sleep(0.1)


async def test_schedules_are_kept_in_step(service: CaseService) -> None:
    """Made once, left as they are the second time, ended where a grid is gone."""
    client = service.client
    first = await keep_schedules(client, GRIDS, task_queue=CASES)
    await until_listed(client, list(GRIDS))
    second = await keep_schedules(client, GRIDS, task_queue=CASES)
    third = await keep_schedules(client, GRIDS[:1], task_queue=CASES)
    await until_listed(client, list(GRIDS[:1]))
    last = await keep_schedules(client, (), task_queue=CASES)

    assert [Kept(2, 0, 0), Kept(0, 0, 0), Kept(0, 0, 1), Kept(0, 0, 1)] == [first, second, third, last]
    assert PATROL_ROUND.letter == "P"


async def test_what_a_schedule_starts_opens_the_round_of_the_day_once(service: CaseService, sqlite: Engine) -> None:
    """PatrolDue: as a Schedule starts it, and again; one round, of today, with the points that are due; none elsewhere."""
    service.docket, today, plan = sqlite, datetime.now(CIVIL).date(), Patrols(sqlite)
    with sqlite.begin() as connection:
        reserve_file_number(connection, f"{PATROL_ROUND.letter}{today.year}-{serials.block():06d}")
    planned = {grid.id: plan.planned(grid, today) for grid in plan.grids(today)}
    grid = next(name for name, found in planned.items() if found)
    idle = next(name for name, found in planned.items() if not found)

    async def started(name: str, where: str) -> str:
        queue = service.queue
        return await service.client.execute_workflow(
            PatrolDue.run, where, id=f"PatrolDue:{where}-{name}-{queue}", task_queue=queue
        )

    async with service.worker():
        first, again, nothing = await started("1", grid), await started("2", grid), await started("1", idle)
        file = await service.cases.file(first)

    (opening,) = [act for act in file.acts if act.name == "plan_patrol"]
    assert (first, "") == (again, nothing)
    assert (planned[grid], start_of_day(today)) == (opening.content, opening.happened_at)


async def test_a_round_is_told_upward_acknowledged_and_done(service: CaseService) -> None:
    """漏巡: the point nobody saw is told in the evening and climbs; the case of the finding knows its round."""
    async with service.worker():
        patrol, case = await walked_in_part_and_told_upward(service)
        standing, opened = (await patrol.file()).standing, await case.file()

    lapses = [act.content for act in patrol.acts if isinstance(act.content, TermLapses)]
    assert [(CHAIN[1].main, CHAIN[1].leader), (CHAIN[1].leader,)] == [one.escalated_to for one in lapses]
    assert ("patrol_closed", "来源巡查", patrol.no) == (standing.stage, *opened.standing.particulars.other_file)
    assert not [term for term in standing.terms if term.open]
