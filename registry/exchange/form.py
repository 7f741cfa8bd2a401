"""One table of the staff list: what its columns are called, what a cell holds, what tells rows apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Table

from registry.exchange.cells import Cell

Fact = Mapping[str, Cell]
"""One row of the register, by column of its table."""
Key = tuple[Cell, ...]
Reference = str
"""What a cell names: `unit`, `person`, `grid`, several `grids`, a `party`."""


@dataclass(frozen=True)
class Column:
    """One column: its heading, where it is kept, and how a cell is read."""

    heading: str
    field: str
    read: Callable[[str], Cell]
    means: str
    needed: bool = False
    names: Reference | None = None
    settled: bool = False
    """Once entered it is changed only as a correction (`--correct`); otherwise a new row begins."""


@dataclass(frozen=True)
class Form:
    """One table of the staff list."""

    name: str
    title: str
    table: Table
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    blank: Mapping[str, Cell]
    """What a new row has where the file says nothing."""
    ends: str | None = None
    """The column with the last day, in a table whose rows come to an end."""
    slot: Callable[[Fact], Key] | None = None
    """What only one row may fill at a time."""

    def key_of(self, fact: Fact) -> Key:
        """Return what makes a row the same row."""
        return tuple(fact[name] for name in self.key)

    def heading(self, field: str) -> str:
        """Return what a column is called."""
        return next((column.heading for column in self.columns if column.field == field), "")


def by(*fields: str) -> Callable[[Fact], Key]:
    """Return the slot that rows fill which agree in some columns."""
    return lambda fact: tuple(fact[name] for name in fields)


SINCE = "第一日，如 2026-03-01"
UNTIL = "最后一日；不写即不变，写“至今”即没有终止"


def in_force(form: Form, fact: Fact, on: date) -> bool:
    """Tell whether a row of a table with days holds on a day."""
    begins = fact.get("since") or fact.get("valid_from")
    ends = fact[form.ends] if form.ends else None
    return not (isinstance(begins, date) and begins > on) and not (isinstance(ends, date) and ends < on)
