"""What a picture says of itself is read, and taken out of what others see (照片的拍摄时间、地点)."""

import io
from datetime import datetime
from pathlib import Path

import pytest
from PIL import Image

from evidence.pictures import THUMBNAIL, Taken, taken, thumbnail
from models.values import CIVIL
from tests.evidence.materials import photo, written


def test_time_and_place_are_read_as_the_device_wrote_them(tmp_path: Path) -> None:
    """A time without a zone is that of Hengyang."""
    at = datetime(2026, 9, 1, 8, 30, tzinfo=CIVIL)

    assert taken(written(tmp_path, photo())) == Taken(at, 112.608333, 26.9)
    assert taken(written(tmp_path, photo(at="2026:09:01 00:30:00", zone="+00:00"))).at == at


@pytest.mark.parametrize("at", ["", "昨天", "0000:00:00 00:00:00", "2026:13:40 99:00:00"])
def test_a_time_that_makes_no_sense_is_no_time(tmp_path: Path, at: str) -> None:
    """Devices write such."""
    assert taken(written(tmp_path, photo(at=at))).at is None


def test_a_picture_that_says_nothing_says_nothing(tmp_path: Path) -> None:
    """And is taken all the same."""
    assert taken(written(tmp_path, photo(said=False))) == Taken()


def test_the_small_copy_has_the_pixels_alone(tmp_path: Path) -> None:
    """No time, no place, no device."""
    made = thumbnail(written(tmp_path, photo()))
    with Image.open(io.BytesIO(made)) as image:
        assert dict(image.getexif()) == {}
        assert max(image.size) == THUMBNAIL
    assert "示例手机".encode() not in made
