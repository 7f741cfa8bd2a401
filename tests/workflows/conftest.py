"""A service of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine
from temporalio.testing import WorkflowEnvironment

from kinds import ASSISTANCE, MATTER
from registry.numbers import reserve_file_number
from tests import serials
from tests.docket.databases import postgresql, sqlite, sqlite_in
from tests.engine_service import CaseService

__all__ = ["postgresql", "sqlite"]


@pytest.fixture
def docket(tmp_path: Path) -> Iterator[Engine]:
    """Return a docket of its own, in a file; its numbers begin where no other test's do, for they share the engine."""
    engine = sqlite_in(tmp_path, register=False)
    first = serials.block()
    with engine.begin() as connection:
        for letter in ("", ASSISTANCE.letter, MATTER.letter):  # kinds whose files others open
            reserve_file_number(connection, f"R{letter}2026-{first:06d}")
    yield engine
    engine.dispose()


@pytest.fixture
def service(environment: WorkflowEnvironment, docket: Engine) -> CaseService:
    """Return a service: the engine, a task queue, a docket."""
    return CaseService(environment.client, docket)


@pytest.fixture(params=["sqlite", "postgresql"])
def docket_of_both(request: pytest.FixtureRequest) -> Engine:
    """Return a docket on either database: what is promised holds on both."""
    engine: Engine = request.getfixturevalue(request.param)
    return engine
