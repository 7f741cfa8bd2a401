"""The databases every test of register and docket runs on: a SQLite file and a real PostgreSQL, both with their tables."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from sqlalchemy import Engine

from database import schema
from database.connection import connect
from registry import seed
from tests.docket.postgres import cluster


@cache
def _template() -> str:
    """Return a PostgreSQL database that has the tables and the shipped register."""
    name = cluster().create()
    engine = connect(cluster().url(name))
    schema.upgrade(engine)
    seed.load(engine)
    engine.dispose()
    return name


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """A SQLite file with the tables and the shipped register."""
    engine = connect(f"sqlite:///{tmp_path / 'docket.sqlite3'}")
    schema.upgrade(engine)
    seed.load(engine)
    yield engine
    engine.dispose()


@pytest.fixture
def postgresql() -> Iterator[Engine]:
    """A PostgreSQL database with the tables and the shipped register."""
    name = cluster().create(_template())
    engine = connect(cluster().url(name))
    yield engine
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Either database: what is promised holds on both."""
    engine: Engine = request.getfixturevalue(request.param)
    return engine
