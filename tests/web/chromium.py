"""A real browser before the console: people in windows of their own, what is wrong with a page, how wide it is."""

import asyncio
import socket
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from functools import cache
from http import HTTPStatus
from typing import Any

import uvicorn
from playwright.async_api import Browser, BrowserContext, Page, ViewportSize, async_playwright, expect
from starlette.types import ASGIApp

from tests.ports import free_port
from tools import browser

SERIOUS = ("serious", "critical")
PHONE: ViewportSize = {"width": 390, "height": 844}
DESK: ViewportSize = {"width": 1280, "height": 900}
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
"""By how much a page is wider than its window."""
PATIENCE = 60_000
"""Milliseconds that a page may take on a busy machine."""


class Server(uvicorn.Server):
    """A server beside a test, which leaves Ctrl-C to the tests."""

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        """Take no signal."""
        yield


@asynccontextmanager
async def served(app: ASGIApp) -> AsyncIterator[str]:
    """Serve an application on a free port of this machine, on the loop of the test, and say where."""
    port = free_port()
    with socket.create_server(("127.0.0.1", port)) as listening:
        server = Server(uvicorn.Config(app, log_config=None, lifespan="off", ws="none"))
        serving = asyncio.create_task(server.serve(sockets=[listening]))
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            await serving


@asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Start the browser."""
    found = browser.known()
    expect.set_options(timeout=PATIENCE)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(
            executable_path=found.path, args=list(found.arguments), env=dict(found.environment)
        )
        yield started
        await started.close()


@dataclass(frozen=True)
class Window:
    """One window of one person: a page, and what everybody asks of it."""

    page: Page
    address: str

    async def goes(self, path: str) -> int:
        """Open a page of the console and return its status."""
        answer = await self.page.goto(f"{self.address}{path}")
        return answer.status if answer else 0

    @property
    def at(self) -> str:
        """Return where the window is, without the host."""
        return self.page.url.removeprefix(self.address)

    async def says(self) -> str:
        """Return what a reader reads."""
        return await self.page.inner_text("body")

    async def is_too_wide_by(self) -> int:
        """Return by how many pixels the page would scroll sideways."""
        return int(await self.page.evaluate(TOO_WIDE))

    async def faults(self, *rules: str) -> list[str]:
        """Return what axe holds for serious on this page, each with its place; by some of its rules, or by all."""
        if not await self.page.evaluate("() => Boolean(window.axe)"):
            await self.page.evaluate(_axe())
        asked = {"resultTypes": ["violations"], **({"runOnly": list(rules)} if rules else {})}
        found = await self.page.evaluate("asked => axe.run(document, asked)", asked)
        return [
            f"{self.at} {one['id']}: {node['html'][:200]} {node['failureSummary'][:200]}"
            for one in found["violations"]
            if one["impact"] in SERIOUS
            for node in one["nodes"]
        ]


@cache
def _axe() -> str:
    return browser.known().axe.read_text(encoding="utf-8")


@dataclass
class Town:
    """A running console, a browser, and those who sit before it."""

    address: str
    browser: Browser
    tokens: dict[str, str]
    contexts: list[BrowserContext] = field(default_factory=list)

    async def window(self, **how: Any) -> Window:  # noqa: ANN401  whatever a window of the browser may be
        """Return a window in which nobody has signed in."""
        context = await self.browser.new_context(**{"locale": "zh-CN", "viewport": DESK, **how})
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        return Window(await context.new_page(), self.address)

    async def of(self, role: str, **how: Any) -> Window:  # noqa: ANN401
        """Return a window of somebody who has signed in, at the desk."""
        window = await self.window(**how)
        given: dict[str, str | float | bool] = {"token": self.tokens[role], "back": "/console/desk"}
        await window.page.context.request.post(f"{self.address}/console/sign-in", form=given, max_redirects=0)
        assert await window.goes("/console/desk") == HTTPStatus.OK
        return window

    async def close(self) -> None:
        """Close every window."""
        for context in self.contexts:
            await context.close()
