"""Every open case judged again by the law in force now: asked by a signal, watched until the docket says so."""

import asyncio
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import timedelta

from rich.console import Console
from rich.progress import Progress
from sqlalchemy import Engine

from activities.law_in_force import FRESH
from api.pulse import pulse_of
from cli.docket import docket
from cli.speech import Exit, Failed
from docket import notices
from docket.editions import judged_otherwise
from law import edition
from law.refusals import OutOfOrder
from settings import CASES, Settings
from workflows import wire
from workflows.door import CaseDoor, EngineAway, NoSuchCase, WorkerAway

NOTHING_DONE = "没有作任何改动"

AT_ONCE = 32
"""How many cases are asked at the same time."""
POLL = 0.5
"""Seconds between two looks at the docket."""
AGAIN = 15.0
"""Seconds after which whoever has not answered is asked once more."""

LATE = "没有在等待时间内完成重新计算"
GONE = "流程引擎不再保存这一案件的工作流"

Watch = Callable[[int, int], None]
"""Told how many cases are done, of how many."""


class Recalculation:
    """Brings every open case to an edition; `gone` are the cases no workflow keeps any more."""

    def __init__(self, door: CaseDoor, docket: Engine, edition: str, watch: Watch) -> None:
        self._door, self._docket, self._edition, self._watch = door, docket, edition, watch
        self.gone: set[str] = set()

    async def finish(self, patience: float) -> Mapping[str, str]:
        """Ask and watch until every case is judged by the edition; return those that are not, and why."""
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
        return [case_no for case_no in judged_otherwise(self._docket, self._edition) if case_no not in self.gone]

    async def _ask(self, cases: Sequence[str]) -> None:
        gate = asyncio.Semaphore(AT_ONCE)

        async def ask(case_no: str) -> None:
            async with gate:
                try:
                    await self._door.judge_again(case_no)
                except (NoSuchCase, OutOfOrder):
                    self.gone.add(case_no)
                except (WorkerAway, EngineAway):
                    return

        await asyncio.gather(*map(ask, cases))


def apply(settings: Settings, patience: float) -> tuple[int, Mapping[str, str]]:
    """Have every open case judged by the law as it is deployed; return how many were, and which were not, and why."""
    with docket(settings) as engine:
        return asyncio.run(_apply(settings, engine, patience))


async def _apply(settings: Settings, engine: Engine, patience: float) -> tuple[int, Mapping[str, str]]:
    law = edition.shipped().with_notices(notices.brought_in(engine))
    door = await running_door(settings)
    behind = len(judged_otherwise(engine, law.edition))
    with progress("重新计算案件") as watch:
        late = await Recalculation(door, engine, law.edition, watch).finish(patience)
    return behind - len(late), {case_no: why for case_no, why in late.items() if why != GONE}


async def running_door(settings: Settings) -> CaseDoor:
    """Return the door to the cases of a running system, or say which part is missing before anything is changed."""
    try:
        async with asyncio.timeout(settings.worker_wait):
            client = await wire.connect(settings.target, settings.namespace)
    except (RuntimeError, TimeoutError):
        sentence = f"流程引擎 {settings.target} 没有应答，{NOTHING_DONE}；请先用 gridcase up 启动系统"
        raise Failed(Exit.AWAY, sentence) from None
    pulse = await pulse_of(client, CASES)
    if pulse.worker != "up":
        raise Failed(Exit.AWAY, f"没有工作进程在运行，{NOTHING_DONE}；请先用 gridcase up 启动系统")
    return CaseDoor(client, task_queue=CASES, timeout=timedelta(seconds=settings.command_timeout))


@contextmanager
def progress(title: str) -> Iterator[Watch]:
    """Show on a terminal how far a long task is; elsewhere nothing."""
    console = Console(stderr=True)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as bar:
        task = bar.add_task(title, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)
