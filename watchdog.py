"""Life signs to systemd (sd_notify): sent by the process's own loop, so that one that hangs is started again.

Nothing is sent where nobody listens (`NOTIFY_SOCKET` is not set).
"""

import asyncio
import os
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

READY, ALIVE = b"READY=1", b"WATCHDOG=1"
OFTEN = 3
"""Signs within the time after which systemd takes a process for dead."""


@asynccontextmanager
async def watched() -> AsyncIterator[None]:
    """Say that the process is ready, and from then on, as long as its loop turns, that it is alive."""
    address = os.environ.get("NOTIFY_SOCKET", "")
    if not address:
        yield
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as line:
        line.setblocking(False)
        line.connect(f"\0{address[1:]}" if address.startswith("@") else address)
        signs = asyncio.create_task(_signs(line))
        try:
            yield
        finally:
            signs.cancel()
            with suppress(asyncio.CancelledError):
                await signs


async def _signs(line: socket.socket) -> None:
    _say(line, READY)
    allowed = int(os.environ.get("WATCHDOG_USEC", "0")) / 1_000_000
    while allowed:
        _say(line, ALIVE)
        await asyncio.sleep(allowed / OFTEN)


def _say(line: socket.socket, what: bytes) -> None:
    with suppress(OSError):  # systemd is restarted, or is not listening for a moment
        line.send(what)
