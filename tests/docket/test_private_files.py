"""What is kept locally is its owner's alone."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from database import schema
from database.connection import connect
from database.private_files import keep_private


@pytest.fixture(autouse=True)
def loose() -> Iterator[None]:
    """Let the test begin as a process of anybody does, and give back what it changed."""
    before = os.umask(0o022)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """Return the mode of a folder and of all that is in it."""
    return {path.name: oct(stat.S_IMODE(path.stat().st_mode)) for path in (folder, *folder.rglob("*"))}


def test_the_database_is_its_owners_alone(tmp_path: Path) -> None:
    """The register's names stand in it in clear: the file, and what SQLite keeps beside it, while it is in use."""
    engine = connect(f"sqlite:///{tmp_path / 'var' / 'docket.sqlite3'}")
    schema.upgrade(engine)
    found = modes(tmp_path / "var")
    engine.dispose()

    assert "0o700" == found.pop("var")
    assert {"0o600"} == set(found.values())
    assert "docket.sqlite3" in found


def test_what_was_open_to_others_is_closed_at_the_next_start(tmp_path: Path) -> None:
    """A folder from before is taken from the others with all that is in it; what runs stays runnable."""
    var = tmp_path / "var"
    (var / "log").mkdir(parents=True)
    (var / "log" / "api.log").write_text("x")
    (var / "engine").write_text("x")
    (var / "engine").chmod(0o755)
    (var / "gone").symlink_to(tmp_path / "nowhere")
    keep_private(var)
    (var / "new").write_text("x")
    (var / "gone").unlink()

    assert {"var": "0o700", "log": "0o700", "api.log": "0o600", "engine": "0o700", "new": "0o600"} == modes(var)
