"""The console over the API over the real engine, as browsers of several people see it."""

import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from html import unescape
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser as Chromium

from activities.law_in_force import LawInForce
from api.app import create_app
from tests.api.conftest import (
    Edge,
    docket,
    edge,
    everything_up,
    first_case,
    numbered,
    registry,
    service,
    settings,
    shipped,
    tokens,
)
from tests.engine_service import CaseService
from tests.web.chromium import Town, chromium
from tests.web.standing import house
from web.app import Beside, console

__all__ = ["docket", "edge", "first_case", "numbered", "registry", "service", "settings", "shipped", "tokens"]

HIDDEN = re.compile(r'<input type="hidden" name="(\w+)" value="([^"]*)">')


@dataclass
class Browser:
    """What one person has before them: it keeps cookies, follows links, fills in forms."""

    http: httpx.AsyncClient
    hidden: dict[str, str] = field(default_factory=dict)
    """The hidden fields of the last form that was opened."""

    async def open(self, path: str) -> httpx.Response:
        """Open a page."""
        answer = await self.http.get(f"/console{path}")
        self.hidden = {name: unescape(value) for name, value in HIDDEN.findall(answer.text)}
        return answer

    async def send(self, path: str, entered: dict[str, Any], **hidden: str) -> httpx.Response:
        """Send the form that was opened last, filled in; what is hidden in it may be forged."""
        return await self.http.post(f"/console{path}", data={**self.hidden, **hidden, **entered})

    async def act(self, file_no: str, act: str, entered: dict[str, Any]) -> httpx.Response:
        """Open the form of an act and send it filled in."""
        await self.open(f"/files/{file_no}/acts/{act}")
        return await self.send(f"/files/{file_no}/acts/{act}", entered)


@dataclass(frozen=True)
class Browsers:
    """A browser for each person that can be played."""

    http: httpx.AsyncClient
    tokens: dict[str, str]

    async def of(self, role: str) -> Browser:
        """Return the browser of somebody who has signed in."""
        browser = self.nobody()
        answer = await browser.send("/sign-in", {"token": self.tokens[role], "back": "/console/desk"})
        assert answer.status_code == 303, answer.text
        return browser

    def nobody(self) -> Browser:
        """Return a browser in which nobody has signed in."""
        return Browser(httpx.AsyncClient(transport=self.http._transport, base_url="http://gridcase"))


@pytest_asyncio.fixture
async def browsers(edge: Edge, service: CaseService) -> AsyncIterator[Browsers]:
    """Return the console over real files, with a worker that carries them."""
    law = LawInForce(edge.docket)
    api = create_app(edge.settings, service.cases, edge.registry, edge.docket, law=law, probe=everything_up)
    both = Beside(api, console(api, edge.settings, edge.docket))
    transport = httpx.ASGITransport(both, raise_app_exceptions=False)
    async with service.worker(), httpx.AsyncClient(transport=transport, base_url="http://gridcase") as http:
        yield Browsers(http, edge.tokens)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def started_browser() -> AsyncIterator[Chromium]:
    """Return a real browser, started once for all tests of this process."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture
async def town(edge: Edge, service: CaseService, started_browser: Chromium) -> AsyncIterator[Town]:
    """Return the console as it is served, with a worker that carries its files and a browser before it."""
    async with house(edge, service) as address:
        town = Town(address, started_browser, edge.tokens)
        yield town
        await town.close()


@pytest.fixture
def finding() -> dict[str, Any]:
    """Return how a finding is filled in."""
    return {
        "grid": "衡山县 开云镇",
        "place": "示例村排口",
        "pollution": ["water"],
        "summary": "排口外排黑色污水<script>alert(1)</script>",
        "source": "patrol",
    }
