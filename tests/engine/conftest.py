"""The engine under test: our own binary, from the cache or built once."""

from __future__ import annotations

from pathlib import Path

import pytest

import engine
from engine import download, lookup


@pytest.fixture(scope="session")
def binary() -> Path:
    """Return our own engine, whatever else is on PATH."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(download.OFFLINE, "1")
        patch.setattr(lookup, "on_path", lambda _: None)
        found = engine.find(None, print).path
    assert found is not None
    return found
