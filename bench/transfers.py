"""Transfers through two units, the result fed back, beside bare pairs of workflows: `python -m bench.transfers`.

    gridcase   a case is opened and transferred; the receiver accepts and completes it; each is told back (two files)
    bare       a bare workflow opens another by update-with-start, which is told to end and tells the first: no law, one row each

Figures are ratios within one run; the two take turns. It also counts what was lost and what came twice.
"""

import argparse
import asyncio
import logging
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from temporalio.client import Client, WithStartWorkflowOperation, WorkflowQueryFailedError
from temporalio.common import WorkflowIDConflictPolicy

import logs
from bench.bare import METADATA, BareCase
from bench.chaos_transfers import broken
from bench.lifecycle import bare_worker
from database import schema
from database.connection import connect
from judging.record import Record
from kinds import VIOLATION_CASE
from models.acts import Act
from procedures.transfer.reading import transfers
from tests.builders import COUNTY, OFFICER, command
from tests.engine_service import CaseService, started_engine
from tests.procedures.transferring import FARMS, clerk_of, sent

QUEUE = "bare"
LOOKS_AGAIN = 0.05
"""Seconds after which whoever waits for a word looks again."""
Pair = Callable[[int], Awaitable[None]]


async def told_back(service: CaseService, number: str, wanted: str) -> Record:
    """Return the record of a file once it has what is waited for; whoever asked without a pause would be measured too."""
    while True:
        record = Record.of((await service.cases.file(number)).acts)
        if any(act.name == wanted for act in record):
            return record
        await asyncio.sleep(LOOKS_AGAIN)


async def gridcase_pair(service: CaseService, first: int, serial: int) -> None:
    """Carry one transfer from its sending to the result that is told back."""
    number, cases = f"2026-{first + serial:06d}", service.cases
    await cases.open(VIOLATION_CASE, number, command("report_finding", datetime.now(UTC), by=OFFICER, key="found"))
    asked = command("transfer_matter", datetime.now(UTC), by=clerk_of(COUNTY, 2), key="sent", **sent())
    await cases.act(number, asked)
    (gone,) = transfers(await told_back(service, number, "record_delivery"))
    accepted = command("accept_transfer", datetime.now(UTC), by=FARMS, key="accepted")
    await cases.act(gone.matter_no, accepted)
    completed = command(
        "complete_matter", datetime.now(UTC), by=FARMS, key="completed", handling="handled", result="已处理"
    )
    await cases.act(gone.matter_no, completed)
    await told_back(service, number, "record_transfer_result")


async def bare_pair(client: Client, stamp: str, serial: int) -> None:
    """Carry a bare pair, each opened by update with start: accepted, completed, each told back by an update."""
    began = WithStartWorkflowOperation(
        BareCase.run,
        args=[4, False],
        id=f"a-{stamp}-{serial}",
        task_queue=QUEUE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    await client.execute_update_with_start_workflow(BareCase.act, "found", start_workflow_operation=began)
    first = client.get_workflow_handle(f"a-{stamp}-{serial}")
    await first.execute_update(BareCase.act, "sent")
    start = WithStartWorkflowOperation(
        BareCase.run,
        args=[3, False],
        id=f"b-{stamp}-{serial}",
        task_queue=QUEUE,
        id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
    )
    await client.execute_update_with_start_workflow(BareCase.act, "received", start_workflow_operation=start)
    second = client.get_workflow_handle(f"b-{stamp}-{serial}")
    for word in ("accepted", "completed"):
        await second.execute_update(BareCase.act, word)
        await first.execute_update(BareCase.act, word)


async def timed(count: int, flight: int, pair: Pair) -> float:
    """Return how many pairs a second are carried, so many at once."""
    gate = asyncio.Semaphore(flight)

    async def one(serial: int) -> None:
        async with gate:
            await pair(serial)

    began = time.perf_counter()
    await asyncio.gather(*(one(serial) for serial in range(count)))
    return count / (time.perf_counter() - began)


ASKED = 5
"""How often a file is asked for before the count gives up."""


async def counted(service: CaseService, numbers: range) -> list[str]:
    """Return every hand-over that was lost or came twice, on either side."""
    files: dict[str, tuple[Act, ...]] = {}
    for serial in numbers:
        number = f"2026-{serial:06d}"
        files[number] = await asked(service, number)
        for gone in transfers(Record.of(files[number])):
            files[gone.matter_no] = await asked(service, gone.matter_no)
    return broken(files)


async def asked(service: CaseService, number: str) -> tuple[Act, ...]:
    """Return the acts of a file; a worker that was held up while it read a cold one is asked again."""
    for _ in range(ASKED - 1):
        with suppress(WorkflowQueryFailedError):
            return (await service.cases.file(number)).acts
    return (await service.cases.file(number)).acts


async def compare(count: int, flight: int, rounds: int) -> None:
    """Let the two take turns and print what each carried."""
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = connect(f"sqlite:///{folder}/ours.sqlite3"), connect(f"sqlite:///{folder}/bare.sqlite3")
        schema.upgrade(ours)
        METADATA.create_all(theirs)
        async with started_engine(Path(folder) / "engine.sqlite3") as environment:
            service = CaseService(environment.client, ours)
            async with service.worker(), bare_worker(environment.client, theirs):
                await run_rounds(service, count, flight, rounds)


async def run_rounds(service: CaseService, count: int, flight: int, rounds: int) -> None:
    """Alternate, and print the medians, the ratio, and what was lost or doubled."""
    bare: list[float] = []
    own: list[float] = []
    for number in range(rounds):
        offset = number * count + 1
        bare.append(await timed(count, flight, partial(bare_pair, service.client, str(number))))
        own.append(await timed(count, flight, partial(gridcase_pair, service, offset)))
    ours, theirs = statistics.median(own), statistics.median(bare)
    print(f"{count} transfers, {flight} in flight, {rounds} rounds")
    print(f"bare      {theirs:8.2f} pairs/s")
    print(f"gridcase  {ours:8.2f} transfers/s   {ours / theirs:.2f} to bare", flush=True)
    print(f"lost or doubled {len(await counted(service, range(1, rounds * count + 1)))}")


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--transfers", type=int, default=1000)
    parser.add_argument("--flight", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=1)
    given = parser.parse_args()
    logs.configure(level=logging.WARNING)
    asyncio.run(compare(given.transfers, given.flight, given.rounds))


if __name__ == "__main__":
    main()
