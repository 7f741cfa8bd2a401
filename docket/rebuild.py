"""The docket written anew from the files themselves: what it says of a file is what the file's workflow says.

Numbers already given to documents stay given, and a file that is no longer kept by a workflow stays as it was last
recorded.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, delete, select, update

from database.connection import reading
from docket import rows
from docket.tables import acts, files, terms
from docket.writer import write
from models.file import Entry
from registry.numbers import reserve_file_number


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: files written, files that had meanwhile moved on, files no workflow told of."""

    written: int
    newer: int
    unseen: tuple[str, ...]


def rebuild(engine: Engine, entries: Iterable[Entry]) -> Rebuilt:
    """Write each file anew, whole, in a transaction of its own; one that has meanwhile moved on is left alone."""
    told: dict[str, bool] = {}
    for entry in entries:
        with engine.begin() as connection:
            reserve_file_number(connection, entry.file_no)
            _forget(connection, entry)
            told[entry.file_no] = write(connection, entry)
    written = sum(told.values())
    with reading(engine) as connection:
        kept = connection.execute(select(files.c.file_no).order_by(files.c.file_no)).scalars().all()
    return Rebuilt(written, len(told) - written, tuple(file_no for file_no in kept if file_no not in told))


def _forget(connection: Connection, entry: Entry) -> None:
    """Take back what is recorded of a file up to this revision, but for numbers and effects."""
    row = rows.file_row(entry)
    opening = {"sender": row["sender"], "opened_at": row["opened_at"]}
    stale = (files.c.file_no == entry.file_no) & (files.c.revision <= entry.revision)
    if connection.execute(update(files).where(stale).values(revision=-1, acts=0, **opening)).rowcount:
        connection.execute(delete(terms).where(terms.c.file_no == entry.file_no))
        connection.execute(delete(acts).where(acts.c.file_no == entry.file_no))
