"""A table that never cuts what one copies: numbers, keys and names of acts stay in one piece on the narrowest screen.

Chinese is broken between any two characters; what is written in Latin letters, digits and their signs is not. A table
that cannot be drawn so is told row by row instead.
"""

from collections.abc import Iterable, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, ConsoleOptions, RenderResult
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from console.lettering import PIECES, breaks

NARROWEST = 10
"""How narrow a column of Chinese may become."""
FRAME, BETWEEN = 1, 3
"""Places that the frame takes, once and for each column."""
PANEL, APART = 4, 2
"""Places that a frame of facts takes, and between a name and its value."""


class Sheet(Table):
    """A table with a title at its left; cells are words, never markup."""

    def __init__(self, title: str, *columns: str) -> None:
        super().__init__(title=title, title_justify="left", title_style="bold", header_style="bold")
        for column in columns:
            self.add_column(column)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the table as wide as there is room for, or tell it row by row."""
        headings = [Text(str(column.header)) for column in self.columns]
        lines = [
            list(row) for row in zip(*([_text(cell) for cell in column.cells] for column in self.columns), strict=True)
        ]
        widths = fitting([headings, *lines], options.max_width)
        if widths is None:
            yield from self._told(headings, lines, options.max_width)
            return
        if self.title:
            yield folded(Text(str(self.title), style="bold"), options.max_width)
        drawn = Table(header_style="bold", box=self.box)
        drawn.caption, drawn.show_lines = self.caption, self.show_lines
        for heading, width in zip(headings, widths, strict=True):
            drawn.add_column(folded(heading, width), width=width, no_wrap=True)
        for row, line in zip(self.rows, lines, strict=True):
            cells = (folded(cell, width) for cell, width in zip(line, widths, strict=True))
            drawn.add_row(*cells, style=row.style or "")
        yield drawn

    def _told(self, headings: Sequence[Text], lines: Iterable[Sequence[Text]], width: int) -> RenderResult:
        """Tell each row as lines of its own, named by their headings."""
        if self.title:
            yield folded(Text(str(self.title), style="bold"), width)
        for row, line in zip(self.rows, lines, strict=True):
            drawn = Table(box=box.SIMPLE, show_header=False, padding=(0, 1), show_edge=False)
            label = max(cell_len(heading.plain) for heading in headings)
            room = max(width - label - 2 * BETWEEN, NARROWEST)
            for heading, cell in zip(headings, line, strict=True):
                if cell.plain:
                    drawn.add_row(Text(heading.plain, style="bold"), folded(cell, room), style=row.style or "")
            yield drawn
            yield Text("")
        if self.caption:
            yield folded(Text(str(self.caption)), width)


class Facts:
    """What is so of a thing, a line each, in a frame with its name; a value goes on below and is cut nowhere."""

    def __init__(self, title: str, rows: Iterable[tuple[str, str | Text]], *, expand: bool = False) -> None:
        """Take what it is called, its facts by name, and whether the frame is as wide as the screen."""
        self._title, self._rows, self._expand = title, [(name, _text(value)) for name, value in rows], expand

    def __rich_console__(self, _console: Console, options: ConsoleOptions) -> RenderResult:
        """Draw the frame as wide as there is room for."""
        room = options.max_width - PANEL - max(cell_len(name) for name, _ in self._rows) - APART
        grid = Table.grid(padding=(0, APART))
        for name, value in self._rows:
            grid.add_row(Text(name, style="bold"), folded(value, max(room, NARROWEST)))
        yield Panel(grid, title=self._title, title_align="left", expand=self._expand)


def fitting(lines: Sequence[Sequence[Text]], room: int) -> list[int] | None:
    """Return a width for each column so that nothing is cut, the widest narrowed first; None where there is no room."""
    columns = list(zip(*lines, strict=True))
    widths = [max(map(_widest_line, column)) for column in columns]
    least = [
        min(width, max(NARROWEST, *map(_widest_piece, column))) for width, column in zip(widths, columns, strict=True)
    ]
    excess = sum(widths) + BETWEEN * len(widths) + FRAME - room
    while excess > 0:
        spare = [width - low for width, low in zip(widths, least, strict=True)]
        if not any(spare):
            return None
        at = max((width, place) for place, width in enumerate(widths) if spare[place])[1]
        widths[at] -= 1
        excess -= 1
    return widths


def folded(cell: Text, width: int, hang: int = 0) -> Text:
    """Return a cell broken into lines of a width, never inside a number, a key or a name; all but the first hang in."""
    at = list(breaks(cell.plain, width, hang))
    return Text(f"\n{' ' * hang}").join(cell.divide(at) if at else [cell])


def _text(cell: object) -> Text:
    return cell if isinstance(cell, Text) else Text(str(cell))


def _widest_line(cell: Text) -> int:
    return max((cell_len(line) for line in cell.plain.split("\n")), default=0)


def _widest_piece(cell: Text) -> int:
    return max((cell_len(piece[0]) for piece in PIECES.finditer(cell.plain)), default=0)
