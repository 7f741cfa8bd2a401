"""What kinds of material are taken (证据材料的类型): told by what a file holds, never by what it is called."""

import zipfile
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

import puremagic
from PIL import Image, UnidentifiedImageError

MEGABYTE = 1024 * 1024
PIXELS = 100_000_000
"""Most pixels of a picture: beyond any camera, and what a machine can still decode."""
UNPACKED = 200 * MEGABYTE
"""Most bytes that a packed document may unpack to."""
PARTS = 5_000
"""Most parts of a packed document."""


class Medium(NamedTuple):
    """A kind of material: what it is called, how its name ends, how large it may be in bytes."""

    type: str
    label: str
    ending: str
    most: int


_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA = {
    medium.type: medium
    for medium in (
        Medium("image/jpeg", "照片", ".jpg", 30 * MEGABYTE),
        Medium("image/png", "图片", ".png", 30 * MEGABYTE),
        Medium("image/webp", "图片", ".webp", 30 * MEGABYTE),
        Medium("application/pdf", "PDF 文件", ".pdf", 60 * MEGABYTE),
        Medium("video/mp4", "录像", ".mp4", 100 * MEGABYTE),
        Medium("audio/mpeg", "录音", ".mp3", 60 * MEGABYTE),
        Medium("audio/wav", "录音", ".wav", 60 * MEGABYTE),
        Medium(f"{_OFFICE}.wordprocessingml.document", "Word 文件", ".docx", 30 * MEGABYTE),
        Medium(f"{_OFFICE}.spreadsheetml.sheet", "Excel 文件", ".xlsx", 30 * MEGABYTE),
    )
}
"""Every kind that is taken, by its media type."""
LARGEST = max(medium.most for medium in MEDIA.values())
PICTURES = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
"""Pictures by what Pillow calls them."""
SAME = {
    "audio/wave": "audio/wav",
    "audio/x-wav": "audio/wav",
    "video/quicktime": "video/mp4",
    "audio/mp3": "audio/mpeg",
}
"""Other words for the same kind."""
INSIDE = {
    "word/document.xml": f"{_OFFICE}.wordprocessingml.document",
    "xl/workbook.xml": f"{_OFFICE}.spreadsheetml.sheet",
}
"""Packed documents by the part that makes them one."""


class Unfit(Exception):  # noqa: N818  an answer, not an error
    """A file that is not taken, with the code of the refusal and the sentence that says why and what would be right."""

    def __init__(self, code: str, sentence: str) -> None:
        self.code, self.sentence = code, sentence
        super().__init__(sentence)


def medium_of(path: Path, called: str, types: Collection[str] = MEDIA) -> Medium:
    """Return what kind of material a file holds; `called` is the name it was sent under, for the answer alone.

    Raises:
        Unfit: it is empty, of none of the kinds that are taken there, broken, or larger than its kind may be.
    """
    size = path.stat().st_size
    if not size:
        raise Unfit("evidence-empty", f"“{called}”是空文件，请检查后重新上传")
    found = _type_of(path, called)
    medium = MEDIA[found] if found in types else None
    if medium is None:
        taken = "、".join(f"{MEDIA[one].label}（{MEDIA[one].ending}）" for one in types)
        raise Unfit("evidence-type", f"“{called}”的内容不是可以存入的材料；可以存入的有：{taken}")
    if size > medium.most:
        raise Unfit("evidence-too-large", too_large(called, medium))
    return medium


def too_large(called: str, medium: Medium | None = None) -> str:
    """Return the sentence about a file that is too large for its kind, or for any."""
    if medium is None:
        return f"“{called}”超过{LARGEST // MEGABYTE}MB；请截取与案件有关的部分，或者降低清晰度后上传，原件另行封存"
    return f"“{called}”超过{medium.label}的上限{medium.most // MEGABYTE}MB；请截取与案件有关的部分后上传，原件另行封存"


def _type_of(path: Path, called: str) -> str:
    """Return the media type of what a file holds; empty where it is none that is taken."""
    if zipfile.is_zipfile(path):
        return _packed(path, called)
    picture = _picture(path, called)
    if picture:
        return picture
    try:
        found = puremagic.magic_file(str(path))
    except (puremagic.PureError, ValueError):
        return ""
    types = (SAME.get(one.mime_type, one.mime_type) for one in found)
    return next((one for one in types if one in MEDIA and one not in PICTURES.values()), "")


def _picture(path: Path, called: str) -> str:
    """Return the type of a picture that can be decoded to its end; empty where the file is no picture."""
    try:
        with Image.open(path, formats=list(PICTURES)) as image:
            if image.width * image.height > PIXELS:
                raise Unfit("evidence-picture", f"“{called}”有{image.width}×{image.height}像素，超过可以处理的上限")
            found = PICTURES[str(image.format)]
            image.load()
    except UnidentifiedImageError:
        return ""
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError):
        raise Unfit("evidence-picture", f"“{called}”是损坏的图片，请重新拍摄或者导出后上传") from None
    return found


def _packed(path: Path, called: str) -> str:
    """Return the type of a packed document; one that unpacks beyond measure is refused without unpacking it."""
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise Unfit("evidence-type", f"“{called}”是损坏的压缩文件") from None
    if len(parts) > PARTS or sum(part.file_size for part in parts) > UNPACKED:
        raise Unfit("evidence-bomb", f"“{called}”解开后超过{UNPACKED // MEGABYTE}MB或者{PARTS}个文件，不予存入")
    names = {part.filename for part in parts}
    return next(_inside(names), "")


def _inside(names: set[str]) -> Iterator[str]:
    yield from (found for part, found in INSIDE.items() if part in names)
