"""The command line against the API over real HTTP, with cases on paper."""

import json
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
import uvicorn
from sqlalchemy import Engine
from structlog.testing import capture_logs
from typer.testing import CliRunner, Result

from api.app import create_app
from cli.main import app
from registry.registry import Registry
from settings import Settings
from tests.api.conftest import docket, door, everything_up, registry, settings, shipped, tokens
from tests.api.paper_door import PaperDoor

__all__ = ["docket", "door", "registry", "settings", "shipped", "tokens"]


@dataclass
class Terminal:
    """The command line, typed at."""

    runner: CliRunner

    def types(self, *words: str) -> Result:
        """Type a command and wait for its end."""
        return self.runner.invoke(app, list(words), prog_name="gridcase")

    def reads(self, *words: str) -> Any:  # noqa: ANN401  whatever JSON the command prints
        """Type a command with --json and read what it prints."""
        result = self.types(*words, "--json")
        assert result.exit_code == 0, result.stderr
        return json.loads(result.stdout)


@pytest.fixture
def address(settings: Settings, door: PaperDoor, registry: Registry, docket: Engine) -> Iterator[str]:
    """Serve the API on a free port of this machine, and say where."""
    application = create_app(settings, door, registry, docket, probe=everything_up)
    config = uvicorn.Config(application, port=0, log_config=None, lifespan="off")
    server = uvicorn.Server(config)
    listening = config.bind_socket()
    serving = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    with capture_logs():
        serving.start()
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
    server.should_exit = True
    serving.join()
    listening.close()


@pytest.fixture
def terminal(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return a terminal in whose environment no API is up."""
    monkeypatch.setenv("GRIDCASE_VAR", str(settings.var))
    monkeypatch.setenv("GRIDCASE_API", "http://127.0.0.1:1")
    monkeypatch.setenv("COLUMNS", "200")
    monkeypatch.delenv("GRIDCASE_TOKEN", raising=False)
    return Terminal(CliRunner())


@pytest.fixture
def gridcase(terminal: Terminal, address: str, monkeypatch: pytest.MonkeyPatch) -> Terminal:
    """Return a terminal beside a running API."""
    monkeypatch.setenv("GRIDCASE_API", address)
    return terminal
