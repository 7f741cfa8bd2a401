"""Every open file judged again by the law in force now: asked by a signal, watched until the docket says so."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine

from activities.law_in_force import FRESH
from cli.docket import docket
from cli.running import connected, files_over
from docket import notices
from docket.editions import judged_otherwise
from law import edition
from law.refusals import OutOfOrder
from settings import Settings
from workflows.client import FileClient
from workflows.no_answer import EngineAway, NoSuchFile, WorkerAway

AT_ONCE = 32
"""How many files are asked at the same time."""
POLL = 0.5
"""Seconds between two looks at the docket."""
AGAIN = 15.0
"""Seconds after which whoever has not answered is asked once more."""

LATE = "没有在等待时间内完成重新计算"
GONE = "流程引擎不再保存这一案卷的工作流"

Watch = Callable[[int, int], None]
"""Told how many files are done, of how many."""


class Recalculation:
    """Brings every open file to an edition; `gone` are the files no workflow keeps any more."""

    def __init__(self, client: FileClient, docket: Engine, edition: str, watch: Watch) -> None:
        self._client, self._docket, self._edition, self._watch = client, docket, edition, watch
        self.gone: set[str] = set()

    async def finish(self, patience: float) -> Mapping[str, str]:
        """Ask and watch until every file is judged by the edition; return those that are not, and why."""
        await asyncio.sleep(FRESH)
        left = self._left()
        total, clock = len(left), asyncio.get_running_loop().time
        moved_at, asked_at = clock(), float("-inf")
        while left and clock() - moved_at < patience:
            if clock() - asked_at > AGAIN:
                await self._ask(left)
                asked_at = clock()
            await asyncio.sleep(POLL)
            now = self._left()
            moved_at = moved_at if len(now) == len(left) else clock()
            left = now
            self._watch(total - len(left), total)
        return dict.fromkeys(sorted(self.gone), GONE) | dict.fromkeys(left, LATE)

    def _left(self) -> Sequence[str]:
        return [file_no for file_no in judged_otherwise(self._docket, self._edition) if file_no not in self.gone]

    async def _ask(self, numbers: Sequence[str]) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def ask(file_no: str) -> None:
            async with gate:
                try:
                    await self._client.judge_again(file_no)
                except (NoSuchFile, OutOfOrder):
                    self.gone.add(file_no)
                except (WorkerAway, EngineAway):
                    return

        await asyncio.gather(*map(ask, numbers))


def apply(settings: Settings, patience: float) -> tuple[int, Mapping[str, str]]:
    """Have every open file judged by the law as it is deployed; return how many were, and which were not, and why."""
    with docket(settings) as engine:
        return asyncio.run(_apply(settings, engine, patience))


async def _apply(settings: Settings, engine: Engine, patience: float) -> tuple[int, Mapping[str, str]]:
    law = edition.shipped().with_notices(notices.brought_in(engine))
    client = files_over(await connected(settings), settings, lambda: law)
    behind = len(judged_otherwise(engine, law.edition))
    with progress("重新计算案卷") as watch:
        late = await Recalculation(client, engine, law.edition, watch).finish(patience)
    return behind - len(late), {file_no: why for file_no, why in late.items() if why != GONE}


@contextmanager
def progress(title: str) -> Iterator[Watch]:
    """Show on a terminal how far a long task is; elsewhere nothing."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
