"""One engine for all tests of workflows; a room of its own for each test."""

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import pytest_asyncio
from sqlalchemy import Engine
from temporalio.testing import WorkflowEnvironment

from docket import schema
from registry.database import connect
from tests.engine_room import Room, started_engine


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def environment() -> AsyncIterator[WorkflowEnvironment]:
    """Return the engine."""
    async with started_engine() as environment:
        yield environment


@pytest.fixture
def docket(tmp_path: Path) -> Iterator[Engine]:
    """Return a docket of its own, in a file."""
    engine = connect(f"sqlite:///{tmp_path / 'docket.sqlite3'}")
    schema.upgrade(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def room(environment: WorkflowEnvironment, docket: Engine) -> Room:
    """Return a room: the engine, a task queue, a docket."""
    return Room(environment.client, docket)
