"""Materials are kept once, numbered as they came, and given back byte for byte, on both databases (证据材料)."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from evidence.keeping import Materials
from evidence.store import Damaged, Store, digest_of
from models.people import Actor
from tests.docket.databases import engine, postgresql, sqlite
from tests.evidence.materials import photo, written

__all__ = ["engine", "postgresql", "sqlite"]

NO = "2026-000001"
OFFICER = Actor(id="p-430423-04", kind="person", unit="u-430423", level=2)
NOW = datetime(2026, 9, 2, 1, tzinfo=UTC)


@pytest.fixture
def materials(engine: Engine, tmp_path: Path) -> Materials:
    """Return the materials over a folder of their own."""
    return Materials(engine, Store(str(tmp_path / "kept")), lambda: NOW)


def test_a_material_is_kept_as_it_was_received_beside_what_its_device_says(
    materials: Materials, tmp_path: Path
) -> None:
    """The device's time stands beside the system's."""
    content = photo()
    material, repeated = materials.keep(NO, written(tmp_path, content), "排口.jpg", OFFICER, "排口外排黑水")

    assert not repeated
    assert (material.no, material.media, material.size) == (1, "image/jpeg", len(content))
    assert material.received_at == NOW
    assert material.taken_at == datetime(2026, 9, 1, 0, 30, tzinfo=UTC)
    assert (material.longitude, material.latitude) == ("112.608333", "26.9")
    assert b"".join(materials.store.parts(material.sha256)) == content
    assert materials.listed(NO) == (material,)
    assert materials.one(NO, material.sha256) == material


def test_the_same_material_counts_once_in_a_file_and_stands_in_another_too(
    materials: Materials, tmp_path: Path
) -> None:
    """Sent again under another name, it stands as it first came."""
    path = written(tmp_path, photo())
    first, _ = materials.keep(NO, path, "甲.jpg", OFFICER)
    again, repeated = materials.keep(NO, path, "乙.jpg", OFFICER)
    other, elsewhere = materials.keep("2026-000002", path, "丙.jpg", OFFICER)

    assert (again, repeated, elsewhere) == (first, True, False)
    assert other.name == "丙.jpg"


def test_materials_that_come_together_get_each_a_number_of_its_own(materials: Materials, tmp_path: Path) -> None:
    """Without gap or double; the same one twice among them."""
    paths = [written(tmp_path, photo(side), f"{side}") for side in (100, 200, 300, 300)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda path: materials.keep(NO, path, "现场.jpg", OFFICER), paths))

    assert [one.no for one in materials.listed(NO)] == [1, 2, 3]


def test_what_was_changed_in_the_store_is_never_given_out_whole(materials: Materials, tmp_path: Path) -> None:
    """Nobody rests a penalty on it; and it is told when the same comes again."""
    path = written(tmp_path, photo())
    material, _ = materials.keep(NO, path, "排口.jpg", OFFICER)
    (kept,) = (tmp_path / "kept").rglob(material.sha256)
    kept.write_bytes(b"something else")

    with pytest.raises(Damaged):
        materials.store.check(material.sha256)
    with pytest.raises(Damaged):
        materials.keep("2026-000002", path, "排口.jpg", OFFICER)


def test_nothing_is_kept_outside_the_folder(tmp_path: Path) -> None:
    """Only a digest names what is kept."""
    store = Store(str(tmp_path / "kept"))
    secret = written(tmp_path, b"secret")

    for digest in ("../材料", "", "A" * 64, digest_of(secret)):
        with pytest.raises(FileNotFoundError):
            store.check(digest)
