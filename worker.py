"""The process that operations run: it carries cases, against any Temporal address. `python -m worker`."""

import asyncio
import signal
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import httpx
import structlog
from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.worker import UnsandboxedWorkflowRunner, Worker

import logs
from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.outside import OutsideActivities, Receiver
from docket import schema
from law import edition
from registry.database import connect
from registry.systems import receiver_of
from settings import CASES, Settings
from workflows import attributes, wire
from workflows.violation_case import ViolationCase

log = structlog.get_logger()

WORKFLOWS = (ViolationCase,)
RUNNER = UnsandboxedWorkflowRunner()
"""No sandbox: one short loop, held deterministic by golden histories and fingerprints (docs/decisions, 11)."""


def activities(docket: Engine, http: httpx.Client) -> list[Any]:
    """Return every activity, each with the world it touches."""

    def receiver(system: str) -> Receiver | None:
        return receiver_of(docket, system)

    judging, outside = JudgeActivities(LawInForce(docket), docket), OutsideActivities(http, receiver)
    return [judging.judge_case, judging.record_case, outside.deliver]


def case_worker(client: Client, docket: Engine, http: httpx.Client, *, threads: int, task_queue: str = CASES) -> Worker:
    """Return a worker of the case queue; also what the tests run."""
    LawInForce(docket)()
    return Worker(
        client,
        task_queue=task_queue,
        workflows=WORKFLOWS,
        activities=activities(docket, http),
        activity_executor=ThreadPoolExecutor(threads, thread_name_prefix="activity"),
        workflow_runner=RUNNER,
        graceful_shutdown_timeout=timedelta(seconds=10),
    )


async def run(settings: Settings) -> None:
    """Connect, make sure the docket's tables are there, and work until told to stop."""
    docket = connect(settings.database_url)
    schema.upgrade(docket)
    client = await patiently_connected(settings)
    missing = await attributes.make_known(client)
    if missing:
        log.info("search_attributes_added", names=missing)
    stop = asyncio.Event()
    for name in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(name, stop.set)
    with httpx.Client(timeout=10) as http:
        async with case_worker(client, docket, http, threads=settings.worker_threads):
            log.info("worker_started", task_queue=CASES, edition=edition.current().edition)
            await stop.wait()
    log.info("worker_stopped")


async def patiently_connected(settings: Settings) -> Client:
    """Return a client of the engine; waits, and says so, while there is no engine yet."""
    while True:
        try:
            return await wire.connect(settings.target, settings.namespace)
        except RuntimeError:
            log.info("engine_awaited", address=settings.target)
            await asyncio.sleep(1)


if __name__ == "__main__":
    chosen = Settings.from_env()
    logs.configure(chosen.log_format)
    asyncio.run(run(chosen))
