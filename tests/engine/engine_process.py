"""An engine process under test: started, killed, restarted on the same file."""

from __future__ import annotations

import signal
import subprocess
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

from temporalio.client import Client

from engine import launch
from engine.readiness import wait_until_ready
from tests.ports import free_port

PATIENCE = timedelta(seconds=60)


@dataclass
class Engine:
    """One way to start the engine, and the process while it runs."""

    binary: Path
    db: Path | None = None
    search_attributes: Mapping[str, str] = field(default_factory=dict)
    time_skipping: bool = False
    ui_port: int | None = None
    extra: tuple[str, ...] = ()
    port: int = field(default_factory=free_port)

    @property
    def address(self) -> str:
        """Return where it serves."""
        return f"127.0.0.1:{self.port}"

    def command(self) -> list[str]:
        """Return its command line."""
        return [
            *launch.command(
                self.binary,
                port=self.port,
                ui_port=self.ui_port,
                db=self.db,
                namespace="default",
                search_attributes=self.search_attributes,
                time_skipping=self.time_skipping,
            ),
            *self.extra,
        ]

    def start(self) -> subprocess.Popen[str]:
        """Start it without waiting."""
        return subprocess.Popen(self.command(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    def refuse(self) -> str:
        """Start it where it must refuse, and return what it says."""
        end = subprocess.run(self.command(), capture_output=True, text=True, timeout=60, check=False)
        assert end.returncode == 1, end.stdout
        return end.stderr

    @asynccontextmanager
    async def running(self, *, end: signal.Signals = signal.SIGTERM) -> AsyncIterator[Client]:
        """Run it, and end it with the signal."""
        process = self.start()
        try:
            await wait_until_ready(self.address, within=PATIENCE, alive=lambda: process.poll() is None)
            yield await Client.connect(self.address)
        finally:
            process.send_signal(end)
            _, said = process.communicate(timeout=60)
        assert process.returncode == (0 if end == signal.SIGTERM else -end), said
