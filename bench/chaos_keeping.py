"""Keeping mortal parts at work: whoever dies is followed at once by a spare that was waiting; every death is counted."""

import asyncio
import random
import signal
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path

from bench.chaos_parts import FORKS, Begins, Orders, kill, waits
from engine.choice import EngineUnavailable
from engine.launch import command
from engine.readiness import wait_until_ready
from settings import Settings
from workflows.attributes import ATTRIBUTES

AT_RANDOM = "at random"
QUICK = ('history.defaultWorkflowTaskTimeout="3s"', "limit.historyCount.suggestContinueAsNew=40")
"""How the engine is tuned: it soon notices that a worker has died with a task, and runs are short, so that files move."""
WEIGHTS = {"worker": 1.0, "api": 1.0, "engine": 0.6}
"""How often a part is killed at random, to the others; workers die by themselves as well."""
IN_VAIN = 30.0
"""Seconds after which a part is killed although nothing was done since the last one."""
ENGINE_WITHIN = timedelta(minutes=3)
"""How long a busy machine may take to start the engine again."""


@dataclass
class Tally:
    """What was killed where, and what ended by itself, which nothing should."""

    killed: Counter[str] = field(default_factory=Counter)
    wrong: list[str] = field(default_factory=list)

    def note(self, part: str, where: str, code: int | None) -> None:
        """Count a death."""
        if code == -signal.SIGKILL:
            self.killed[f"{part} {where}"] += 1
        else:
            self.wrong.append(f"{part} 自行退出（{code}）")


@dataclass
class Seat:
    """One part at work, and one that waits to follow it."""

    part: str
    begins: Begins
    settings: Settings
    orders: Callable[[], Orders]
    tally: Tally
    output: Path
    at_work: asyncio.Event = field(default_factory=asyncio.Event)
    _process: BaseProcess | None = None
    _struck: bool = False

    async def keep(self) -> None:
        """Have the spare follow whoever dies, for ever."""
        spare = self._spare()
        while True:
            process, line = spare
            spare = self._spare()
            orders = self.orders()
            line.send(orders)
            self._process, self._struck = process, False
            await _readable(line.fileno())
            self.at_work.set()
            await _readable(process.sentinel)
            self.at_work.clear()
            process.join()
            line.close()
            self.tally.note(self.part, AT_RANDOM if self._struck else orders.point, process.exitcode)

    def strike(self) -> None:
        """Kill whoever is at work, wherever it stands."""
        if self._process is not None and self.at_work.is_set():
            self._struck = True
            self.at_work.clear()
            self._process.kill()

    async def relieve(self) -> None:
        """Kill whoever is at work for whoever follows, who lives by the orders of now."""
        await self.at_work.wait()
        self.strike()

    def _spare(self) -> tuple[BaseProcess, Connection]:
        theirs, ours = FORKS.Pipe()
        process = FORKS.Process(target=waits, args=(self.begins, self.settings, theirs, str(self.output)), daemon=True)
        process.start()
        theirs.close()
        return process, ours


async def _readable(descriptor: int) -> None:
    """Wait until something comes, or the other end is gone."""
    came, loop = asyncio.Event(), asyncio.get_running_loop()
    loop.add_reader(descriptor, came.set)
    try:
        await came.wait()
    finally:
        loop.remove_reader(descriptor)


def begin_to_fork() -> None:
    """Have everything imported once, by the process that all others are forked from."""
    first = FORKS.Process(target=str)
    first.start()
    first.join()


@dataclass
class Engine:
    """The engine, started again whenever it dies; only one at a time may have its file, so there is no spare."""

    settings: Settings
    binary: Path
    tally: Tally
    note: Path
    """Where its process id stands, for whoever has to take it along."""
    output: Path
    at_work: asyncio.Event = field(default_factory=asyncio.Event)
    part = "engine"
    _process: asyncio.subprocess.Process | None = None
    _struck: bool = False

    async def keep(self) -> None:
        """Start it again whenever it dies, for ever."""
        try:
            while True:
                process = await self._started()
                await process.wait()
                self.at_work.clear()
                self.tally.note("engine", AT_RANDOM if self._struck else "with a worker", process.returncode)
        finally:
            if self._process is not None and self._process.returncode is None:
                self._process.kill()
                await self._process.wait()

    async def _started(self) -> asyncio.subprocess.Process:
        line = command(
            self.binary,
            port=self.settings.engine_port,
            ui_port=None,
            db=self.settings.var / "engine.sqlite3",
            namespace=self.settings.namespace,
            search_attributes=dict.fromkeys(ATTRIBUTES, "Keyword"),
            time_skipping=False,
        )
        for value in QUICK:
            line += ["--dynamic-config-value", value]
        with self.output.open("ab") as said:
            process = await asyncio.create_subprocess_exec(*line, stdout=said, stderr=said)
        self._process, self._struck = process, False
        await asyncio.to_thread(self.note.write_text, str(process.pid), "utf-8")
        try:
            await wait_until_ready(self.settings.target, within=ENGINE_WITHIN, alive=lambda: process.returncode is None)
        except EngineUnavailable:
            if process.returncode != -signal.SIGKILL:
                raise
            # A worker took it along before it served: it is started again like any other that was killed.
        else:
            self.at_work.set()
        return process

    def strike(self) -> None:
        """Kill it."""
        if self._process is not None:
            self._struck = True
            self.at_work.clear()
            kill(self._process.pid)


async def strikes(
    chance: random.Random, parts: Sequence[Seat | Engine], between: tuple[float, float], done: asyncio.Event
) -> None:
    """Kill one of those at work, again and again; each kind of part as often as it weighs.

    Something is done between two kills (`done`), if need be later: on a busy machine parts would be killed that had not
    come to anything, which proves nothing.
    """
    while True:
        done.clear()
        await asyncio.sleep(chance.uniform(*between))
        with suppress(TimeoutError):
            await asyncio.wait_for(done.wait(), IN_VAIN)
        at_work = [one for one in parts if one.at_work.is_set()]
        if at_work:
            chance.choices(at_work, [WEIGHTS[one.part] for one in at_work])[0].strike()
