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
from registry.registry import Registry
from settings import Settings
from tests.api.conftest import docket, numbers_of_its_own, registry, settings, shipped, tokens
from tests.cli.serving import served
from tests.engine_service import CaseService

__all__ = ["docket", "registry", "settings", "shipped", "tokens"]

OLDEST = 2004
"""No case that is rehearsed here is of a year before."""


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
    numbers_of_its_own(docket, since=OLDEST)
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
