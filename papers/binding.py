"""A volume bound (装订): cover, index, the pieces with their page numbers, and the note at the end (备考表), as one PDF."""

import io
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Literal, NamedTuple

import typst
from pypdf import PdfReader, PdfWriter

from law.chinese import day
from papers import fonts
from papers.rare import folders
from papers.volumes import Piece

TEMPLATE = Path(__file__).with_name("volume.typ")
PICTURE = "picture.jpg"
Cells = Sequence[tuple[str, str]]


class Bound(NamedTuple):
    """A volume, with the pages on which each piece stands."""

    content: bytes
    pages: int
    spans: tuple[tuple[int, int], ...]
    """First and last page of each piece."""


def bound(organ: str, volume: str, cover: Cells, pieces: Sequence[tuple[Piece, bytes]], remarks: Cells) -> Bound:
    """Return a volume of the pieces, each a PDF; the same pieces give the same bytes.

    Raises:
        FontsUnavailable: the fonts are not here.
        CharactersLacking: none of them has a character of what the volume says of itself.
    """
    read = [PdfReader(io.BytesIO(content)) for _, content in pieces]
    spans, last = [], 0
    for one in read:
        spans.append((last + 1, last + len(one.pages)))
        last += len(one.pages)
    index = [
        (str(place), piece.title, piece.number, day(piece.dated), str(first) if first == end else f"{first}—{end}")
        for place, ((piece, _), (first, end)) in enumerate(zip(pieces, spans, strict=True), 1)
    ]
    told = {"organ": organ, "volume": volume, "title": volume}
    whole = [*cover, ("本卷页数", f"{last}页"), ("本卷件数", f"{len(pieces)}件")]
    writer = PdfWriter()
    writer.append(io.BytesIO(page("front", {**told, "cover": whole, "index": index})))
    numbers = PdfReader(io.BytesIO(page("numbers", {**told, "pages": last}))).pages if last else []
    for content, number in zip((leaf for one in read for leaf in one.pages), numbers, strict=True):
        writer.add_page(content).merge_page(number)
    writer.append(io.BytesIO(page("back", {**told, "title": "卷内备考表", "cover": list(remarks)})))
    out = io.BytesIO()
    writer.write(out)
    return Bound(out.getvalue(), last, tuple(spans))


def page(part: Literal["front", "numbers", "picture", "back"], said: dict[str, Any], picture: bytes = b"") -> bytes:
    """Return pages that are made for a volume."""
    with TemporaryDirectory(prefix="gridcase-") as scratch:
        template = Path(shutil.copy(TEMPLATE, scratch))
        if picture:
            (template.parent / PICTURE).write_bytes(picture)
        made = typst.compile(
            str(template),
            font_paths=folders(json.dumps(said, ensure_ascii=False)),
            ignore_system_fonts=True,
            sys_inputs={"said": json.dumps({**said, "part": part, "fonts": [fonts.FAMILY], "picture": PICTURE})},
            format="pdf",
        )
    return bytes(made) if isinstance(made, bytes) else bytes(made[0])
