"""A case from a telephone without network to its closing, by keyboard alone: each at a window of their own."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import httpx
import pytest
from playwright.async_api import expect

from models.values import civil_day
from tests.api.asking import OFFICERS, Asking
from tests.builders import BASIS, REMEDIES, WEIGHED
from tests.web.chromium import PHONE, Town, Window
from tests.web.keys import Keys, Wanted

pytestmark = pytest.mark.asyncio

LONG_AGO = 50
FIRM = "衡山县示例键盘有限公司"
FINE: Wanted = {
    "measures": ["fine"],
    "fine": "80000",
    "facts": "夜间通过暗管外排废水",
    **{f"basis[0].{name}": value for name, value in BASIS[0].items()},
}
TOLD: Wanted = {f"remedies.{name}": value for name, value in REMEDIES.items()}


class Done(NamedTuple):
    """An act of the story: who does it, how many days after the finding, and what is filled in."""

    act: str
    role: str
    later: int
    said: Wanted


STORY = (
    Done("hand_to_department", "clerk", 1, {"unit": "u-430423"}),
    Done(
        "inspect_site",
        "officer",
        2,
        {"record": "雨水口外排黑色废水，现场拍照", "officers": list(OFFICERS), "identity_shown": "是"},
    ),
    Done("confirm_record", "officer-2", 2, {}),
    Done(
        "file_case", "head", 4, {"cause": "涉嫌违法排放水污染物", "_seek.party": "示例键盘", "officers": list(OFFICERS)}
    ),
    Done("serve_correction_order", "officer", 4, {"requirement": "立即停止违法排放", **TOLD}),
    Done("conclude_investigation", "officer", 8, {"proposal": "penalise", "report": "违法事实清楚，建议处罚"}),
    Done("review_case", "reviewer", 9, {"opinion": "agree"}),
    Done("serve_notice", "officer", 12, FINE),
    Done(
        "recheck_correction",
        "officer",
        14,
        {"of": "serve_correction_order", "corrected": "是", "record": "已停止外排", "officers": list(OFFICERS)},
    ),
    Done(
        "decide_penalty",
        "head",
        20,
        {**FINE, **TOLD, **{f"weighing.{name}": value for name, value in WEIGHED.items()}},
    ),
    Done("serve_decision", "officer", 21, {}),
    Done("publish_decision", "clerk", 22, {"summary": "违法排放水污染物，处以罚款"}),
    Done("feed_back", "clerk", 23, {"to": "township", "result": "已依法处罚"}),
    Done("record_payment", "clerk", 25, {"amount": "80000", "receipt": "示例0001"}),
    Done("close_case", "head", 30, {"ground": "performed", "summary": "已履行完毕"}),
)


def _day(later: int) -> str:
    today: date = civil_day(datetime.now(UTC))
    return date.fromordinal(today.toordinal() - LONG_AGO + later).isoformat()


async def _found_without_network(town: Town) -> str:
    """Have the patroller fill in the form of the field, fifty days ago and without network; hand it in today."""
    window = await town.of("patroller", viewport=PHONE)
    page, keys = window.page, Keys(window.page)
    await window.goes("/console/field")
    await page.evaluate("() => navigator.serviceWorker.ready.then(() => null)")
    await page.wait_for_function("() => navigator.serviceWorker.controller")
    await window.goes("/console/field")
    await page.wait_for_function("() => caches.match('/console/field').then(found => Boolean(found))")
    now = datetime.now(UTC)
    await page.context.set_offline(True)
    await page.clock.set_fixed_time(now - timedelta(LONG_AGO))
    await page.reload()
    await keys.fills_in(
        {
            "grid": "430423100",
            "place": "示例村排口",
            "pollution": ["water"],
            "summary": "排口外排黑色污水",
            "measures": "责令立即停止排放",
        }
    )
    await expect(page.locator("#kept li")).to_have_count(1)
    await page.clock.set_fixed_time(now)
    await page.context.set_offline(False)
    await expect(page.locator("#sent li")).to_have_count(1)
    return await page.locator("#sent a").inner_text()


async def _confirms(window: Window, number: str) -> None:
    """Confirm the record on the page of one's own that the desk tells of."""
    await Keys(window.page).follows("/console/confirmations")
    await expect(window.page.locator("article")).to_contain_text(number)
    await Keys(window.page).fills_in({})
    await window.page.wait_for_url("**/console/confirmations?done=*")


async def test_a_case_goes_from_the_telephone_to_its_closing_by_keyboard_alone(town: Town) -> None:
    """Patroller, group, department, both officers, filing, decision, paid, closed; every form found from the desk."""
    async with httpx.AsyncClient(base_url=town.address, timeout=120) as http:
        asking = Asking(http, town.tokens)
        firm = {"kind": "organisation", "name": FIRM, "address": "衡山县开云镇"}
        party = (await asking.sends("/v1/parties", firm)).json()["id"]
        number = await _found_without_network(town)
        windows = {role: await town.of(role) for role in dict.fromkeys(done.role for done in STORY)}
        acts: dict[str, str] = {}
        for done in STORY:
            window = windows[done.role]
            await window.goes("/console/desk")
            if done.act == "confirm_record":
                await _confirms(window, number)
                continue
            page, keys = window.page, Keys(window.page)
            if await page.locator(f'main a[href$="/files/{number}/acts/{done.act}"]').count():
                await keys.follows(f"/files/{number}/acts/{done.act}")
            else:
                await window.goes(f"/console/files/{number}")
                await keys.follows(f"/files/{number}/acts/{done.act}")
            said: dict[str, str | list[str]] = {**done.said, "on": _day(done.later)}
            if "_seek.party" in said:
                said["party"] = [party]
            if "of" in said:
                said["of"] = acts[str(said["of"])]
            await keys.fills_in(said)
            await page.wait_for_url(f"**/files/{number}?done=*")
            acts[done.act] = page.url.rpartition("=")[2]

        answer = (await asking.gets(f"/v1/files/{number}", "head")).json()["standing"]
        listed = (await asking.gets(f"/v1/files/{number}/acts", "head")).json()["acts"]
    assert answer["closed"]
    assert [act["content"]["act"] for act in listed if act["by"]["kind"] == "person"] == [
        *("report_finding", "stop_on_site", "report_upward"),
        *(done.act for done in STORY),
    ]
