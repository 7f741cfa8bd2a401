"""The HTTP edge over the real engine, with a register and docket of its own for each test."""

import shutil
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import Engine
from temporalio.testing import WorkflowEnvironment

from activities.law_in_force import LawInForce
from api.app import create_app
from api.link import Link
from api.pulse import Pulse
from api.world import Files, Probe
from database import schema
from database.connection import connect
from kinds import COMPLAINT, MATTER
from law.edition import shipped as shipped_law
from models.ids import file_number
from models.values import CIVIL
from registry import seed
from registry.numbers import reserve_file_number
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests import serials
from tests.api.asking import Asking
from tests.engine_service import CaseService

THIS_YEAR = datetime.now(CIVIL).year
NOBODY_WAITS = timedelta(seconds=1)
"""How long is waited for an engine or a worker that is away on purpose."""
DEMO = 2024
"""The year of the story that `gridcase demo` plays."""
NEXT_STORY = THIS_YEAR + 1
"""Rehearsals of the tests play no later than in this year."""


@pytest.fixture(scope="session")
def shipped(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """Return a folder with the register as it is shipped, and the tokens of a local start."""
    var = tmp_path_factory.mktemp("shipped")
    settings = Settings(var=var)
    engine = connect(settings.database_url)
    schema.upgrade(engine)
    seed.load(engine)
    tokens = dict(seed.local_tokens(engine, settings))
    engine.dispose()
    return var, tokens


@pytest.fixture
def settings(shipped: tuple[Path, dict[str, str]], tmp_path: Path) -> Settings:
    """Return settings over a copy of what is shipped."""
    var = tmp_path / "var"
    shutil.copytree(shipped[0], var)
    return Settings(var=var)


@pytest.fixture
def tokens(shipped: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """Return the local tokens, by role."""
    return shipped[1]


@pytest.fixture
def docket(settings: Settings) -> Iterator[Engine]:
    """Return the docket's database."""
    engine = connect(settings.database_url)
    yield engine
    engine.dispose()


@pytest.fixture
def registry(settings: Settings, docket: Engine) -> Registry:
    """Return the register."""
    return Registry(docket, Seal.from_settings(settings))


@pytest.fixture
def numbered(docket: Engine) -> int:
    """Return the serial after which the numbers of this test begin."""
    return numbers_of_its_own(docket)


def numbers_of_its_own(docket: Engine, since: int = DEMO) -> int:
    """Have the files of a docket numbered where no other's are; return the serial after which they begin."""
    last = serials.block()
    with docket.begin() as connection:
        for year in range(since, NEXT_STORY + 1):
            for letter in ("", COMPLAINT.letter, MATTER.letter):
                for rehearsal in (False, True):
                    reserve_file_number(connection, file_number(letter, year, last, rehearsal=rehearsal))
    return last


@pytest.fixture
def first_case(numbered: int) -> str:
    """Return the number that the first case of this test gets."""
    return file_number("", THIS_YEAR, numbered + 1)


@pytest.fixture
def service(environment: WorkflowEnvironment, docket: Engine, numbered: int) -> CaseService:
    """Return a service: the engine, a task queue, the docket that the API reads; no worker yet."""
    return CaseService(environment.client, docket)


@dataclass(frozen=True)
class Edge:
    """What the API stands on beside the files."""

    settings: Settings
    registry: Registry
    docket: Engine
    tokens: dict[str, str]

    @asynccontextmanager
    async def over(self, files: Files, probe: Probe | None = None) -> AsyncIterator[Asking]:
        """Return the API over these files, as whoever asks it sees it."""
        law = LawInForce(self.docket)
        app = create_app(self.settings, files, self.registry, self.docket, law=law, probe=probe or everything_up)
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://gridcase") as http:
            yield Asking(http, self.tokens)


def unreachable() -> Link:
    """Return files behind an engine that is not there."""
    return Link("127.0.0.1:1", "gridcase", shipped_law, task_queue="cases", timeout=NOBODY_WAITS)


async def everything_up() -> Pulse:
    """Say that engine and worker are up."""
    return Pulse(engine="up", worker="up")


@pytest.fixture
def edge(settings: Settings, registry: Registry, docket: Engine, tokens: dict[str, str]) -> Edge:
    """Return what the API stands on."""
    return Edge(settings, registry, docket, tokens)


@pytest_asyncio.fixture
async def asking(edge: Edge, service: CaseService) -> AsyncIterator[Asking]:
    """Return the API over real files, with a worker that carries them."""
    async with service.worker(), edge.over(service.cases) as asking:
        yield asking
