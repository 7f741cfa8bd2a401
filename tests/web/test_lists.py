"""Long lists and figures: pages of fifty however many there are, workbooks of all, each figure of a unit its rows."""

import io
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape

import pytest
import pytest_asyncio
from openpyxl import load_workbook
from sqlalchemy import insert, select

from docket.tables import files, terms
from docket.writer import record
from models.values import civil_day
from tests.api.conftest import Edge
from tests.docket.values import entry, term
from tests.web.conftest import Browsers
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio

MANY, PAGE = 1_000, 50
"""Rows of a long list: a page of it shows as many as one of a list of 100,000, which `bench/pages.py` measures."""
MORE = re.compile(r'class="more" href="/console([^"]+)"')
FIGURE = re.compile(r'<a class="figure" href="/console([^"]+)">(\d+)</a>')


@pytest_asyncio.fixture
async def browsers(edge: Edge) -> AsyncIterator[Browsers]:
    """Return the console over many cases of one county, each with a term that ends today."""
    due = term(last_day=civil_day(datetime.now(UTC)))
    record(edge.docket, entry("2026-000001", alert="late", terms=(due,)))
    numbers = [f"2026-{number:06d}" for number in range(2, MANY + 1)]
    with edge.docket.begin() as connection:
        file = dict(connection.execute(select(files)).mappings().one())
        row = dict(connection.execute(select(terms)).mappings().one())
        connection.execute(insert(files), [file | {"file_no": no} for no in numbers])
        connection.execute(insert(terms), [row | {"file_no": no} for no in numbers])
    async with reading_console(edge) as found:
        yield found


@pytest.mark.parametrize("path", ["/desk?basket=late", "/due", "/board/rows?measure=late", "/search?words=2026-"])
async def test_a_page_of_a_long_list_is_short_and_the_next_one_goes_on(browsers: Browsers, path: str) -> None:
    """Fifty rows, another fifty behind them, none twice."""
    head = await browsers.of("head")
    first = (await head.open(path)).text
    more = MORE.search(first)
    assert more is not None
    second = (await head.open(unescape(more[1]))).text

    shown = [re.findall(r'<th scope="row"><a href="/console/files/([^"]+)"', page) for page in (first, second)]
    assert [len(rows) for rows in shown] == [PAGE, PAGE]
    assert set(shown[0]).isdisjoint(shown[1])
    assert len(first.encode()) < 150_000


async def test_the_workbook_of_what_is_due_holds_every_term(browsers: Browsers) -> None:
    """Numbers are words, days are days; the line above tells how many, until when, and by whom."""
    head = await browsers.of("head")
    sheet = load_workbook(io.BytesIO((await head.open("/due.xlsx")).content))["到期一览"]

    assert sheet.max_row == MANY + 2
    assert {cell.value for cell in sheet["D"][2:]} == {f"2026-{number:06d}" for number in range(1, MANY + 1)}
    assert sheet["B3"].is_date
    assert "f" not in {cell.data_type for row in sheet for cell in row}
    assert f"共{MANY}行" in sheet["A1"].value


async def test_each_figure_of_a_unit_is_the_number_of_its_rows(browsers: Browsers) -> None:
    """Every figure is a link; what it lists says the same number, and is none of another county's."""
    head, stranger = await browsers.of("head"), await browsers.of("neighbour")
    figures = [(unescape(link), int(number)) for link, number in FIGURE.findall((await head.open("/units")).text)]

    assert len(figures) >= 7
    assert MANY in {number for _, number in figures}
    for link, number in figures:
        page = (await head.open(link)).text
        counted = re.search(r'<b class="count">(\d+)</b>', page)
        assert counted is not None
        assert int(counted[1]) == number, link
        assert page.count('<th scope="row">') == min(number, PAGE), link
        assert '<b class="count">0</b>' in (await stranger.open(link)).text


async def test_a_place_in_a_list_that_is_none_is_told(browsers: Browsers) -> None:
    """An address that was tampered with says what is wrong with it."""
    head = await browsers.of("head")
    page = await head.open("/due?after=gestern")

    assert page.status_code == 400
    assert "翻页位置" in page.text
