"""What people do in a real browser: a head files a case with a party that is new, all by hand; and what goes wrong."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.async_api import Page, expect

from models.values import CIVIL
from tests.web.chromium import PHONE, Town, Window
from tests.web.population import inspected

pytestmark = pytest.mark.asyncio

HOSTILE = "<img src=x onerror=alert(1)>\"';--=cmd公司"
NUMBER = re.compile(r"/console/files/(\d{4}-\d{6})")
A_DAY = timedelta(days=1)


async def _found(window: Window, place: str = "示例村排口") -> str:
    """Report a finding by its form; return the number of its case."""
    await window.goes("/console/open/report_finding")
    page = window.page
    await page.get_by_label("网格", exact=False).first.fill("衡山县 开云镇")
    await page.locator('[name="place"]').fill(place)
    await page.locator('[name="pollution"][value="water"]').check()
    await page.locator('[name="summary"]').fill("排口外排黑色污水")
    await page.locator('[name="source"]').select_option("patrol")
    await page.locator("button.main").click()
    await page.wait_for_url("**/console/files/*")
    number = NUMBER.search(window.at)
    assert number is not None
    return number[1]


async def _acts(page: Page, act: str) -> int:
    """Return how many times a file says that an act was done."""
    return await page.locator("#acts ~ .wide tbody tr", has_text=act).count()


async def test_a_head_files_a_case_against_a_party_that_is_new(town: Town) -> None:
    """The case was inspected; the head looks the party up, enters it in the register beside the form, and files the case."""
    number = await inspected(town.address, town.tokens)
    head = await town.of("head")
    await head.goes(f"/console/files/{number}/acts/file_case")
    page = head.page
    await page.locator('[name="cause"]').fill("涉嫌违法排放水污染物")
    for officer in ("p-430423-04", "p-430423-06"):
        await page.locator(f'[name="officers"][value="{officer}"]').check()
    seek = page.locator('[name="_seek.party"]')
    await seek.press_sequentially("示例新厂")
    await expect(page.locator("#f-party .choices")).to_contain_text("没有找到")
    await page.locator("#f-party summary").click()
    await page.locator('[name="_new.party.name"]').fill("示例新厂有限公司")
    await page.locator('[name="_new.party.address"]').fill("衡山县开云镇")
    await page.locator('[name="_register"][value="party"]').click()

    await expect(page.locator('[name="party"]')).to_be_checked()
    await expect(page.locator('[name="cause"]')).to_have_value("涉嫌违法排放水污染物")
    await page.locator("button.main").click()
    await expect(page.locator("#problem, .done")).to_have_text(re.compile("已办理"))
    await expect(page.locator(".identity")).to_contain_text("示例新厂有限公司")
    assert await _acts(page, "立案") == 1


async def test_a_party_is_found_as_one_types_and_without_scripts(town: Town) -> None:
    """With scripts the choices come while typing; without, by the button; either way the form keeps what it has."""
    officer = await town.of("officer")
    await officer.goes("/console/parties")
    await officer.page.locator('[name="name"]').fill(HOSTILE)
    await officer.page.get_by_role("button", name="登记", exact=True).click()
    await expect(officer.page.locator("[role=status]")).to_contain_text("已登记")
    number = await _found(await town.of("patroller"))

    for scripts in (True, False):
        window = await town.window(java_script_enabled=scripts)
        await window.goes("/console/sign-in")
        await window.page.locator("#token").fill(town.tokens["head"])
        await window.page.get_by_role("button", name="登录").click()
        await window.goes(f"/console/files/{number}/acts/file_case")
        await window.page.locator('[name="cause"]').fill("案由")
        if scripts:
            await window.page.locator('[name="_seek.party"]').press_sequentially("onerror")
        else:
            await window.page.locator('[name="_seek.party"]').fill("onerror")
            await window.page.locator('[name="_find"]').first.click()
        await expect(window.page.locator("#f-party .choices label")).to_contain_text(HOSTILE)
        await expect(window.page.locator('[name="cause"]')).to_have_value("案由")
        assert await window.page.locator("img[src=x]").count() == 0


async def test_a_refused_act_shows_its_article_and_keeps_what_was_written(town: Town) -> None:
    """A case that was only found cannot be closed: why, by which article, and the words are still in the form."""
    number = await _found(await town.of("patroller"))
    head = await town.of("head")
    await head.goes(f"/console/files/{number}/acts/close_case")
    await head.page.locator('[name="ground"]').select_option("performed")
    await head.page.locator('[name="summary"]').fill("已经办完")
    await head.page.locator("button.main").click()

    await expect(head.page.locator("#problem")).to_be_focused()
    await expect(head.page.locator("#problem")).to_contain_text("《生态环境行政处罚办法》第77条")
    await expect(head.page.locator('[name="summary"]')).to_have_value("已经办完")


async def test_who_may_not_has_no_button_and_is_refused(town: Town) -> None:
    """The patroller's form of a closing has no button; sent whole by hand all the same, it is refused by 403."""
    patroller = await town.of("patroller")
    number = await _found(patroller)
    await patroller.goes(f"/console/files/{number}/acts/close_case")
    page = patroller.page
    await page.locator('[name="ground"]').select_option("performed")
    await page.locator('[name="summary"]').fill("已经办完")

    await expect(page.locator("main")).to_contain_text("您的岗位不能办理")
    assert await page.locator("button.main").count() == 0
    async with page.expect_navigation() as sent:
        await page.evaluate("document.querySelector('form.fill').submit()")
    answer = await sent.value
    assert answer is not None
    assert answer.status == 403
    await expect(page.locator("#problem")).to_contain_text("巡查员，无权办理")
    await expect(page.locator("#problem")).to_contain_text("《生态环境行政处罚办法》第77条")
    assert await page.locator("button.main").count() == 0
    await patroller.goes("/console/open")
    assert "安排巡查" not in await patroller.says()


async def test_a_finding_is_reported_and_read_by_keyboard_alone(town: Town) -> None:
    """Skip link, fields, choices and buttons are reached by Tab and used by the keys."""
    window = await town.of("patroller")
    page = window.page
    await window.goes("/console/open/report_finding")
    await page.keyboard.press("Tab")
    assert "跳到正文" in await page.evaluate("document.activeElement.textContent")
    await page.keyboard.press("Enter")
    wanted: dict[str, Any] = {"grid": "衡山县 开云镇", "place": "示例村排口", "summary": "排口外排黑色污水"}
    for _ in range(200):
        await page.keyboard.press("Tab")
        name, value, is_main = await page.evaluate(
            "() => { const one = document.activeElement; return [one.name || '', one.value || '', one.className] }"
        )
        if name in wanted:
            await page.keyboard.insert_text(wanted.pop(name))
        elif (name, value) == ("pollution", "water"):
            await page.keyboard.press("Space")
        elif name == "source":
            await page.keyboard.press("ArrowDown")
        elif is_main == "main":
            break
    assert wanted == {}
    await page.keyboard.press("Enter")
    await page.wait_for_url("**/console/files/*")
    await expect(page.locator("h1")).to_contain_text("案件")


async def test_two_windows_and_the_back_button_and_a_double_click_count_once(town: Town) -> None:
    """A form that was sent and is sent again after going back is one act; so is one clicked twice."""
    window = await town.of("patroller", viewport=PHONE)
    number = await _found(window)
    page = window.page
    await window.goes(f"/console/files/{number}/acts/stop_on_site")
    await page.locator('[name="measures"]').fill("责令立即停止排放")
    await page.locator('[name="obeyed"]').select_option("是")
    await page.locator("button.main").dblclick()
    await page.wait_for_url("**/files/*?done=*")
    await page.go_back()
    if await page.locator("button.main").count():
        await page.locator("button.main").click()
        await page.wait_for_url("**/files/*?done=*")

    await window.goes(f"/console/files/{number}")
    assert await _acts(page, "制止") <= 2  # once as the finder did it, never more for going back


async def test_a_session_that_ended_in_mid_form_leads_to_signing_in_and_nothing_is_done(town: Town) -> None:
    """Signed out in another window: the form is not taken, one signs in anew; the file has nothing more."""
    window = await town.of("patroller")
    number = await _found(window)
    await window.goes(f"/console/files/{number}/acts/stop_on_site")
    other = Window(await window.page.context.new_page(), window.address)
    await other.goes("/console/desk")
    await other.page.get_by_role("button", name="退出登录").click()
    await other.page.wait_for_url("**/console/sign-in*")
    await window.page.locator('[name="measures"]').fill("责令停止")
    await window.page.locator("button.main").click()

    await window.page.wait_for_url("**/console/sign-in*")
    again = await town.of("patroller")
    await again.goes(f"/console/files/{number}")
    assert "责令停止" not in await again.says()


async def test_a_form_of_an_earlier_session_is_refused_in_words(town: Town) -> None:
    """Signed in as somebody else meanwhile: what the old form would do is not done in the other's name."""
    window = await town.of("patroller")
    number = await _found(window)
    await window.goes(f"/console/files/{number}/acts/stop_on_site")
    other = await window.page.context.new_page()
    await other.goto(f"{town.address}/console/sign-in#{town.tokens['officer']}")
    await other.wait_for_url("**/console/desk")
    await window.page.locator('[name="measures"]').fill("责令停止")
    await window.page.locator("button.main").click()

    await expect(window.page.locator("[role=alert]")).to_contain_text("这张表单是上次登录时打开的，没有办理")


@pytest.mark.parametrize("off", [-A_DAY, A_DAY], ids=["slow", "fast"])
async def test_the_clock_of_the_browser_decides_nothing(town: Town, off: timedelta) -> None:
    """A browser a day off reports at the server's instant, and shows the server's days."""
    window = await town.of("patroller")
    await window.page.clock.set_fixed_time(datetime.now(UTC) + off)
    began = datetime.now(CIVIL).replace(second=0, microsecond=0)
    await _found(window)
    ended = datetime.now(CIVIL)

    shown = await window.page.locator("#acts ~ .wide tbody tr").first.inner_text()
    told = re.search(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", shown)
    assert told is not None
    assert began <= datetime.strptime(told[0], "%Y-%m-%d %H:%M").replace(tzinfo=CIVIL) <= ended
    assert abs(await window.page.evaluate("Date.now()") / 1000 - ended.timestamp()) > A_DAY.total_seconds() / 2


async def test_a_page_that_is_not_there_says_so_in_chinese(town: Town) -> None:
    """With a way back, signed in or not; never a bare English sentence."""
    for window in (await town.of("officer"), await town.window()):
        assert await window.goes("/console/nothing/here") == 404
        text = await window.says()
        assert "没有这个页面" in text
        assert "Not Found" not in text
