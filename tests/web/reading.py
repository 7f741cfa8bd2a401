"""The console over a docket alone: pages that only read need no engine, and say so by standing without one."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import httpx

from activities.law_in_force import LawInForce
from api.app import create_app
from settings import Settings
from tests.api.conftest import Edge, everything_up, unreachable
from tests.web.conftest import Browsers
from web.app import Beside, console


@asynccontextmanager
async def reading_console(edge: Edge, settings: Settings | None = None) -> AsyncIterator[Browsers]:
    """Give the console over the files that the docket has, with no engine behind it."""
    asked = settings or edge.settings
    law = LawInForce(edge.docket)
    api = create_app(asked, unreachable(), edge.registry, edge.docket, law=law, probe=everything_up)
    both = Beside(api, console(api, asked, edge.docket))
    transport = httpx.ASGITransport(both, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://gridcase") as http:
        yield Browsers(http, edge.tokens)
