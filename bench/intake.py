"""Complaints taken in over HTTP, beside a bare update-with-start on the same engine: `python -m bench.intake`.

    gridcase   form read, screened, looked up, admitted by law, sealed, numbered, opened, judged, written, receipted
    bare       a workflow begun by its first update, which writes one row

Rounds alternate, so that a shared machine is as slow for one as for the other; the first warms both up.
"""

import argparse
import asyncio
import logging
import os
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from uuid import uuid4

import httpx
from temporalio.client import Client, WithStartWorkflowOperation
from temporalio.common import WorkflowIDConflictPolicy

import logs
from activities.law_in_force import LawInForce
from api.app import create_app
from bench.bare import METADATA, BareCase
from bench.canaries import complaint, taken_in
from bench.lifecycle import Figures, bare_worker
from database import schema
from database.connection import connect
from registry import seed
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.asking import Asking
from tests.api.conftest import everything_up
from tests.engine_service import CaseService, started_engine

Round = tuple[float, list[float]]


async def bare(client: Client, count: int, flight: int) -> Round:
    """Begin bare workflows by their first update, so many at a time; return the wall seconds and each one's."""
    turns, seconds, body = asyncio.Semaphore(flight), list[float](), str(complaint(0))

    async def one() -> None:
        async with turns:
            start = WithStartWorkflowOperation(
                BareCase.run,
                args=[1, False],
                id=f"bare-{uuid4().hex}",
                task_queue="bare",
                id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            )
            began = time.perf_counter()
            await client.execute_update_with_start_workflow(BareCase.act, body, start_workflow_operation=start)
            seconds.append(time.perf_counter() - began)

    began = time.perf_counter()
    await asyncio.gather(*(one() for _ in range(count)))
    return time.perf_counter() - began, seconds


async def ours(asking: Asking, count: int, flight: int) -> Round:
    """Have as many complaints taken in; each has its file, or this fails."""
    began = time.perf_counter()
    numbers, seconds = await taken_in(asking, count, flight)
    wall = time.perf_counter() - began
    if len(set(numbers)) != count:
        raise RuntimeError(f"{count} sent, {len(set(numbers))} files")
    return wall, seconds


async def compare(count: int, flight: int, rounds: int, folder: Path) -> None:
    """Let both take in as many, round by round, and print."""
    settings = Settings(var=folder / "var", door_sender_rate=1_000_000)
    docket, rows = connect(settings.database_url), connect(f"sqlite:///{folder}/bare.sqlite3")
    schema.upgrade(docket)
    seed.load(docket)
    METADATA.create_all(rows)
    tokens = dict(seed.local_tokens(docket, settings))
    figures = {"bare": Figures(), "gridcase": Figures()}
    async with AsyncExitStack() as stack:
        environment = await stack.enter_async_context(started_engine(folder / "engine.sqlite3"))
        service, law = CaseService(environment.client, docket), LawInForce(docket)
        register = Registry(docket, Seal.from_settings(settings))
        app = create_app(settings, service.cases, register, docket, law=law, probe=everything_up)
        await stack.enter_async_context(service.worker())
        await stack.enter_async_context(bare_worker(environment.client, rows))
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        http = await stack.enter_async_context(httpx.AsyncClient(transport=transport, base_url="http://gridcase"))
        share = count // rounds
        for number in range(rounds + 1):
            many = share if number else min(share, flight)
            results = {
                "bare": await bare(service.client, many, flight),
                "gridcase": await ours(Asking(http, tokens), many, flight),
            }
            for name, (wall, seconds) in results.items() if number else ():
                figures[name].add(wall, seconds)
    docket.dispose()
    print(f"{share * rounds} complaints in {rounds} rounds, {flight} in flight, {os.cpu_count()} cores")
    print(f"{'':10s} {'taken/s':>10s} {'p50 ms':>9s} {'p99 ms':>9s} {'to bare':>8s}")
    for name, found in figures.items():
        print(found.line(name, figures["bare"]))


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--complaints", type=int, default=10_000)
    parser.add_argument("--flight", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    logs.configure(level=logging.ERROR)
    with tempfile.TemporaryDirectory(prefix="gridcase-intake-") as folder:
        asyncio.run(compare(given.complaints, given.flight, given.rounds, Path(folder)))


if __name__ == "__main__":
    main()
