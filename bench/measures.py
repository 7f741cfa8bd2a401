"""A case with measures running beside each other, grown to 300 acts, beside a bare workflow: `python -m bench.measures`."""

import asyncio
import logging
import statistics
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

import logs
from bench.bare import METADATA, BareCase
from bench.lifecycle import bare_worker
from database import schema
from database.connection import connect
from kinds import VIOLATION_CASE
from models.file import Opening
from models.ids import workflow_id
from tests.builders import PaperCase, command
from tests.engine_service import CaseService, started_engine
from tests.procedures.measures import does, stopped
from workflows.violation_case import ViolationCase

ACTS = 300


def with_measures() -> PaperCase:
    """Return a case under stop for rectification, sealed things and an order to correct, all of them running."""
    case = stopped()
    on = case.acts[-1].happened_at
    does(case, "impose_seizure", on)
    case.does("serve_correction_order", on)
    return case


async def gridcase(service: CaseService, case: PaperCase) -> list[float]:
    """Go on with the case on the engine, interview by interview; return what each command took."""
    no = "2026-000001"
    opening = Opening(file_no=no, acts=tuple(case.acts))
    await service.client.start_workflow(
        ViolationCase.run, opening, id=workflow_id(VIOLATION_CASE.name, no), task_queue=service.queue
    )
    cases, seconds = service.cases, []
    for number in range(len(case.acts), ACTS):
        asked = command("interview", datetime.now(UTC), key=f"k{number}")
        began = time.perf_counter()
        await cases.act(no, asked)
        seconds.append(time.perf_counter() - began)
    return seconds


async def bare(service: CaseService, count: int) -> list[float]:
    """Send as many commands to a bare workflow that writes one row each."""
    handle = await service.client.start_workflow(
        BareCase.run, args=[count, False], id="bare-measures", task_queue="bare"
    )
    seconds = []
    body = command("interview", datetime.now(UTC)).model_dump_json()
    for _ in range(count):
        began = time.perf_counter()
        await handle.execute_update(BareCase.act, body)
        seconds.append(time.perf_counter() - began)
    return seconds


async def compare() -> None:
    """Run both, one after the other, and print."""
    case = with_measures()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = connect(f"sqlite:///{folder}/ours.sqlite3"), connect(f"sqlite:///{folder}/bare.sqlite3")
        schema.upgrade(ours)
        schema.upgrade(theirs)
        METADATA.create_all(theirs)
        async with started_engine(Path(folder) / "engine.sqlite3") as environment:
            service = CaseService(environment.client, ours)
            async with service.worker(), bare_worker(environment.client, theirs):
                law = await gridcase(service, case)
                plain = await bare(service, len(law))
    ratio = sum(plain) / sum(law)
    print(f"{len(case.acts)} acts under measures, grown to {ACTS}")
    print(f"gridcase p50 {statistics.median(law) * 1e3:.1f} ms, last ten {statistics.median(law[-10:]) * 1e3:.1f} ms")
    print(f"bare     p50 {statistics.median(plain) * 1e3:.1f} ms; throughput to bare {ratio:.2f}")


if __name__ == "__main__":
    logs.configure(level=logging.WARNING)
    asyncio.run(compare())
