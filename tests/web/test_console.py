"""The console as people use it: signing in, the desk, a file, acts as forms; every no with its article."""

import re
from datetime import date
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest

from api.catalogue import catalogue
from law.edition import shipped
from tests.web.conftest import Browser, Browsers
from web.filling import inputs
from web.house import environment
from web.telling import FILTERS

pytestmark = pytest.mark.asyncio

UNTOUCHED: dict[str, object] = {
    **dict.fromkeys(("me", "view", "problem", "now", "kinds", "supposed")),
    **dict.fromkeys(("file_no", "told", "seal", "seal_name", "key", "key_name", "here", "here_path"), ""),
    **dict.fromkeys(("since", "on_hint", "change", "drawn"), ""),
    "is_draft": False,
    "bars": [],
    "other_errors": [],
    "errors": {},
    "given": {"on": "", "happened_at": ""},
    "able": True,
}
"""What a form is drawn with that nobody has filled in yet."""
OUTSIDE = re.compile(r"""(?:src|href|action)="(?!/console|#|data:)([^"]*)\"""")


async def _found(browser: Browser, finding: dict[str, Any]) -> str:
    """Enter a finding by its form and return the number of its case."""
    await browser.open("/open/report_finding")
    answer = await browser.send("/open/report_finding", finding)
    assert answer.status_code == 303, answer.text
    return urlsplit(answer.headers["location"]).path.rpartition("/")[2]


async def test_a_finding_goes_from_the_form_over_the_desk_to_the_next_act(
    browsers: Browsers, finding: dict[str, Any]
) -> None:
    """The patroller enters it, sees it on the desk, stops it on site; hostile words stay words; a double click counts once."""
    patroller = await browsers.of("patroller")
    no = await _found(patroller, finding)

    desk = await patroller.open("/desk")
    assert f"/console/files/{no}" in desk.text
    assert f"/console/files/{no}/acts/report_upward" in desk.text
    page = await patroller.open(f"/files/{no}")
    assert "<script>alert" not in page.text
    assert "&lt;script&gt;alert" in page.text

    await patroller.open(f"/files/{no}/acts/stop_on_site")
    entered = {"measures": "责令立即停止排放", "obeyed": "是"}
    first = await patroller.send(f"/files/{no}/acts/stop_on_site", entered)
    again = await patroller.send(f"/files/{no}/acts/stop_on_site", entered)
    assert first.status_code == again.status_code == 303
    assert first.headers["location"] == again.headers["location"]


async def test_a_refusal_names_its_article_and_keeps_what_was_entered(
    browsers: Browsers, finding: dict[str, Any]
) -> None:
    """Too early, or by the wrong person: the form comes back with the reason, its article, and the words."""
    no = await _found(await browsers.of("patroller"), finding)
    head = await browsers.of("head")

    refused = await head.act(no, "close_case", {"ground": "performed", "summary": "已经办完<b>"})
    unfilled = await head.act(no, "file_case", {"cause": "涉嫌超标排放<b>"})

    assert refused.status_code == 409
    assert 'role="alert"' in refused.text
    assert "依据：《生态环境行政处罚办法》第77条" in refused.text
    assert "已经办完&lt;b&gt;" in refused.text
    assert unfilled.status_code == 422
    assert "涉嫌超标排放&lt;b&gt;" in unfilled.text


async def test_whoever_may_not_sees_no_button_and_is_refused(browsers: Browsers, finding: dict[str, Any]) -> None:
    """The neighbour county may not even read the file; the patroller is offered nothing of the head's."""
    patroller = await browsers.of("patroller")
    no = await _found(patroller, finding)

    stranger = await browsers.of("neighbour")
    assert (await stranger.open(f"/files/{no}")).status_code == 403
    assert no not in (await stranger.open("/desk?basket=doing")).text
    assert "acts/file_case" not in (await patroller.open(f"/files/{no}")).text
    form = await patroller.open(f"/files/{no}/acts/close_case")
    refused = await patroller.send(f"/files/{no}/acts/close_case", {"ground": "performed", "summary": "办完"})
    assert 'class="main"' not in form.text
    assert refused.status_code == 403
    assert "无权办理" in refused.text
    assert "《生态环境行政处罚办法》第77条" in refused.text


async def test_nobody_comes_in_without_signing_in_and_out_is_out(browsers: Browsers) -> None:
    """A page asks who it is and comes back to what was wanted; after signing out the cookie is worth nothing."""
    nobody = browsers.nobody()
    asked = await nobody.open("/desk?basket=done")
    assert asked.headers["location"] == "/console/sign-in?back=%2Fconsole%2Fdesk%3Fbasket%3Ddone"
    wrong = await nobody.send("/sign-in", {"token": "gc_nothing", "back": "//evil.example/"})
    assert wrong.status_code == 401
    system = await nobody.send("/sign-in", {"token": browsers.tokens["12369"], "back": ""})
    assert system.status_code == 403

    head = await browsers.of("head")
    cookie = dict(head.http.cookies)
    await head.open("/desk")
    assert (await head.send("/sign-out", {})).status_code == 303
    head.http.cookies.update(cookie)
    assert (await head.open("/desk")).status_code == 303

    for token in (browsers.tokens["head"], "gcs_nothing", "gcs_1_x"):
        head.http.cookies = httpx.Cookies({"gridcase": token})
        assert (await head.open("/desk")).status_code == 303  # what is no session signs nobody in


@pytest.mark.parametrize("forged", [{"csrf": "0" * 64}, {"csrf": ""}], ids=["another's", "none"])
async def test_a_form_from_elsewhere_does_nothing(
    browsers: Browsers, finding: dict[str, Any], forged: dict[str, str]
) -> None:
    """A form that another site sends in one's name is refused, and nothing is opened."""
    patroller = await browsers.of("patroller")
    place = f"伪造表单的排口{len(forged['csrf'])}"
    await patroller.open("/open/report_finding")

    sent = await patroller.send("/open/report_finding", {**finding, "place": place}, **forged)
    assert sent.status_code == 403
    assert "表单已经失效" in sent.text
    found = await patroller.open(f"/search?words={place}")
    assert "没有找到" in found.text


async def test_every_act_of_the_catalogue_has_its_form() -> None:
    """What the API has, the console has: the form of each act shows every field that the act asks for."""
    law, form = shipped(), environment(FILTERS).get_template("act.html")
    entries = [entry.model_dump(mode="json") for entry in catalogue(law, date(2026, 11, 2)).values()]

    lacking = []
    for act in entries:
        page = form.render(UNTOUCHED, entry=act, fields=inputs(act["fields"], {}, {}, {}))
        lacking += [
            (act["name"], field["name"])
            for field in act["fields"]
            if f'name="{field["name"]}"' not in page and f'id="f-{field["name"]}"' not in page
        ]
    assert len(entries) > 200
    assert lacking == []


async def test_acts_open_where_they_are_done(browsers: Browsers, finding: dict[str, Any]) -> None:
    """An act in a file has its form there, what opens a file has it outside; neither is found at the other's place."""
    officer = await browsers.of("officer")
    no = await _found(await browsers.of("patroller"), finding)

    for path, status in (
        (f"/files/{no}/acts/inspect_site", 200),
        ("/open/receive_complaint", 200),
        (f"/files/{no}/acts/receive_complaint", 404),
        ("/open/inspect_site", 404),
        ("/open/no_such_act", 404),
    ):
        assert (await officer.open(path)).status_code == status, path


async def test_pages_take_nothing_from_elsewhere(browsers: Browsers, finding: dict[str, Any]) -> None:
    """Every address on every page is the console's own; scripts are files, none is written into a page."""
    head = await browsers.of("head")
    no = await _found(await browsers.of("patroller"), finding)
    paths = (
        "/desk",
        "/due",
        "/units",
        "/open",
        f"/files/{no}",
        f"/files/{no}/acts/file_case",
        "/open/receive_complaint",
    )

    for path in paths:
        page = await head.open(path)
        assert page.status_code == 200, path
        assert OUTSIDE.findall(page.text) == []
        assert re.search(r"<script(?![^>]*src=)|\son\w+=|style=", page.text) is None, path
        assert "default-src 'self'" in page.headers["content-security-policy"]


async def test_a_figure_is_the_number_of_its_rows(browsers: Browsers, finding: dict[str, Any]) -> None:
    """Each basket lists as many files as it counts, under every filter."""
    patroller, officer = await browsers.of("patroller"), await browsers.of("officer")
    for _ in range(3):
        await _found(patroller, finding)

    for browser in (patroller, officer):
        for narrowed in ("", "&words=开云", "&alert=late", "&kind=complaints", "&pollution=water"):
            for basket in ("mine", "doing", "done", "late"):
                page = (await browser.open(f"/desk?basket={basket}{narrowed}")).text
                counted = re.search(r'aria-current="page">[^<]*<b>(\d+)</b>', page)
                assert counted is not None
                assert int(counted[1]) == page.count('<th scope="row">'), (basket, narrowed)
