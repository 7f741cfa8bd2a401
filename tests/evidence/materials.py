"""Materials for tests: pictures as a telephone writes them, documents, and what only pretends to be one."""

import io
import zipfile
import zlib
from pathlib import Path

from PIL import ExifTags, Image

WORD = "word/document.xml"


def photo(side: int = 900, *, said: bool = True, at: str = "2026:09:01 08:30:00", zone: str = "") -> bytes:
    """Return a photograph whose device wrote when and where it was taken: 112.6083 E, 26.9 N."""
    image = Image.new("RGB", (side, side // 2), (90, 60, 30))
    exif = Image.Exif()
    if said:
        exif[ExifTags.Base.Make] = "示例手机"
        inner = exif.get_ifd(ExifTags.IFD.Exif)
        inner[ExifTags.Base.DateTimeOriginal] = at
        if zone:
            inner[ExifTags.Base.OffsetTimeOriginal] = zone
        place = exif.get_ifd(ExifTags.IFD.GPSInfo)
        place[ExifTags.GPS.GPSLongitudeRef], place[ExifTags.GPS.GPSLongitude] = "E", (112.0, 36.0, 30.0)
        place[ExifTags.GPS.GPSLatitudeRef], place[ExifTags.GPS.GPSLatitude] = "N", (26.0, 54.0, 0.0)
    out = io.BytesIO()
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def packed(*parts: tuple[str, bytes]) -> bytes:
    """Return a packed file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts:
            file.writestr(name, content)
    return out.getvalue()


def bomb() -> bytes:
    """Return a document of some hundred kilobytes that unpacks to three hundred megabytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file, file.open(WORD, "w", force_zip64=True) as part:
        for _ in range(300):
            part.write(bytes(1024 * 1024))
    return out.getvalue()


def png_of(width: int, height: int) -> bytes:
    """Return the head of a picture that claims to have so many pixels, and has none."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4, "big") + kind + content + zlib.crc32(kind + content).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")


def written(folder: Path, content: bytes, name: str = "材料") -> Path:
    """Return a file with this content."""
    path = folder / name
    path.write_bytes(content)
    return path
