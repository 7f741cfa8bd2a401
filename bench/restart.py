"""Many large files when their only worker is started again, beside bare workflows: `python -m bench.restart`.

Every file is read and takes one more act; the worker that begins has none of it in memory. A bare workflow has had as
many updates with texts of the same length, each with its row, and takes one more.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import Engine
from temporalio.client import WorkflowHandle

import logs
from bench.bare import METADATA, BareCase
from bench.lifecycle import bare_worker
from database import schema
from database.connection import connect
from models.acts import Act
from models.file import Judgment, Opening
from tests.builders import CLERK, command
from tests.engine_service import CaseService, started_engine
from tests.long_files import acts_of
from workflows.violation_case import ViolationCase

SLOWEST = timedelta(minutes=5)
"""How long is waited for an answer."""
OPENED_AT_ONCE = 8


async def at_once(ask: Callable[[int], Awaitable[object]], files: int, most: int) -> list[float]:
    """Ask every file, so many at a time; return after how many seconds each had answered."""
    gate, began = asyncio.Semaphore(most), time.perf_counter()

    async def one(file: int) -> float:
        async with gate:
            await ask(file)
        return time.perf_counter() - began

    return await asyncio.gather(*map(one, range(files)))


async def gridcase(service: CaseService, files: int, acts: Sequence[Act]) -> list[float]:
    """Go on with so many large files under one worker, then under the next; return when each had answered it."""
    cases = [service.case() for _ in range(files)]
    judged = Judgment(edition="", at=acts[-1].recorded_at, judged=len(acts), stage="found")

    async def begins(file: int) -> None:
        case = cases[file]
        opening = Opening(file_no=case.no, rehearsal=True, acts=tuple(acts), judgment=judged, stale=True)
        await service.client.start_workflow(ViolationCase.run, opening, id=case.workflow_id, task_queue=service.queue)
        await goes_on(file, "before")

    async def goes_on(file: int, key: str = "after") -> None:
        case = cases[file]
        at = acts[-1].happened_at
        asked = command("stop_on_site", at, key=key, by=CLERK, measures="封堵排口", obeyed=True)
        await case.file()
        await service.cases.act(case.no, asked.model_copy(update={"of_record": True}))

    async with service.worker():
        await at_once(begins, files, OPENED_AT_ONCE)
    async with service.worker():
        return await at_once(goes_on, files, files)


async def bare(service: CaseService, rows: Engine, files: int, acts: Sequence[Act]) -> list[float]:
    """Do the same with bare workflows."""
    bodies = [act.model_dump_json() for act in acts]

    async def begins(file: int) -> None:
        handle = await service.client.start_workflow(
            BareCase.run, args=[len(acts) + 2, False], id=f"bare-{file}", task_queue="bare"
        )
        for body in bodies:
            await handle.execute_update(BareCase.act, body)

    async def goes_on(file: int) -> None:
        handle: WorkflowHandle[BareCase, int] = service.client.get_workflow_handle(f"bare-{file}")
        await handle.execute_update(BareCase.act, bodies[-1])

    async with bare_worker(service.client, rows):
        await at_once(begins, files, files)
    async with bare_worker(service.client, rows):
        return await at_once(goes_on, files, files)


async def compare(files: int, acts: int) -> None:
    """Run both, one after the other, and print."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = (connect(f"sqlite:///{folder}/{name}.sqlite3") for name in ("ours", "bare"))
        schema.upgrade(ours)
        METADATA.create_all(theirs)
        async with started_engine(Path(folder) / "engine.sqlite3") as environment:
            service = CaseService(environment.client, ours, timeout=SLOWEST)
            law = await gridcase(service, files, acts_of(acts))
            plain = await bare(service, theirs, files, acts_of(acts))
    print(f"{files} files of {acts} acts, {len(acts_of(acts)[-1].model_dump_json().encode())} bytes each")
    for name, seconds in (("gridcase", law), ("bare", plain)):
        print(f"{name:10s} half had answered after {statistics.median(seconds):.2f} s, all after {max(seconds):.2f} s")
    print(f"to bare    {max(plain) / max(law):.2f}")


if __name__ == "__main__":
    logs.configure(level=logging.ERROR)
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=40)
    parser.add_argument("--acts", type=int, default=300)
    asyncio.run(compare(**vars(parser.parse_args())))
