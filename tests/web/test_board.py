"""The supervisors' board in the browser: every figure leads to as many rows; workbooks hold what the page shows."""

import io
import re
from html import unescape
from typing import Any
from urllib.parse import urlsplit

import pytest
from openpyxl import load_workbook

from tests.web.conftest import Browser, Browsers

pytestmark = pytest.mark.asyncio

FIGURE = re.compile(r'<a class="figure" href="/console([^"]+)">([\d.]+)</a>')


async def _found(browser: Browser, finding: dict[str, Any]) -> str:
    await browser.open("/open/report_finding")
    answer = await browser.send("/open/report_finding", finding)
    return urlsplit(answer.headers["location"]).path.rpartition("/")[2]


async def test_every_figure_leads_to_as_many_rows(browsers: Browsers, finding: dict[str, Any]) -> None:
    """The head of a county reads the board: each link lists what its figure counts, zeros as well; others see less."""
    patroller, head = await browsers.of("patroller"), await browsers.of("head")
    numbers = [await _found(patroller, finding) for _ in range(2)]

    page = await head.open("/board")
    figures = [(unescape(link), number) for link, number in FIGURE.findall(page.text)]
    different = {link for link, number in figures if number not in ("0", "0.00")}
    assert different
    for link in sorted(different | {next(link for link, number in figures if number == "0")}):
        rows = (await head.open(link)).text
        counted = re.search(r'<b class="count">(\d+)</b>', rows)
        assert counted is not None
        assert dict(figures)[link] == counted[1] == str(rows.count('<th scope="row">')), link
    assert all(no in (await head.open("/board/rows?measure=open")).text for no in numbers)
    stranger = await browsers.of("neighbour")
    assert numbers[0] not in (await stranger.open("/board/rows?measure=open")).text


async def test_a_workbook_holds_the_rows_of_the_page(browsers: Browsers, finding: dict[str, Any]) -> None:
    """Numbers are text, nothing is a formula, the head is frozen under a line that says what was asked, by whom."""
    patroller, head = await browsers.of("patroller"), await browsers.of("head")
    no = await _found(patroller, finding)

    answer = await head.open("/board/rows.xlsx?measure=open")
    page = load_workbook(io.BytesIO(answer.content))["明细"]
    board = load_workbook(io.BytesIO((await head.open("/board.xlsx")).content))

    assert [cell.value for cell in page["A"][2:]] == [no]
    assert page["A3"].data_type == "s"
    assert page.freeze_panes == "A3"
    assert "在办" in page["A1"].value
    assert "共1行" in page["A1"].value
    assert board.sheetnames == ["各单位", "各县级网格", "承办人", "各月"]
    assert "f" not in {cell.data_type for sheet in board for row in sheet for cell in row}


async def test_days_the_wrong_way_round_are_refused(browsers: Browsers) -> None:
    """A board from a later to an earlier day says what is wrong with it."""
    head = await browsers.of("head")
    page = await head.open("/board?since=2026-05-01&until=2026-04-01")

    assert page.status_code == 400
    assert "晚于最后一日" in page.text
