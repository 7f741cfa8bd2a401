"""Questions about many cases, each narrowed to what the reader may see; one case's own state is its workflow's."""

import json
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Engine, Integer, Row, case, cast, func, tuple_

from docket.rows import NEVER
from docket.scope import Scope, addressed, seen
from docket.tables import acts, cases, document_numbers, effects, terms
from docket.views import CaseFilter, CasePage, CaseRow, DocumentRow, DueTerm, Message, UnitStatistics
from models.acts import Act
from models.case import CaseFile, Effect, Standing, Term
from registry.database import reading
from registry.tables import grids, parties, units

PAGE = 50
ALL = CaseFilter()
"""Every case but rehearsals."""
COUNTY = grids.alias("counties")
LISTED = (
    cases.outerjoin(grids, grids.c.id == cases.c.grid)
    .outerjoin(COUNTY, COUNTY.c.id == cases.c.level2_grid)
    .outerjoin(units, units.c.id == cases.c.unit)
    .outerjoin(parties, (parties.c.id == cases.c.party) & (parties.c.kind == "organisation"))
)
COLUMNS = [column for column in cases.columns if column.name in CaseRow.model_fields] + [
    cases.c.due,
    cases.c.due_term,
    func.coalesce(grids.c.name, "").label("grid_name"),
    func.coalesce(COUNTY.c.name, "").label("level2_name"),
    func.coalesce(units.c.name, "").label("unit_name"),
    func.coalesce(parties.c.name, "").label("party_name"),
]


def list_cases(
    engine: Engine, scope: Scope, wanted: CaseFilter = ALL, *, after: str = "", limit: int = PAGE
) -> CasePage:
    """Return the wanted cases, the one whose last day comes first before the others."""
    key = (cases.c.due, cases.c.case_no)
    query = seen(scope, LISTED, *COLUMNS).where(*_conditions(wanted)).order_by(*key).limit(limit + 1)
    if after:
        query = query.where(tuple_(*key) > _position(after))
    with reading(engine) as connection:
        rows = connection.execute(query).all()
    more = f"{rows[limit - 1].due.isoformat()}~{rows[limit - 1].case_no}" if len(rows) > limit else None
    return CasePage(rows=tuple(_case_row(row) for row in rows[:limit]), after=more)


def find_case(engine: Engine, scope: Scope, case_no: str) -> CaseRow | None:
    """Return one case's row; None when there is none, or the reader may not see it."""
    with reading(engine) as connection:
        row = connection.execute(seen(scope, LISTED, *COLUMNS).where(cases.c.case_no == case_no)).one_or_none()
    return None if row is None else _case_row(row)


def last_file(engine: Engine, scope: Scope, case_no: str) -> CaseFile | None:
    """Return a case's acts and standing as last recorded: what remains when its workflow is no longer kept."""
    this = cases.c.case_no == case_no
    with reading(engine) as connection:
        row = connection.execute(seen(scope, cases, cases.c.revision, cases.c.standing).where(this)).one_or_none()
        if row is None:
            return None
        done = seen(scope, cases.join(acts), acts.c.body).where(this).order_by(acts.c.no)
        running = seen(scope, cases.join(terms), terms.c.body).where(this)
        found = tuple(Act.model_validate_json(text) for text in connection.execute(done).scalars())
        ends = [Term.model_validate_json(text) for text in connection.execute(running).scalars()]
    standing = Standing.model_validate({**json.loads(row.standing), "terms": ()})
    ordered = tuple(sorted(ends, key=lambda term: (term.started_by, term.key)))
    return CaseFile(revision=row.revision, acts=found, standing=standing.model_copy(update={"terms": ordered}))


def terms_due(
    engine: Engine, scope: Scope, *, today: date, until: date, unit: str | None = None, limit: int = PAGE
) -> tuple[DueTerm, ...]:
    """Return the open terms whose last day is `until` or earlier, late ones first; rehearsals have their own time."""
    source = cases.join(terms).outerjoin(units, units.c.id == terms.c.unit)
    name = func.coalesce(units.c.name, "").label("unit_name")
    query = seen(scope, source, cases.c.case_no, cases.c.stage_name, terms.c.unit, name, terms.c.body).where(
        terms.c.open, terms.c.last_day <= until, ~cases.c.rehearsal
    )
    if unit is not None:
        query = query.where(terms.c.unit == unit)
    query = query.order_by(terms.c.last_day, cases.c.case_no, terms.c.key).limit(limit)
    with reading(engine) as connection:
        return tuple(_due_term(row, today) for row in connection.execute(query))


def documents(engine: Engine, scope: Scope, case_no: str) -> tuple[DocumentRow, ...]:
    """Return a case's documents in the order they were made, with their numbers (文号)."""
    numbered = (document_numbers.c.case_no == effects.c.case_no) & (document_numbers.c.key == effects.c.key)
    source = cases.join(effects).outerjoin(document_numbers, numbered)
    number = func.coalesce(document_numbers.c.number, "").label("number")
    query = seen(scope, source, effects.c.case_no, effects.c.at, effects.c.body, number).where(
        cases.c.case_no == case_no, effects.c.kind == "document"
    )
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(effects.c.act_no, effects.c.key)).all()
    return tuple(
        DocumentRow(case_no=row.case_no, at=row.at, number=row.number, effect=Effect.model_validate_json(row.body))
        for row in rows
    )


def messages(engine: Engine, scope: Scope, *, limit: int = PAGE) -> tuple[Message, ...]:
    """Return the messages to the reader, the newest first."""
    query = addressed(scope, effects.c.case_no, effects.c.at, effects.c.body).where(effects.c.kind == "message")
    query = query.order_by(effects.c.at.desc(), effects.c.case_no, effects.c.key).limit(limit)
    with reading(engine) as connection:
        return tuple(
            Message(case_no=row.case_no, at=row.at, effect=Effect.model_validate_json(row.body))
            for row in connection.execute(query)
        )


def statistics(engine: Engine, scope: Scope, *, rehearsal: bool = False) -> tuple[UnitStatistics, ...]:
    """Return how the cases and terms of each unit stand, by the unit that answers now."""
    this = cases.c.rehearsal == rehearsal
    running = ~cases.c.closed
    counted = {
        "open": running,
        "near": running & (cases.c.alert == "near"),
        "late": running & (cases.c.alert == "late"),
        "closed": cases.c.closed,
    }
    name = func.coalesce(units.c.name, "").label("unit_name")
    by_case = (
        seen(scope, LISTED, cases.c.unit, name, *_counts(counted)).where(this).group_by(cases.c.unit, units.c.name)
    )
    states = {f"terms_{state}": terms.c.state == state for state in ("met", "met_late", "late")}
    by_term = seen(scope, cases.join(terms), terms.c.unit, *_counts(states)).where(this).group_by(terms.c.unit)
    with reading(engine) as connection:
        ended = {row["unit"]: row for row in connection.execute(by_term).mappings()}
        rows = connection.execute(by_case.order_by(cases.c.unit)).mappings().all()
    none = dict.fromkeys(states, 0)
    return tuple(UnitStatistics(**{**none, **ended.get(row["unit"], {}), **row}) for row in rows)


def _counts(conditions: dict[str, ColumnElement[bool]]) -> list[ColumnElement[int]]:
    return [
        cast(func.sum(case((condition, 1), else_=0)), Integer).label(label) for label, condition in conditions.items()
    ]


def _conditions(wanted: CaseFilter) -> list[ColumnElement[bool]]:
    """Return what narrows a list."""
    exact = wanted.model_dump(exclude={"pollution", "due_before"}, exclude_none=True)
    conditions: list[ColumnElement[bool]] = [cases.c[name] == value for name, value in exact.items()]
    if wanted.pollution is not None:
        conditions.append(cases.c.pollution.contains(f"|{wanted.pollution}|", autoescape=True))
    if wanted.due_before is not None:
        conditions.append(cases.c.due <= wanted.due_before)
    return conditions


def _position(after: str) -> tuple[date, str]:
    """Read where a page begins."""
    due, mark, case_no = after.partition("~")
    try:
        return date.fromisoformat(due), case_no if mark else ""
    except ValueError as error:
        raise ValueError(f"翻页位置“{after}”无效；请原样使用上一页返回的 after") from error


def _case_row(row: Row[Any]) -> CaseRow:
    values = dict(row._mapping)  # noqa: SLF001  SQLAlchemy's public name for it
    due, term = values.pop("due"), values.pop("due_term")
    kinds = tuple(kind for kind in values.pop("pollution").split("|") if kind)
    return CaseRow(**values, pollution=kinds, next_last_day=None if due == NEVER else due, next_term=term)


def _due_term(row: Row[Any], today: date) -> DueTerm:
    term = Term.model_validate_json(row.body)
    left = (term.last_day - today).days if term.last_day and term.state != "suspended" else None
    counted = term.model_copy(update={"days_left": left})
    return DueTerm(case_no=row.case_no, stage_name=row.stage_name, unit=row.unit, unit_name=row.unit_name, term=counted)
