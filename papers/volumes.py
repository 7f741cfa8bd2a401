"""In which volume and order the pieces of a file stand when it is archived (立卷归档), as data (`volumes.toml`)."""

import tomllib
from collections.abc import Iterable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, Literal

from models.values import Value

VolumeName = Literal["正卷", "副卷"]
VOLUMES: tuple[VolumeName, ...] = ("正卷", "副卷")
MATERIAL, SOURCE, RECEIPT, CUSTODY = "material", "source", "receipt", "custody"
"""What a piece is that no form makes: a material, the page of the source, the sheet of things taken; and a receipt."""
THE_REST = "*"


class VolumePart(Value):
    """A part of a volume, and what stands in it."""

    volume: VolumeName
    name: str
    forms: tuple[str, ...]
    receipts: tuple[str, ...] = ()
    marks: tuple[str, ...] = ()
    """On which grounds papers and materials are put here by choice (列入副卷的事由)."""


class Retention(Value):
    """How long files are kept (保管期限)."""

    usual_years: int
    important: str
    grade: str


class Piece(Value):
    """One piece of a file: a document, a material."""

    form: str
    act_no: int
    act: str
    """The name of the act that it is of."""
    title: str
    number: str = ""
    dated: date
    issued: str = ""
    """The SHA-256 of the PDF under which it was put out; empty where it was drawn up for the archive."""
    mark: str = ""
    """On which ground somebody put it into 副卷, whatever it is; empty where its kind alone says where it stands."""


@cache
def parts() -> tuple[VolumePart, ...]:
    """Return the parts in their order."""
    return tuple(VolumePart(**row) for row in _read()["part"])


@cache
def retention() -> Retention:
    """Return how long files are kept."""
    return Retention(**_read()["retention"])


def _read() -> dict[str, Any]:
    return tomllib.loads(Path(__file__).with_name("volumes.toml").read_text("utf-8"))


def arranged(pieces: Iterable[Piece]) -> dict[VolumeName, list[Piece]]:
    """Return the pieces of each volume in their order: by part, in it by act."""
    found: dict[VolumeName, list[tuple[int, int, int, Piece]]] = {name: [] for name in VOLUMES}
    for place, piece in enumerate(pieces):
        at = _part_of(piece)
        found[parts()[at].volume].append((at, piece.act_no, place, piece))
    return {name: [row[3] for row in sorted(rows, key=lambda row: row[:3])] for name, rows in found.items()}


def _part_of(piece: Piece) -> int:
    """Return in which part a piece stands: by its mark, a receipt where its service is, the rest by its form.

    A mark never brings out what its kind keeps in 副卷; what no part names stands with the rest.
    """
    by_kind = _by_kind(piece)
    if not piece.mark or parts()[by_kind].volume == "副卷":
        return by_kind
    return next(at for at, part in enumerate(parts()) if piece.mark in part.marks)


def _by_kind(piece: Piece) -> int:
    for at, part in enumerate(parts()):
        named = piece.act in part.receipts if piece.form == RECEIPT else piece.form in part.forms
        if named:
            return at
    return next(at for at, part in enumerate(parts()) if THE_REST in part.forms)
