"""The supervisors' board (督查看板): figures by unit, grid, person and month; each is the number of its rows.

A measure is one condition on one source, used for its figures and for the rows that they lead to. One query of each
source tells all figures: it is grouped as finely as the board shows them, and added up here.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Integer, RowMapping, Select, and_, case, cast, func, tuple_

from database.connection import reading
from docket.board_views import BoardRow, BoardRows, Figures, Holder, MonthFigures
from docket.listing import LISTED
from docket.measures import FINES, MEASURES, OPEN, Measure, Source
from docket.rows import FEN
from docket.scope import Scope, seen
from docket.tables import counted, files
from models.counted import COUNTED_NAMES
from models.standing import Term
from models.values import end_of_day, start_of_day
from registry.entries import in_full
from registry.tables import grids, parties, units

NONE = "none"
"""How a figure of what belongs to no unit, no grid or nobody is asked for."""
DOER = units.alias("doers")
"""The unit by which a row is counted."""


@dataclass(frozen=True, slots=True)
class Span:
    """From which to which day things that happened are counted, and the day on which it is asked."""

    since: date
    until: date
    today: date


@dataclass(frozen=True, slots=True)
class Cell:
    """Which figure of the board is meant; what is not given does not narrow."""

    measure: str
    unit: str = ""
    grid: str = ""
    person: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """The figures of a board: of each unit, each grid and person, and all together."""

    units: Mapping[str, Figures]
    grids: Mapping[str, Figures]
    holders: tuple[Holder, ...]
    total: Figures


def figures(engine: Engine, scope: Scope, kind: str, span: Span) -> Told:
    """Return the figures of one kind of file that a reader may see; rehearsals are in none."""
    by_unit: defaultdict[str, Figures] = defaultdict(dict)
    by_grid: defaultdict[str, Figures] = defaultdict(dict)
    total: Figures = {}
    with reading(engine) as connection:
        for source in Source:
            for row in connection.execute(_grouped(scope, source, kind, span)).mappings():
                told = {name: row[name] or 0 for name, one in MEASURES.items() if one.source is source}
                for into in (by_unit[row["unit"]], by_grid[row["grid"]], total):
                    _add(into, told)
        holders = _holders(connection, scope, kind)
    return Told(units=by_unit, grids=by_grid, holders=holders, total=total)


def months(engine: Engine, scope: Scope, kind: str, spans: Iterable[Span]) -> tuple[MonthFigures, ...]:
    """Return what happened in each of some months."""
    found = []
    asked = tuple(spans)
    dated = {name: one for name, one in MEASURES.items() if one.dated}
    sums: dict[tuple[int, str], int] = {}
    with reading(engine) as connection:
        for source in (Source.FILES, Source.COUNTED):
            names = {name: one for name, one in dated.items() if one.source is source}
            columns = [
                _sum(one, span, f"{name}_{number}") for number, span in enumerate(asked) for name, one in names.items()
            ]
            row = connection.execute(_narrowed(scope, source, kind, *columns)).mappings().one()
            sums |= {(number, name): row[f"{name}_{number}"] or 0 for number in range(len(asked)) for name in names}
    for number, span in enumerate(asked):
        told = {name: sums[number, name] for name in dated}
        found.append(MonthFigures(since=span.since, until=span.until, figures=told))
    return tuple(found)


def rows(engine: Engine, scope: Scope, kind: str, cell: Cell, span: Span, *, after: str = "", limit: int) -> BoardRows:
    """Return the rows that a figure counts, how many there are, and what their fines come to."""
    measure = MEASURES[cell.measure]
    source, this = measure.source, and_(*_conditions(measure, cell, span))
    key = (files.c.file_no, source.key)
    columns = (*SHOWN, *source.columns)
    listing = _narrowed(scope, source, kind, *columns, source.key.label("row_key")).where(this)
    if after:
        file_no, _, mark = after.partition("~")
        listing = listing.where(tuple_(*key) > (file_no, source.read(mark)))
    fines = func.coalesce(func.sum(counted.c.fine), 0) if source is Source.COUNTED else cast(0, Integer)
    counting = _narrowed(scope, source, kind, func.count().label("count"), fines.label("fines")).where(this)
    with reading(engine) as connection:
        whole = connection.execute(counting).mappings().one()
        found = connection.execute(listing.order_by(*key).limit(limit + 1)).mappings().all()
    shown = found[:limit]
    last = shown[-1] if len(found) > limit else None
    return BoardRows(
        count=whole["count"],
        fines=yuan(int(whole["fines"])),
        rows=tuple(_row(row, source) for row in shown),
        after=f"{last['file_no']}~{last['row_key']}" if last else None,
    )


SHOWN: tuple[ColumnElement[Any], ...] = (
    files.c.file_no,
    files.c.stage_name,
    files.c.alert,
    files.c.closed,
    files.c.person,
    files.c.held_since,
    files.c.due,
    files.c.due_term,
    files.c.opened_at,
    func.coalesce(grids.c.name, "").label("grid_name"),
    func.coalesce(grids.c.county, "").label("county"),
    func.coalesce(DOER.c.name, "").label("unit_name"),
    func.coalesce(parties.c.name, "").label("party_name"),
)


def _narrowed(scope: Scope, source: Source, kind: str, *columns: ColumnElement[Any]) -> Select[Any]:
    from_ = LISTED if source.table is None else LISTED.join(source.table, source.table.c.file_no == files.c.file_no)
    from_ = from_.outerjoin(DOER, DOER.c.id == source.unit)
    return seen(scope, from_, *columns).where(~files.c.rehearsal, files.c.kind == kind, source.counts)


def _grouped(scope: Scope, source: Source, kind: str, span: Span) -> Select[Any]:
    by = (source.unit.label("unit"), files.c.level2_grid.label("grid"))
    sums = [_sum(one, span, name) for name, one in MEASURES.items() if one.source is source]
    return _narrowed(scope, source, kind, *by, *sums).group_by(source.unit, files.c.level2_grid)


def _sum(measure: Measure, span: Span, name: str) -> ColumnElement[int]:
    worth = counted.c.fine if measure.name in FINES else 1
    summed = func.sum(case((and_(*_within(measure, span)), worth), else_=0))
    return summed.label(name) if measure.name in FINES else cast(summed, Integer).label(name)


def _conditions(measure: Measure, cell: Cell, span: Span) -> list[ColumnElement[bool]]:
    wanted = ((measure.source.unit, cell.unit), (files.c.level2_grid, cell.grid), (files.c.person, cell.person))
    narrowed = [column == ("" if value == NONE else value) for column, value in wanted if value]
    return [*_within(measure, span), *narrowed]


def _within(measure: Measure, span: Span) -> list[ColumnElement[bool]]:
    """Return what a measure counts, of the days asked for where it counts what happened."""
    found = [measure.counts(span.today)]
    if measure.dated and measure.source is Source.COUNTED:
        found += [counted.c.day >= span.since, counted.c.day <= span.until]
    elif measure.dated:
        found += [files.c.opened_at >= start_of_day(span.since), files.c.opened_at < end_of_day(span.until)]
    return found


def _holders(connection: Connection, scope: Scope, kind: str) -> tuple[Holder, ...]:
    """Return who holds open files, how many, how many are late, and since when the eldest; the latest first."""
    sums = [_sum(MEASURES[name], _EVER, name) for name in ("open", "near", "late")]
    since = func.min(files.c.held_since).label("since")
    query = _narrowed(scope, Source.FILES, kind, files.c.person, files.c.unit, *sums, since).where(OPEN)
    query = query.group_by(files.c.person, files.c.unit)
    found = [Holder.stored_as(row) for row in connection.execute(query).mappings()]
    return tuple(sorted(found, key=lambda one: (-one.late, -one.near, -one.open, one.person)))


_EVER = Span(date.min, date.max, date.max)
"""For measures that no day narrows."""


def _add(into: Figures, told: Mapping[str, int]) -> None:
    for name, number in told.items():
        into[name] = into.get(name, 0) + int(number)


def _row(row: RowMapping, source: Source) -> BoardRow:
    term = Term.stored(row["body"]) if source is Source.TERMS else None
    what, day = row["due_term"], row["due"]
    if term is not None:
        what, day = f"{term.name}（{term.citation}）", term.last_day
    elif source is Source.COUNTED:
        what, day = COUNTED_NAMES[row["kind"]], row["day"]
    return BoardRow(
        file_no=row["file_no"],
        stage_name=row["stage_name"],
        alert=row["alert"],
        closed=row["closed"],
        unit_name=row["unit_name"],
        person=row["person"],
        held_since=row["held_since"],
        place=in_full(row["grid_name"], row["county"]),
        party_name=row["party_name"],
        opened_at=row["opened_at"],
        what=what,
        day=None if day == date.max else day,
        fine=yuan(row["fine"]) if source is Source.COUNTED else "",
    )


def yuan(fen: int) -> str:
    """Return a sum of money in yuan."""
    return f"{fen // FEN}.{fen % FEN:02d}"
