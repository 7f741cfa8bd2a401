"""A day's patrols of all townships through the engine beside bare workflows: `python -m bench.patrols`.

    gridcase   what a Schedule starts each morning opens the round of a township (`PatrolDue`: plan and who answers read
               from the register, numbered, admitted, judged); its points are seen in two goes; the round is closed
    bare       a bare Temporal workflow on the same engine: the same four commands, one row each, no law and no register

Every township has a round of this day: five points of its own that are seen daily (巡查点位), beside what the plan has.
Figures are ratios within one run; rounds alternate, and each round of Gridcase walks the same townships under another
register. It also counts rounds that are missing, opened twice, or not closed.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Awaitable, Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from uuid import uuid4

from sqlalchemy import Engine, insert
from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

import logs
from bench.bare import METADATA, BareCase
from bench.lifecycle import bare_worker
from database import schema
from database.connection import connect
from models.acts import Command
from models.acts.patrol import ClosePatrol, PlanPatrol, RecordSightings, Sighting
from models.people import Actor, Role
from registry import seed
from registry.entries import Grid
from registry.numbers import civil_now
from registry.object_tables import patrol_points
from registry.patrols import Patrols
from tests.engine_service import CaseService, started_engine
from workflows.patrol_due import PatrolDue

POINTS = 5
FIRST = date(2026, 1, 1)
Walk = Callable[[Grid], Awaitable[str]]
COMMANDS = ("plan_patrol", "record_sightings", "record_sightings", "close_patrol")


def register(folder: Path, name: str, most: int | None) -> tuple[Engine, tuple[Grid, ...]]:
    """Return a register in which every township has points that are seen daily, and the townships."""
    engine = connect(f"sqlite:///{folder / name}.sqlite3")
    schema.upgrade(engine)
    seed.load(engine)
    every = Patrols(engine).grids(civil_now().date())
    same = {"kind": "shore", "every": 1, "longitude": "", "latitude": "", "basis": "", "since": FIRST, "until": None}
    rows = [
        {"id": f"d-{grid.id}-{one}", "name": f"点位{one}", "grid": grid.id, **same}
        for grid in every
        for one in range(POINTS)
    ]
    with engine.begin() as connection:
        connection.execute(insert(patrol_points), rows)
    return engine, tuple(grid for grid in every if grid.unit)[:most]


async def gridcase_round(service: CaseService, grid: Grid, planned: PlanPatrol) -> str:
    """Have the round of a township laid on as its Schedule does, walked, and closed; return its number."""
    work = f"PatrolDue:{grid.id}-{service.queue}"
    no = await service.client.execute_workflow(PatrolDue.run, grid.id, id=work, task_queue=service.queue)
    for content in contents(planned):
        now = datetime.now(UTC)
        by = Actor(id=planned.patroller, unit=planned.answerable[0].unit, level=3, roles=(Role.PATROLLER,))
        await service.cases.act(no, Command(key=uuid4().hex, happened_at=now, by=by, content=content))
    return no


def contents(planned: PlanPatrol) -> tuple[RecordSightings, RecordSightings, ClosePatrol]:
    """Return what the patroller says of a round: half of the points, the others, done."""
    seen = tuple(Sighting(point=one.point) for one in planned.points)
    half = len(seen) // 2
    return RecordSightings(seen=seen[:half]), RecordSightings(seen=seen[half:]), ClosePatrol()


async def bare_round(client: Client, bodies: Sequence[str], stamp: str, grid: Grid) -> str:
    """Send a bare workflow as many commands, the first one with its start."""
    name = f"{stamp}-{grid.id}"
    start = WithStartWorkflowOperation(
        BareCase.run,
        args=[len(bodies), False],
        id=name,
        task_queue="bare",
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    await client.execute_update_with_start_workflow(BareCase.act, bodies[0], start_workflow_operation=start)
    handle = client.get_workflow_handle(name)
    for body in bodies[1:]:
        await handle.execute_update(BareCase.act, body)
    return name


async def day(grids: Sequence[Grid], flight: int, walk: Walk) -> tuple[float, Counter[str]]:
    """Have every township walked, so many at once; return the seconds and the rounds by their numbers."""
    gate = asyncio.Semaphore(flight)

    async def one(grid: Grid) -> str:
        async with gate:
            return await walk(grid)

    began = time.perf_counter()
    walked = await asyncio.gather(*(one(grid) for grid in grids))
    return time.perf_counter() - began, Counter(walked)


async def stages(service: CaseService, numbers: Sequence[str]) -> Counter[str]:
    """Count in which stage the rounds are."""
    return Counter([(await service.cases.file(no)).standing.stage for no in numbers])


async def turn(service: CaseService, grids: Sequence[Grid], flight: int) -> tuple[float, float, int]:
    """Let each walk the townships once; return the seconds of the bare ones and ours, and how many of ours are wrong."""
    today, client = civil_now().date(), service.client
    plan = Patrols(service.docket)
    planned = {grid.id: found for grid in grids if (found := plan.planned(grid, today))}
    bodies = {grid: [one.model_dump_json() for one in (found, *contents(found))] for grid, found in planned.items()}
    bare, _ = await day(grids, flight, lambda grid: bare_round(client, bodies[grid.id], service.queue, grid))
    own, numbers = await day(grids, flight, lambda grid: gridcase_round(service, grid, planned[grid.id]))
    return bare, own, len(grids) - (await stages(service, list(numbers)))["patrol_closed"]


async def compare(flight: int, rounds: int, most: int | None) -> None:
    """Let the two take turns and print what each carried."""
    turns: list[tuple[float, float, int]] = []
    grids: tuple[Grid, ...] = ()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        theirs = connect(f"sqlite:///{folder / 'bare'}.sqlite3")
        METADATA.create_all(theirs)
        async with started_engine(folder / "engine.sqlite3") as environment:
            for number in range(rounds):
                engine, grids = register(folder, f"ours-{number}", most)
                service = CaseService(environment.client, engine)
                async with service.worker(), bare_worker(environment.client, theirs):
                    turns.append(await turn(service, grids, flight))
                engine.dispose()
    bare, own = (statistics.median(seconds) for seconds in list(zip(*turns, strict=True))[:2])
    commands = len(grids) * len(COMMANDS)
    print(f"{len(grids)} townships, {len(COMMANDS)} commands each, {flight} in flight, {rounds} rounds")
    print(f"bare      {bare:8.1f} s {commands / bare:8.1f} commands/s")
    print(f"gridcase  {own:8.1f} s {commands / own:8.1f} commands/s   {bare / own:.2f} to bare")
    print(f"rounds missing, doubled or not closed: {sum(wrong for _, _, wrong in turns)}")


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--flight", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--townships", type=int, help="only so many; all otherwise")
    given = parser.parse_args()
    logs.configure(level=logging.WARNING)
    asyncio.run(compare(given.flight, given.rounds, given.townships))


if __name__ == "__main__":
    main()
