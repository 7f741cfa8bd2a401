"""What a code says (二维码): read off a photograph, and which page it leads to."""

import io
import re
from dataclasses import dataclass

import zxingcpp
from PIL import Image, ImageOps

from evidence.media import PICTURES, PIXELS
from models.ids import FILE_NO

PAPER = re.compile(r"GRIDCASE (?P<file_no>\S+) (?P<chain>[0-9a-f]{64})")
"""What the code in a document says (`papers/code.py`)."""
LARGEST = 4_000
"""Pixels of the longer side at which a photograph is read; a larger one is made smaller first."""
TOO_LARGE = (Image.DecompressionBombError, Image.DecompressionBombWarning)
LONGEST = 200
"""Signs of what is typed or read that are looked at."""


class Unreadable(Exception):  # noqa: N818  an answer, not an error
    """There is no code in a picture, or it is no picture."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """What a code or a number means: a file, with the digest of its acts when a paper was made, or something else."""

    file_no: str = ""
    chain: str = ""
    other: str = ""
    """A number of another kind: of a document, or of a certificate."""


def read_off(picture: bytes) -> str:
    """Return what the code in a photograph says.

    Raises:
        Unreadable: it is no picture, or has no code that can be read.
    """
    try:
        with Image.open(io.BytesIO(picture), formats=list(PICTURES)) as opened:
            if opened.width * opened.height > PIXELS:
                raise Unreadable("照片的像素太多，请降低清晰度后重新拍摄，或者输入编号")
            opened.draft("L", (LARGEST, LARGEST))
            image = ImageOps.exif_transpose(opened).convert("L")
    except (OSError, ValueError, SyntaxError, *TOO_LARGE) as error:
        raise Unreadable("这个文件不是可以读取的照片，请重新拍摄，或者输入编号") from error
    image.thumbnail((LARGEST, LARGEST))
    found = next((one.text for one in zxingcpp.read_barcodes(image) if one.text.strip()), "")
    if not found:
        raise Unreadable("照片中没有读到二维码，请靠近、对正重新拍摄，或者输入编号")
    return found.strip()[:LONGEST]


def pointed_at(said: str) -> Pointed:
    """Return what a code, or what somebody typed in its place, means."""
    said = said.strip()[:LONGEST]
    paper = PAPER.fullmatch(said)
    if paper and FILE_NO.fullmatch(paper["file_no"]):
        return Pointed(file_no=paper["file_no"], chain=paper["chain"])
    if FILE_NO.fullmatch(said):
        return Pointed(file_no=said)
    return Pointed(other=said)
