"""A worker in a process of its own, which dies by SIGKILL at the point that a test has chosen."""

import asyncio
import multiprocessing
import os
import signal
import threading
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from multiprocessing.process import BaseProcess
from typing import Any

import httpx
from temporalio import activity

from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.messages import JudgeRequest
from activities.outside import Files
from database.connection import connect
from models.acts import Command, ToldByFile
from models.effects import OpenFile
from models.file import File, Judgment, Receipt
from worker import Parts, file_worker
from workflows import act_list, carrying, patience, wire
from workflows.act_list import ActList
from workflows.carrying import Carrying

BETWEEN_FILES = (
    "before opening",
    "after opening",
    "before telling",
    "receiving",
    "received",
    "after telling",
)
"""Where a worker dies that has to do with two files: before the other file is asked; while it judges what it was told,
before and after its docket has it; and before the receipt is reported."""
OUTSIDE = ("before posting", "after posting")
WHEN_ASKED = "asked while it judges"
"""The worker answers a question while a judgment comes back, and dies before the receipt is reported."""
NOTICED = timedelta(seconds=1)
"""How soon the engine notices that a worker has died."""
COMES_BACK = 0.3
"""Seconds in which what an activity said has come back inside the engine's library, where nobody sees it."""

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload([__name__])


def dies() -> None:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


@dataclass(frozen=True)
class Mortal:
    """The way to other files, on which the worker dies at its point."""

    files: Files
    point: str

    async def open_for(self, sending: OpenFile, command: Command, at: datetime, *, rehearsal: bool) -> Receipt:
        """Open a file."""
        return await self._passed("opening", self.files.open_for(sending, command, at, rehearsal=rehearsal))

    async def tell(self, file_no: str, command: Command, at: datetime) -> Receipt:
        """Tell a file."""
        return await self._passed("telling", self.files.tell(file_no, command, at))

    async def _passed(self, what: str, receipt: Awaitable[Receipt]) -> Receipt:
        if self.point == f"before {what}":
            dies()
        had = await receipt
        if self.point == f"after {what}":
            dies()
        return had


def mortal_judge(point: str) -> type[JudgeActivities]:
    """Return a judge that dies while a file judges what another one told it."""

    class MortalJudge(JudgeActivities):
        @activity.defn(name="judge_file")
        def judge_file(self, request: JudgeRequest) -> Judgment:
            """Judge, or die."""
            is_told = any(isinstance(act.content, ToldByFile) for act in request.acts[request.judged :])
            if is_told and point == "receiving":
                dies()
            judgment = super().judge_file(request)
            if is_told and point == "received":
                dies()
            return judgment

    return MortalJudge


def _hooks(point: str) -> dict[str, list[Callable[..., Any]]]:
    async def hook(_message: object) -> None:
        dies()

    return {
        "request": [hook] if point == "before posting" else [],
        "response": [hook] if point == "after posting" else [],
    }


def work(target: str, namespace: str, queue: str, database: str, point: str) -> None:
    """Carry files until the point is reached, or for ever."""
    patience.MINUTE = NOTICED
    asyncio.run(_work(target, namespace, queue, database, point))


def judge_that_is_asked() -> type[JudgeActivities]:
    """Return a judge whose judgment comes back while the file answers a question; nothing is done about it any more."""
    is_asked, is_judged, answers = threading.Event(), threading.Event(), Carrying.file

    class AskedJudge(JudgeActivities):
        @activity.defn(name="judge_file")
        def judge_file(self, request: JudgeRequest) -> Judgment:
            """Judge, and wait for the question."""
            judgment = super().judge_file(request)
            is_asked.wait()
            is_judged.set()
            return judgment

    def file(one: Carrying, at: datetime | None = None) -> File:
        is_asked.set()
        is_judged.wait()
        time.sleep(COMES_BACK)
        return answers(one, at)

    def take(_acts: ActList, _judgment: Judgment) -> None:
        dies()

    vars(carrying)["Carrying"].file = file
    vars(act_list)["ActList"].take = take
    return AskedJudge


async def _work(target: str, namespace: str, queue: str, database: str, point: str) -> None:
    docket = connect(database)
    client = await wire.connect(target, namespace)
    judge = judge_that_is_asked() if point == WHEN_ASKED else mortal_judge(point)
    parts = Parts(lambda files: Mortal(files, point), judge, taken_over_after=NOTICED)
    async with (
        httpx.AsyncClient(timeout=5, event_hooks=_hooks(point)) as http,
        file_worker(client, docket, http, LawInForce(docket), threads=4, task_queue=queue, parts=parts),
    ):
        await asyncio.Event().wait()


@dataclass
class Keeper:
    """Starts a worker for each point, one after the other has died, and one at last that lives."""

    arguments: tuple[str, str, str, str]
    points: Sequence[str]
    deaths: list[str] = field(default_factory=list)

    async def keep(self) -> None:
        """Keep a worker running; returns only when the last one ends, which it does not do by itself."""
        for point in (*self.points, ""):
            process = FORKS.Process(target=work, args=(*self.arguments, point), daemon=True)
            process.start()
            try:
                await _ended(process)
            finally:
                process.kill()
            self.deaths.append(point)


async def _ended(process: BaseProcess) -> None:
    """Wait for the end of a process, without a thread that would outlive the test."""
    ended = asyncio.Event()
    loop = asyncio.get_running_loop()
    loop.add_reader(process.sentinel, ended.set)
    try:
        await ended.wait()
    finally:
        loop.remove_reader(process.sentinel)


@asynccontextmanager
async def mortal_workers(
    target: str, namespace: str, queue: str, database: str, points: Sequence[str]
) -> AsyncIterator[Keeper]:
    """Have files carried by workers that die at these points, in this order."""
    keeper = Keeper((target, namespace, queue, database), points)
    task = asyncio.create_task(keeper.keep())
    try:
        yield keeper
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
