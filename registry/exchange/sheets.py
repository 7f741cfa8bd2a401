"""Files as rows of text: CSV as Excel writes it in China (UTF-8 or GBK), and xlsx; within bounds, formulas refused."""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from unicodedata import category
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as Filled
from openpyxl.cell.cell import MergedCell
from openpyxl.cell.read_only import EmptyCell, ReadOnlyCell
from openpyxl.utils.exceptions import InvalidFileException

from registry.exchange.guarding import is_formula, unguarded
from registry.exchange.problems import Unreadable

LARGEST_FILE = 20 * 1024 * 1024
LARGEST_UNPACKED = 200 * 1024 * 1024
"""What a workbook may hold once unpacked (a zip bomb is small until then)."""
MOST_PARTS = 1000
MOST_ROWS = 50_000
MOST_COLUMNS = 64
LONGEST_CELL = 2000
INVISIBLE = "Cf"
"""Marks without width, pasted in from web pages (Unicode category)."""
UNPRINTABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
EXACT_DIGITS = 15
"""Digits of a number that a spreadsheet keeps exactly."""

Cell = ReadOnlyCell | EmptyCell | Filled | MergedCell
BREAKS = "\r\n"


@dataclass(frozen=True)
class Cells:
    """What one cell may hold: how many characters, and whether its text may have lines."""

    longest: int = LONGEST_CELL
    breaks: bool = False


OF_A_LIST = Cells()


@dataclass(frozen=True)
class Line:
    """A row that holds something: its number in the spreadsheet, its cells, and those that cannot be taken."""

    number: int
    cells: tuple[str, ...]
    spoiled: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Sheet:
    """A table of a file: where it is from, its headings, its rows."""

    source: str
    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def sheets_of(path: Path, cells: Cells = OF_A_LIST) -> tuple[Sheet, ...]:
    """Return the tables of a file, or raise `Unreadable`."""
    content = _content(path)
    if content.startswith(b"PK"):
        return tuple(_workbook(path.name, content, cells))
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise Unreadable("是旧式 Excel 文件（xls）或者加了密码", "另存为不加密码的 xlsx 或者 CSV")
    return _sheet(path.name, _csv(content, cells))


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise Unreadable("文件读不出来，请核对路径和权限") from error
    if len(content) > LARGEST_FILE:
        raise Unreadable(f"超过 {LARGEST_FILE >> 20} MB", "分成几个文件，一次导入")
    return content


def _csv(content: bytes, may: Cells) -> Iterator[Line]:
    reader = csv.reader(io.StringIO(_decoded(content), newline=""), strict=True)
    try:
        for number, cells in enumerate(reader, 1):
            yield _line(number, [(cell, None) for cell in cells], may)
    except csv.Error:
        raise Unreadable(f"第 {reader.line_num} 行的引号或者分隔不合 CSV 格式", "用表格软件另存为 CSV") from None


def _decoded(content: bytes) -> str:
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16", errors="replace").encode()
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" in text:
            raise Unreadable("不是文本文件", "CSV 或者 xlsx 文件")
        return text
    raise Unreadable("编码不是 UTF-8，也不是 GBK", "另存为“CSV UTF-8”")


def _workbook(name: str, content: bytes, may: Cells) -> Iterator[Sheet]:
    _check_size(content)
    try:
        book = load_workbook(io.BytesIO(content), read_only=True, keep_links=False)
        for page in book.worksheets:
            page.reset_dimensions()
            rows = enumerate(page.iter_rows(max_col=MOST_COLUMNS + 1), 1)
            lines = (_line(number, [_typed(cell) for cell in row], may) for number, row in rows)
            yield from _sheet(f"{name}［{page.title}］" if len(book.worksheets) > 1 else name, lines)
        book.close()
    except (InvalidFileException, KeyError, ValueError, TypeError, OSError, ParseError, zipfile.BadZipFile):
        raise Unreadable("不是完好的 xlsx 文件", "用表格软件打开后另存为 xlsx") from None


def _check_size(content: bytes) -> None:
    """Refuse what unpacks to too much; a part never unpacks to more than the archive says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        raise Unreadable("不是完好的 xlsx 文件", "用表格软件打开后另存为 xlsx") from None
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
        raise Unreadable(f"解开后超过 {LARGEST_UNPACKED >> 20} MB 或者 {MOST_PARTS} 个部分", "只含名册的工作簿")


def _typed(cell: Cell) -> tuple[str, str | None]:
    """Return a cell of a workbook as text, and why it cannot be taken."""
    value = cell.value
    if value is None:
        return "", None
    if cell.data_type == "f":
        return "", "是公式；公式不执行，请粘贴为数值"
    if cell.data_type == "e":
        return "", f"是错误值 {value}"
    if isinstance(value, datetime) and value.time() == time(0):
        value = value.date()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _number(value)
    return (value.isoformat() if isinstance(value, date) else str(value)), None


def _number(value: float) -> tuple[str, str | None]:
    whole = str(int(value)) if value == int(value) else repr(value)
    if len(whole) > EXACT_DIGITS:
        return "", f"是超过 {EXACT_DIGITS} 位的数字，表格软件已丢失末尾几位；请设为文本格式后重新填写"
    return whole, None


def _line(number: int, cells: Sequence[tuple[str, str | None]], may: Cells) -> Line:
    taken = [_taken(*cell, may) for cell in cells]
    spoiled = tuple((place, why) for place, (_, why) in enumerate(taken) if why is not None)
    return Line(number, tuple(cell for cell, _ in taken), spoiled)


def _taken(cell: str, spoiled: str | None, may: Cells) -> tuple[str, str | None]:
    plain = "".join(character for character in cell if category(character) != INVISIBLE).strip()
    if spoiled is not None or not plain:
        return "", spoiled
    if is_formula(plain):
        return "", f"以“{plain[0]}”开头，是公式的写法；公式不执行，确是文字的在最前面加一个撇号（'）"
    if len(plain) > may.longest:
        return "", f"超过 {may.longest} 字"
    if any(category(character) in UNPRINTABLE for character in plain if not (may.breaks and character in BREAKS)):
        return "", "含有控制字符" if may.breaks else "含有换行或者控制字符"
    return unguarded(plain), None


def _sheet(source: str, lines: Iterable[Line]) -> tuple[Sheet, ...]:
    """Return a table, the first row that holds something being its headings; nothing for an empty one."""
    headings: tuple[str, ...] = ()
    filled: list[Line] = []
    for line in lines:
        if line.number > MOST_ROWS + 1:
            raise Unreadable(f"超过 {MOST_ROWS} 行", "分成几个文件，一次导入")
        if len(line.cells) > MOST_COLUMNS and any(line.cells[MOST_COLUMNS:]):
            raise Unreadable(f"第 {line.number} 行超过 {MOST_COLUMNS} 列", "与模板相同的列")
        if not any(line.cells) and not line.spoiled:
            continue
        if headings:
            filled.append(line)
        else:
            headings = line.cells
    return (Sheet(source, headings, tuple(filled)),) if headings else ()
