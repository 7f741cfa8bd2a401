"""The console over the API over the real engine, as browsers of several people see it."""

import re
import shutil
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any

import httpx
import pytest
import pytest_asyncio
from playwright.async_api import Browser as Chromium
from temporalio.testing import WorkflowEnvironment

from database.connection import connect
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.conftest import Edge, docket, edge, numbers_of_its_own, registry, settings, shipped, tokens
from tests.engine_service import CaseService
from tests.web.chromium import Town, chromium
from tests.web.standing import Standing, standing

__all__ = ["docket", "edge", "registry", "settings", "shipped", "tokens"]

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


@pytest.fixture(scope="module")
def ground(shipped: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Iterator[Edge]:
    """Return a register and docket that the tests of a module share; each has files of its own in it."""
    var = tmp_path_factory.mktemp("house") / "var"
    shutil.copytree(shipped[0], var)
    settings = Settings(var=var)
    docket = connect(settings.database_url)
    numbers_of_its_own(docket)
    yield Edge(settings, Registry(docket, Seal.from_settings(settings)), docket, shipped[1])
    docket.dispose()


@pytest_asyncio.fixture(scope="module", loop_scope="session")
async def house(ground: Edge, environment: WorkflowEnvironment) -> AsyncIterator[Standing]:
    """Return the console as it is served, with a worker that carries its files: started once for a module."""
    async with standing(ground, CaseService(environment.client, ground.docket)) as found:
        yield found


@pytest_asyncio.fixture
async def browsers(house: Standing, ground: Edge) -> AsyncIterator[Browsers]:
    """Return the console over real files, without a real browser."""
    transport = httpx.ASGITransport(house.app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://gridcase") as http:
        yield Browsers(http, ground.tokens)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def started_browser() -> AsyncIterator[Chromium]:
    """Return a real browser, started once for all tests of this process."""
    async with chromium() as browser:
        yield browser


@pytest_asyncio.fixture
async def town(house: Standing, ground: Edge, started_browser: Chromium) -> AsyncIterator[Town]:
    """Return a browser before the console; its windows are closed after each test."""
    town = Town(house.address, started_browser, ground.tokens)
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
