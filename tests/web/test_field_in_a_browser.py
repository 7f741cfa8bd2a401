"""A telephone on site without network: forms wait on it, and are taken over once, in order, when it is back."""

from collections.abc import Mapping
from typing import Any

import httpx
import pytest
from playwright.async_api import FilePayload, Page, Route, expect

from tests.api.asking import Asking
from tests.web.chromium import PHONE, Town, Window
from tests.web.test_codes import photographed

pytestmark = pytest.mark.asyncio

KEPT = "() => caches.match('/console/field').then(found => Boolean(found))"
LARGEST = 150_000
"""Bytes that a page may weigh on a telephone, with what it is drawn with."""


async def _on_site(town: Town, role: str = "patroller") -> Window:
    """Return a telephone that has the page of the field on it."""
    window = await town.of(role, viewport=PHONE, has_touch=True, is_mobile=True)
    await window.goes("/console/field")
    await window.page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    await window.page.wait_for_function("() => navigator.serviceWorker.controller")
    await window.goes("/console/field")
    await window.page.wait_for_function(KEPT)
    return window


async def _fills_in(page: Page, place: str, *, measures: str = "") -> None:
    """Fill in the form, and send it."""
    grid = page.locator("#grid")
    if await grid.input_value() == "":
        await grid.select_option(index=1)
    await page.locator("#place").fill(place)
    await page.locator('[name="pollution"][value="water"]').check()
    await page.locator("#summary").fill("排口外排黑色污水")
    await page.locator("#measures").fill(measures)
    await page.locator("#field button.main").tap()


async def _files(town: Town, page: Page) -> list[Mapping[str, Any]]:
    """Return the files that the telephone says it has handed in, as the API shows them."""
    numbers = await page.locator("#sent a").all_inner_texts()
    async with httpx.AsyncClient(base_url=town.address, timeout=120) as http:
        asking = Asking(http, town.tokens)
        return [(await asking.gets(f"/v1/files/{number}/acts", "head")).json() for number in numbers]


def _did(file: Mapping[str, Any]) -> list[str]:
    return [act["content"]["act"] for act in file["acts"]]


async def test_forms_filled_in_without_network_are_taken_over_once_and_in_order(town: Town) -> None:
    """Two findings on site, one stopped: the page opens without network, keeps both, hands them in by itself."""
    window = await _on_site(town)
    page = window.page
    await page.context.set_offline(True)
    await page.reload()
    await expect(page.locator("#offline")).to_be_visible()
    await _fills_in(page, "第一处排口", measures="责令立即停止排放")
    await expect(page.locator("#kept li")).to_have_count(1)
    await _fills_in(page, "第二处排口")
    await expect(page.locator("#kept li")).to_have_count(2)
    await page.reload()
    await expect(page.locator("#kept li")).to_have_count(2)
    await page.context.set_offline(False)

    await expect(page.locator("#sent li")).to_have_count(2)
    await expect(page.locator("#waiting")).to_be_hidden()
    first, second = await _files(town, page)
    assert _did(first) == ["report_finding", "stop_on_site", "report_upward"]
    assert _did(second) == ["report_finding", "report_upward"]
    assert [file["acts"][0]["content"]["place"]["text"] for file in (first, second)] == ["第一处排口", "第二处排口"]
    assert first["file_no"] < second["file_no"]


async def test_an_answer_that_is_lost_makes_no_second_finding(town: Town) -> None:
    """The form came through, its answer did not: it is handed in again under the same key, and is one finding."""
    window = await _on_site(town)
    page = window.page
    answers: list[dict[str, Any]] = []

    async def loses_the_first(route: Route) -> None:
        answer = await route.fetch()
        answers.append(await answer.json())
        await (route.abort() if len(answers) == 1 else route.fulfill(response=answer))

    await page.route(lambda url: url.endswith("/console/field"), loses_the_first)
    await _fills_in(page, "答复丢失的排口", measures="责令停止")
    await expect(page.locator("#stuck")).to_contain_text("没有送到")
    await expect(page.locator("#kept li")).to_have_count(1)
    await page.locator("#flush").tap()

    await expect(page.locator("#sent li")).to_have_count(1)
    assert len(answers) == 2
    assert answers[0] == answers[1]
    (file,) = await _files(town, page)
    assert _did(file) == ["report_finding", "stop_on_site", "report_upward"]


async def test_what_is_refused_stays_with_its_reason_and_can_be_filled_in_again(town: Town) -> None:
    """A form that the file refuses says why and goes no further; another's form waits for whoever filled it in."""
    window = await _on_site(town)
    page = window.page
    await page.evaluate("() => { document.getElementById('place').removeAttribute('maxlength') }")
    await _fills_in(page, "远" * 3000)
    await expect(page.locator("#kept")).to_contain_text("没有办理")
    await page.get_by_role("button", name="改填").tap()
    await expect(page.locator("#kept li")).to_have_count(0)
    await expect(page.locator("#place")).to_have_value("远" * 3000)
    await page.context.set_offline(True)
    await _fills_in(page, "改正后的排口")
    await expect(page.locator("#kept li")).to_have_count(1)
    await page.context.clear_cookies()
    await page.context.set_offline(False)
    await expect(page.locator("#stuck")).to_contain_text("登录已经结束")
    await page.goto(f"{town.address}/console/sign-in#{town.tokens['officer']}")
    await page.wait_for_url("**/console/desk")
    await window.goes("/console/field")
    await expect(page.locator("#kept")).to_contain_text("由另一人填写")
    assert not await page.locator("#sent li").count()


async def test_a_refused_photograph_waits_for_another_and_everything_else_is_done(town: Town) -> None:
    """The row says that only the photograph was not taken; another one goes with it, and the row is gone."""
    window = await _on_site(town)
    page = window.page
    broken: FilePayload = {"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": b"this is no picture"}
    await page.locator("#photo").set_input_files(broken)
    await _fills_in(page, "照片坏了的排口", measures="责令停止")
    await expect(page.locator("#kept li")).to_contain_text("照片没有收下，其余已经办理")
    (file,) = await _files(town, page)
    assert _did(file) == ["report_finding", "stop_on_site", "report_upward"]
    picture: FilePayload = {
        "name": "又一张.jpg",
        "mimeType": "image/jpeg",
        "buffer": await page.screenshot(type="jpeg"),
    }
    await page.get_by_label("另选照片").set_input_files(picture)

    await expect(page.locator("#waiting")).to_be_hidden()
    again = (await _files(town, page))[-1]
    assert again["file_no"] == file["file_no"]
    assert _did(again) == _did(file)


async def test_a_code_is_read_off_a_photograph_where_the_browser_reads_none(town: Town) -> None:
    """Chromium on Linux has no detector of codes: the camera is not offered, the picture is read on the server."""
    window = await town.of("officer", viewport=PHONE, has_touch=True, is_mobile=True)
    page = window.page
    await window.goes("/console/scan")
    await expect(page.locator("#camera")).to_be_hidden()
    picture: FilePayload = {"name": "证件.jpg", "mimeType": "image/jpeg", "buffer": photographed("示例执法0000")}
    await page.locator("#photo").set_input_files(picture)
    await page.get_by_role("button", name="读取").tap()

    await expect(page.locator("#problem")).to_contain_text("名册中没有证号为“示例执法0000”的执法证件")
    await expect(page.locator("#code")).to_have_value("示例执法0000")


async def test_the_page_works_without_scripts_with_a_photograph_and_is_light(town: Town) -> None:
    """Without a script the form is sent at once, with its photograph; page and what it is drawn with are small."""
    window = await town.window(java_script_enabled=False, viewport=PHONE)
    page = window.page
    await window.goes("/console/sign-in")
    await page.locator("#token").fill(town.tokens["patroller"])
    await page.get_by_role("button", name="登录").click()
    weights: list[int] = []
    page.on("response", lambda answer: weights.append(int(answer.headers.get("content-length", 0))))
    await window.goes("/console/field")
    await page.wait_for_load_state("networkidle")
    picture = await page.screenshot(type="jpeg")
    grid = page.locator("#grid")
    if await grid.input_value() == "":
        await grid.select_option(index=1)
    await page.locator("#place").fill("有照片的排口")
    await page.locator('[name="pollution"][value="water"]').check()
    await page.locator("#summary").fill("排口外排黑色污水")
    await page.locator("#photo").set_input_files({"name": "现场.jpg", "mimeType": "image/jpeg", "buffer": picture})
    await page.locator("#field button.main").click()

    await expect(page.locator(".done")).to_contain_text("已提交")
    await page.locator(".done a").click()
    await expect(page.locator("#papers ~ ul")).to_contain_text("现场照片.jpg")
    assert 0 < sum(weights) < LARGEST


async def test_the_words_of_a_stop_that_was_refused_are_one_link_away(town: Town) -> None:
    """The form leaves the telephone; what was typed of the stop stands in the form of that act."""
    window = await _on_site(town)
    page = window.page
    await _fills_in(page, "制止没有记下的排口", measures="停" * 9000)
    await page.get_by_role("link", name="改填当场制止的措施").tap()

    await expect(page.locator("#i-measures")).to_have_value("停" * 9000)
