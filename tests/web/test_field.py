"""The form of the field as it is taken: one no, to the photograph or to an act, stops nothing else of the form."""

import io
from datetime import UTC, datetime
from typing import Any

import pytest
from PIL import Image
from starlette.datastructures import FormData
from starlette.requests import Request

from registry.form_drafts import Form
from tests.api.asking import Asking
from tests.api.conftest import Edge
from tests.web.conftest import Browser, Browsers
from tests.web.reading import reading_console
from web.app import console
from web.asking import Api, Refused
from web.house import House, Reader
from web.pages.field import STOPPING, told_of_all

pytestmark = pytest.mark.asyncio

FORM = {
    "grid": "430423100",
    "place": "示例村排口",
    "pollution": "water",
    "summary": "排口外排黑色污水",
    "measures": "责令立即停止排放",
    "obeyed": "是",
    "upward": "是",
}
PATROLLER, NUMBER = "p-430423100-03", "2026-000123"
AS_SCRIPTS_ASK = {"Accept": "application/json"}


def _picture() -> bytes:
    made = io.BytesIO()
    Image.new("RGB", (64, 48), "#246").save(made, "JPEG")
    return made.getvalue()


async def _send(browser: Browser, photo: bytes, **more: Any) -> Any:  # noqa: ANN401  whatever JSON says
    sent = {"photo": ("x.jpg", photo, "image/jpeg")}
    answer = await browser.http.post(
        "/console/field", data={**browser.hidden, **FORM, **more}, files=sent, headers=AS_SCRIPTS_ASK
    )
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_a_refused_photograph_stops_no_act_and_another_goes_under_the_same_key(browsers: Browsers) -> None:
    """The finding, what was stopped and the report stand; sent again with another picture, only that is added."""
    asking, patroller = Asking(browsers.http, browsers.tokens), await browsers.of("patroller")
    await patroller.open("/field")

    told = await _send(patroller, b"this is no picture")
    no = told["file_no"]
    assert told["photo"]
    assert told["refused"] == f"照片——{told['photo']}"
    acts = (await asking.gets(f"/v1/files/{no}/acts", "head")).json()["acts"]
    assert [act["content"]["act"] for act in acts] == ["report_finding", "stop_on_site", "report_upward"]

    again = await _send(patroller, _picture())
    assert again == {"file_no": no, "refused": "", "photo": "", "refill": "", "typed": ""}
    assert len((await asking.gets(f"/v1/files/{no}/acts", "head")).json()["acts"]) == len(acts)
    kept = (await asking.gets(f"/v1/files/{no}/evidence", "head")).json()
    assert len(kept["materials"]) == 1


async def test_a_photograph_that_is_too_large_stops_nothing_either(browsers: Browsers) -> None:
    """It says so, with what to do; without a script the page says what was done and what was not."""
    patroller = await browsers.of("patroller")
    await patroller.open("/field")
    told = await _send(patroller, b"\xff\xd8" + bytes(9_000_000))
    assert "照片超过8MB" in told["photo"]

    page = await patroller.open("/field")
    sent = {"photo": ("x.jpg", b"words", "image/jpeg")}
    page = await patroller.http.post("/console/field", data={**patroller.hidden, **FORM}, files=sent)
    assert page.status_code == 200
    assert "已提交" in page.text
    assert "发现已经报告；没有办理的：照片——" in page.text


async def test_an_act_that_is_refused_stops_no_later_one(browsers: Browsers) -> None:
    """What was said of the stop is too long to be kept: it is told, and the report upward is made all the same."""
    asking, patroller = Asking(browsers.http, browsers.tokens), await browsers.of("patroller")
    await patroller.open("/field")

    told = await _send(patroller, _picture(), measures="停" * 9000)
    assert told["photo"] == ""
    assert told["refused"].startswith("现场制止——")
    assert told["typed"] == "", "it is kept"
    form = await patroller.open(told["refill"].removeprefix("/console"))
    assert "停" * 9000 in form.text
    await patroller.open("/field")
    too_long = await _send(patroller, _picture(), measures="止" * 100_000)
    assert (too_long["refill"], too_long["typed"]) == ("", "止" * 100_000)
    acts = (await asking.gets(f"/v1/files/{told['file_no']}/acts", "head")).json()["acts"]
    assert [act["content"]["act"] for act in acts] == ["report_finding", "report_upward"]


async def test_what_was_done_is_told_with_its_number_although_the_page_is_away(edge: Edge) -> None:
    """Neither the look into the file nor the page after it costs the number, or what was typed of the stop."""
    async with reading_console(edge) as found:
        house: House = console(found.http._transport, edge.settings, edge.docket).state.house  # type: ignore[arg-type]
        request = Request({"type": "http", "method": "POST", "path": "/console/field", "headers": []})
        me = await Api(found.http, found.tokens["patroller"]).get("/v1/people/me")
        reader = Reader(request, house, Api(found.http, "nobody"), me)
        left = {STOPPING: Refused(409, {"title": "不能办理", "detail": "制止措施太长"})}
        form = FormData({"measures": "责令停止", "obeyed": "否"})
        answer = await told_of_all(reader, form, NUMBER, left, by_script=False)
        draft = house.drafts.of(Form(PATROLLER, NUMBER, STOPPING), datetime.now(UTC))

    page = bytes(answer.body).decode()
    assert f"已提交，案卷编号{NUMBER}" in page
    assert "制止措施太长" in page
    assert draft
    assert draft.entered["measures"] == ("责令停止",)
