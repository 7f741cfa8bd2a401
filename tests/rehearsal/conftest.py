"""The command line, the API over real HTTP, the real engine and a worker: everything a rehearsal runs through."""

import asyncio
import json
import secrets
import threading
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
import uvicorn
from sqlalchemy import Engine
from structlog.testing import capture_logs
from temporalio.testing import WorkflowEnvironment
from typer.testing import CliRunner, Result

from api.app import create_app
from api.link import Link
from cli.main import app
from registry.numbers import reserve_case_number
from registry.registry import Registry
from settings import Settings
from tests.api.conftest import docket, registry, settings, shipped, tokens
from tests.engine_room import Room, started_engine

__all__ = ["docket", "registry", "settings", "shipped", "tokens"]


@dataclass(frozen=True)
class Theatre:
    """Where files are rehearsed."""

    room: Room

    async def shows(self, *words: str) -> Result:
        """Type `gridcase rehearse` with these words and wait for its end."""
        async with self.room.worker():
            return await asyncio.to_thread(CliRunner().invoke, app, ["rehearse", *words], prog_name="gridcase")

    async def plays(self, path: Path, *words: str) -> dict[str, Any]:
        """Rehearse the one case of a file; return it as the command prints it for programs."""
        result = await self.shows(str(path), *words, "--json")
        assert result.exit_code == 0, result.stderr
        (case,) = json.loads(result.stdout)["cases"]
        return dict(case)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def environment() -> AsyncIterator[WorkflowEnvironment]:
    """Return the engine."""
    async with started_engine() as environment:
        yield environment


@pytest.fixture
def room(environment: WorkflowEnvironment, docket: Engine) -> Room:
    """Return a room over the docket that the API reads, with numbers that no other test has."""
    with docket.begin() as connection:
        reserve_case_number(connection, f"R2026-{secrets.randbelow(900_000):06d}")
        for year in range(2004, 2027):
            reserve_case_number(connection, f"R{year}-{secrets.randbelow(900_000):06d}")
    return Room(environment.client, docket)


@contextmanager
def served(settings: Settings, room: Room, registry: Registry, docket: Engine) -> Iterator[str]:
    """Serve the API over the real engine on a free port of this machine."""
    link = Link(
        room.client.service_client.config.target_host,
        room.client.namespace,
        task_queue=room.queue,
        timeout=timedelta(seconds=20),
    )
    application = create_app(settings, link, registry, docket, probe=link.pulse)
    server = uvicorn.Server(uvicorn.Config(application, port=0, log_config=None, lifespan="off"))
    listening = server.config.bind_socket()
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    with capture_logs():
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    serving.join()
    listening.close()


@pytest.fixture
def theatre(
    settings: Settings, room: Room, registry: Registry, docket: Engine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Theatre]:
    """Return the house with everything up."""
    monkeypatch.setenv("GRIDCASE_VAR", str(settings.var))
    monkeypatch.setenv("COLUMNS", "220")
    monkeypatch.delenv("GRIDCASE_TOKEN", raising=False)
    with served(settings, room, registry, docket) as address:
        monkeypatch.setenv("GRIDCASE_API", address)
        yield Theatre(room)
