"""The grids as they stood on a day (网格沿革): every grid has its states, one after the other."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, Subquery, and_, case, func, select

from database.connection import insert_into
from registry.dated import THE_DAY, running
from registry.tables import grid_states, grids

TOWNSHIP = 3
"""Grid level of townships and streets (三级网格)."""
SAME = ("name", "level", "kind", "parent", "unit", "body", "note", "code", "since", "until", "basis")
SHOWN = ("name", "level", "kind", "parent", "unit", "body", "note")
"""What the lists show of a grid, as it was last known."""


def _latest() -> Select[Any]:
    return select(grid_states.c.grid, func.max(grid_states.c.since).label("since")).group_by(grid_states.c.grid)


def _with_county(over: ColumnElement[bool], above: FromClause) -> Select[Any]:
    """Return the states of grids, a township's with the name of its county."""
    state = grid_states
    county = case((state.c.level == TOWNSHIP, func.coalesce(above.c.name, "")), else_="")
    columns = (state.c.grid.label("id"), county.label("county"), *(state.c[name] for name in SAME))
    return select(*columns).select_from(state.outerjoin(above, over))


def _standing() -> Subquery:
    state, above = grid_states, grid_states.alias("above")
    over = and_(above.c.grid == state.c.parent, *running(above, THE_DAY))
    return _with_county(over, above).where(*running(state, THE_DAY)).subquery("standing")


STANDING = _standing()
"""The grids that stood on a day (`registry.dated.THE_DAY`), as they stood, in the form of `registry.entries.Grid`."""


def supervised_by(unit_id: str) -> Select[Any]:
    """Return the codes of the grids that a unit supervises or last did, and of those inside them."""
    state, latest = grid_states, _latest().subquery("latest")
    last = select(state.c.grid, state.c.parent, state.c.unit).join(
        latest, and_(latest.c.grid == state.c.grid, latest.c.since == state.c.since)
    )
    known = last.subquery("known")
    own = select(known.c.grid).where(known.c.unit == unit_id).scalar_subquery()
    return select(known.c.grid).where((known.c.unit == unit_id) | known.c.parent.in_(own))


def settle(connection: Connection, facts: Iterable[Mapping[str, object]]) -> None:
    """Note what grids there are, in the order of their levels, as their rows say them: lists show them by it."""
    rows = [
        {"id": fact["grid"], "county": _county(connection, fact), **{name: fact[name] for name in SHOWN}}
        for fact in sorted(facts, key=lambda fact: (str(fact["level"]), str(fact["since"])))
    ]
    for row in rows:
        entry = insert_into(connection, grids).values(**row)
        connection.execute(entry.on_conflict_do_update(index_elements=[grids.c.id], set_=row))


def _county(connection: Connection, fact: Mapping[str, object]) -> str:
    if fact["level"] != TOWNSHIP:
        return ""
    return connection.execute(select(grids.c.name).where(grids.c.id == fact["parent"])).scalar() or ""
