"""The open cases as the docket has them, case after case: what a new edition of the law is held against. Read only."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from sqlalchemy import Connection, Engine, Row, func, select

from docket.tables import acts, cases
from models.acts import Act
from registry.database import reading

AT_ONCE = 500
"""How many cases are read at a time."""


class OpenCase(NamedTuple):
    """An open case: its acts, and the instant at which it was last judged."""

    case_no: str
    at: datetime
    rehearsal: bool
    acts: tuple[Act, ...]


def count_open(engine: Engine) -> int:
    """Return how many cases are not archived yet."""
    with reading(engine) as connection:
        return connection.execute(select(func.count()).select_from(cases).where(~cases.c.archived)).scalar_one()


def open_files(engine: Engine) -> Iterator[OpenCase]:
    """Return every case that is not archived yet, in the order of their numbers."""
    last = ""
    while True:
        with reading(engine) as connection:
            found = _after(connection, last)
            files = _files(connection, found)
        if not files:
            return
        yield from files
        last = files[-1].case_no


def judged_otherwise(engine: Engine, edition: str) -> Sequence[str]:
    """Return the numbers of the open cases that were last judged by another edition of the law."""
    query = select(cases.c.case_no).where(~cases.c.archived, cases.c.edition != edition).order_by(cases.c.case_no)
    with reading(engine) as connection:
        return list(connection.execute(query).scalars())


def _after(connection: Connection, last: str) -> Sequence[Row[str, datetime, bool]]:
    query = select(cases.c.case_no, cases.c.at, cases.c.rehearsal).where(~cases.c.archived, cases.c.case_no > last)
    return connection.execute(query.order_by(cases.c.case_no).limit(AT_ONCE)).all()


def _files(connection: Connection, found: Sequence[Row[str, datetime, bool]]) -> list[OpenCase]:
    numbers = [row.case_no for row in found]
    query = select(acts.c.case_no, acts.c.body).where(acts.c.case_no.in_(numbers)).order_by(acts.c.case_no, acts.c.no)
    bodies = {
        case_no: tuple(Act.model_validate_json(row.body) for row in rows)
        for case_no, rows in groupby(connection.execute(query), key=lambda row: row.case_no)
    }
    return [OpenCase(row.case_no, row.at, row.rehearsal, bodies.get(row.case_no, ())) for row in found]
