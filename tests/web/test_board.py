"""The supervisors' board in the browser: every figure leads to as many rows; workbooks hold what the page shows."""

import io
import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from decimal import Decimal
from html import unescape

import pytest
import pytest_asyncio
from openpyxl import load_workbook

from docket.writer import record
from models.counted import Counted
from models.values import civil_day
from tests.api.conftest import Edge
from tests.docket.values import entry, term
from tests.web.conftest import Browsers
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio

FIGURE = re.compile(r'<a class="figure" href="/console([^"]+)">([\d.]+)</a>')
CASES = ["2026-000001", "2026-000002"]


@pytest_asyncio.fixture
async def browsers(edge: Edge) -> AsyncIterator[Browsers]:
    """Return the console over two cases of one county and a penalty of this day."""
    today = civil_day(datetime.now(UTC))
    fined = Counted(act=1, kind="penalty", on=today, unit="u-430423", fine=Decimal("20000.10"))
    due = term(last_day=today)
    for no in CASES:
        made = entry(no, alert="late", terms=(due,)).model_copy(update={"counted": (fined,)})
        record(edge.docket, made)
    async with reading_console(edge) as found:
        yield found


async def test_every_figure_leads_to_as_many_rows(browsers: Browsers) -> None:
    """The head of a county follows each link: as many rows as the figure says, or as much money; others see none."""
    head = await browsers.of("head")
    figures = {unescape(link): number for link, number in FIGURE.findall((await head.open("/board")).text)}
    told = {link: number for link, number in figures.items() if number not in ("0", "0.00")}
    nothing = next(link for link, number in figures.items() if number == "0")

    assert {"measure=open", "measure=late", "measure=due", "measure=penalty", "measure=fines"} <= {
        part for link in told for part in link.split("&")
    }
    for link, number in {**told, nothing: "0"}.items():
        page = (await head.open(link)).text
        rows = page.count('<th scope="row">')
        counted = re.search(r'<b class="count">(\d+)</b>', page)
        fines = re.search(r'<b class="fines">([\d.]+)</b>', page)
        assert counted is not None
        assert int(counted[1]) == rows
        assert number == (fines[1] if fines and "measure=fines" in link else str(rows)), link
    page = (await head.open("/board/rows?measure=late&unit=u-430423&person=none")).text
    assert "<h1>案件　逾期　衡阳市生态环境局衡山分局　没有承办人</h1>" in page
    stranger = await browsers.of("neighbour")
    assert CASES[0] not in (await stranger.open("/board/rows?measure=open")).text


async def test_a_workbook_holds_the_rows_of_the_page(browsers: Browsers) -> None:
    """Numbers are text, nothing is a formula, the head is frozen under a line that says what was asked, by whom."""
    head = await browsers.of("head")

    page = load_workbook(io.BytesIO((await head.open("/board/rows.xlsx?measure=penalty")).content))["明细"]
    board = load_workbook(io.BytesIO((await head.open("/board.xlsx")).content))

    assert [cell.value for cell in page["A"][2:]] == CASES
    assert {page["A3"].data_type, page["F3"].data_type} == {"s", "n"}
    assert page["E3"].is_date
    assert page.freeze_panes == "A3"
    assert "行政处罚" in page["A1"].value
    assert "共2行" in page["A1"].value
    assert board.sheetnames == ["各单位", "各县级网格", "承办人", "各月"]
    assert "f" not in {cell.data_type for sheet in board for row in sheet for cell in row}


async def test_days_the_wrong_way_round_are_refused(browsers: Browsers) -> None:
    """A board from a later to an earlier day says what is wrong with it."""
    head = await browsers.of("head")
    page = await head.open("/board?since=2026-05-01&until=2026-04-01")

    assert page.status_code == 400
    assert "晚于最后一日" in page.text
