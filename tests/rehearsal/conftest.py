"""The command line, the API over real HTTP, the real engine and a worker: everything a rehearsal runs through."""

import asyncio
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine
from temporalio.testing import WorkflowEnvironment
from typer.testing import CliRunner, Result

from cli.main import app
from kinds import COMPLAINT
from models.ids import file_number
from registry.numbers import reserve_file_number
from registry.registry import Registry
from settings import Settings
from tests import serials
from tests.api.conftest import docket, registry, settings, shipped, tokens
from tests.cli.serving import served
from tests.engine_service import CaseService

__all__ = ["docket", "registry", "settings", "shipped", "tokens"]


@dataclass(frozen=True)
class Rehearsing:
    """Where files are rehearsed."""

    service: CaseService

    async def shows(self, *words: str) -> Result:
        """Type `gridcase rehearse` with these words and wait for its end."""
        async with self.service.worker():
            return await asyncio.to_thread(CliRunner().invoke, app, ["rehearse", *words], prog_name="gridcase")

    async def plays(self, path: Path, *words: str) -> dict[str, Any]:
        """Rehearse the one case of a file; return it as the command prints it for programs."""
        result = await self.shows(str(path), *words, "--json")
        assert result.exit_code == 0, result.stderr
        (case,) = json.loads(result.stdout)["cases"]
        return dict(case)


@pytest.fixture
def service(environment: WorkflowEnvironment, docket: Engine) -> CaseService:
    """Return a service over the docket that the API reads, with numbers that no other test has."""
    serial = serials.block()
    with docket.begin() as connection:
        for year in range(2004, 2027):
            for letter in ("", COMPLAINT.letter):
                last = file_number(letter, year, serial, rehearsal=True)
                reserve_file_number(connection, last)
    return CaseService(environment.client, docket)


@pytest.fixture
def rehearsing(
    settings: Settings, service: CaseService, registry: Registry, docket: Engine, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Rehearsing]:
    """Return the system with everything up."""
    monkeypatch.setenv("GRIDCASE_VAR", str(settings.var))
    monkeypatch.setenv("COLUMNS", "220")
    monkeypatch.delenv("GRIDCASE_TOKEN", raising=False)
    with served(settings, service, registry, docket) as address:
        monkeypatch.setenv("GRIDCASE_API", address)
        yield Rehearsing(service)
