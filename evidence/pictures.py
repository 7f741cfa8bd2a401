"""What a picture says of itself (照片的拍摄时间、地点), and a small copy of it that says nothing of the kind."""

import io
import math
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from PIL import ExifTags, Image, ImageOps

from models.values import CIVIL

THUMBNAIL = 480
"""Longest side of the small copy, in pixels."""
PRINTED = 1600
"""Longest side of a copy that is set on a page."""
WRITTEN = "%Y:%m:%d %H:%M:%S"
PLACES = 6
"""Decimals of a position: a tenth of a metre."""


class Taken(NamedTuple):
    """When and where a picture was taken, as the device that took it wrote."""

    at: datetime | None = None
    longitude: float | None = None
    latitude: float | None = None


def taken(path: Path) -> Taken:
    """Return what a picture's EXIF says; what is not said, or makes no sense, is None.

    A time without a zone is read as civil time of Hengyang.
    """
    with Image.open(path) as image:
        exif = image.getexif()
    inner = exif.get_ifd(ExifTags.IFD.Exif)
    place = exif.get_ifd(ExifTags.IFD.GPSInfo)
    longitude = _degrees(place, ExifTags.GPS.GPSLongitude, ExifTags.GPS.GPSLongitudeRef, "W", 180)
    latitude = _degrees(place, ExifTags.GPS.GPSLatitude, ExifTags.GPS.GPSLatitudeRef, "S", 90)
    both = longitude is not None and latitude is not None
    return Taken(_moment(inner), longitude if both else None, latitude if both else None)


def _moment(inner: Mapping[int, object]) -> datetime | None:
    said = str(inner.get(ExifTags.Base.DateTimeOriginal, ""))
    zone = str(inner.get(ExifTags.Base.OffsetTimeOriginal, ""))
    try:
        if zone:
            return datetime.strptime(f"{said} {zone}", f"{WRITTEN} %z")
        return datetime.strptime(said, WRITTEN).replace(tzinfo=CIVIL)
    except ValueError:
        return None


def _degrees(place: Mapping[int, object], value: int, side: int, negative: str, most: int) -> float | None:
    """Return degrees, minutes and seconds as degrees."""
    said = place.get(value)
    if not isinstance(said, tuple):
        return None
    try:
        found = math.fsum(float(part) / float(60**n) for n, part in enumerate(said))
    except (TypeError, ValueError, ZeroDivisionError):
        return None
    if not math.isfinite(found) or not 0 <= found <= most:
        return None
    return round(-found if place.get(side) == negative else found, PLACES)


def thumbnail(path: Path, longest: int = THUMBNAIL) -> bytes:
    """Return a small copy of a picture as JPEG, upright, without what the device wrote about time and place."""
    with Image.open(path) as image:
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((longest, longest))
        return _plain(upright)


def _plain(image: Image.Image) -> bytes:
    """Return the pixels alone."""
    pixels = image.convert("RGB")
    bare = Image.new("RGB", pixels.size)
    bare.paste(pixels)
    out = io.BytesIO()
    bare.save(out, "JPEG", quality=85)
    return out.getvalue()
