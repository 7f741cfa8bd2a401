"""The line to PostgreSQL: nobody waits on it for ever, and a server that lets one wait is left alone for a moment.

The server's own limits (`lock_timeout`, `statement_timeout`) are kept by the server; when its machine has stalled, or
something between takes what is sent and passes nothing on, they are kept by nobody.
"""

import time
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, TypeVar

import psycopg
from psycopg import pq
from psycopg.abc import PQGen
from sqlalchemy import Connection, Engine, event

T = TypeVar("T")

PATIENCE = 3
"""Seconds that anybody waits for another's lock, for a new line, and for a line that was not in use to say it is there.

Well under what one judgment may take (`workflows.carrying.BRIEF`): a docket that is held up is one that is away.
"""
SLOW = 5
"""Seconds after which PostgreSQL gives up one statement; it too stays under what one judgment may take."""
GIVEN_UP = SLOW + 1
"""Seconds after which we give up a statement that PostgreSQL should have given up."""
LEFT_ALONE = 2.0
"""Seconds in which a server that let somebody wait in vain is not tried again: whoever asks is told so at once."""
WAKING = 0.1


class Line(psycopg.Connection[Any]):
    """A connection that does not wait for its server for ever."""

    patience: float | None = PATIENCE

    def wait(self, gen: PQGen[T], interval: float = WAKING, timeout: float | None = None) -> T:
        """Wait for the server as long as patience lasts; a line that is given up is closed."""
        try:
            return super().wait(gen, interval, self.patience if timeout is None else timeout)
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == pq.TransactionStatus.ACTIVE:
                self.pgconn.finish()
            raise


class Exchange:
    """Where the lines to one server are made."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._left_alone_until = float("-inf")
        self._is_away = False
        self._lock = Lock()

    def connect(self, _dialect: object, _entry: object, args: Sequence[Any], named: dict[str, Any]) -> Line:
        """Make a line; while a server lets everybody wait, one at a time tries, and nobody else waits with him."""
        with self._lock:
            if self._clock() < self._left_alone_until:
                raise psycopg.OperationalError("the server has not answered a moment ago")
            if self._is_away:
                self._left_alone_until = self._clock() + PATIENCE
        began = self._clock()
        try:
            line = Line.connect(*args, **named)
        except psycopg.OperationalError:
            has_waited = self._clock() - began > LEFT_ALONE
            self._is_away, self._left_alone_until = has_waited, self._clock() + LEFT_ALONE * has_waited
            raise
        self._is_away, self._left_alone_until = False, float("-inf")
        return line


def keep_patient(engine: Engine) -> None:
    """Have an engine of PostgreSQL use such lines."""
    event.listen(engine, "do_connect", Exchange().connect)
    event.listen(engine, "connect", _limit)
    event.listen(engine, "checkout", _in_use)
    event.listen(engine, "checkin", _idle)


def waits_for_ever(connection: Connection) -> None:
    """Let a transaction of PostgreSQL, and the line it is on, take as long as it takes."""
    connection.exec_driver_sql("SET LOCAL lock_timeout = 0")
    connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
    line = connection.connection.driver_connection
    if isinstance(line, Line):
        line.patience = None


def _limit(line: Line, _entry: object) -> None:
    """Have PostgreSQL give up on a lock, or on a statement, that takes too long."""
    line.execute(f"SET lock_timeout = '{PATIENCE}s'")
    line.execute(f"SET statement_timeout = '{SLOW}s'")
    line.commit()


def _in_use(line: Line, _entry: object, _proxy: object) -> None:
    line.patience = GIVEN_UP


def _idle(line: Line | None, _entry: object) -> None:
    """Be short with a line that is asked next whether it is still there."""
    if line is not None:
        line.patience = PATIENCE
