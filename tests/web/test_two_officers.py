"""Two officers, each on a device of his own: one enters, the other confirms, both desks tell, and late is late."""

import re
from datetime import UTC, datetime, timedelta

import pytest

from models.values import civil_day
from tests.api.asking import FINDING, OFFICERS, Asking
from tests.web.conftest import Browsers

pytestmark = pytest.mark.asyncio

SECOND = "officer-2"
LATE = timedelta(days=2)


def _day(ago: timedelta) -> str:
    return (civil_day(datetime.now(UTC)) - ago).isoformat()


async def test_a_record_waits_for_the_other_officers_own_word(browsers: Browsers) -> None:
    """Who entered it is refused with the article; the other confirms it once, two days late, and nobody waits."""
    asking = Asking(browsers.http, browsers.tokens)
    no = (await asking.sends("/v1/findings", {**FINDING, "on": _day(LATE)}, "patroller")).json()["file_no"]
    await asking.does(no, "report_upward", "patroller", _day(LATE))
    await asking.does(no, "hand_to_department", "clerk", _day(LATE), unit="u-430423")
    said = {"record": "雨水口外排黑色废水<b>", "officers": OFFICERS, "identity_shown": True}
    entered = await asking.does(no, "inspect_site", "officer", _day(LATE), **said)
    assert entered.status_code == 200, entered.text
    of = str(entered.json()["act_no"])
    first, second = await browsers.of("officer"), await browsers.of(SECOND)

    assert "1</b>件等待您确认" in (await second.open("/confirmations/line")).text
    assert "1件等待另一名执法人员确认" in (await first.open("/confirmations/line")).text
    page = await second.open("/confirmations")
    assert "雨水口外排黑色废水&lt;b&gt;" in page.text
    assert re.search(r"<dt>[^<]*出示[^<]*</dt><dd>是</dd>", page.text)
    officers = re.search(r"<dt>执法人员</dt><dd>([^<]+)</dd>", page.text)
    assert officers
    assert not any(number in officers[1] for number in OFFICERS), "persons are told by their names"
    assert re.search(r"雨水口外排[^<]*（待[^）]+确认）", (await first.open(f"/files/{no}")).text)
    await first.open("/confirmations")
    refused = await first.send("/confirmations", {"file_no": no, "of": of}, key="forged-by-hand")
    assert refused.status_code == 403
    assert "本人录入的" in refused.text
    assert "依据：《生态环境行政处罚办法》第10条、第23条" in refused.text

    await second.open("/confirmations")
    for _ in range(2):
        assert (await second.send("/confirmations", {"file_no": no, "of": of})).status_code == 303
    acts = (await asking.gets(f"/v1/files/{no}/acts", "head")).json()["acts"]
    confirmed = [act for act in acts if act["content"]["act"] == "confirm_record"]
    assert [act["by"]["id"] for act in confirmed] == [OFFICERS[1]]
    assert f"第{of}号“现场检查”，事后第2日确认" in (await first.open(f"/files/{no}")).text
    for browser in (first, second):
        assert no not in (await browser.open("/confirmations")).text


async def test_a_forged_confirmation_confirms_nothing(browsers: Browsers) -> None:
    """A form that is not of this session is refused; so is one about a file that nobody has, or that says no number."""
    second = await browsers.of(SECOND)
    await second.open("/confirmations")

    assert (await second.send("/confirmations", {"file_no": "x", "of": "1"}, csrf="0" * 64)).status_code == 403
    for file_no, of in (("2026-999999", "1"), ("x/../y", "1"), ("", "")):
        assert (await second.send("/confirmations", {"file_no": file_no, "of": of}, key="a-key")).status_code in {
            404,
            422,
        }
