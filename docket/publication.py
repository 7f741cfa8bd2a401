"""What everybody may read: decisions made public, without personal data; no scope narrows it, it is public by law."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from sqlalchemy import JSON, ColumnElement, Connection, Engine, RowMapping, Select, Text, cast, exists, select

from database.connection import reading
from docket.numbering import counts_for
from docket.tables import document_numbers, effects, files
from docket.views import Disclosure
from models.effects import Disclosure as Disclosed
from models.effects import Document
from models.values import civil_day
from registry.entries import Unit
from registry.tables import parties, units

PAGE = 50
Numbers = dict[tuple[str, int | date], str]
"""The numbers of documents by their file, and the act or the day that they were made by or on."""
CITIZEN = "个人"
"""Stands for a citizen in what is public."""
READ = JSON().with_variant(Text(), "sqlite")
"""A kept text read as JSON within a query: SQLite does so from the text itself."""


def disclosures(engine: Engine, *, limit: int = PAGE, offset: int = 0) -> tuple[Disclosure, ...]:
    """Return the decisions that are public, the newest first; not rehearsals, and not what was withdrawn."""
    with reading(engine) as connection:
        rows = connection.execute(_published().limit(limit).offset(offset)).mappings().all()
        found = [(row, Disclosed.stored(row["body"])) for row in rows]
        names = _organisations(connection, {told.party for _, told in found})
        issuers = _issuers(connection, {told.issuer for _, told in found})
        numbers = _numbers(connection, {row["file_no"] for row in rows})
    return tuple(_disclosure(row, told, names, issuers, numbers) for row, told in found)


def _published() -> Select[Any]:
    withdrawn = effects.alias("withdrawn")
    taken_back = exists().where(
        withdrawn.c.file_no == effects.c.file_no,
        withdrawn.c.kind == "withdrawal",
        _publication(withdrawn.c.body) == effects.c.act_no,
    )
    return (
        select(effects.c.file_no, effects.c.at, effects.c.body)
        .join_from(effects, files)
        .where(effects.c.kind == "disclosure", ~files.c.rehearsal, ~taken_back)
        .order_by(effects.c.at.desc(), effects.c.file_no, effects.c.key)
    )


def _publication(body: ColumnElement[str]) -> ColumnElement[int]:
    """Return the number of the publishing act that a withdrawal takes back."""
    number: ColumnElement[int] = cast(body, READ)["publication"].as_integer()
    return number


def _organisations(connection: Connection, ids: Collection[str]) -> dict[str, str]:
    query = select(parties.c.id, parties.c.name).where(parties.c.kind == "organisation", parties.c.id.in_(ids))
    return {row.id: row.name for row in connection.execute(query)}


def _issuers(connection: Connection, ids: Collection[str]) -> dict[str, Unit]:
    rows = connection.execute(select(units).where(units.c.id.in_(ids))).mappings()
    return {row["id"]: Unit(**row) for row in rows}


def _numbers(connection: Connection, file_nos: Collection[str]) -> Numbers:
    """Return the number of each document of these files (文号)."""
    numbered = counts_for(effects)
    query = (
        select(effects.c.file_no, effects.c.body, document_numbers.c.number)
        .join_from(effects, document_numbers, numbered)
        .where(effects.c.kind == "document", effects.c.file_no.in_(file_nos))
        .order_by(effects.c.act_no)
    )
    found: Numbers = {}
    for row in connection.execute(query):
        made = Document.stored(row.body)
        found[row.file_no, made.act_no] = found[row.file_no, made.dated] = row.number
    return found


def _disclosure(
    row: RowMapping,
    told: Disclosed,
    names: Mapping[str, str],
    issuers: Mapping[str, Unit],
    numbers: Mapping[tuple[str, int | date], str],
) -> Disclosure:
    issuer = issuers.get(told.issuer)
    # Until 0.2 a disclosure did not say which decision it was of: the document of its day is.
    made_by = told.decided_on if told.decision is None else told.decision
    return Disclosure(
        file_no=row["file_no"],
        published_on=civil_day(row["at"]),
        number=numbers.get((row["file_no"], made_by), ""),
        issuer=issuer.name_on(told.decided_on) if issuer else "",
        decided_on=told.decided_on,
        party=names.get(told.party, CITIZEN),
        measures=told.measures,
        fine=told.fine,
        basis=told.basis,
        summary=told.summary,
    )
