"""Lists that need no form of their own: what may be opened, what falls due, how the units stand."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import UTC, date, datetime
from http import HTTPStatus
from urllib.parse import urlencode

from starlette.responses import Response

from console.file_view import nature
from docket.by_unit import FIGURE_NAMES
from docket.views import DueTerm
from kinds import KINDS
from models.values import civil_day
from web.asking import Refused
from web.house import PREFIX, Reader
from web.pages.acts import may_ever
from web.sheets import Cell, Sheet, attached

PAGE, MOST = 50, 10_000
"""How many terms one page lists, and how many a workbook takes."""
AT_ONCE = 200
"""How many one question brings for a workbook."""
HEAD = ("期限", "最后一日", "剩余日数", "案卷", "阶段", "承办", "依据")
NO_SUCH_PAGE = {"title": "没有这个页面", "detail": "没有这个页面，请核对地址，或者从工作台进入"}


async def openings(reader: Reader) -> Response:
    """Show what the reader, by post, may open: a finding, a complaint, an emergency and so on."""
    catalogue = await reader.api.get("/v1/acts")
    opening = [entry for entry in catalogue if "{file_no}" not in entry["sent_to"] and may_ever(reader.me, entry)]
    return reader.page("openings.html", entries=opening, kinds=KINDS)


async def due(reader: Reader) -> Response:
    """Show the terms that end until a day, late ones first; unless another is asked for, the end of the month."""
    until = _until(reader)
    rows = await _due(reader, until, reader.request.query_params.get("after", ""))
    shown = rows[:PAGE]
    more = f"{PREFIX}/due?{urlencode({'until': until, 'after': shown[-1].mark})}" if len(rows) > PAGE else ""
    sheet = f"{PREFIX}/due.xlsx?{urlencode({'until': until})}"
    return reader.page("due.html", rows=shown, until=until, more=more, sheet=sheet)


async def due_sheet(reader: Reader) -> Response:
    """Return the same terms as a workbook."""
    until, listed, after = _until(reader), list[DueTerm](), ""
    while len(listed) < MOST:
        rows = await _due(reader, until, after, AT_ONCE)
        listed += rows
        if len(rows) < AT_ONCE:
            break
        after = listed[-1].mark
    cut = f"；只列前{len(listed)}行，请把日期改早" if len(listed) >= MOST else ""
    told = f"{until}以前届满、尚未办结的期限{cut}"
    return attached(reader, told, [Sheet("到期一览", HEAD, [_cells(row) for row in listed])], "due")


async def _due(reader: Reader, until: str, after: str, limit: int = PAGE + 1) -> list[DueTerm]:
    rows = await reader.api.get("/v1/terms", {"due_before": until, "after": after, "limit": limit})
    return [DueTerm.stored_as(row) for row in rows]


def _until(reader: Reader) -> str:
    return reader.request.query_params.get("until") or _end_of_month(civil_day(datetime.now(UTC))).isoformat()


def _cells(row: DueTerm) -> Sequence[Cell]:
    term = row.term
    what = f"{term.citation}（{nature(term)}）"
    return [term.name, term.last_day, term.days_left, row.file_no, row.stage_name, row.unit_name, what]


async def units(reader: Reader) -> Response:
    """Show how the files and terms of each unit stand; each figure leads to its rows."""
    rows = await reader.api.get("/v1/statistics")
    return reader.page("units.html", rows=rows, figures=FIGURE_NAMES)


async def unit_rows(reader: Reader) -> Response:
    """Show the rows that a figure of a unit counts."""
    asked = {name: reader.request.query_params.get(name, "") for name in ("figure", "unit", "after")}
    found = await reader.api.get("/v1/statistics/rows", asked)
    more = f"{PREFIX}/units/rows?{urlencode({**asked, 'after': found['after']})}" if found["after"] else ""
    names = {row["unit"]: row["unit_name"] for row in await reader.api.get("/v1/statistics")}
    figure = FIGURE_NAMES.get(asked["figure"], asked["figure"])  # the API takes its Chinese name as well
    told = f"{names.get(asked['unit']) or asked['unit'] or '没有单位'}　{figure}"
    return reader.page("unit_rows.html", found=found, told=told, more=more)


async def words(reader: Reader) -> Response:
    """Show what the words of the pages mean."""
    return reader.page("words.html")


async def nowhere(_reader: Reader) -> Response:
    """Say that there is no such page."""
    raise Refused(HTTPStatus.NOT_FOUND, NO_SUCH_PAGE)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
