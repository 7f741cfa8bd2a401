"""Who writes at the same moment shares a commit; nobody is harmed by what another one meets."""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, Engine, event, text
from sqlalchemy.exc import OperationalError

from database import connection
from database.connection import reading
from database.faults import is_away
from docket import together as together_
from docket.together import MOST, Together

Work = Callable[[Connection], int]


@pytest.fixture
def noted(engine: Engine) -> Engine:
    """Return a database with a table of numbers."""
    with engine.begin() as opened:
        opened.execute(text("CREATE TABLE noted (number INTEGER PRIMARY KEY)"))
    return engine


def note(number: int) -> Work:
    """Return the work of noting a number."""

    def work(opened: Connection) -> int:
        opened.execute(text("INSERT INTO noted VALUES (:number)"), {"number": number})
        return number

    return work


def numbers(engine: Engine) -> set[int]:
    """Return what was noted."""
    with reading(engine) as opened:
        return set(opened.execute(text("SELECT number FROM noted")).scalars())


@contextmanager
def commits(engine: Engine) -> Iterator[list[Connection]]:
    """Tell how often something was committed."""
    seen: list[Connection] = []

    def committed(opened: Connection) -> None:
        seen.append(opened)

    event.listen(engine, "commit", committed)
    yield seen
    event.remove(engine, "commit", committed)


def behind_one_another(together: Together[int], first: Work, others: list[Work]) -> list[Future[int]]:
    """Let others come while the first one writes; return what became of all, the first one first."""
    comes, goes_on = threading.Event(), threading.Event()

    def slowly(opened: Connection) -> int:
        comes.set()
        goes_on.wait()
        return first(opened)

    with ThreadPoolExecutor(len(others) + 1) as threads:
        futures = [threads.submit(together.write, slowly)]
        comes.wait()
        futures += [threads.submit(together.write, work) for work in others]
        while together.waiting < len(others) and together.shares:
            pass
        goes_on.set()
    return futures


def test_who_waits_is_written_by_whoever_comes_next(noted: Engine) -> None:
    """Ten writers take two commits on SQLite: the first one's, and one of all that came meanwhile."""
    with commits(noted) as seen:
        futures = behind_one_another(Together(noted), note(0), [note(number) for number in range(1, 10)])

    assert [future.result() for future in futures] == list(range(10))
    assert numbers(noted) == set(range(10))
    assert len(seen) == (2 if noted.dialect.name == "sqlite" else 10)


def test_more_than_share_a_transaction_are_written_in_several(noted: Engine) -> None:
    """None of those who wait is left, however many they are."""
    count = MOST + 5
    futures = behind_one_another(Together(noted), note(0), [note(number) for number in range(1, count)])

    assert [future.result() for future in futures] == list(range(count))
    assert numbers(noted) == set(range(count))


def test_a_fault_is_told_to_whom_it_belongs(noted: Engine) -> None:
    """Of three that share a transaction one cannot be written; the others are, and once."""

    def broken(opened: Connection) -> int:
        note(9)(opened)
        raise ValueError

    futures = behind_one_another(Together(noted), note(0), [note(1), broken, note(2)])

    assert [future.exception() is None for future in futures] == [True, True, False, True]
    assert numbers(noted) == {0, 1, 2}


def test_a_database_that_is_held_is_away_for_all_that_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another process keeps the lock: those who share a transaction wait for it together, and none is lost."""
    for module in (connection, together_):
        monkeypatch.setattr(module, "PATIENCE", 0.05)
    url = f"sqlite:///{tmp_path}/held.sqlite3"
    held, ours = connection.connect(url), connection.connect(url)
    together = Together[int](ours)
    with held.begin() as opened, ThreadPoolExecutor(4) as threads:
        opened.execute(text("CREATE TABLE noted (number INTEGER PRIMARY KEY)"))
        futures = [threads.submit(together.write, note(number)) for number in range(4)]
        errors = [future.exception() for future in futures]

    assert all(isinstance(error, OperationalError) and is_away(error) for error in errors)
    assert together.write(note(5)) == 5
    assert numbers(ours) == {5}
