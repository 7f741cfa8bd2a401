"""The posts of grids on a day (网格责任岗位): who was appointed to each, and whose desk has passed to whom."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from sqlalchemy import Connection, bindparam, select

from models.people import GridLevel
from registry.dated import THE_DAY, running
from registry.desks import Desks, Handover, Leave
from registry.tables import appointments, grid_states, handovers, leaves

COUNTY = 2
"""Grid level of counties, districts and parks (二级网格)."""


class Held(NamedTuple):
    """Who was appointed to a post, and since when."""

    person: str
    since: date


UNITS_OF = (
    select(grid_states.c.grid, grid_states.c.level, grid_states.c.unit)
    .where(grid_states.c.grid.in_(bindparam("codes", expanding=True)), grid_states.c.unit.is_not(None))
    .where(*running(grid_states, THE_DAY))
    .order_by(grid_states.c.level.desc())
)
SEAT = select(appointments.c.post, appointments.c.person, appointments.c.since).where(
    appointments.c.grid == bindparam("of_grid"),
    appointments.c.level == bindparam("of_level"),
    appointments.c.unit == bindparam("of_unit"),
)
HELD = SEAT.where(*running(appointments, THE_DAY)).order_by(appointments.c.since, appointments.c.person)
FIRST_HELD = SEAT.order_by(appointments.c.since.desc(), appointments.c.person.desc())
AWAY = select(leaves).where(leaves.c.unit == bindparam("of_unit"), *running(leaves, THE_DAY))
GIVEN = select(handovers).where(handovers.c.unit == bindparam("of_unit"), handovers.c.since <= THE_DAY)


def units_of(connection: Connection, codes: Iterable[str | None], on: date) -> list[tuple[str, GridLevel, str]]:
    """Return code, level and unit of grids on a day, the lowest level first; a grid without a unit is left out."""
    asked = {"codes": sorted(code for code in codes if code is not None), "day": on}
    return [(row.grid, row.level, row.unit) for row in connection.execute(UNITS_OF, asked)]


def held(connection: Connection, grid: str, level: int, unit: str, on: date) -> dict[str, Held]:
    """Return who was appointed to each post of a grid on a day; the latest appointment counts."""
    asked = {"of_grid": grid, "of_level": level, "of_unit": unit, "day": on}
    return {row.post: Held(row.person, row.since) for row in connection.execute(HELD, asked)}


def first_held(connection: Connection, grid: str, level: int, unit: str, on: date) -> dict[str, Held]:
    """Return who was the first ever appointed to each post; for a rehearsal of days before anybody was entered."""
    asked = {"of_grid": grid, "of_level": level, "of_unit": unit}
    return {row.post: Held(row.person, min(row.since, on)) for row in connection.execute(FIRST_HELD, asked)}


def answering(connection: Connection, grid: str, lowest: str, level: int, unit: str, on: date) -> dict[str, Held]:
    """Return who holds the posts that answer for a level-3 grid (or one above) at one level.

    At level 2 the head of the working group of a level-3 grid is the one who answers directly (监管工作组组长).
    """
    own = held(connection, grid, level, unit, on)
    if level != COUNTY or lowest == grid:
        return own
    head = held(connection, lowest, COUNTY, unit, on).get("group_head")
    return own if head is None else own | {"direct": head}


def desks_of(connection: Connection, unit: str, on: date) -> Desks:
    """Return what of a unit's desks was handed over by a day, and who is away on it."""
    asked = {"of_unit": unit, "day": on}
    return Desks(
        [Leave(row.person, row.since, row.until, row.deputy) for row in connection.execute(AWAY, asked)],
        [Handover(row.person, row.since, row.successor) for row in connection.execute(GIVEN, asked)],
    )
