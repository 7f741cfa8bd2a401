"""The docket written anew from the cases themselves: what it says of a case is what the case's workflow says.

Numbers already given to documents stay given, effects already carried out stay carried out, and a case that is no
longer kept by a workflow stays as it was last recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select, update

from docket import rows
from docket.rows import Snapshot
from docket.tables import acts, cases, terms
from docket.writer import write
from registry.database import reading
from registry.numbers import reserve_case_number


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: cases written, cases that had meanwhile moved on, cases no workflow told of."""

    written: int
    newer: int
    unseen: tuple[str, ...]


def rebuild(engine: Engine, snapshots: Iterable[Snapshot]) -> Rebuilt:
    """Write each case anew, whole, in a transaction of its own; one that has meanwhile moved on is left alone."""
    told: dict[str, bool] = {}
    for snapshot in snapshots:
        with engine.begin() as connection:
            reserve_case_number(connection, snapshot.case_no)
            _forget(connection, snapshot)
            told[snapshot.case_no] = write(connection, snapshot)
    written = sum(told.values())
    with reading(engine) as connection:
        kept = connection.execute(select(cases.c.case_no).order_by(cases.c.case_no)).scalars().all()
    return Rebuilt(written, len(told) - written, tuple(case_no for case_no in kept if case_no not in told))


def _forget(connection: Connection, snapshot: Snapshot) -> None:
    """Take back what is recorded of a case up to this revision, but for numbers and effects."""
    row = rows.case_row(snapshot)
    opening = {"sender": row["sender"], "opened_at": row["opened_at"]}
    stale = (cases.c.case_no == snapshot.case_no) & (cases.c.revision <= snapshot.revision)
    if connection.execute(update(cases).where(stale).values(revision=-1, acts=0, **opening)).rowcount:
        connection.execute(delete(terms).where(terms.c.case_no == snapshot.case_no))
        connection.execute(delete(acts).where(acts.c.case_no == snapshot.case_no))
