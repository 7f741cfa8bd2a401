"""Judgments written together (合并提交): who writes to SQLite at the same moment shares one transaction and its commit.

A file of SQLite takes one writer at a time, and each commit waits for the disk. Of all that wait, one writes for the
others as well. On PostgreSQL everybody writes alone: there the server lets commits share the disk.
"""

from collections.abc import Callable, Sequence
from threading import Condition
from typing import Generic, TypeVar

from sqlalchemy import Connection, Engine

from database.connection import writing
from database.line import PATIENCE

T = TypeVar("T")
MOST = 32
"""How many share a transaction: it stays short, for whoever else waits for the lock."""


class CutOff(Exception):  # noqa: N818  nothing was written, and whoever asks again may be answered
    """The thread that wrote for others ended before it had written."""


class Job(Generic[T]):
    """What one thread has to write, and what became of it."""

    def __init__(self, work: Callable[[Connection], T]) -> None:
        self._work = work
        self._answer: Callable[[], T] | None = None

    @property
    def is_done(self) -> bool:
        """Tell whether it was written, or could not be."""
        return self._answer is not None

    def __call__(self, connection: Connection) -> T:
        """Do the work within a transaction."""
        return self._work(connection)

    def made(self, result: T) -> None:
        """Take what the work returned, once it is committed."""
        self._answer = lambda: result

    def failed(self, error: BaseException) -> None:
        """Take why it was not written."""

        def answer() -> T:
            raise error

        self._answer = answer

    def answer(self) -> T:
        """Return what the work returned, or raise why it was not written."""
        if self._answer is None:
            raise CutOff
        return self._answer()


class Together(Generic[T]):
    """The writers of one database within this process."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._waiting: list[Job[T]] = []
        self._is_writing = False
        self._turn = Condition()

    @property
    def shares(self) -> bool:
        """Tell whether writers of this database share transactions."""
        return self._engine.dialect.name == "sqlite"

    @property
    def waiting(self) -> int:
        """Return how many wait for their turn."""
        return len(self._waiting)

    def write(self, work: Callable[[Connection], T]) -> T:
        """Do some work within a transaction, which others may share; return what it returns, once it is committed.

        It may be done twice: when another's work in the same transaction fails, each is done again in its own.
        """
        job = Job(work)
        if self.shares:
            self._in_turn(job)
        else:
            self._write([job])
        return job.answer()

    def _in_turn(self, job: Job[T]) -> None:
        """Have a job written by whoever writes next, which may be this thread."""
        with self._turn:
            self._waiting.append(job)
            self._turn.wait_for(lambda: job.is_done or not self._is_writing, PATIENCE)
            if job not in self._waiting:  # another has it in hand
                self._turn.wait_for(lambda: job.is_done)
                return
            self._waiting.remove(job)
            leads = not self._is_writing  # if not, nobody came to it in time: the lock itself decides
            batch = [job, *self._waiting[: MOST - 1]] if leads else [job]
            if leads:
                self._waiting, self._is_writing = self._waiting[MOST - 1 :], True
        try:
            self._write(batch)
        finally:
            with self._turn:
                for one in batch:
                    if not one.is_done:
                        one.failed(CutOff())
                self._is_writing = self._is_writing and not leads
                self._turn.notify_all()

    def _write(self, batch: Sequence[Job[T]]) -> None:
        begun = False
        try:
            with writing(self._engine) as connection:
                begun = True
                made = [job(connection) for job in batch]
        except Exception as error:  # noqa: BLE001  whose it is shows when each is done alone
            for job in batch:
                if begun and len(batch) > 1:
                    self._write([job])
                else:
                    job.failed(error)
        else:
            for job, result in zip(batch, made, strict=True):
                job.made(result)
