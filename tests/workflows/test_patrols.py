"""A grid's Schedule on the real engine: kept in step, and the round of the day opened once, whoever asks."""

import asyncio

import pytest
from temporalio.client import Client

from kinds import PATROL_ROUND
from settings import CASES
from tests.engine_service import CaseService
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
