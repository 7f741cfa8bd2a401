"""The HTTP edge over a register and docket of its own and cases on paper."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import Engine

from api.app import create_app
from api.pulse import Pulse
from docket import schema
from registry import seed
from registry.database import connect
from registry.registry import Registry
from registry.sealed import Seal
from settings import Settings
from tests.api.asking import Asking
from tests.api.paper_door import PaperDoor


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
def door() -> PaperDoor:
    """Return a door to cases on paper."""
    return PaperDoor()


async def everything_up() -> Pulse:
    """Say that engine and worker are up."""
    return Pulse(engine="up", worker="up")


@pytest_asyncio.fixture
async def asking(
    settings: Settings, door: PaperDoor, registry: Registry, docket: Engine, tokens: dict[str, str]
) -> AsyncIterator[Asking]:
    """Return the API as whoever asks it sees it."""
    app = create_app(settings, door, registry, docket, probe=everything_up)
    transport = httpx.ASGITransport(app, raise_app_exceptions=False)
    async with httpx.AsyncClient(transport=transport, base_url="http://gridcase") as http:
        yield Asking(http, tokens)
