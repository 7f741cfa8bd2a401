"""How the database is reached: SQLite or PostgreSQL, the same statements on both."""

import sqlite3
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

import psycopg
from sqlalchemy import Connection, Engine, ExceptionContext, Table, create_engine, event, make_url
from sqlalchemy.dialects import postgresql, sqlite

from database.line import PATIENCE, keep_patient, waits_for_ever
from database.private_files import make_private_file

READING = "gridcase_reading"
POOL = {"pool_size": 8, "max_overflow": 24, "pool_timeout": 5}
"""Connections of one process: kept, more when many ask at once, and seconds to wait for a free one before giving up."""
A_MOMENT = 0.01
"""Seconds after which is tried again what SQLite does not wait for."""
FOR_EVER = 2**31 - 1
"""Milliseconds that SQLite takes for any length."""

_TURNS: defaultdict[str, Lock] = defaultdict(Lock)
"""Whose turn it is to write to each SQLite file."""

Insert = postgresql.Insert | sqlite.Insert


def connect(url: str) -> Engine:
    """Return the engine of a database address; a SQLite file is its owner's alone, and made if it is not there.

    An error never repeats the values of its statement: they may be personal data.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        patience = {"connect_timeout": PATIENCE, "tcp_user_timeout": PATIENCE * 1000}
        engine = create_engine(address, pool_pre_ping=True, hide_parameters=True, connect_args=patience, **POOL)
        keep_patient(engine)
        event.listen(engine, "handle_error", _leave_out_values)
        return engine
    if address.database and address.database != ":memory:":
        make_private_file(Path(address.database))
    engine = create_engine(address, connect_args={"timeout": PATIENCE}, hide_parameters=True, **POOL)
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
    _write_ahead(connection)
    for pragma in ("foreign_keys=ON", "synchronous=FULL"):
        connection.execute(f"PRAGMA {pragma}")


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Keep a journal ahead of the file, under which readers never wait.

    Of two that turn it on in a fresh file at the same moment SQLite turns one away at once, whatever its patience: it
    does not wait where a lock to read would have to become one to write.
    """
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
        except sqlite3.OperationalError:
            if time.monotonic() > until:
                raise
            time.sleep(A_MOMENT)
        else:
            return


def _begin(connection: Connection) -> None:
    """Take the write lock at once: a transaction that reads first and writes later could be turned away halfway."""
    reading = connection.get_execution_options().get(READING, False)
    connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a connection that only reads, and so never waits for a writer."""
    with engine.connect().execution_options(**{READING: True}) as connection:
        yield connection


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes; writers of one SQLite file within this process take turns.

    SQLite itself waits for its lock by sleeping longer and longer, and lets in whoever wakes first: many threads then
    sleep while nobody writes. A turn that does not come in time is done without: the lock itself decides.
    """
    if engine.dialect.name != "sqlite":
        with engine.begin() as connection:
            yield connection
        return
    turn = _TURNS[str(engine.url.database)]
    is_ours = turn.acquire(timeout=PATIENCE)
    try:
        with engine.begin() as connection:
            yield connection
    finally:
        if is_ours:
            turn.release()


@contextmanager
def patient(engine: Engine) -> Iterator[Connection]:
    """Open a transaction that writes, and waits for whoever is before it however long that takes."""
    with engine.connect() as connection:
        if engine.dialect.name != "sqlite":
            with connection.begin():
                waits_for_ever(connection)
                yield connection
            return
        connection.connection.cursor().execute(f"PRAGMA busy_timeout={FOR_EVER}")
        try:
            with connection.begin():
                yield connection
        finally:
            connection.connection.cursor().execute(f"PRAGMA busy_timeout={PATIENCE * 1000}")


def insert_into(connection: Connection, table: Table) -> Insert:
    """Return an insert that can say what to do on conflict, in the dialect of the connection."""
    return insert_for(connection.dialect.name, table)


def insert_for(dialect: str, table: Table) -> Insert:
    """Return an insert that can say what to do on conflict, in a dialect; kept by whoever writes often."""
    return sqlite.insert(table) if dialect == "sqlite" else postgresql.insert(table)
