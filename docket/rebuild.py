"""The docket written anew from the files themselves: what it says of a file is what the file's workflow says.

Numbers stand as the file knows them; one that it never heard of stays given. A file that is no longer kept by a
workflow stays as it was last recorded.
"""

from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, Engine, delete, select, update

from database.connection import reading
from docket.numbering import NEVER_OPENED, documents_without_number, make_void, number_documents
from docket.tables import acts, counted, effects, file_parties, files, links, recipients, terms
from docket.writer import MadeAgain, write
from models.file import Entry
from registry.numbers import reserve_file_number


class Mark(NamedTuple):
    """Which judgment of a file the docket has."""

    at: datetime
    revision: int


class Told(NamedTuple):
    """What a file says of itself, and what the docket had of it before the file was asked."""

    entry: Entry
    mark: Mark | None


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What a rebuild did: files written, files that had meanwhile moved on, and those it has to name."""

    written: int
    newer: int
    unseen: tuple[str, ...]
    """Files no workflow told of."""
    refused: dict[str, str]
    """Files that could not be written, and what was in the way."""


def marks(engine: Engine, file_nos: Iterable[str]) -> dict[str, Mark]:
    """Return which judgment the docket has of some files; asked before the files are."""
    query = select(files.c.file_no, files.c.at, files.c.revision).where(files.c.file_no.in_(list(file_nos)))
    with reading(engine) as connection:
        return {row.file_no: Mark(row.at, row.revision) for row in connection.execute(query)}


def rebuild(
    engine: Engine,
    told: Iterable[Told],
    made_again: MadeAgain | None = None,
    *,
    is_all: Callable[[], bool] = lambda: True,
) -> Rebuilt:
    """Write each file anew, whole, in a transaction of its own; one that has meanwhile moved on is left alone.

    Documents that have no number are given theirs at the end, once every number that a file knows of is back, and only
    if all files were read: a number could be one of those that are missing.
    """
    done: dict[str, bool] = {}
    refused: dict[str, str] = {}
    for one in told:
        try:
            done[one.entry.file_no] = rewrite(engine, one, made_again)
        except Exception as error:  # noqa: BLE001  one file that cannot be written does not stop the others
            refused[one.entry.file_no] = type(error).__name__
    if is_all() and not refused:
        with engine.begin() as connection:
            number_documents(connection, documents_without_number(connection), ())
    written = sum(done.values())
    with reading(engine) as connection:
        kept = connection.execute(select(files.c.file_no).order_by(files.c.file_no)).scalars().all()
    unseen = tuple(file_no for file_no in kept if file_no not in done and file_no not in refused)
    return Rebuilt(written, len(done) - written, unseen, refused)


def rewrite(engine: Engine, told: Told, made_again: MadeAgain | None = None, *, numbers: bool = False) -> bool:
    """Write one file anew; tell whether it was written, or had moved on since it was asked.

    `numbers`: whether its documents are given the numbers they lack.
    """
    with engine.begin() as connection:
        reserve_file_number(connection, told.entry.file_no)
        _let_go(connection, told)
        written = write(connection, told.entry, made_again, anew=True).written
        if written and numbers:
            number_documents(connection, documents_without_number(connection, told.entry.file_no), ())
    return written


def unheard_of(engine: Engine, heard: Container[str]) -> tuple[str, ...]:
    """Return the files in the docket that are not archived, and that nobody has heard of elsewhere."""
    query = select(files.c.file_no).where(~files.c.archived).order_by(files.c.file_no)
    with reading(engine) as connection:
        return tuple(file_no for file_no in connection.execute(query).scalars() if file_no not in heard)


def take_out(engine: Engine, file_no: str, why: str = NEVER_OPENED) -> None:
    """Take out a file that was never opened, its first act lost before the engine had it; or a rehearsal that ended."""
    with engine.begin() as connection:
        make_void(connection, file_no, why)
        for table in (recipients, effects, links, counted, terms, acts, file_parties, files):
            connection.execute(delete(table).where(table.c.file_no == file_no))


def _let_go(connection: Connection, told: Told) -> None:
    """Give up a judgment that the file does not know of, if the docket still has the one it had before it was asked."""
    if told.mark is None:
        return
    at, revision = told.mark
    stale = (files.c.file_no == told.entry.file_no) & (files.c.at == at) & (files.c.revision == revision)
    connection.execute(
        update(files)
        .where(stale)
        .values(at=min(at, told.entry.standing.at), revision=min(revision, told.entry.revision))
    )
