"""One process of the system: started, watched, started again when it dies, stopped when told."""

import asyncio
import json
import os
import signal
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

Say = Callable[[str], None]
Ready = Callable[[Callable[[], bool]], Awaitable[None]]
"""Returns when the process serves; is given the question whether it is still alive."""

Answers = Callable[[], Awaitable[bool]]

STEADY = 20.0
"""Seconds a process has to live for its next death to count as the first one."""
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 10.0
GRACE = 20.0
"""Seconds a process has to stop by itself."""
LOG_LIMIT = 20_000_000
"""Bytes beyond which a log is put aside at the next start."""
TAIL = 12
BETWEEN_LOOKS, SILENT_LOOKS = 5.0, 3
"""Seconds between two looks at a part that can be asked, and how many times it may not answer."""


class NotReady(Exception):  # noqa: N818  an answer, not an error
    """A part died, or did not serve in time."""


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the system: what runs, and when it is ready."""

    name: str
    label: str
    command: Sequence[str]
    environment: Mapping[str, str]
    ready: Ready
    answers: Answers | None = None
    """Whether it answers at this moment; a part that can be asked and stays silent is ended, and so started again."""


class Child:
    """A running part; its output goes to `log/<name>.log`, its identity to `run/<name>.json`."""

    def __init__(self, part: Part, var: Path, say: Say) -> None:
        self.part = part
        self.log = var / "log" / f"{part.name}.log"
        self._record = var / "run" / f"{part.name}.json"
        self._say = say
        self._process: asyncio.subprocess.Process | None = None
        self._stopping = False
        self._changing = asyncio.Lock()
        self._born = 0.0

    async def start(self) -> None:
        """Start the process, unless it has been told to stop meanwhile."""
        async with self._changing:
            if not self._stopping:
                await self._start()

    async def _start(self) -> None:
        """Start the process in a session of its own, away from the terminal's signals."""
        self.log.parent.mkdir(parents=True, exist_ok=True)
        if self.log.is_file() and self.log.stat().st_size > LOG_LIMIT:
            self.log.replace(self.log.with_suffix(".log.1"))
        with self.log.open("ab") as log:
            self._process = await asyncio.create_subprocess_exec(
                *self.part.command,
                stdin=asyncio.subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                env={**os.environ, **self.part.environment},
                start_new_session=True,
            )
        self._born = time.monotonic()
        remember(self._record, self._process.pid)

    @property
    def alive(self) -> bool:
        """Tell whether the process runs."""
        return self._process is not None and self._process.returncode is None

    async def wait_until_ready(self) -> None:
        """Return when the part serves."""
        await self.part.ready(lambda: self.alive)

    async def keep(self) -> None:
        """Start the process again whenever it dies, until told to stop."""
        pause = FIRST_PAUSE
        while self._process is not None:
            code = await self._process.wait()
            if self._stopping:
                return
            pause = FIRST_PAUSE if time.monotonic() - self._born > STEADY else min(pause * 2, LONGEST_PAUSE)
            self._say(f"{self.part.label}意外停止（{_ending(code)}），正在重新启动；日志见 {self.log}")
            await asyncio.sleep(pause)
            await self.start()
            await self._tell_when_back()

    async def watch(self) -> None:
        """End the process when it runs and does not answer any more, so that `keep` starts it again."""
        silent = 0
        while self.part.answers is not None:
            await asyncio.sleep(BETWEEN_LOOKS)
            settled = self.alive and time.monotonic() - self._born > STEADY
            silent = 0 if not settled or await self.part.answers() else silent + 1
            if silent == SILENT_LOOKS and self._process is not None and not self._stopping:
                self._say(f"{self.part.label}没有应答，将强制重新启动；日志见 {self.log}")
                self._process.kill()
                silent = 0

    async def _tell_when_back(self) -> None:
        """Say that the part serves again; one that does not is noticed when it dies."""
        try:
            await self.wait_until_ready()
        except NotReady:
            return
        self._say(f"{self.part.label}已恢复")

    async def stop(self) -> None:
        """Ask the process to stop, wait, and end it if it does not."""
        self._stopping = True
        async with self._changing:
            if self._process is not None and self._process.returncode is None:
                await self._end(self._process)
        self._record.unlink(missing_ok=True)

    async def _end(self, process: asyncio.subprocess.Process) -> None:
        with suppress(ProcessLookupError):
            process.terminate()
        try:
            await asyncio.wait_for(process.wait(), GRACE)
        except TimeoutError:
            self._say(f"{self.part.label}没有按时停止，已强制结束")
            process.kill()
            await process.wait()

    def tail(self) -> str:
        """Return the last lines of the log."""
        if not self.log.is_file():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-TAIL:])


def _ending(code: int) -> str:
    return f"信号 {signal.Signals(-code).name}" if code < 0 else f"退出码 {code}"


def remember(record: Path, pid: int) -> None:
    """Write down which process it is, so that nobody else's is ever taken for it."""
    record.parent.mkdir(parents=True, exist_ok=True)
    with suppress(psutil.NoSuchProcess):
        record.write_text(json.dumps({"pid": pid, "born": psutil.Process(pid).create_time()}), encoding="utf-8")


def clear_leftovers(var: Path, say: Say) -> None:
    """Stop the processes of an earlier start that was itself ended by force."""
    for record in sorted((var / "run").glob("*.json")):
        process = _remembered(record)
        if process is not None:
            say(f"停止上次遗留的进程 {record.stem}（{process.pid}）")
            _end(process)
        record.unlink(missing_ok=True)


def _remembered(record: Path) -> psutil.Process | None:
    try:
        noted = json.loads(record.read_text(encoding="utf-8"))
        process = psutil.Process(noted["pid"])
        return process if process.create_time() == noted["born"] else None
    except (ValueError, KeyError, psutil.NoSuchProcess):
        return None


def _end(process: psutil.Process) -> None:
    with suppress(psutil.NoSuchProcess):
        process.terminate()
        try:
            process.wait(GRACE)
        except psutil.TimeoutExpired:
            process.kill()
            process.wait(GRACE)
