"""The open files as the docket has them, one by one: what a new edition of the law is held against. Read only."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Row, func, select

from database.connection import reading
from docket.tables import acts, files
from models.acts import Act

AT_ONCE = 500
"""How many files are read at a time."""


class JudgedFile(NamedTuple):
    """A file that is open: its kind, its acts, and the instant at which it was last judged."""

    kind: str
    file_no: str
    at: datetime
    rehearsal: bool
    acts: tuple[Act, ...]


def count_open(engine: Engine) -> int:
    """Return how many files are not archived yet."""
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(files).where(~files.c.archived)).scalar_one()


def open_files(engine: Engine) -> Iterator[JudgedFile]:
    """Return every file that is not archived yet, in the order of their numbers."""
    last = ""
    while True:
        with reading(engine) as connection:
            found = _after(connection, last)
            read = _files(connection, found)
        if not read:
            return
        yield from read
        last = read[-1].file_no


def judged_otherwise(engine: Engine, edition: str) -> Sequence[str]:
    """Return the numbers of the open files that were last judged by another edition of the law."""
    query = select(files.c.file_no).where(~files.c.archived, files.c.edition != edition).order_by(files.c.file_no)
    with reading(engine) as connection:
        return list(connection.execute(query).scalars())


def _after(connection: Connection, last: str) -> Sequence[Row[str, str, datetime, bool]]:
    query = select(files.c.kind, files.c.file_no, files.c.at, files.c.rehearsal).where(
        ~files.c.archived, files.c.file_no > last
    )
    return connection.execute(query.order_by(files.c.file_no).limit(AT_ONCE)).all()


def _files(connection: Connection, found: Sequence[Row[str, str, datetime, bool]]) -> list[JudgedFile]:
    numbers = [row.file_no for row in found]
    query = select(acts.c.file_no, acts.c.body).where(acts.c.file_no.in_(numbers)).order_by(acts.c.file_no, acts.c.no)
    bodies = {
        file_no: tuple(Act.stored(row.body) for row in rows)
        for file_no, rows in groupby(connection.execute(query), key=lambda row: row.file_no)
    }
    return [JudgedFile(row.kind, row.file_no, row.at, row.rehearsal, bodies.get(row.file_no, ())) for row in found]
