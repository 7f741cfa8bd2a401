"""The console as it stands in a town: engine, worker, register and docket of its own, served on this machine."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from starlette.types import ASGIApp

from activities.law_in_force import LawInForce
from api.app import create_app
from database import schema
from database.connection import connect
from registry import seed
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.conftest import Edge, everything_up
from tests.engine_service import CaseService, started_engine
from tests.web.chromium import served
from web.app import Beside, console


@dataclass(frozen=True, slots=True)
class Standing:
    """A console that stands: as an application, and where it is served."""

    app: ASGIApp
    address: str


@asynccontextmanager
async def standing(edge: Edge, service: CaseService) -> AsyncIterator[Standing]:
    """Serve console and API over the files of a service."""
    law = LawInForce(edge.docket)
    api = create_app(edge.settings, service.cases, edge.registry, edge.docket, law=law, probe=everything_up)
    app = Beside(api, console(api, edge.settings, edge.docket))
    async with service.worker(), served(app) as address:
        yield Standing(app, address)


@asynccontextmanager
async def town_of_its_own(var: Path) -> AsyncIterator[tuple[str, dict[str, str]]]:
    """Serve a town in a folder, with an engine of its own; say where, and the tokens of its people."""
    settings = Settings(var=var)
    docket = connect(settings.database_url)
    schema.upgrade(docket)
    seed.load(docket)
    tokens = dict(seed.local_tokens(docket, settings))
    edge = Edge(settings, Registry(docket, Seal.from_settings(settings)), docket, tokens)
    async with started_engine() as environment, standing(edge, CaseService(environment.client, docket)) as found:
        yield found.address, tokens
    docket.dispose()
