"""The page of a file: its parts in their order, papers and evidence with a preview, the review so far, acts put right.

Also what goes wrong with two windows, the back button, a form that has become too old.
"""

import io
import re
from typing import Any
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from PIL import Image
from sqlalchemy import event

from tests.api.conftest import Edge
from tests.web.conftest import Browser, Browsers
from tests.web.population import Population, populated
from tests.web.standing import Standing

pytestmark = pytest.mark.asyncio

PARTS = ("到期的期限和依据", "下一步", "时间轴", "行为", "文书和证据材料", "责任单位和责任人", "案卷评查（至今）")
MOST_QUESTIONS = 6
STOP = {"measures": "责令立即停止排放<i>", "obeyed": "是"}


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def population(house: Standing, ground: Edge) -> Population:
    """Return files in different stages, made once."""
    return await populated(house.address, ground.tokens)


async def _found(browsers: Browsers, finding: dict[str, Any]) -> tuple[Browser, str]:
    patroller = await browsers.of("patroller")
    await patroller.open("/open/report_finding")
    sent = await patroller.send("/open/report_finding", finding)
    return patroller, urlsplit(sent.headers["location"]).path.rpartition("/")[2]


def _words(page: str) -> str:
    return re.sub(r"<[^>]+>", "", page)


async def test_a_file_is_told_in_the_order_in_which_it_is_asked_after(
    browsers: Browsers, population: Population
) -> None:
    """Who and what light, what is due, what next and by when, timeline, acts, papers, people, the review so far."""
    head = await browsers.of("head")
    page = (await head.open(f"/files/{population['noticed']}")).text
    heads = [_words(one) for one in re.findall(r"<h2[^>]*>(.*?)</h2>", page)]

    assert heads == list(PARTS)
    stage = re.search(r'<p class="stage">(.*?)</p>', page)
    assert stage is not None
    assert "接下来：" in stage[1]
    assert "最迟 2" in stage[1]
    assert "由" in stage[1]
    assert "/documents/" in page
    assert 'loading="lazy" alt="《' in page


async def test_a_file_asks_the_database_six_questions_at_most(
    browsers: Browsers, population: Population, ground: Edge
) -> None:
    """However many people, units and papers stand in it; the holiday notices, asked for once a second, are apart."""
    head = await browsers.of("head")
    asked: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if "SELECT" in statement and "notices" not in statement:
            asked.append(statement)

    for name in ("inspected", "served"):
        event.listen(ground.docket, "before_cursor_execute", listen)
        page = await head.open(f"/files/{population[name]}")
        event.remove(ground.docket, "before_cursor_execute", listen)
        assert page.status_code == 200
        assert len(asked) <= MOST_QUESTIONS, asked
        asked.clear()


async def test_evidence_is_seen_small_and_taken_out_as_it_came(
    browsers: Browsers, population: Population, ground: Edge, house: Standing
) -> None:
    """A picture has a preview, opens as the bytes that were received, to be kept; others may not have it."""
    no, head = population["waiting"], await browsers.of("head")
    held = io.BytesIO()
    Image.new("RGB", (60, 40), "green").save(held, "JPEG")
    kept = await browsers.http.post(
        f"/v1/files/{no}/evidence",
        params={"name": "排口<b>.jpg", "note": "下游拍摄"},
        content=held.getvalue(),
        headers={"Authorization": f"Bearer {ground.tokens['clerk']}"},
    )
    where = f"/files/{no}/evidence/{kept.json()['material']['sha256']}"

    page = (await head.open(f"/files/{no}")).text
    assert f'src="/console{where}/thumbnail"' in page
    assert "排口&lt;b&gt;.jpg" in page
    original, small = await head.open(where), await head.open(f"{where}/thumbnail")
    assert original.content == held.getvalue()
    assert original.headers["content-disposition"].startswith("attachment")
    assert small.headers["content-type"] == "image/jpeg"
    assert (await (await browsers.of("neighbour")).open(where)).status_code == 403


async def test_the_review_so_far_says_score_and_what_is_missing(browsers: Browsers, population: Population) -> None:
    """A file with a decision has points and open questions; one that was only found has none yet; others see nothing."""
    head, no = await browsers.of("head"), population["served"]
    told = (await head.open(f"/files/{no}/review")).text
    early = (await head.open(f"/files/{population['new']}/review")).text

    assert f'hx-get="/console/files/{no}/review"' in (await head.open(f"/files/{no}")).text
    assert re.search(r"<b>(\d+(\.\d+)?分|0分)</b>", told)
    assert "还缺什么" in told
    assert "还不足以计分" in early
    assert (await (await browsers.of("neighbour")).open(f"/files/{no}/review")).status_code == 403


async def test_two_windows_on_one_case_do_one_act(browsers: Browsers, finding: dict[str, Any]) -> None:
    """The window that comes second is told why not, and keeps what was typed; the first one's act stands alone."""
    patroller, no = await _found(browsers, finding)
    await patroller.open(f"/files/{no}/acts/report_upward")
    first = dict(patroller.hidden)
    await patroller.open(f"/files/{no}/acts/report_upward")
    second = dict(patroller.hidden)

    done = await patroller.http.post(f"/console/files/{no}/acts/report_upward", data=first)
    late = await patroller.http.post(f"/console/files/{no}/acts/report_upward", data={**second, "on": "2026-01-05"})
    assert done.status_code == 303
    assert late.status_code == 409
    assert 'role="alert"' in late.text
    assert 'value="2026-01-05"' in late.text
    page = (await patroller.open(f"/files/{no}")).text
    assert page.count('<td data-label="行为">向上级报告') == 1


async def test_back_after_sending_and_a_double_click_count_once(browsers: Browsers, finding: dict[str, Any]) -> None:
    """The same form sent again leads to the same act, whatever was changed in between is refused."""
    patroller, no = await _found(browsers, finding)
    await patroller.open(f"/files/{no}/acts/stop_on_site")
    first = await patroller.send(f"/files/{no}/acts/stop_on_site", STOP)
    twice = await patroller.send(f"/files/{no}/acts/stop_on_site", STOP)
    other = await patroller.send(f"/files/{no}/acts/stop_on_site", {**STOP, "measures": "另一句话"})

    assert first.headers["location"] == twice.headers["location"]
    assert other.status_code == 409
    assert "另一句话" in other.text


async def test_a_browser_whose_clock_is_a_day_ahead_is_told(browsers: Browsers, finding: dict[str, Any]) -> None:
    """The server's day decides: what would happen tomorrow is refused at its field, and what was typed stays."""
    patroller, no = await _found(browsers, finding)
    tomorrow = "2100-01-01"
    page = await patroller.act(no, "stop_on_site", {**STOP, "on": tomorrow})

    assert page.status_code in (409, 422)
    assert f'value="{tomorrow}"' in page.text
    assert "责令立即停止排放&lt;i&gt;" in page.text


async def test_a_correction_shows_what_moves_before_it_is_confirmed(
    browsers: Browsers, finding: dict[str, Any]
) -> None:
    """First the terms that move, nothing yet done; sent again it is done. What the act says can be put right too."""
    patroller, no = await _found(browsers, {**finding, "on": "2026-11-20"})
    await patroller.act(no, "stop_on_site", {**STOP, "on": "2026-11-20"})
    path = f"/files/{no}/acts/correct_act"
    head = await browsers.of("clerk")
    who = head if 'class="main"' in (await head.open(path)).text else await browsers.of("head")
    await who.open(path)

    shown = await who.send(path, {"of": "2", "_choose": "1"})
    assert 'name="fields.measures"' in shown.text
    assert "责令立即停止排放&lt;i&gt;" in shown.text
    entered = {"of": "2", "happened_at": "2026-11-21T10:00", "reason": "日期误录", "fields.measures": "责令停产"}
    await who.open(f"{path}?of=1")
    of_another = await who.send(path, {**entered, "_seen": "2=2026-11-21"})
    assert of_another.status_code == 200
    assert "所选的行为已经改变，没有更正" in of_another.text
    assert "责令停产" not in of_another.text
    await who.open(f"{path}?of=2")
    looked_at = await who.send(path, {**entered, "fields.obeyed": "是"})
    assert looked_at.status_code == 200
    assert "先看期限怎样变化" in looked_at.text
    assert "更正记录" not in _words((await who.open(f"/files/{no}")).text.partition('id="acts"')[2])


async def test_a_kind_of_violation_is_filled_in_without_a_script(browsers: Browsers, population: Population) -> None:
    """A choice and a button: provision and bounds stand in the form, what was typed stays."""
    head, path = await browsers.of("officer"), f"/files/{population['inspected']}/acts/serve_notice"
    page = (await head.open(path)).text
    kind, title = re.findall(r'<option value="([a-z0-9_]+)">[^<]*（《([^》]+)》', page)[0]
    filled = await head.send(path, {"_kind": kind, "_fill": "1", "facts": "夜间外排<u>"})

    assert filled.status_code == 200
    assert f">{title}</textarea>" in filled.text
    assert 'id="bounds"' in filled.text
    assert "夜间外排&lt;u&gt;" in filled.text
    assert "罚款：" in filled.text


async def test_what_a_form_of_the_field_could_not_do_is_filled_in_again_without_a_script(
    browsers: Browsers, finding: dict[str, Any]
) -> None:
    """The finding stands; what was refused behind it is a draft in the file, one link away."""
    patroller = await browsers.of("patroller")
    await patroller.open("/field")
    broken = {"photo": ("x.jpg", b"no picture", "image/jpeg")}
    too_long = "当场责令停止<q>" + "停" * 9000
    said = {**patroller.hidden, **finding, "grid": "430423100", "measures": too_long, "obeyed": "否"}
    page = await patroller.http.post("/console/field", data=said, files=broken)

    link = re.search(r'href="/console(/files/[^"]+/acts/stop_on_site)">改填', page.text)
    assert link is not None, page.text
    form = (await patroller.open(link[1])).text
    assert "当场责令停止&lt;q&gt;" in form
    assert '<option value="否" selected>' in form
