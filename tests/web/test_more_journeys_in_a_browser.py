"""What heads and supervisors do in a real browser of a morning: thirty approvals, who sits on a late case, what if."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest
from playwright.async_api import expect

from models.values import civil_day
from tests.api.asking import FINDING, Asking
from tests.web.chromium import Town

pytestmark = pytest.mark.asyncio

THIRTY = 30
TOGETHER = 6
"""How many findings are sent at a time."""
OFFICERS = ("p-430423-04", "p-430423-06")
LONG_AGO = timedelta(weeks=6)
A_WEEK = timedelta(weeks=1)


async def _findings(asking: Asking, number: int, **more: Any) -> list[str]:  # noqa: ANN401
    """Have the branch find so many violations; return the numbers of the cases."""
    gate = asyncio.Semaphore(TOGETHER)

    async def one(serial: int) -> str:
        body = {**FINDING, "place": f"示例工业园{serial}号排口", "source": "inspection", **more}
        async with gate:
            answer = await asking.sends("/v1/findings", body, "officer")
        assert answer.status_code == 201, answer.text
        return str(answer.json()["file_no"])

    return list(await asyncio.gather(*map(one, range(number))))


def _day(ago: timedelta) -> str:
    return (civil_day(datetime.now(UTC)) - ago).isoformat()


async def test_a_head_approves_thirty_each_by_an_act_of_its_own(town: Town) -> None:
    """Thirty filings on one page, cause and officers entered once; one filed meanwhile is refused by itself."""
    async with httpx.AsyncClient(base_url=town.address, timeout=120) as http:
        asking = Asking(http, town.tokens)
        firm = {"kind": "organisation", "name": "示例三十有限公司", "address": "衡山县开云镇"}
        party = (await asking.sends("/v1/parties", firm)).json()["id"]
        numbers = await _findings(asking, THIRTY, party=party, on=_day(timedelta(0)))
        head = await town.of("head")
        await head.goes("/console/desk?basket=approve")
        await head.page.get_by_role("link", name="逐件审批").click()
        page = head.page
        await expect(page.locator("fieldset.approval")).to_have_count(THIRTY)
        await expect(page.locator(".tabs [aria-current] b")).to_have_text(str(THIRTY))
        await page.locator("summary", has_text="各件相同的栏目").click()
        await page.locator('[name="all.cause"]').fill("涉嫌违法排放水污染物")
        for officer in OFFICERS:
            await page.locator(f'[name="all.officers"][value="{officer}"]').check()
        for number in numbers:
            await page.locator(f'[name="take"][value="{number}"]').check()
        filed = {"cause": "涉嫌违法排放水污染物", "party": party, "officers": list(OFFICERS)}
        answer = await asking.does(numbers[7], "file_case", "head", _day(timedelta(0)), **filed)
        assert answer.status_code == 200, answer.text
        await page.locator("button.main").click()

        await expect(page.locator(".done .count")).to_have_text(str(THIRTY - 1))
        await expect(page.locator("#problem .count")).to_have_text("1")
        await expect(page.locator("#problem li")).to_contain_text(numbers[7])
        await page.reload()
        await expect(page.locator(".done .count")).to_have_text(str(THIRTY - 1))
        for number in numbers:
            acts = (await asking.gets(f"/v1/files/{number}/acts", "head")).json()["acts"]
            assert [act["content"]["act"] for act in acts].count("file_case") == 1
        await head.goes("/console/approvals")
        assert not set(numbers) & set(re.findall(r"\d{4}-\d{6}", await head.says()))


async def test_a_supervisor_finds_who_sits_on_a_late_case(town: Town) -> None:
    """From the board, by the figure of what is late, to the rows, to the case: who has it, since when, what is late."""
    async with httpx.AsyncClient(base_url=town.address, timeout=120) as http:
        asking = Asking(http, town.tokens)
        body = {**FINDING, "on": _day(LONG_AGO)}
        number = (await asking.sends("/v1/findings", body, "patroller")).json()["file_no"]
        me = (await asking.gets("/v1/people/me", "patroller")).json()
    window = await town.of("supervisor")
    await window.page.get_by_role("link", name="督查看板").click()
    page = window.page
    holder = page.locator("tr", has=page.locator("th[scope=row]", has_text=me["name"]))
    await expect(holder).to_contain_text(_day(LONG_AGO))
    late = holder.locator('a[href*="measure=late"]')
    figure = int(await late.inner_text())
    await late.click()

    await expect(page.locator("h1")).to_contain_text(me["name"])
    rows = page.locator("table.list tbody tr")
    await expect(rows).to_have_count(figure)
    row = rows.filter(has_text=number)
    for told in ("已逾期", me["name"], me["unit_name"], _day(LONG_AGO), "衡山县开云镇"):
        await expect(row).to_contain_text(told)
    await row.get_by_role("link", name=number).click()
    await expect(page.locator(".identity")).to_contain_text(f"责任人：{me['name']}")
    await expect(page.locator(".terms").first).to_contain_text("已逾期")
    await window.goes("/console/desk?basket=late")
    mine = page.locator("table.list tbody tr", has_text=number)
    await expect(mine.locator('[data-label="承办"]')).to_contain_text(me["name"])


async def test_what_if_moves_the_terms_on_the_page_and_nothing_in_the_file(town: Town) -> None:
    """From the case one supposes the finding a week earlier: each term that moves stands with both days."""
    async with httpx.AsyncClient(base_url=town.address, timeout=120) as http:
        asking = Asking(http, town.tokens)
        body = {**FINDING, "on": _day(A_WEEK)}
        number = (await asking.sends("/v1/findings", body, "patroller")).json()["file_no"]
        before = (await asking.gets(f"/v1/files/{number}", "head")).json()["standing"]["terms"]
        window = await town.of("head")
        await window.goes(f"/console/files/{number}")
        page = window.page
        await page.get_by_role("link", name="假设某项行为发生在另一天").click()
        await page.locator('[name="act"]').select_option("1")
        await page.locator('[name="day"]').fill(_day(A_WEEK * 2))
        await page.get_by_role("button", name="推演").click()

        rows = page.locator("table.list tbody tr")
        await expect(rows.first).to_contain_text("改期")
        days = re.findall(r"\d{4}-\d{2}-\d{2}", await rows.first.inner_text())
        assert days[0] in {term["last_day"] for term in before}
        assert days[1] < days[0]
        after = (await asking.gets(f"/v1/files/{number}", "head")).json()["standing"]["terms"]
        assert [term["last_day"] for term in after] == [term["last_day"] for term in before]
