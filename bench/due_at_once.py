"""Terms that end by the thousand at one instant, and people at work meanwhile: `python -m bench.due_at_once`.

Files whose first terms all end at the same instant are opened beforehand; from shortly before it until all are judged,
new cases are opened one after another. Once every file wakes at that instant, once they are spread over some time.
"""

import argparse
import asyncio
import logging
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import Engine, func, select

import logs
from database import schema
from database.connection import connect, reading
from docket.tables import acts
from judging.judge import judge
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from models.file import Opening
from models.ids import workflow_id
from tests.builders import PaperCase, command, moment
from tests.engine_service import CaseService, started_engine
from workflows.client import FileClient, staggered
from workflows.no_answer import EngineAway, WorkerAway
from workflows.violation_case import ViolationCase

BEFORE = timedelta(seconds=5)
"""How long before the instant people begin to work."""
PAUSE = 0.2
"""Seconds between the end of one opening and the next."""


@dataclass
class Seen:
    """What was seen of one round."""

    seconds: list[float]
    """How long each opening took."""
    unanswered: int
    drained: float
    """Seconds from the instant until the last file was judged."""

    def line(self, name: str) -> str:
        """Return the figures in one line."""
        ordered = sorted(self.seconds) or [float("nan")]
        p50, p99 = (ordered[int(len(ordered) * share)] for share in (0.5, 0.99))
        return (
            f"{name:12s} {p50 * 1e3:9.0f} {p99 * 1e3:9.0f} {ordered[-1] * 1e3:9.0f}"
            f" {self.unanswered:10d} {len(ordered):8d} {self.drained:10.1f}"
        )


def reported() -> tuple[tuple[Act, ...], datetime]:
    """Return a finding as it is on record, and the first instant at which time acts on it."""
    case = PaperCase()
    case.does("report_finding", moment("2026-09-01"))
    acts = tuple(case.acts)
    judged = judge(VIOLATION_CASE, "2026-000001", acts, 0, shipped(), acts[-1].happened_at)
    if judged.standing.next_at is None:
        raise RuntimeError("a finding has no term")
    return acts, judged.standing.next_at


def numbers(first: int, count: int) -> Iterator[str]:
    """Return numbers of files."""
    return (f"2026-{number:06d}" for number in range(first, first + count))


async def one_round(service: CaseService, first: int, count: int, lead: timedelta, spread: timedelta) -> Seen:
    """Have so many files wake around one instant while cases are opened."""
    acts, wakes_at = reported()
    files = FileClient(service.client, shipped, task_queue=service.queue, timeout=timedelta(seconds=10), spread=spread)
    instant = datetime.now(UTC) + lead
    gate = asyncio.Semaphore(50)

    async def opened(no: str) -> None:
        async with gate:
            opening = Opening(
                file_no=no, acts=acts, shift=wakes_at - instant, stagger=staggered(no, spread), rehearsal=True
            )
            await service.client.start_workflow(
                ViolationCase.run, opening, id=workflow_id(VIOLATION_CASE.name, no), task_queue=service.queue
            )

    await asyncio.gather(*(opened(no) for no in numbers(first, count)))
    if datetime.now(UTC) > instant - BEFORE:
        raise RuntimeError("the files were not ready before the instant: give a longer lead")
    await asyncio.sleep((instant - BEFORE - datetime.now(UTC)).total_seconds())
    return await _people_at_work(service, files, numbers(first + count, 100_000), instant, (first, count))


async def _people_at_work(
    service: CaseService, files: FileClient, free: Iterator[str], instant: datetime, woken: tuple[int, int]
) -> Seen:
    seconds: list[float] = []
    unanswered = 0
    while True:
        began = time.perf_counter()
        try:
            await files.open(VIOLATION_CASE, next(free), command("report_finding", datetime.now(UTC)))
        except (WorkerAway, EngineAway):
            unanswered += 1
        seconds.append(time.perf_counter() - began)
        if datetime.now(UTC) > instant and await asyncio.to_thread(_judged, service.docket, *woken) >= woken[1]:
            return Seen(seconds, unanswered, (datetime.now(UTC) - instant).total_seconds())
        await asyncio.sleep(PAUSE)


def _judged(docket: Engine, first: int, count: int) -> int:
    """Return how many of the files have an act of the engine."""
    low, high = (next(numbers(number, 1)) for number in (first, first + count - 1))
    with reading(docket) as connection:
        query = select(func.count(func.distinct(acts.c.file_no))).where(
            acts.c.file_no.between(low, high), acts.c.no > 1
        )
        return int(connection.execute(query).scalar_one())


async def compare(count: int, lead: int, spread: int) -> None:
    """Run both rounds and print."""
    with tempfile.TemporaryDirectory() as folder:
        docket = connect(f"sqlite:///{folder}/docket.sqlite3")
        schema.upgrade(docket)
        async with started_engine(Path(folder) / "engine.sqlite3") as environment:
            service = CaseService(environment.client, docket)
            async with service.worker():
                print(f"{count} files due at one instant; openings meanwhile")
                print(
                    f"{'':12s} {'p50 ms':>9s} {'p99 ms':>9s} {'max ms':>9s} {'unanswered':>10s} {'opened':>8s} {'done s':>10s}"
                )
                for number, seconds in enumerate((0, spread)):
                    seen = await one_round(
                        service, 1 + number * 400_000, count, timedelta(seconds=lead), timedelta(seconds=seconds)
                    )
                    print(seen.line(f"spread {seconds} s"))


def main() -> None:
    """Read the arguments and compare."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--files", type=int, default=2000)
    parser.add_argument("--lead", type=int, default=90, help="seconds for opening the files before the instant")
    parser.add_argument("--spread", type=int, default=120)
    given = parser.parse_args()
    logs.configure(level=logging.WARNING)
    asyncio.run(compare(given.files, given.lead, given.spread))


if __name__ == "__main__":
    main()
