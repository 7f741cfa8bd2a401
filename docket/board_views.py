"""What the supervisors' board says: figures by unit, grid, person and month, and the rows behind one of them."""

from collections.abc import Mapping
from datetime import date

from models.values import Instant, Value

Figures = dict[str, int]
"""Each measure and how many; sums of money in fen."""


class Definition(Value):
    """What a figure counts."""

    measure: str
    label: str
    says: str
    dated: bool
    """Whether it counts what happened within the days asked for; else how things stand now."""


class FiguresOf(Value):
    """The figures of a unit or a grid, or of all."""

    id: str
    """Its number, as a figure's rows are asked for; `none`: of no unit, or no grid of a county."""
    name: str
    figures: Mapping[str, int | str]
    """By measure; sums of money in yuan."""


class MonthFigures(Value):
    """What happened in a month."""

    since: date
    until: date
    figures: Mapping[str, int | str]


class Holder(Value):
    """Who has open files in hand, and since when the eldest of them is with their unit."""

    person: str
    person_name: str = ""
    unit: str
    unit_name: str = ""
    open: int
    near: int
    late: int
    since: date | None = None


class Board(Value):
    """The whole board (督查看板)."""

    today: date
    since: date
    until: date
    week: tuple[date, date]
    definitions: tuple[Definition, ...]
    total: FiguresOf
    units: tuple[FiguresOf, ...]
    grids: tuple[FiguresOf, ...]
    holders: tuple[Holder, ...]
    months: tuple[MonthFigures, ...]


class BoardRow(Value):
    """One row behind a figure: a file, one of its terms, or an act in it."""

    file_no: str
    stage_name: str
    alert: str
    closed: bool
    unit_name: str
    """Who answers for the file, has to keep the term, or did the act."""
    person: str
    """Who has it in hand now."""
    person_name: str = ""
    held_since: date | None
    place: str
    party_name: str
    """Name of an organisation; a citizen's stays in the register."""
    opened_at: Instant
    what: str
    """The term, or what the act counts as; of a file the term that ends next."""
    day: date | None
    """The last day of the term, or the day of the act."""
    fine: str = ""


class RowsOf(Value):
    """Of which figure rows are: what it counts, of whom, and of which days where it counts what happened."""

    measure: Definition
    unit_name: str = ""
    grid_name: str = ""
    person_name: str = ""
    since: date
    until: date


class BoardRows(Value):
    """The rows behind a figure, how many there are, what their fines come to, and where the next page begins."""

    count: int
    fines: str
    rows: tuple[BoardRow, ...]
    after: str | None = None
    of: RowsOf | None = None
