"""What a rehearsal costs beside the bare engine: `python -m bench.rehearsal [FILE]`.

    gridcase   the file played through the HTTP API: every act judged and written, every term run
    bare       a bare Temporal workflow on the same engine, whose clock skips as many timers, one after the other

Figures are ratios within one run; rounds alternate and medians are taken, because machines are shared.
"""

import argparse
import asyncio
import json
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from temporalio.client import Client
from temporalio.worker import Worker

import logs
from bench.bare import METADATA, BareActivities, BareCase
from cli.rehearsal_page import Played
from cli.rehearse import local_services, perform
from database import schema
from database.connection import connect
from law.edition import shipped
from registry import seed
from registry.registry import Registry
from registry.sealed import Seal
from rehearsal.files import read_scripts
from settings import Settings
from tests.cli.serving import served
from tests.engine_service import CaseService, started_engine
from worker import RUNNER
from workflows.virtual_time import VirtualTime

FILE = Path(__file__).parents[1] / "tests" / "file_review" / "cases" / "65-court-enforcement-2015.yaml"
ARMED = timedelta(days=15)
"""How long the bare workflow's timer is."""


async def compare(path: Path, rounds: int) -> None:
    """Rehearse the file and let the bare workflow skip as many timers, round by round; print the medians."""
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings(var=Path(folder))
        docket = connect(settings.database_url)
        schema.upgrade(docket)
        seed.load(docket)
        seed.local_tokens(docket, settings)
        METADATA.create_all(docket)
        os.environ["GRIDCASE_VAR"] = folder
        async with started_engine(Path(folder) / "engine.sqlite3") as environment:
            service = CaseService(environment.client, docket)
            registry = Registry(docket, Seal.from_settings(settings))
            with served(settings, service, registry, docket) as address:
                os.environ["GRIDCASE_API"] = address
                async with service.worker(), bare_worker(service.client, BareActivities(docket)):
                    await run_rounds(path, service.client, rounds)


def bare_worker(client: Client, activities: BareActivities) -> Worker:
    """Return a worker for the bare workflow."""
    return Worker(
        client,
        task_queue="bare",
        workflows=[BareCase],
        activities=[activities.write_row, activities.write_docket],
        activity_executor=ThreadPoolExecutor(8),
        workflow_runner=RUNNER,
        graceful_shutdown_timeout=timedelta(seconds=1),
    )


async def run_rounds(path: Path, client: Client, rounds: int) -> None:
    """Alternate the two, after one round that warms both up."""
    ours: list[float] = []
    bare: list[float] = []
    played = await asyncio.to_thread(rehearsed, path)
    timers = timers_of(played)
    await skipped(client, timers)
    for _ in range(rounds):
        ours.append(await timed(lambda: asyncio.to_thread(rehearsed, path)))
        bare.append(await timed(lambda: skipped(client, timers)))
    acts = sum(row.act_no is not None for row in played.entered)
    mine, theirs = statistics.median(ours), statistics.median(bare)
    print(json.dumps({"file": path.name, "acts": acts, "timers": timers, "rounds": rounds}, ensure_ascii=False))
    print(f"gridcase {mine:8.3f} s   bare {theirs:8.3f} s   ratio {mine / theirs:6.2f}")


def rehearsed(path: Path) -> Played:
    """Play the file's case once."""
    with local_services() as services:
        (played,) = perform(read_scripts(path, shipped()).scripts, services, None, [])
    return played


def timers_of(played: Played) -> int:
    """Return how many timers the case's clock ran through: the instants at which the engine wrote something."""
    acts = [act for file in played.files for act in file.view.acts]
    return len({act.happened_at for act in acts if act.by.kind == "engine"})


async def skipped(client: Client, timers: int) -> None:
    """Let a bare workflow's clock run through as many timers."""
    virtual = VirtualTime(client)
    handle = await virtual.client.start_workflow(
        BareCase.run, args=[1, False], id=f"bare-{uuid4().hex}", task_queue="bare"
    )
    await virtual.fast_forward(handle, ARMED * timers + timedelta(hours=1))
    await handle.terminate()


async def timed(call: Callable[[], Awaitable[object]]) -> float:
    """Return how many seconds a call took."""
    began = time.perf_counter()
    await call()
    return time.perf_counter() - began


def main() -> None:
    """Read the options and compare."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path, default=FILE)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    logs.configure("json")
    logging.disable(logging.WARNING)
    asyncio.run(compare(options.file, options.rounds))


if __name__ == "__main__":
    main()
