"""Standard kinds of violation (常见违法行为): the provision, its penalties and bounds, filled into a form when asked.

They are the law's own table of penal provisions, as in force on the day on which the conduct ended (从旧兼从轻).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from console.file_view import FileView
from models.acts.filing import FileCase
from models.values import civil_day, first_said
from web.asking import Api
from web.filling import MOST_ROWS, Entered

KIND, FILL = "_kind", "_fill"
"""The choice of a kind, and the button that fills in what goes with it."""
CAUSE, BASIS, LEAST, MOST = "cause", "basis", "fine_min", "fine_max"
PENAL = "penal"


@dataclass(frozen=True, slots=True)
class Kinds:
    """The kinds that a form offers, and the one that was chosen."""

    on: date
    """By the law of which day."""
    rows: Sequence[Mapping[str, Any]]
    chosen: Mapping[str, Any] | None


async def kinds_for(api: Api, entry: Mapping[str, Any], view: FileView | None, entered: Entered) -> Kinds | None:
    """Return the kinds that an act may be about; None where its form has no place for them."""
    names = {field["name"] for field in entry["fields"]}
    if view is None or not (CAUSE in names or {BASIS, LEAST} <= names):
        return None
    on = conduct_day(view)
    rows = await api.get("/v1/law/fines", {"on": on.isoformat()})
    wanted = first_said(entered, KIND)
    return Kinds(on, rows, next((row for row in rows if row["id"] == wanted), None))


def conduct_day(view: FileView) -> date:
    """Return the last day of the conduct as far as a file says it: as filed, or else the day of the finding."""
    filed = [act.content.conduct_until for act in view.counting if isinstance(act.content, FileCase)]
    said = next((day for day in reversed(filed) if day is not None), None)
    first = next((act.day for act in view.counting), civil_day(datetime.now(UTC)))
    return said or first


def filled(entered: Entered, kinds: Kinds, names: frozenset[str]) -> Entered:
    """Return a form with what goes with the chosen kind; what was typed stays, and a provision is named once."""
    row = kinds.chosen
    if row is None:
        return entered
    found: dict[str, Sequence[str]] = {name: given for name, given in entered.items() if name != FILL}
    said = {CAUSE: f"涉嫌{row['name']}", LEAST: row["least"], MOST: row["most"]}
    found |= {name: (told,) for name, told in said.items() if name in names and told and not first_said(found, name)}
    return {**found, **_basis(found, row)} if BASIS in names else found


def _basis(entered: Entered, row: Mapping[str, Any]) -> dict[str, Sequence[str]]:
    """Return the provision as the first row of the basis that says nothing; none where it is named already."""
    for number in range(MOST_ROWS):
        instrument, article = (first_said(entered, f"{BASIS}[{number}].{part}") for part in ("instrument", "article"))
        if (instrument, article) == (row["instrument"], row["article"]):
            return {}
        if not instrument and not article:
            return {
                f"{BASIS}[{number}].instrument": (row["instrument"],),
                f"{BASIS}[{number}].article": (row["article"],),
                f"{BASIS}[{number}].role": (PENAL,),
            }
    return {}
