"""How the database is reached: SQLite or PostgreSQL, the same statements on both."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import Connection, Engine, ExceptionContext, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite

from database.private_files import make_private_file

READING = "gridcase_reading"
PATIENCE = 10
"""Seconds a writer waits for another writer of the same SQLite file, and anybody for a server that does not answer."""

Insert = postgresql.Insert | sqlite.Insert


def connect(url: str) -> Engine:
    """Return the engine of a database address; a SQLite file is its owner's alone, and made if it is not there.

    An error never repeats the values of its statement: they may be personal data.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        engine = create_engine(
            address, pool_pre_ping=True, hide_parameters=True, connect_args={"connect_timeout": PATIENCE}
        )
        event.listen(engine, "handle_error", _leave_out_values)
        return engine
    if address.database and address.database != ":memory:":
        make_private_file(Path(address.database))
    engine = create_engine(address, connect_args={"timeout": PATIENCE}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _leave_out_values(context: ExceptionContext) -> None:
    """Cut an error down to its first line: PostgreSQL repeats the whole failing row in the detail."""
    error = context.original_exception
    if isinstance(error, psycopg.Error) and error.diag.message_primary and context.sqlalchemy_exception:
        error.args = (error.diag.message_primary,)
        context.sqlalchemy_exception.args = error.args


def _prepare(connection: sqlite3.Connection, _entry: object) -> None:
    """Make SQLite safe under several processes: readers never wait, and a commit survives a power cut."""
    connection.isolation_level = None
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and writes later could be turned away halfway."""
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection that only reads, and so never waits for a writer."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        yield connection


def insert_into(connection: Connection, table: Table) -> Insert:
    """Return an insert that can say what to do on conflict, in the dialect of the connection."""
    if connection.dialect.name == "sqlite":
        return sqlite.insert(table)
    return postgresql.insert(table)
