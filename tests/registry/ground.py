"""Grids for tests: a township entered as the register keeps one."""

from datetime import date

from sqlalchemy import Engine, insert, select

from registry.ground import settle
from registry.tables import grid_states
from registry.vintages import ALWAYS


def a_grid(
    engine: Engine,
    code: str,
    *,
    name: str,
    parent: str,
    unit: str | None = None,
    since: date = ALWAYS,
    until: date | None = None,
) -> None:
    """Enter a township that there is not."""
    row = {"grid": code, "code": code, "name": name, "level": 3, "kind": "镇", "parent": parent, "unit": unit}
    fact = {**row, "since": since, "until": until, "body": "", "note": "", "basis": ""}
    with engine.begin() as connection:
        settle(connection, [fact])
        connection.execute(insert(grid_states), [fact])


def states_of(engine: Engine, code: str) -> list[tuple[str, str, str]]:
    """Return the names of a grid with the first and last day of each."""
    query = select(grid_states).where(grid_states.c.grid == code).order_by(grid_states.c.since)
    with engine.connect() as connection:
        return [(row.name, str(row.since), str(row.until or "")) for row in connection.execute(query)]
