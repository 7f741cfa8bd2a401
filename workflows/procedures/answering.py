"""Who answers for a case at this point (责任单位、责任人): exactly one unit, and a named person at each grid level."""

from typing import Any, cast

from models.people import Answerable
from workflows.procedures.record import Record

TOWNSHIP, COUNTY, CITY = 3, 2, 1


def chain(record: Record) -> dict[int, Answerable]:
    """Return who answers at each grid level, as last changed."""
    opening = record.opening
    if opening is None:
        return {}
    levels = {row.level: row for row in cast("Any", opening.content).answerable}
    for act in record.all("reassign"):
        row = cast("Any", act.content).answerable
        levels[row.level] = row
    return levels


def holder(record: Record) -> Answerable | None:
    """Return the one unit, with its persons, that answers now."""
    levels = chain(record)
    opening = record.opening
    if opening is None or not levels:
        return None
    handed = record.content("hand_to_department")
    if handed is not None:
        known = next((row for row in levels.values() if row.unit == handed.unit), None)
        return known or handed.answerable or _nearest(levels, COUNTY)
    if record.has("report_upward", "accept_complaint"):
        return _nearest(levels, COUNTY)
    return _nearest(levels, opening.by.level or (COUNTY if opening.name == "receive_complaint" else TOWNSHIP))


def units(record: Record) -> frozenset[str]:
    """Return the units that have to do with a case: those of the grid's chain, and those it was handed to."""
    named = {row.unit for row in getattr(record.opening.content, "answerable", ())} if record.opening else set()
    handed = {cast("Any", one.content).unit for one in record.all("hand_to_department")}
    return frozenset(named | handed | {row.unit for row in chain(record).values()})


def above(record: Record, level: int) -> Answerable | None:
    """Return who answers one grid level up; at the top, the city itself."""
    levels = chain(record)
    return levels.get(max(CITY, level - 1)) or holder(record)


def _nearest(levels: dict[int, Answerable], level: int) -> Answerable:
    """Return the row of a level, or of the next level up that is known."""
    for candidate in range(level, 0, -1):
        if candidate in levels:
            return levels[candidate]
    return levels[max(levels)]
