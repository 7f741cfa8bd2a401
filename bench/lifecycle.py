"""A case's whole life, alone and many at once, beside its peers in the same run: `python -m bench.lifecycle`.

    gridcase   every command admitted by law, judged, written to the docket (SQLite), receipted
    bare       a bare Temporal workflow on the same engine: same commands, same local activities, one row each
    bare+rows  the same, each local activity writing the rows our docket writes (prepared beforehand, no law)
    dbos       DBOS on PostgreSQL doing the same lifecycle (when a PostgreSQL can be started)

Figures are ratios within one run; rounds alternate and medians are taken, because machines are shared.
"""

import argparse
import asyncio
import itertools
import logging
import os
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.worker import Worker

import logs
from bench.bare import METADATA, BareActivities, BareCase
from database import schema
from database.connection import connect
from judging.admission import act_from
from judging.judge import judge
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from models.file import Entry
from tests.builders import command
from tests.engine_service import CaseService, started_engine
from worker import RUNNER

if TYPE_CHECKING:
    from bench.dbos_peer import Peer

NUMBER = "2026-000001"
SERIALS = itertools.count(1)
Life = Callable[[str], Awaitable[list[float]]]


LIFE: tuple[tuple[str, dict[str, Any]], ...] = (
    ("report_finding", {}),
    ("stop_on_site", {}),
    ("report_upward", {}),
    ("hand_to_department", {}),
    ("inspect_site", {}),
    ("file_case", {}),
    ("serve_correction_order", {}),
    ("conclude_investigation", {}),
    ("review_case", {}),
    ("serve_notice", {}),
    ("waive_statement", {}),
    ("recheck_correction", {"of": "serve_correction_order"}),
    ("decide_penalty", {}),
    ("serve_decision", {}),
    ("publish_decision", {}),
    ("feed_back", {}),
    ("record_payment", {}),
    ("close_case", {"ground": "performed"}),
    ("archive_case", {}),
)
"""A case's whole life as it can be lived in one day: the party waives its statement and pays at once."""


def bodies_of_life() -> list[str]:
    """Return the commands of a life as texts, for peers that know no law."""
    now = datetime.now(UTC)
    return [
        command(act, now, **{**fields, **({"of": 1} if "of" in fields else {})}).model_dump_json()
        for act, fields in LIFE
    ]


def prepared() -> list[Entry]:
    """Return what our docket would be given at each step of a life."""
    law, now = shipped(), datetime.now(UTC)
    acts: list[Act] = []
    found: list[Entry] = []
    numbers: dict[str, int] = {}
    for number, (name, fields) in enumerate(LIFE, start=1):
        pointed = {**fields, "of": numbers[fields["of"]]} if "of" in fields else fields
        acts.append(act_from(command(name, now, key=name, **pointed), number, now))
        numbers[name] = number
        judged = judge(VIOLATION_CASE, NUMBER, acts, number - 1, law, now)
        entry = Entry(
            kind=VIOLATION_CASE.name,
            file_no=NUMBER,
            revision=number,
            since=number - 1,
            acts=judged.acts,
            standing=judged.standing,
            effects=judged.effects,
        )
        found.append(entry)
    return found


async def timed(call: Awaitable[object]) -> float:
    """Return how many seconds a call took."""
    began = time.perf_counter()
    await call
    return time.perf_counter() - began


async def gridcase_life(service: CaseService) -> list[float]:
    """Carry one case from finding to archive; each act happens as it is sent."""
    seconds: list[float] = []
    no = f"2026-{next(SERIALS):06d}"
    numbers: dict[str, int] = {}
    cases = service.cases
    for act, fields in LIFE:
        pointed = {**fields, "of": numbers[fields["of"]]} if "of" in fields else fields
        asked = command(act, datetime.now(UTC), key=act, **pointed)
        began = time.perf_counter()
        receipt = await (cases.act(no, asked) if numbers else cases.open(VIOLATION_CASE, no, asked))
        seconds.append(time.perf_counter() - began)
        numbers[act] = receipt.act_no
    return seconds


async def bare_life(client: Client, bodies: list[str], stamp: str, *, docket: bool) -> list[float]:
    """Carry one bare workflow through as many commands, writing one row each or the rows of our docket."""
    handle = await client.start_workflow(
        BareCase.run, args=[len(bodies), docket], id=f"bare-{stamp[:11]}-{stamp[11:]}", task_queue="bare"
    )
    return [await timed(handle.execute_update(BareCase.act, body)) for body in bodies]


async def many(count: int, flight: int, life: Life) -> tuple[float, list[float]]:
    """Carry many cases, so many at once; return the wall seconds and every command's seconds."""
    gate = asyncio.Semaphore(flight)

    async def one() -> list[float]:
        async with gate:
            return await life(uuid4().hex)

    began = time.perf_counter()
    lives = await asyncio.gather(*(one() for _ in range(count)))
    return time.perf_counter() - began, [second for life_ in lives for second in life_]


class Figures:
    """What one engine did in each round."""

    def __init__(self) -> None:
        self.rates: list[float] = []
        self.p50: list[float] = []
        self.p99: list[float] = []

    def add(self, wall: float, seconds: list[float]) -> None:
        """Take a round in."""
        ordered = sorted(seconds)
        self.rates.append(len(ordered) / wall)
        self.p50.append(ordered[len(ordered) // 2] * 1e3)
        self.p99.append(ordered[int(len(ordered) * 0.99)] * 1e3)

    def line(self, name: str, base: "Figures") -> str:
        """Return medians, and the ratio of throughput to the base."""
        rate, p50, p99 = (statistics.median(row) for row in (self.rates, self.p50, self.p99))
        ratio = rate / statistics.median(base.rates)
        return f"{name:10s} {rate:10.1f} {p50:9.1f} {p99:9.1f} {ratio:8.2f}"


async def compare(count: int, flight: int, rounds: int, postgres: str | None) -> None:
    """Run the peers round by round and print their medians."""
    bodies = bodies_of_life()
    with tempfile.TemporaryDirectory() as folder:
        ours, theirs = connect(f"sqlite:///{folder}/ours.sqlite3"), connect(f"sqlite:///{folder}/bare.sqlite3")
        schema.upgrade(ours)
        schema.upgrade(theirs)
        METADATA.create_all(theirs)
        async with started_engine(Path(folder) / "engine.sqlite3") as environment:
            service = CaseService(environment.client, ours)
            async with service.worker(), bare_worker(environment.client, theirs):
                await run_rounds(service, bodies, count, flight, rounds, postgres)


def bare_worker(client: Client, engine: Engine) -> Worker:
    """Return a worker like ours for the bare workflow."""
    bare = BareActivities(engine, prepared())
    return Worker(
        client,
        task_queue="bare",
        workflows=[BareCase],
        activities=[bare.write_row, bare.write_docket],
        activity_executor=ThreadPoolExecutor(8),
        workflow_runner=RUNNER,
        graceful_shutdown_timeout=timedelta(seconds=1),
    )


async def one_round(
    service: CaseService, bodies: list[str], count: int, flight: int, peer: "Peer | None"
) -> dict[str, tuple[float, list[float]]]:
    """Let each peer carry its cases once."""
    results = {
        "bare": await many(count, flight, lambda stamp: bare_life(service.client, bodies, stamp, docket=False)),
        "bare+rows": await many(count, flight, lambda stamp: bare_life(service.client, bodies, stamp, docket=True)),
        "gridcase": await many(count, flight, lambda _: gridcase_life(service)),
    }
    if peer:
        stamp = f"{datetime.now(UTC).timestamp()}"
        results["dbos"] = await asyncio.to_thread(peer.many, count, flight, bodies, stamp)
    return results


async def run_rounds(
    service: CaseService, bodies: list[str], count: int, flight: int, rounds: int, postgres: str | None
) -> None:
    """Alternate the peers, and print."""
    figures = {name: Figures() for name in ("bare", "bare+rows", "gridcase", "dbos")}
    peer = None
    if postgres:
        from bench.dbos_peer import Peer  # noqa: PLC0415  only where DBOS is installed

        peer = await asyncio.to_thread(Peer, postgres)
    for number in range(rounds + 1):
        results = await one_round(service, bodies, count, flight, peer)
        if number:  # the first round warms everything up
            for name, (wall, seconds) in results.items():
                figures[name].add(wall, seconds)
    print(f"{count} cases of {len(bodies)} commands, {flight} in flight, {rounds} rounds, {os.cpu_count()} cores")
    print(f"{'':10s} {'commands/s':>10s} {'p50 ms':>9s} {'p99 ms':>9s} {'to bare':>8s}")
    for name, found in figures.items():
        if found.rates:
            print(found.line(name, figures["bare"]))
    if peer:
        peer.close()


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cases", type=int, default=32)
    parser.add_argument("--flight", type=int, default=16)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", help="postgresql://… for DBOS; without it DBOS is left out")
    given = parser.parse_args()
    logs.configure(level=logging.WARNING)
    asyncio.run(compare(given.cases, given.flight, given.rounds, given.postgres))


if __name__ == "__main__":
    main()
