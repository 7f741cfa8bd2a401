"""Every open case judged again by the law that is in force now: asked by a signal, and watched until the docket says so."""

import asyncio
from collections.abc import Callable, Mapping, Sequence

from sqlalchemy import Engine

from activities.law_in_force import FRESH
from docket.editions import judged_otherwise
from law.refusals import OutOfOrder
from workflows.door import CaseDoor, EngineAway, NoSuchCase, WorkerAway

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
