"""The page of what changed in the law: read off the catalogue, dated, doubtful provisions marked; bad days refused."""

import re
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from law.edition import shipped
from tests.api.conftest import Edge
from tests.web.conftest import Browsers
from tests.web.reading import reading_console

pytestmark = pytest.mark.asyncio


@pytest_asyncio.fixture
async def browsers(edge: Edge) -> AsyncIterator[Browsers]:
    """Return the console with the law as it is shipped."""
    async with reading_console(edge) as found:
        yield found


async def test_what_began_within_some_days_is_listed_and_nothing_else(browsers: Browsers) -> None:
    """Each provision of the catalogue that began in the days asked for has its row, with its article."""
    officer = await browsers.of("officer")
    page = (await officer.open("/law?since=2021-07-15&until=2021-07-15")).text
    began = [
        one
        for versions in shipped().catalogue.rules.values()
        for one in versions
        if one.since.isoformat() == "2021-07-15"
    ]
    ended = [versions[-1] for versions in shipped().catalogue.rules.values() if str(versions[-1].until) == "2021-07-15"]

    assert began
    assert page.count('<th scope="row">') == len(began) + len(ended)
    assert all(one.citation in page for one in began)
    assert set(re.findall(r"<td>(\d{4}-\d{2}-\d{2}) 周", page)) == {"2021-07-15"}


async def test_days_without_a_change_say_what_to_do(browsers: Browsers) -> None:
    """An empty list says how to see more; a day that is none is refused in a sentence."""
    officer = await browsers.of("officer")

    assert "请把日期放宽" in (await officer.open("/law?since=1901-01-01&until=1901-01-02")).text
    assert (await officer.open("/law?since=gestern")).status_code == 422
