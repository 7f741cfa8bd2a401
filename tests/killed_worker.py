"""A worker that is killed at the worst moment: the docket has the judgment of an act, the engine does not yet.

`python -m tests.killed_worker TARGET NAMESPACE QUEUE DATABASE ACT TIMES`: dies when the docket has had the act judged
so many times, whatever the act where ACT is empty; it says so on its way by a line for each.
"""

import asyncio
import os
import signal
import sys

import httpx
from temporalio import activity

from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.messages import JudgeRequest
from database.connection import connect
from models.file import Judgment
from worker import Parts, file_worker
from workflows import wire


class KilledAfterwards(JudgeActivities):
    """Judges and writes as every worker does, and then is no more."""

    act = ""
    times = 1

    @activity.defn
    def judge_file(self, request: JudgeRequest) -> Judgment:
        """Judge a file, write it, and be killed before the engine hears of it."""
        judgment = super().judge_file(request)
        if any(self.act in ("", act.name) for act in request.acts[request.judged :]):
            type(self).times -= 1
            sys.stdout.write("judged\n")
            sys.stdout.flush()
            if self.times <= 0:
                os.kill(os.getpid(), signal.SIGKILL)
        return judgment


async def main(target: str, namespace: str, queue: str, database: str, act: str, times: str) -> None:
    """Work until killed."""
    KilledAfterwards.act, KilledAfterwards.times = act, int(times)
    docket = connect(database)
    client = await wire.connect(target, namespace)
    async with httpx.AsyncClient() as http:
        parts = Parts(judge=KilledAfterwards)
        async with file_worker(client, docket, http, LawInForce(docket), threads=4, task_queue=queue, parts=parts):
            sys.stdout.write("working\n")
            sys.stdout.flush()
            await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
