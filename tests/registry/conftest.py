"""The register under test, on either database, with a clock that stands still."""

from datetime import datetime

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine

from models.values import CIVIL
from registry.registry import Registry
from registry.sealed import Seal
from tests.docket.databases import engine, postgresql, sqlite

__all__ = ["engine", "postgresql", "registry", "sqlite"]

NOON = datetime(2026, 3, 2, 12, tzinfo=CIVIL)


@pytest.fixture
def registry(engine: Engine) -> Registry:
    """The shipped register with its made-up people."""
    return Registry(engine, Seal(Fernet.generate_key().decode()), now=lambda: NOON)
