"""The databases every test of register and docket runs on: a SQLite file and a real PostgreSQL, both with their tables."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

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


@cache
def _file(*, register: bool) -> bytes:
    """Return a SQLite file that has the tables, and the shipped register where it is asked for."""
    with TemporaryDirectory(prefix="gridcase-sqlite-") as folder:
        made = Path(folder, "docket.sqlite3")
        engine = connect(f"sqlite:///{made}")
        schema.upgrade(engine)
        if register:
            seed.load(engine)
        engine.dispose()
        return made.read_bytes()


def sqlite_in(folder: Path, *, register: bool) -> Engine:
    """Return a SQLite file of its own: a copy of one that is made once, for a change of form takes long."""
    file = folder / ("with-register.sqlite3" if register else "docket.sqlite3")
    with file.open("xb") as copy:
        copy.write(_file(register=register))
    return connect(f"sqlite:///{file}")


@pytest.fixture
def sqlite(tmp_path: Path) -> Iterator[Engine]:
    """A SQLite file with the tables and the shipped register."""
    engine = sqlite_in(tmp_path, register=True)
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
