"""Signing in by CAS, a server of which runs: a ticket counts once, for one attempt; whoever is not here stays out."""

from collections.abc import AsyncIterator

import httpx
import pytest
import pytest_asyncio

from settings import BadSettings, Settings
from tests.api.conftest import Edge
from tests.web.cas_server import application
from tests.web.chromium import served
from tests.web.conftest import Browser, Browsers
from tests.web.reading import reading_console
from web.cas import _confirmed
from web.provider import NotSignedIn

pytestmark = pytest.mark.asyncio
BACK = "http://gridcase/console/sign-in/cas/back"
ATTRIBUTES = ("user", "number")


@pytest_asyncio.fixture(params=ATTRIBUTES)
async def browsers(edge: Edge, request: pytest.FixtureRequest) -> AsyncIterator[Browsers]:
    """Return the console of a city that signs in by CAS."""
    async with served(application(BACK)) as address:
        told = edge.settings.model_dump() | {"cas_server": f"{address}/cas", "cas_redirect": BACK}
        async with reading_console(edge, Settings(**(told | {"cas_attribute": request.param}))) as found:
            yield found


async def _came_back(browser: Browser, name: str) -> str:
    """Leave for the server, sign in there, and return where it sends the browser back to."""
    left = await browser.open("/sign-in/cas?back=/console/search")
    assert left.status_code == 303, left.text
    async with httpx.AsyncClient(trust_env=False, timeout=60) as http:
        answer = await http.post(left.headers["location"], data={"name": name})
    assert answer.status_code == 302, answer.text
    return str(answer.headers["location"]).removeprefix("http://gridcase/console")


async def test_whom_cas_knows_and_the_register_too_is_signed_in_once(browsers: Browsers) -> None:
    """The head comes back to the page that was wanted; its ticket is worth nothing again, nor elsewhere."""
    browser, other = browsers.nobody(), browsers.nobody()
    back = await _came_back(browser, "p-430423-01")
    await _came_back(other, "p-430423-01")

    assert "用统一身份认证（CAS）登录" in (await browser.open("/sign-in")).text
    assert (await other.open(back)).status_code == 403
    assert (await browsers.nobody().open(back)).status_code == 403
    answer = await browser.open(back)
    assert answer.headers["location"] == "/console/search"
    assert (await browser.open("/search")).status_code == 200
    assert (await browser.open(back)).status_code == 403


async def test_whom_the_register_does_not_know_is_not(browsers: Browsers) -> None:
    """CAS has signed somebody in whom no office here knows: no session is left."""
    browser = browsers.nobody()
    answer = await browser.open(await _came_back(browser, "nobody-here"))

    assert answer.status_code == 403
    assert "人员名册中没有对应的在岗人员" in answer.text
    assert (await browser.open("/search")).status_code == 303


def confirmation(inside: str = "", before: str = "") -> str:
    """Return a good confirmation of one, with more inside and before it."""
    success = f"<cas:authenticationSuccess><cas:user>a</cas:user>{inside}</cas:authenticationSuccess>"
    return f'{before}<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas">{success}</cas:serviceResponse>'


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>maintenance</html>",
        b'<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"/>',
        confirmation().replace(">a<", "><").encode(),
        confirmation(before='<!DOCTYPE x [<!ENTITY a "b">]>').encode(),
        confirmation(before='<!DOCTYPE x [<!ENTITY a "b">]>').encode("utf-16"),
        confirmation(before=" " * 100_000).encode(),
        confirmation("<cas:n>\u7532</cas:n>", '<?xml version="1.0" encoding="gbk"?>').encode("gbk"),
    ],
    ids=["nothing", "a page", "nobody", "no name", "entities", "entities in UTF-16", "too long", "GBK"],
)
async def test_an_answer_that_confirms_nobody_signs_nobody_in(answer: bytes) -> None:
    """Whatever is no confirmation of CAS in UTF-8, or too long, or declares entities, is a no."""
    with pytest.raises(NotSignedIn):
        _confirmed(answer)


async def test_who_was_signed_in_is_told_by_no_attribute() -> None:
    """An attribute called user is another thing, and one with two values says nobody."""
    told = "<cas:attributes><cas:user>b</cas:user><cas:n>1</cas:n><cas:n>2</cas:n><cas:m>3</cas:m></cas:attributes>"

    assert {"user": "a", "m": "3"} == _confirmed(
        confirmation(told, '<?xml version="1.0" encoding="UTF-8"?>\n').encode()
    )


async def test_production_asks_cas_over_tls_only(edge: Edge) -> None:
    """A server without TLS is refused at the start."""
    told = edge.settings.model_dump() | {"production": True, "cas_server": "http://cas.example/cas"}
    with pytest.raises((BadSettings, ValueError), match="GRIDCASE_CAS_SERVER"):
        Settings(**told)
