"""What was entered late (补登): that somebody had left a post or given a desk before a file named them all the same.

A file names whom the register has on its day. A hand-over, or the end of an appointment, that was entered on that day
or later, and of an earlier one, was not known then: who is named so was not named in particular. The record of changes
tells when each was entered.
"""

import json
from collections.abc import Iterable, Iterator
from datetime import date

from sqlalchemy import Connection, select

from models.values import start_of_day
from registry.tables import registry_changes

HANDOVER, APPOINTMENT = "handover", "appointment"
Seat = tuple[str, int, str, str]
"""Grid, level, unit and post."""


def given_late(connection: Connection, person: str, unit: str, on: date) -> date | None:
    """Return since when a desk was given, by a day, where that was entered on the day or later; None where not."""
    days = (since for since, _ in _entered(connection, HANDOVER, (person, unit), on) if since <= on)
    return min(days, default=None)


def ended_late(connection: Connection, person: str, seats: Iterable[Seat], on: date) -> bool:
    """Tell whether somebody had left one of these posts before a day, and it was entered on the day or later."""
    found = (row for seat in seats for row in _entered(connection, APPOINTMENT, (*seat, person), on))
    return any(since <= on and until is not None and until < on for since, until in found)


def _entered(
    connection: Connection, form: str, key: tuple[str | int, ...], on: date
) -> Iterator[tuple[date, date | None]]:
    """Yield first and last day of the rows with such a key as they were entered from a day on."""
    table, begins = registry_changes, f"{' '.join(map(str, key))} "
    query = select(table.c.after).where(
        table.c.form == form, table.c.key.startswith(begins, autoescape=True), table.c.at >= start_of_day(on)
    )
    for content in connection.execute(query).scalars():
        said = json.loads(content)
        until = said.get("until")
        yield date.fromisoformat(said["since"]), date.fromisoformat(until) if until else None
