"""Lists that need no form of their own: what may be opened, what falls due, how the units stand."""

from calendar import monthrange
from datetime import UTC, date, datetime
from http import HTTPStatus

from starlette.responses import Response

from kinds import KINDS
from models.values import civil_day
from web.asking import Refused
from web.house import Reader
from web.pages.acts import may_ever

MOST = 200
"""How many terms one page lists."""
NO_SUCH_PAGE = {"title": "没有这个页面", "detail": "没有这个页面，请核对地址，或者从工作台进入"}


async def openings(reader: Reader) -> Response:
    """Show what the reader, by post, may open: a finding, a complaint, an emergency and so on."""
    catalogue = await reader.api.get("/v1/acts")
    opening = [entry for entry in catalogue if "{file_no}" not in entry["sent_to"] and may_ever(reader.me, entry)]
    return reader.page("openings.html", entries=opening, kinds=KINDS)


async def due(reader: Reader) -> Response:
    """Show the terms that end until a day, late ones first; unless another is asked for, the end of the month."""
    until = reader.request.query_params.get("until") or _end_of_month(civil_day(datetime.now(UTC))).isoformat()
    rows = await reader.api.get("/v1/terms", {"due_before": until, "limit": MOST})
    return reader.page("due.html", rows=rows, until=until, most=MOST)


async def units(reader: Reader) -> Response:
    """Show how the files and terms of each unit stand."""
    rows = await reader.api.get("/v1/statistics")
    return reader.page("units.html", rows=rows)


async def words(reader: Reader) -> Response:
    """Show what the words of the pages mean."""
    return reader.page("words.html")


async def nowhere(_reader: Reader) -> Response:
    """Say that there is no such page."""
    raise Refused(HTTPStatus.NOT_FOUND, NO_SUCH_PAGE)


def _end_of_month(day: date) -> date:
    return day.replace(day=monthrange(day.year, day.month)[1])
