"""Run a long command while telling the user every few seconds how long it has run and what it waits for."""

import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

PULSE = 5.0
"""Seconds between two lines to the user."""


class Stopwatch:
    """Elapsed time since it was made, in the user's words."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    @property
    def seconds(self) -> int:
        """Return the whole seconds that have passed."""
        return int(time.monotonic() - self._start)

    def __str__(self) -> str:
        minutes, seconds = divmod(self.seconds, 60)
        return f"{minutes} 分 {seconds} 秒" if minutes else f"{seconds} 秒"


def watch(
    command: Sequence[str],
    log: Path,
    tell: Callable[[Stopwatch], None],
    *,
    give_up: Callable[[Stopwatch], bool] = lambda _: False,
    folder: Path | None = None,
    environment: Mapping[str, str] | None = None,
) -> int:
    """Run the command with its output in the log, tell at every pulse, and return its exit code.

    A command that is given up, or whose user interrupts, is killed; its code is then negative.
    """
    stopwatch = Stopwatch()
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, stdout=output, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, cwd=folder, env=environment
        )
        try:
            while _runs_on(process) and not give_up(stopwatch):
                tell(stopwatch)
        finally:
            process.kill()
    return process.wait()


def _runs_on(process: subprocess.Popen[bytes]) -> bool:
    try:
        process.wait(timeout=PULSE)
    except subprocess.TimeoutExpired:
        return True
    return False


def tail(log: Path, lines: int = 15) -> str:
    """Return the last lines of a log."""
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])
