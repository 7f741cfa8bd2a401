"""Which records of officers somebody has a part in (共同执法确认): in the open files of the reader's own unit."""

from collections.abc import Collection, Mapping

from sqlalchemy import Engine, or_, select

from database.connection import reading
from docket.scope import UNITS, Scope, seen, takes_part
from docket.tables import acts, files
from models.acts import Act, Content, acts_that_are
from models.acts.content import Confirms, OnSite, Served
from models.acts.terms import CorrectAct, WithdrawAct

MOST = 200
"""Files that are looked through for one person: those due first."""
MARKS: tuple[type[Content], ...] = (OnSite, Served)
RECORDS = tuple(str(content.model_fields["act"].default) for mark in MARKS for content in acts_that_are(mark))
ABOUT: tuple[type[Content], ...] = (*acts_that_are(Confirms), CorrectAct, WithdrawAct)
ABOUT_THEM = tuple(str(content.model_fields["act"].default) for content in ABOUT)


def records_with(engine: Engine, scope: Scope, kinds: Collection[str]) -> Mapping[str, list[Act]]:
    """Return the records of officers by file, where one bears the reader's number, and what is about them.

    Whether one waits for somebody is asked of the acts themselves (`procedures.confirming`).
    """
    if not scope.person:
        return {}
    mine = or_(*(files.c[fact] == scope.unit for fact in ("unit", "unit1", *UNITS)), takes_part(scope))
    named = acts.c.body.contains(f'"{scope.person}"', autoescape=True)
    naming = (
        seen(scope, files.join(acts), files.c.file_no)
        .where(files.c.kind.in_(kinds), ~files.c.closed, ~files.c.archived, mine, acts.c.act.in_(RECORDS), named)
        .group_by(files.c.file_no, files.c.due)
        .order_by(files.c.due, files.c.file_no)
        .limit(MOST)
    )
    with reading(engine) as connection:
        numbers = list(connection.execute(naming).scalars())
        query = select(acts.c.file_no, acts.c.body).where(
            acts.c.file_no.in_(numbers), acts.c.act.in_((*RECORDS, *ABOUT_THEM))
        )
        rows = connection.execute(query.order_by(acts.c.file_no, acts.c.no)).all() if numbers else ()
    found: dict[str, list[Act]] = {number: [] for number in numbers}
    for row in rows:
        found[row.file_no].append(Act.stored(row.body))
    return found
