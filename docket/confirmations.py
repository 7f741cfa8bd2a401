"""Which records of officers somebody has a part in (共同执法确认): in the open files of the reader's own unit."""

from collections.abc import Collection, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, Engine, Row, or_, select, tuple_

from database.connection import reading
from docket.scope import UNITS, Scope, seen, takes_part
from docket.tables import acts, files
from models.acts import Act, Content, acts_that_are
from models.acts.content import Confirms, OnSite, Served
from models.acts.terms import CorrectAct, WithdrawAct

AT_ONCE = 200
"""Files that are read at once for one person: those due first."""
MARKS: tuple[type[Content], ...] = (OnSite, Served)
RECORDS = tuple(str(content.model_fields["act"].default) for mark in MARKS for content in acts_that_are(mark))
ABOUT: tuple[type[Content], ...] = (*acts_that_are(Confirms), CorrectAct, WithdrawAct)
ABOUT_THEM = tuple(str(content.model_fields["act"].default) for content in ABOUT)
_place = tuple_(files.c.due, files.c.file_no)


def records_with(
    engine: Engine, scope: Scope, kinds: Collection[str], at_once: int = AT_ONCE
) -> Iterator[tuple[str, list[Act]]]:
    """Yield the records of officers by file, where one bears the reader's number, and what is about them.

    Whether one waits for somebody is asked of the acts themselves (`procedures.confirming`): none is left out before.
    """
    if not scope.person:
        return
    mine = or_(*(files.c[fact] == scope.unit for fact in ("unit", "unit1", *UNITS)), takes_part(scope))
    named = acts.c.body.contains(f'"{scope.person}"', autoescape=True)
    naming = (
        seen(scope, files.join(acts), files.c.file_no, files.c.due)
        .where(files.c.kind.in_(kinds), ~files.c.closed, ~files.c.archived, mine, acts.c.act.in_(RECORDS), named)
        .group_by(files.c.file_no, files.c.due)
        .order_by(files.c.due, files.c.file_no)
        .limit(at_once)
    )
    after: Row[Any] | None = None
    while True:
        page = naming if after is None else naming.where(_place > (after.due, after.file_no))
        with reading(engine) as connection:
            found = connection.execute(page).all()
            told = _told_of(connection, [row.file_no for row in found])
        yield from told.items()
        if len(found) < at_once:
            return
        after = found[-1]


def _told_of(connection: Connection, numbers: Sequence[str]) -> dict[str, list[Act]]:
    """Return the records in these files, and what is about them."""
    query = select(acts.c.file_no, acts.c.body).where(
        acts.c.file_no.in_(numbers), acts.c.act.in_((*RECORDS, *ABOUT_THEM))
    )
    found: dict[str, list[Act]] = {number: [] for number in numbers}
    for row in connection.execute(query.order_by(acts.c.file_no, acts.c.no)) if numbers else ():
        found[row.file_no].append(Act.stored(row.body))
    return found
