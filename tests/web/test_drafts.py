"""What was typed into a form and not sent: kept as one types, told when the form is opened again, never lost to a login."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from sqlalchemy import update

from registry.tables import tokens
from tests.api.conftest import Edge
from tests.web.conftest import Browsers
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio

FORM = "/open/report_finding"
TYPED = {"grid": "衡山县 开云镇", "summary": "排口外排黑水<b>夜间</b>", "pollution": ["water"]}
WORDS = "排口外排黑水&lt;b&gt;夜间&lt;/b&gt;"
SAME_HOST = {"origin": "http://gridcase"}


@pytest_asyncio.fixture
async def browsers(edge: Edge) -> AsyncIterator[Browsers]:
    """Return the console without an engine behind it: nothing can be sent."""
    async with reading_console(edge) as found:
        yield found


async def test_a_draft_is_kept_by_a_button_or_as_one_types_and_is_there_again(browsers: Browsers) -> None:
    """The button shows the form anew, a script gets a line; opened again, the form is filled in; a colleague sees nothing."""
    patroller = await browsers.of("patroller")
    await patroller.open(FORM)
    by_button = await patroller.send(FORM, {**TYPED, "_keep": "1"})
    as_one_types = await patroller.http.post(
        f"/console{FORM}", data={**patroller.hidden, **TYPED, "_keep": "1"}, headers={"hx-request": "true"}
    )
    again = await patroller.open(FORM)

    assert by_button.status_code == again.status_code == 200
    assert "草稿已于" in by_button.text
    assert WORDS in by_button.text
    assert as_one_types.text.strip().startswith("草稿已于")
    assert "<html" not in as_one_types.text
    assert "已恢复您" in again.text
    assert WORDS in again.text
    assert 'value="water" checked' in again.text
    colleague = await (await browsers.of("clerk")).open(FORM)
    assert "已恢复" not in colleague.text

    await patroller.send(FORM, {"_discard": "1"})
    assert WORDS not in (await patroller.open(FORM)).text


async def test_a_session_that_ended_in_the_middle_of_a_form_loses_nothing(browsers: Browsers, edge: Edge) -> None:
    """The form is sent too late: one is asked to sign in, comes back to the form, and finds it filled in."""
    patroller = await browsers.of("patroller")
    await patroller.open(FORM)
    _end_all(edge)

    late = await patroller.send(FORM, TYPED)
    typing = await patroller.http.post(
        f"/console{FORM}", data={**patroller.hidden, **TYPED, "_keep": "1"}, headers={"hx-request": "true"}
    )
    assert late.status_code == 303
    assert late.headers["location"] == f"/console/sign-in?back=%2Fconsole{FORM.replace('/', '%2F')}"
    assert "重新登录" in typing.text
    back = await (await browsers.of("patroller")).open(FORM)
    assert "已恢复您" in back.text
    assert WORDS in back.text
    assert "已恢复" not in (await (await browsers.of("clerk")).open(FORM)).text


@pytest.mark.parametrize("forged", [{"csrf": "0" * 64}, {"csrf": ""}], ids=["another's", "none"])
async def test_what_another_site_sends_in_an_ended_session_is_not_kept(
    browsers: Browsers, edge: Edge, forged: dict[str, str]
) -> None:
    """A draft is one's own: without the seal of the session nothing is kept."""
    patroller = await browsers.of("patroller")
    await patroller.open(FORM)
    _end_all(edge)
    await patroller.send(FORM, TYPED, **forged)

    assert "已恢复" not in (await (await browsers.of("patroller")).open(FORM)).text


async def test_a_form_opened_before_one_signed_in_again_comes_back_with_what_was_typed(browsers: Browsers) -> None:
    """Signed in anew in another window: the old form does nothing, and shows its words under a fresh seal."""
    patroller = await browsers.of("patroller")
    await patroller.open(FORM)
    old = dict(patroller.hidden)
    await patroller.send("/sign-out", {})
    await patroller.send("/sign-in", {"token": browsers.tokens["patroller"], "back": ""})

    stale = await patroller.http.post(f"/console{FORM}", data={**old, **TYPED}, headers=SAME_HOST)
    elsewhere = await patroller.http.post(f"/console{FORM}", data={**old, **TYPED}, headers={"origin": "http://evil"})

    assert stale.status_code == elsewhere.status_code == 403
    assert "表单已经失效" in stale.text
    assert WORDS in stale.text
    assert old["csrf"] not in stale.text
    assert WORDS not in elsewhere.text


async def test_a_draft_too_long_is_told(browsers: Browsers) -> None:
    """What is more than a form can send is not kept, and that is said."""
    patroller = await browsers.of("patroller")
    await patroller.open(FORM)
    told = await patroller.send(FORM, {**TYPED, "summary": "长" * 100_000, "_keep": "1"})

    assert "草稿没有存下" in told.text


def _end_all(edge: Edge) -> None:
    """Let every session of the office end by itself."""
    with edge.docket.begin() as connection:
        connection.execute(
            update(tokens)
            .where(tokens.c.expires_at.is_not(None))
            .values(expires_at=datetime.now(UTC) - timedelta(minutes=1))
        )
