"""Ports of this machine that nobody has."""

import socket
from contextlib import ExitStack


def free_ports(count: int) -> list[int]:
    """Return so many, no two the same."""
    with ExitStack() as held:
        sockets = [held.enter_context(socket.socket()) for _ in range(count)]
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]


def free_port() -> int:
    """Return one."""
    return free_ports(1)[0]
