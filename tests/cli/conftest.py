"""The command line against the API over real HTTP, with the real engine and a worker behind it."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from sqlalchemy import Engine
from typer.testing import CliRunner, Result

from cli.main import app
from registry.registry import Registry
from settings import Settings
from tests.api.conftest import docket, numbered, registry, service, settings, shipped, tokens
from tests.cli.serving import served, working
from tests.engine_service import CaseService

__all__ = ["docket", "numbered", "registry", "service", "settings", "shipped", "tokens"]

COMPLAINT = (
    "complain",
    "--grid",
    "衡山县开云镇",
    "--pollution",
    "water",
    "--text",
    "沟渠发黑发臭",
    "--on",
    "2026-09-01",
)
"""How a complaint is typed."""


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


@pytest.fixture(autouse=True)
def _nobody_says_how_wide(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever runs the tests may have a screen of some width, and pytest-xdist says eighty: a test says its own."""
    monkeypatch.delenv("COLUMNS", raising=False)


@pytest.fixture
def address(settings: Settings, service: CaseService, registry: Registry, docket: Engine) -> Iterator[str]:
    """Serve the API on a free port of this machine with a worker at work behind it, and say where."""
    with served(settings, service, registry, docket) as address, working(service):
        yield address


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
