"""Questions about many files, each narrowed to what the reader may see; one file's own state is its workflow's."""

import json
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Integer, Row, case, cast, func, true, tuple_

from database.connection import reading
from docket.by_unit import OF_FILES, OF_TERMS
from docket.listing import COLUMNS, LISTED, conditions, listed_row, position
from docket.numbering import counts_for
from docket.scope import Scope, addressed, seen
from docket.tables import acts, document_numbers, effects, files, terms
from docket.views import DocumentRow, DueTerm, FileFilter, FilePage, Message, UnitStatistics
from law.instruments import Unit
from models.acts import Act
from models.effects import Document
from models.effects import Message as MessageEffect
from models.file import File
from models.standing import Standing, Term
from registry.tables import units

PAGE = 50
HOURS = f'"unit":"{Unit.HOUR}"'
"""What the row of a term that runs in hours says."""
ALL = FileFilter()
"""Every file but rehearsals."""


def list_files(
    engine: Engine, scope: Scope, wanted: FileFilter = ALL, *, after: str = "", limit: int = PAGE
) -> FilePage:
    """Return the wanted files, the one whose last day comes first before the others."""
    key = (files.c.due, files.c.file_no)
    query = seen(scope, LISTED, *COLUMNS).where(*conditions(wanted)).order_by(*key).limit(limit + 1)
    if after:
        query = query.where(tuple_(*key) > position(after))
    with reading(engine) as connection:
        rows = connection.execute(query).mappings().all()
        hours = hours_of(connection, scope, [row["file_no"] for row in rows[:limit]])
    more = f"{rows[limit - 1]['due'].isoformat()}~{rows[limit - 1]['file_no']}" if len(rows) > limit else None
    shown = (listed_row(row, hours.get((row["file_no"], row["due"]))) for row in rows[:limit])
    return FilePage(rows=tuple(shown), after=more)


def hours_of(connection: Connection, scope: Scope, numbers: Sequence[str]) -> dict[tuple[str, date], datetime]:
    """Return of files and last days the earliest end of an open term that runs in hours."""
    query = seen(scope, files.join(terms), terms.c.file_no, terms.c.body).where(
        terms.c.file_no.in_(numbers), terms.c.open, terms.c.last_day.is_not(None), terms.c.body.contains(HOURS)
    )
    found: dict[tuple[str, date], datetime] = {}
    for row in connection.execute(query):
        term = Term.stored(row.body)
        if term.last_day is not None and term.ends_at is not None:
            key = row.file_no, term.last_day
            found[key] = min(term.ends_at, found.get(key, term.ends_at))
    return found


def has_file(engine: Engine, scope: Scope, file_no: str) -> bool:
    """Tell whether a file within the scope bears a number."""
    this = files.c.file_no == file_no
    with reading(engine) as connection:
        return connection.execute(seen(scope, files, files.c.file_no).where(this)).first() is not None


def last_file(engine: Engine, scope: Scope, file_no: str) -> File | None:
    """Return a file's acts and standing as last recorded: what remains when its workflow is no longer kept."""
    this = files.c.file_no == file_no
    with reading(engine) as connection:
        row = connection.execute(
            seen(scope, files, files.c.kind, files.c.revision, files.c.standing).where(this)
        ).one_or_none()
        if row is None:
            return None
        done = seen(scope, files.join(acts), acts.c.body).where(this).order_by(acts.c.no)
        running = seen(scope, files.join(terms), terms.c.body).where(this)
        found = tuple(Act.stored(text) for text in connection.execute(done).scalars())
        ends = [Term.stored(text) for text in connection.execute(running).scalars()]
    standing = Standing.stored_as({**json.loads(row.standing), "terms": ()})
    ordered = tuple(sorted(ends, key=lambda term: (term.started_by, term.key)))
    return File(
        kind=row.kind, revision=row.revision, acts=found, standing=standing.model_copy(update={"terms": ordered})
    )


def terms_due(
    engine: Engine,
    scope: Scope,
    *,
    today: date,
    until: date,
    unit: str | None = None,
    after: str = "",
    limit: int = PAGE,
) -> tuple[DueTerm, ...]:
    """Return the open terms whose last day is `until` or earlier, late ones first; rehearsals have their own time.

    A page begins behind the term that `DueTerm.mark` names.
    """
    source = files.join(terms).outerjoin(units, units.c.id == terms.c.unit)
    name = func.coalesce(units.c.name, "").label("unit_name")
    query = seen(scope, source, files.c.file_no, files.c.stage_name, terms.c.unit, name, terms.c.body).where(
        terms.c.open, terms.c.last_day <= until, ~files.c.rehearsal, ~files.c.archived
    )
    if unit is not None:
        query = query.where(terms.c.unit == unit)
    place = (terms.c.last_day, files.c.file_no, terms.c.key)
    if after:
        day, rest = position(after)
        file_no, _, key = rest.partition("~")
        query = query.where(tuple_(*place) > (day, file_no, key))
    query = query.order_by(*place).limit(limit)
    with reading(engine) as connection:
        return tuple(_due_term(row, today) for row in connection.execute(query))


def documents(engine: Engine, scope: Scope, file_no: str) -> tuple[DocumentRow, ...]:
    """Return a file's documents in the order they were made, with their numbers (文号)."""
    numbered = counts_for(effects)
    source = files.join(effects).outerjoin(document_numbers, numbered)
    number = func.coalesce(document_numbers.c.number, "").label("number")
    query = seen(scope, source, effects.c.file_no, effects.c.at, effects.c.body, number).where(
        files.c.file_no == file_no, effects.c.kind == "document"
    )
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(effects.c.act_no, effects.c.key)).all()
    return tuple(
        DocumentRow(file_no=row.file_no, at=row.at, number=row.number, effect=Document.stored(row.body)) for row in rows
    )


def messages(engine: Engine, scope: Scope, *, limit: int = PAGE) -> tuple[Message, ...]:
    """Return the messages to the reader, the newest first."""
    query = addressed(scope, effects.c.file_no, effects.c.at, effects.c.body).where(effects.c.kind == "message")
    query = query.order_by(effects.c.at.desc(), effects.c.file_no, effects.c.key).limit(limit)
    with reading(engine) as connection:
        return tuple(
            Message(file_no=row.file_no, at=row.at, effect=MessageEffect.stored(row.body))
            for row in connection.execute(query)
        )


def statistics(
    engine: Engine, scope: Scope, *, kind: str | None = None, rehearsal: bool = False
) -> tuple[UnitStatistics, ...]:
    """Return how the files and terms of each unit stand, by the unit that answers now; of one kind, or of all."""
    this = (files.c.rehearsal == rehearsal) & (files.c.kind == kind if kind else true())
    name = func.coalesce(units.c.name, "").label("unit_name")
    by_file = (
        seen(scope, LISTED, files.c.unit, name, *_counts(OF_FILES)).where(this).group_by(files.c.unit, units.c.name)
    )
    by_term = seen(scope, files.join(terms), terms.c.unit, *_counts(OF_TERMS)).where(this).group_by(terms.c.unit)
    with reading(engine) as connection:
        ended = {row["unit"]: row for row in connection.execute(by_term).mappings()}
        rows = connection.execute(by_file.order_by(files.c.unit)).mappings().all()
    none = dict.fromkeys(OF_TERMS, 0)
    return tuple(UnitStatistics(**{**none, **ended.get(row["unit"], {}), **row}) for row in rows)


def _counts(conditions: Mapping[str, ColumnElement[bool]]) -> list[ColumnElement[int]]:
    return [
        cast(func.sum(case((condition, 1), else_=0)), Integer).label(label) for label, condition in conditions.items()
    ]


def _due_term(row: Row[Any], today: date) -> DueTerm:
    term = Term.stored(row.body)
    left = (term.last_day - today).days if term.last_day and term.state != "suspended" else None
    counted = term.model_copy(update={"days_left": left})
    return DueTerm(file_no=row.file_no, stage_name=row.stage_name, unit=row.unit, unit_name=row.unit_name, term=counted)
