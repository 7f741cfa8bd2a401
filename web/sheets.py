"""Lists as workbooks (xlsx), as shown: a line that says what it is, a frozen head, dates as dates, numbers as text.

Nothing in them is a formula: words are written as words, whatever they begin with, and a spreadsheet keeps them so.
"""

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, MergedCell
from openpyxl.cell.cell import Cell as Filled
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from starlette.responses import Response

from web.house import HEADERS, Reader
from web.telling import when

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int | Decimal | date | None
A_FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
HEAD_ROW, FIRST_ROW = 2, 3
NARROWEST, WIDEST = 8, 48
"""Widths of columns, in letters; a Chinese character takes two."""
CHINESE = 2
A4 = 9
"""The paper, as workbooks number it."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, its headings, its rows."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[Cell]]


def workbook(line: str, sheets: Iterable[Sheet]) -> bytes:
    """Return a workbook of tables, each under the line that says what was asked, by whom and when."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _fill(book.create_sheet(sheet.title), line, sheet)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def attached(reader: Reader, told: str, sheets: Iterable[Sheet], name: str) -> Response:
    """Return tables as a workbook to be kept, with who took them out and when."""
    line = f"{told}；{reader.me['name']}（{reader.me['unit_name']}）于{when(datetime.now(UTC))}导出"
    kept = {"Content-Disposition": f'attachment; filename="gridcase-{name}.xlsx"'}
    return Response(workbook(line, sheets), media_type=MEDIA_TYPE, headers={**HEADERS, **kept})


def _fill(page: Worksheet, line: str, sheet: Sheet) -> None:
    _write(page.cell(1, 1), f"{line}；共{len(sheet.rows)}行")
    for column, name in enumerate(sheet.head, 1):
        cell = page.cell(HEAD_ROW, column)
        _write(cell, name)
        cell.font = Font(bold=True)
    for number, row in enumerate(sheet.rows, FIRST_ROW):
        for column, value in enumerate(row, 1):
            _write(page.cell(number, column), value)
    for column, name in enumerate(sheet.head, 1):
        widths = (_width(row[column - 1]) for row in sheet.rows)
        page.column_dimensions[get_column_letter(column)].width = min(max(NARROWEST, _width(name), *widths), WIDEST)
    page.freeze_panes = f"A{FIRST_ROW}"
    page.print_title_rows = f"1:{HEAD_ROW}"
    page.page_setup.orientation, page.page_setup.paperSize = "landscape", A4
    page.page_setup.fitToHeight = 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)


def _write(cell: Filled | MergedCell, value: Cell) -> None:
    if isinstance(cell, MergedCell):
        return
    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value)
        cell.data_type = "s"
        cell.number_format = "@"
        cell.quotePrefix = value.startswith(A_FORMULA_BEGINS)
    elif value is not None:
        cell.value = value
        cell.number_format = _format(value)


def _format(value: Cell) -> str:
    if isinstance(value, date):
        return "yyyy-mm-dd"
    return "#,##0.00" if isinstance(value, Decimal) else "0"


def _width(value: Cell) -> int:
    text = "" if value is None else str(value)
    return sum(CHINESE if ord(letter) > ord("\x7f") else 1 for letter in text) + CHINESE
