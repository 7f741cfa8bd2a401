"""Life signs over a real socket: a loop that turns sends them, one that hangs does not."""

import asyncio
import socket
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from watchdog import ALIVE, READY, watched

ALLOWED = 0.06


@pytest.fixture
def listening(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[socket.socket]:
    """Listen as systemd does."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.bind(str(tmp_path / "notify"))
        line.settimeout(60)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        monkeypatch.setenv("WATCHDOG_USEC", str(int(ALLOWED * 1_000_000)))
        yield line


def heard(line: socket.socket) -> list[bytes]:
    """Return what has come in meanwhile."""
    line.setblocking(False)
    found = []
    try:
        while True:
            found.append(line.recv(64))
    except BlockingIOError:
        return found


async def test_a_loop_that_turns_says_so_and_one_that_hangs_does_not(listening: socket.socket) -> None:
    """Ready first, then signs without end; while the loop hangs, however long, not one; at the end none either."""
    async with watched():
        first = [await asyncio.to_thread(listening.recv, 64) for _ in range(4)]
        heard(listening)
        time.sleep(2 * ALLOWED)  # noqa: ASYNC251  this is the hanging
        hung = heard(listening)
        listening.settimeout(60)
        after = await asyncio.to_thread(listening.recv, 64)
    heard(listening)
    await asyncio.sleep(0)

    assert [READY, ALIVE, ALIVE, ALIVE] == first
    assert ([], ALIVE) == (hung, after)
    assert [] == heard(listening)


async def test_where_nobody_listens_nothing_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    """A start by hand, or in a container, works as before."""
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    async with watched():
        pass
