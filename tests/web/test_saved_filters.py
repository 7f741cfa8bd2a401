"""Filters saved on the desk: links with counts, each as many rows as it says; deleted, spoilt, forged."""

import re
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from html import unescape

import pytest
import pytest_asyncio

from docket.saved_filters import save, saved_by
from docket.writer import record
from models.values import civil_day
from tests.api.conftest import Edge
from tests.docket.values import entry, term
from tests.web.conftest import Browser, Browsers
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio

SAVED = re.compile(r'<nav class="tabs saved".*?</nav>', re.DOTALL)
LINK = re.compile(r'<a href="/console([^"]+)">(.*?) <b>(\d+)</b></a>')
HEAD = "p-430423-01"


@pytest_asyncio.fixture
async def browsers(edge: Edge) -> AsyncIterator[Browsers]:
    """Return the console over three cases: two late, one of them with a hostile place to look for."""
    due = term(last_day=civil_day(datetime.now(UTC)))
    for number, alert in enumerate(("late", "late", "none"), 1):
        record(edge.docket, entry(f"2026-{number:06d}", alert=alert, terms=(due,)))
    async with reading_console(edge) as found:
        yield found


def _links(page: str) -> dict[str, tuple[str, int]]:
    found = SAVED.search(page)
    return {unescape(name): (unescape(link), int(n)) for link, name, n in LINK.findall(found[0])} if found else {}


async def _save(browser: Browser, name: str, asked: dict[str, str]) -> int:
    await browser.open("/desk?words=x")
    browser.hidden = {part: browser.hidden[part] for part in ("csrf", "key")}
    return (await browser.send("/desk/filters", {"name": name, **asked})).status_code


async def test_a_saved_filter_is_a_link_with_as_many_rows_as_it_counts(browsers: Browsers) -> None:
    """Under a name that is shown as it was typed; changed under the same name; nobody else has it."""
    head = await browsers.of("head")
    hostile = "<script>alert(1)</script>"
    assert await _save(head, hostile, {"basket": "late"}) == 303
    assert await _save(head, "编号一", {"basket": "doing", "words": "000001"}) == 303
    assert await _save(head, "编号一", {"basket": "late", "words": "000002"}) == 303

    page = (await head.open("/desk?basket=done")).text
    links = _links(page)
    assert "<script>alert" not in page
    assert {name: count for name, (_, count) in links.items()} == {hostile: 2, "编号一": 1}
    for link, count in links.values():
        assert (await head.open(link)).text.count('<th scope="row">') == count
    assert _links((await (await browsers.of("officer")).open("/desk")).text) == {}


async def test_a_saved_filter_is_deleted_by_its_form_alone(browsers: Browsers, edge: Edge) -> None:
    """A form from elsewhere saves and deletes nothing; deleting twice is deleting once."""
    head = await browsers.of("head")
    await _save(head, "逾期的", {"basket": "late"})
    number = saved_by(edge.docket, HEAD)[0].id
    await head.open("/desk")

    forged = {"csrf": "0" * 64}
    assert (await head.send("/desk/filters", {"name": "伪造", "basket": "late"}, **forged)).status_code == 403
    assert (await head.send("/desk/filters/delete", {"filter": number}, **forged)).status_code == 403
    assert list(_links((await head.open("/desk")).text)) == ["逾期的"]
    for _ in range(2):
        assert (await head.send("/desk/filters/delete", {"filter": number})).status_code == 303
    assert _links((await head.open("/desk")).text) == {}


async def test_a_filter_that_may_not_be_asked_any_more_says_so(browsers: Browsers, edge: Edge) -> None:
    """The rest of the desk stands; it can be deleted."""
    spoilt = save(edge.docket, HEAD, "旧的", {"alert": "purple"}, datetime.now(UTC))
    head = await browsers.of("head")
    page = await head.open("/desk?basket=late")

    assert page.status_code == 200
    assert "保存的筛选“旧的”已经失效（“期限”不再适用）" in page.text
    assert page.text.count('<th scope="row">') == 2
    await head.send("/desk/filters/delete", {"filter": spoilt.id})
    assert "旧的" not in (await head.open("/desk")).text


@pytest.mark.parametrize(
    ("name", "asked", "told"), [("", {}, "不合要求"), ("名", {"alert": "purple"}, "alert"), ("长" * 41, {}, "name")]
)
async def test_what_cannot_be_saved_is_told_on_the_desk(
    browsers: Browsers, name: str, asked: dict[str, str], told: str
) -> None:
    """Without a name, with one too long, of what the desk does not know: one sentence, and nothing saved."""
    head = await browsers.of("head")
    await head.open("/desk?words=x")
    head.hidden = {part: head.hidden[part] for part in ("csrf", "key")}
    page = await head.send("/desk/filters", {"name": name, "basket": "mine", **asked})

    assert page.status_code == 422, told
    assert 'role="alert"' in page.text
    assert _links((await head.open("/desk")).text) == {}
