"""The form of the database: what the migrations make is what the tables say, on both databases."""

import importlib
import pkgutil
import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text

import docket
import evidence
import registry
from database import schema
from database.connection import connect, reading
from database.metadata import METADATA
from tests.docket.postgres import cluster


def test_the_migrations_make_the_tables_as_they_are_declared(engine: Engine) -> None:
    """No table, column, index or key differs between migrations and code."""
    for part in (docket, evidence, registry):
        for module in pkgutil.iter_modules(part.__path__, f"{part.__name__}."):
            if not module.ispkg:
                importlib.import_module(module.name)

    with reading(engine) as connection:
        assert compare_metadata(MigrationContext.configure(connection), METADATA) == []


def test_bringing_up_to_date_twice_changes_nothing(engine: Engine) -> None:
    """Whoever starts second finds the form as it should be."""
    schema.upgrade(engine)

    assert schema.is_current(engine)


@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_processes_that_start_together_bring_it_up_to_date_once(kind: str, tmp_path: Path) -> None:
    """Worker, API and CLI start at the same moment on an empty database."""
    file = f"sqlite:///{tmp_path / 'new' / 'docket.sqlite3'}"
    url = cluster().url(cluster().create()) if kind == "postgresql" else file
    engines = [connect(url) for _ in range(4)]

    with ThreadPoolExecutor(len(engines)) as pool:
        list(pool.map(schema.upgrade, engines))

    assert all(schema.is_current(engine) for engine in engines)
    for engine in engines:
        engine.dispose()


def test_who_opens_a_fresh_file_waits_for_whoever_writes_to_it(tmp_path: Path) -> None:
    """SQLite turns away, without waiting, who turns its journal on while another is about to write; nobody sees it."""
    file = tmp_path / "docket.sqlite3"
    engine = connect(f"sqlite:///{file}")
    with closing(sqlite3.connect(file)) as other, ThreadPoolExecutor(1) as pool:
        other.executescript("create table other (x); begin immediate")
        late = pool.submit(_asked, engine)
        with pytest.raises(TimeoutError):
            late.result(timeout=0.3)
        other.rollback()

        assert late.result(timeout=60) == 1
    engine.dispose()


def test_who_comes_second_waits_as_long_as_the_first_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Bringing an old database up to date takes its time; a process that starts meanwhile does not give up."""
    monkeypatch.setattr("database.connection.PATIENCE", 0)
    first, second = (connect(f"sqlite:///{tmp_path / 'docket.sqlite3'}") for _ in range(2))
    with ThreadPoolExecutor(1) as pool:
        with first.begin() as connection:
            connection.execute(text("create table other (x)"))
            late = pool.submit(schema.upgrade, second)
            with pytest.raises(TimeoutError):
                late.result(timeout=0.3)
        late.result(timeout=60)

    assert schema.is_current(first)
    for engine in (first, second):
        engine.dispose()


def test_the_way_back_leaves_nothing(engine: Engine) -> None:
    """Each step can be taken back."""
    with engine.begin() as connection:
        command.downgrade(schema._config(connection), "base")

    assert inspect(engine).get_table_names() == ["alembic_version"]


def test_sqlite_keeps_its_promises_of_safety(sqlite: Engine) -> None:
    """WAL, foreign keys, and a commit that survives a power cut, on every connection."""
    with sqlite.connect() as connection:
        asked = [
            connection.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("journal_mode", "foreign_keys", "synchronous")
        ]

    assert ["wal", 1, 2] == asked


def test_a_reader_does_not_wait_for_a_writer(sqlite: Engine) -> None:
    """While a case is being written, lists go on."""
    with sqlite.begin(), reading(sqlite) as connection:
        assert connection.execute(text("select count(*) from files")).scalar() == 0


def _asked(engine: Engine) -> int:
    """Open the file, and ask it something."""
    with reading(engine) as connection:
        return int(connection.execute(text("select 1")).scalar_one())
