"""One engine for all tests of workflows; a service of its own for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
import pytest_asyncio
from sqlalchemy import Engine
from temporalio.testing import WorkflowEnvironment

from database import schema
from database.connection import connect
from registry.numbers import reserve_file_number
from tests.docket.databases import postgresql, sqlite
from tests.engine_service import CaseService, started_engine

__all__ = ["postgresql", "sqlite"]


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def environment() -> AsyncIterator[WorkflowEnvironment]:
    """Return the engine."""
    async with started_engine() as environment:
        yield environment


@pytest.fixture
def docket(tmp_path: Path) -> Iterator[Engine]:
    """Return a docket of its own, in a file; its numbers begin where no other test's do, for they share the engine."""
    engine = connect(f"sqlite:///{tmp_path / 'docket.sqlite3'}")
    schema.upgrade(engine)
    with engine.begin() as connection:
        reserve_file_number(connection, f"R2026-{uuid4().int % 900_000:06d}")
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
