"""Ports of this machine that nobody has."""

import os
import socket
from contextlib import suppress
from itertools import count

FIRST, PORTS = 10_000, 20_000
"""Below those that Linux gives to whoever asks for any: nobody gets one of these between our asking and our using it."""
APART = 97
"""Between the first ports of two processes that were started one after the other."""

_NEXT = count(os.getpid() * APART)


def free_ports(count: int) -> list[int]:
    """Return so many, no two the same, and none that this process was given before."""
    return [free_port() for _ in range(count)]


def free_port() -> int:
    """Return one."""
    while True:
        port = FIRST + next(_NEXT) % PORTS
        with suppress(OSError), socket.socket() as held:
            held.bind(("127.0.0.1", port))
            return port
