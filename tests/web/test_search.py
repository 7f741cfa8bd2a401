"""The search page: words find files by number, document, party, place and facts; figures are rows; others see nothing."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from docket.writer import record
from registry.parties import Parties
from tests.api.conftest import Edge
from tests.docket.values import document, entry
from tests.web.conftest import Browsers
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio

TAB = re.compile(r'<a href="/console([^"]+)"(?: aria-current="page")?>(\S+) <b>(\d+)</b></a>')
FIRST, SECOND = "2026-000001", "2026-000002"


@pytest_asyncio.fixture
async def browsers(edge: Edge) -> AsyncIterator[Browsers]:
    """Return the console over two cases: one of an organisation with a decision, one of nobody."""
    party = Parties(edge.docket).register("organisation", "示例化工有限公司", address="示例路1号").id
    record(edge.docket, entry(FIRST, effects=(document(),), party=party))
    record(edge.docket, entry(SECOND))
    async with reading_console(edge) as found:
        yield found


@pytest.mark.parametrize(
    ("words", "by", "found"),
    [
        ("000001", "案卷编号", {FIRST}),
        ("2026-", "案卷编号", {FIRST, SECOND}),
        ("罚〔2026〕1号", "文号", {FIRST}),
        ("示例化工", "当事人", {FIRST}),
        ("slhg", "当事人", {FIRST}),
        ("衡山", "地点", {FIRST, SECOND}),
        ("沟水发黑", "事实", {FIRST, SECOND}),
        ("沟水 slhg", "全部", {FIRST}),
        ("%", "全部", set()),
        ("没有的字", "全部", set()),
    ],
)
async def test_words_find_files_and_each_figure_is_its_rows(
    browsers: Browsers, words: str, by: str, found: set[str]
) -> None:
    """Who may read the files finds them by what was asked; each tab lists as many as it counts."""
    head = await browsers.of("head")
    page = await head.open(f"/search?words={words.replace('%', '%25')}")
    tabs = {name: (link.replace("&amp;", "&"), int(count)) for link, name, count in TAB.findall(page.text)}

    assert {no for no in (FIRST, SECOND) if f"/console/files/{no}" in page.text} == found
    assert tabs[by][1] == len(found)
    for link, count in tabs.values():
        assert (await head.open(link)).text.count('<th scope="row">') == count


async def test_who_may_not_see_a_file_does_not_find_it_nor_count_it(browsers: Browsers) -> None:
    """The neighbour county finds nothing and is told of nothing; no words, no question."""
    stranger = await browsers.of("neighbour")
    page = await stranger.open("/search?words=000001")

    assert {count for *_, count in TAB.findall(page.text)} == {"0"}
    assert "没有找到" in page.text
    empty = await stranger.open("/search")
    assert empty.status_code == 200
    assert TAB.findall(empty.text) == []
