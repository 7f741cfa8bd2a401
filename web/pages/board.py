"""The supervisors' board: figures by unit, grid, person and month, each a link to the rows that it counts."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from docket.board import NONE
from docket.board_views import Board, BoardRow, BoardRows, Definition
from kinds import CALLED, KINDS
from web.house import PREFIX, Reader
from web.sheets import Cell, Sheet, attached
from web.telling import light

ASKED = ("kind", "since", "until")
CELL = ("measure", "unit", "grid", "person")
HELD = ("open", "near", "late")
DUE_SHOWN = 20
"""How many terms of this week the board itself lists."""
PAGE, MOST = 200, 10_000
"""How many rows one question brings, and how many a workbook takes."""
HEAD = (
    "编号",
    "阶段",
    "期限情况",
    "事项",
    "日期",
    "罚款（元）",
    "单位",
    "承办人",
    "何时起由单位承办",
    "当事人",
    "地点",
)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure and where the rows are that it counts."""

    number: int | str
    link: str


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a table of figures."""

    name: str
    figures: tuple[Figure, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of figures, with what its columns are."""

    title: str
    first: str
    """What its lines are: units, grids, months."""
    columns: tuple[Definition, ...]
    lines: tuple[Line, ...]
    noted: str = ""
    """The heading of the notes, where its lines have some."""


async def show(reader: Reader) -> Response:
    """Show the board."""
    asked = _asked(reader, ASKED)
    board = Board.model_validate(await reader.api.get("/v1/board", asked))
    due = await _rows(reader, {**asked, "measure": "due", "limit": str(DUE_SHOWN)})
    kinds = {kind.collection: kind.label for kind in KINDS.values()}
    link = _link({**asked, "measure": "due"})
    return reader.page(
        "board.html",
        board=board,
        tables=_tables(board, asked),
        due=due,
        due_link=link,
        kinds=kinds,
        asked=asked,
        sheet=f"{PREFIX}/board.xlsx?{urlencode(asked)}",
    )


async def sheet(reader: Reader) -> Response:
    """Return the board as a workbook, a table on each sheet."""
    asked = _asked(reader, ASKED)
    board = Board.model_validate(await reader.api.get("/v1/board", asked))
    sheets = [
        Sheet(
            table.title,
            (table.first, *(one.label for one in table.columns), *([table.noted] if table.noted else [])),
            [_cells(line, noted=bool(table.noted)) for line in table.lines],
        )
        for table in _tables(board, asked)
    ]
    days = f"{board.since.isoformat()}至{board.until.isoformat()}"
    return attached(reader, f"督查看板　{_kind(asked)}　{days}", sheets, "board")


async def rows(reader: Reader) -> Response:
    """Show the rows that a figure counts."""
    asked = _asked(reader, (*ASKED, *CELL))
    found = await _rows(reader, {**asked, "after": reader.request.query_params.get("after", "")})
    more = _link({**asked, "after": found.after}) if found.after else ""
    sheet_link = f"{PREFIX}/board/rows.xlsx?{urlencode(asked)}"
    told = _told(found, asked)
    return reader.page("board_rows.html", found=found, told=told, more=more, sheet=sheet_link, asked=asked)


async def rows_sheet(reader: Reader) -> Response:
    """Return the rows that a figure counts as a workbook."""
    asked = _asked(reader, (*ASKED, *CELL))
    page = await _rows(reader, {**asked, "limit": str(PAGE)})
    told, listed = _told(page, asked), [*page.rows]
    while page.after and len(listed) < MOST:
        page = await _rows(reader, {**asked, "limit": str(PAGE), "after": page.after})
        listed += page.rows
    cut = f"；只列前{len(listed)}行，请缩小范围" if page.after else ""
    return attached(reader, f"{told}{cut}", [Sheet("明细", HEAD, [_row(one) for one in listed])], "rows")


async def _rows(reader: Reader, asked: Mapping[str, str]) -> BoardRows:
    return BoardRows.model_validate(await reader.api.get("/v1/board/rows", asked))


def _told(found: BoardRows, asked: Mapping[str, str]) -> str:
    """Return in words what figure it is."""
    of = found.of
    if of is None:
        return _kind(asked)
    days = f"{of.since.isoformat()}至{of.until.isoformat()}" if of.measure.dated else ""
    return "　".join(filter(None, (_kind(asked), of.measure.label, of.unit_name, of.grid_name, of.person_name, days)))


def _tables(board: Board, asked: Mapping[str, str]) -> tuple[Table, ...]:
    every = board.definitions
    held = tuple(one for one in every if one.measure in HELD)
    dated = tuple(one for one in every if one.dated)
    days = {**asked, "since": board.since.isoformat(), "until": board.until.isoformat()}
    whole = Line("合计", _figures(every, board.total.figures, days))
    units = [Line(one.name, _figures(every, one.figures, {**days, "unit": one.id})) for one in board.units]
    grids = [Line(one.name, _figures(every, one.figures, {**days, "grid": one.id})) for one in board.grids]
    holders = [
        Line(
            f"{one.person_name or '没有承办人'}　{one.unit_name or '没有单位'}",
            _figures(held, one.model_dump(), {**days, "person": one.person or NONE, "unit": one.unit or NONE}),
            one.since.isoformat() if one.since else "",
        )
        for one in board.holders
    ]
    months = [
        Line(f"{one.since:%Y-%m}", _figures(dated, one.figures, {**asked, **_days(one.since, one.until)}))
        for one in board.months
    ]
    return (
        Table("各单位", "单位", every, (*units, whole)),
        Table("各县级网格", "网格", every, (*grids, whole)),
        Table("承办人", "承办人", held, tuple(holders), "最早自何日由其单位承办"),
        Table("各月", "月份", dated, tuple(months)),
    )


def _days(since: date, until: date) -> dict[str, str]:
    return {"since": since.isoformat(), "until": until.isoformat()}


def _figures(columns: Iterable[Definition], figures: Mapping[str, Any], asked: Mapping[str, str]) -> tuple[Figure, ...]:
    return tuple(Figure(figures[one.measure], _link({**asked, "measure": one.measure})) for one in columns)


def _link(asked: Mapping[str, str]) -> str:
    return f"{PREFIX}/board/rows?{urlencode({name: value for name, value in asked.items() if value})}"


def _asked(reader: Reader, names: Iterable[str]) -> dict[str, str]:
    given = reader.request.query_params
    return {name: given[name] for name in names if given.get(name)}


def _kind(asked: Mapping[str, str]) -> str:
    kind = CALLED.get(asked.get("kind", ""))
    return kind.label if kind else "案件"


def _cells(line: Line, *, noted: bool) -> Sequence[Cell]:
    numbers: list[Cell] = [Decimal(one.number) if isinstance(one.number, str) else one.number for one in line.figures]
    since: list[Cell] = [date.fromisoformat(line.note) if line.note else None] if noted else []
    return [line.name, *numbers, *since]


def _row(row: BoardRow) -> Sequence[Cell]:
    fine = Decimal(row.fine) if row.fine else None
    alert = "已结" if row.closed else light(row.alert)
    who = (row.unit_name, row.person_name, row.held_since, row.party_name, row.place)
    return [row.file_no, row.stage_name, alert, row.what, row.day, fine, *who]
