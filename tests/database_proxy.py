"""What stands between the system and a real PostgreSQL, and can fail as networks and servers do."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Lock, Thread

SOCKET = ".s.PGSQL.5432"
LUMP = 65536


class DatabaseProxy:
    """Passes on what comes in on a port of this machine to a server's socket, until it is told to do otherwise."""

    def __init__(self, server: Path) -> None:
        self._server = str(server / SOCKET)
        self._pairs: list[tuple[socket.socket, socket.socket]] = []
        self._lock = Lock()
        self._flows = Event()
        self._flows.set()
        self._listening = socket.create_server(("127.0.0.1", 0))
        self.port = self._listening.getsockname()[1]
        Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    def close(self) -> None:
        """Stop for good."""
        self._flows.set()
        self._listening.close()
        self._cut()

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Cut every connection and take no new one, as when the server is down."""
        self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._cut()
        try:
            yield
        finally:
            self._listening = socket.create_server(("127.0.0.1", self.port))
            Thread(target=self._accept, args=(self._listening,), daemon=True).start()

    @contextmanager
    def hanging(self) -> Iterator[None]:
        """Take connections and what they send, and never answer, as when the server's machine has stalled."""
        self._flows.clear()
        try:
            yield
        finally:
            self._cut()
            self._flows.set()

    def _accept(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                near, _ = listening.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._server)
                with self._lock:
                    self._pairs.append((near, far))
                for source, sink in ((near, far), (far, near)):
                    Thread(target=self._pass_on, args=(source, sink), daemon=True).start()

    def _pass_on(self, source: socket.socket, sink: socket.socket) -> None:
        with suppress(OSError):
            while lump := source.recv(LUMP):
                self._flows.wait()
                sink.sendall(lump)
        for one in (source, sink):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)

    def _cut(self) -> None:
        with self._lock:
            pairs, self._pairs = self._pairs, []
        for one in (one for pair in pairs for one in pair):
            with suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
            one.close()
