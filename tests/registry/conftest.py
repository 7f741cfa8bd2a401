"""The register under test, on either database, with a clock that stands still."""

from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from sqlalchemy import Engine

from registry.registry import Registry
from registry.sealed import Seal
from tests.docket.databases import engine, postgresql, sqlite
from tests.registry.lists import NOON, Desk

__all__ = ["NOON", "engine", "postgresql", "registry", "sqlite"]


@pytest.fixture
def registry(engine: Engine) -> Registry:
    """The shipped register with its made-up people."""
    return Registry(engine, Seal(Fernet.generate_key().decode()), now=lambda: NOON)


@pytest.fixture
def desk(engine: Engine, tmp_path: Path) -> Desk:
    """The register as it is shipped, and a folder."""
    return Desk(engine, tmp_path)
