"""The whole system for a story: the API over the real engine, a worker, a docket, and the hotline's callback."""

import pytest
from sqlalchemy import Engine

from registry.entries import System
from registry.registry import Registry
from registry.seed import HOTLINE
from registry.systems import register_system
from tests.api.asking import Asking
from tests.api.conftest import (
    asking,
    docket,
    edge,
    first_case,
    numbered,
    registry,
    service,
    settings,
    shipped,
    tokens,
)
from tests.callback import SECRET, Callback
from tests.engine_service import CaseService
from tests.journeys.telling import Telling

__all__ = [
    "asking",
    "docket",
    "edge",
    "first_case",
    "numbered",
    "registry",
    "service",
    "settings",
    "shipped",
    "tokens",
]


@pytest.fixture
def telling(asking: Asking, service: CaseService, docket: Engine, registry: Registry) -> Telling:
    """Return what a story is told with."""
    return Telling(asking, service, docket, registry)


@pytest.fixture
def hotline(docket: Engine, service: CaseService) -> Callback:
    """Return the callback of the hotline, registered, with nobody behind it yet."""
    found = Callback()
    system = System(id=HOTLINE.id, name=HOTLINE.name, callback_url=found.url)
    register_system(docket, system, SECRET, service.seal)
    return found
