"""Worker and API as processes that die: at work when they are told to begin, dead where and when they are told.

Each is forked from a process that has everything imported, and waits as a spare for its orders; what it is made of is
what ships, but for what comes between: a judge, an interceptor and a link that kill their own process (SIGKILL).
"""

import asyncio
import multiprocessing
import os
import signal
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any, NoReturn

import httpx
import temporalio.client
import temporalio.worker
import uvicorn
from starlette.types import ASGIApp
from temporalio import activity, workflow
from temporalio.client import Client
from temporalio.worker import (
    ContinueAsNewInput,
    ExecuteWorkflowInput,
    WorkflowInboundInterceptor,
    WorkflowInterceptorClassInput,
    WorkflowOutboundInterceptor,
)

import api.main
from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.messages import JudgeRequest
from api import serving
from api.link import Link
from database.connection import connect
from models.acts import Command
from models.file import Judgment, Receipt
from settings import Settings
from worker import Parts, file_worker, patiently_connected
from workflows.setting_back import keep_going

COMMITTED = "after the docket's commit"
MOVING = "during continue-as-new"
MOVED = "at the start of a new run"
ANSWERING = "before the receipt is answered"
WHERE = (COMMITTED, MOVING, MOVED)
"""Where a worker dies: the engine has not heard what the docket has; it has not heard of the move; it just has."""
NOTICED = timedelta(seconds=1)
"""How soon the engine gives a file to another worker than the one that had it last."""

FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["bench.chaos_run"])
"""Whatever the program imports: a fork that had to import it again would begin seconds later."""


@dataclass(frozen=True)
class Orders:
    """When a part that begins has to die: on passing a point so many times; never where there is none."""

    point: str = ""
    passing: int = 1
    engine: str = ""
    """File with the engine's process id, where the engine dies at the same moment."""
    port: int = 0
    """Where an API serves."""


class Fate:
    """The orders of this process, once they have come, carried out."""

    def __init__(self, line: Connection) -> None:
        self._line = line
        self._orders, self._left = Orders(), 0

    def ordered(self) -> Orders:
        """Wait as a spare for the orders, say that work begins, and return them."""
        self._orders = self._line.recv()
        self._left = self._orders.passing
        self._line.send(self._orders)
        return self._orders

    def passes(self, point: str) -> None:
        """Die here, if it is the time."""
        if point != self._orders.point:
            return
        self._left -= 1
        if self._left <= 0:
            if self._orders.engine:
                kill(int(Path(self._orders.engine).read_text("utf-8")))
            kill(os.getpid())


def kill(process: int) -> None:
    """End a process as a power cut does."""
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def mortal_judge(fate: Fate) -> type[JudgeActivities]:
    """Return a judge that may die when the docket has the judgment and the engine has not."""

    class MortalJudge(JudgeActivities):
        @activity.defn(name="judge_file")
        def judge_file(self, request: JudgeRequest) -> Judgment:
            """Judge and write, and perhaps die."""
            judgment = super().judge_file(request)
            fate.passes(COMMITTED)
            return judgment

    return MortalJudge


class MortalRuns(temporalio.client.Interceptor, temporalio.worker.Interceptor):
    """Dies when a file moves to a new run: before the engine has heard of it, or when it hands the new run out."""

    def __init__(self, fate: Fate) -> None:
        self._fate = fate

    def workflow_interceptor_class(
        self,
        input: WorkflowInterceptorClassInput,  # noqa: A002, ARG002  the SDK's own name for it
    ) -> type[WorkflowInboundInterceptor]:
        """Return what stands before and behind each run."""
        fate = self._fate

        class Behind(WorkflowOutboundInterceptor):
            def continue_as_new(self, input: ContinueAsNewInput) -> NoReturn:  # noqa: A002
                fate.passes(MOVING)
                super().continue_as_new(input)

        class Before(WorkflowInboundInterceptor):
            def init(self, outbound: WorkflowOutboundInterceptor) -> None:
                super().init(Behind(outbound))

            async def execute_workflow(self, input: ExecuteWorkflowInput) -> Any:  # noqa: A002, ANN401
                if workflow.info().continued_run_id:
                    fate.passes(MOVED)
                return await super().execute_workflow(input)

        return Before


def mortal_link(fate: Fate) -> type[Link]:
    """Return a link to the files that may die when it has a receipt that nobody was given yet."""

    class MortalLink(Link):
        async def act(self, file_no: str, command: Command) -> Receipt:
            """Have an act done, and perhaps die."""
            receipt = await super().act(file_no, command)
            fate.passes(ANSWERING)
            return receipt

    return MortalLink


Begins = Callable[[Settings, Fate], None]


def waits(begins: Begins, settings: Settings, line: Connection, output: str) -> None:
    """Begin as far as a spare may, and go on when orders come; what is said goes to a file."""
    said = os.open(output, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    for stream in (1, 2):
        os.dup2(said, stream)
    begins(settings, Fate(line))


def work(settings: Settings, fate: Fate) -> None:
    """Carry files."""
    asyncio.run(_work(settings, fate))


async def _work(settings: Settings, fate: Fate) -> None:
    docket = connect(settings.database_url)
    law = LawInForce(docket)
    law()
    fate.ordered()
    shipped = await patiently_connected(settings)
    config = shipped.config()
    config["interceptors"] = [MortalRuns(fate)]
    parts = Parts(judge=mortal_judge(fate), taken_over_after=NOTICED)
    async with (
        httpx.AsyncClient(timeout=5) as http,
        file_worker(Client(**config), docket, http, law, threads=8, parts=parts),
    ):
        await keep_going(shipped)


def serve(settings: Settings, fate: Fate) -> None:
    """Serve the API on the port that is ordered; the first answer, which takes the longest, is given before."""
    listening = serving.server

    def spare(app: ASGIApp, host: str, _port: int) -> uvicorn.Server:
        asyncio.run(_asked_once(app))
        return listening(app, host, fate.ordered().port)

    vars(api.main)["Link"] = mortal_link(fate)
    vars(serving)["server"] = spare
    api.main.serve(settings)


async def _asked_once(app: ASGIApp) -> None:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://spare") as http:
        await http.get("/livez")
