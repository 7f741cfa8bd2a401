"""Rare characters (生僻字) that the fonts of documents lack: names and places are set with them all the same.

The font that has them comes in pieces of a block each; a piece is unpacked when its first character is asked for.
What no font has is told by name before a page is set: a document with a hole in it is never put out.
"""

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from filelock import FileLock
from fontTools.ttLib import TTFont

from papers import fonts

SHEET = "HanaMin.min.css"
"""Which piece has which characters."""
NOTHING_TO_SET = frozenset("\n\r\t")


class CharactersLacking(Exception):  # noqa: N818  an answer, not an error
    """No font here has these characters; which they are, and what to do."""


def folders(text: str) -> list[str]:
    """Return the folders of the fonts that a text is set in, the usual ones first.

    Raises:
        FontsUnavailable: they are not here.
        CharactersLacking: a character is in none of them.
    """
    usual = fonts.known()
    rest = sorted(set(text) - _signs(usual / next(iter(fonts.FILES))) - NOTHING_TO_SET)
    if not rest:
        return [str(usual)]
    pieces = fonts.home() / fonts.RARE
    lacking = [sign for sign in rest if not _unpacked(pieces, sign)]
    office = fonts.home() / fonts.OFFICE
    if missing := [sign for sign in lacking if not any(sign in _signs(one) for one in _fonts_in(office))]:
        named = "、".join(f"“{sign}”（U+{ord(sign):04X}）" for sign in missing)
        sentence = f"现有字体没有{named}的字形，照此制作会缺字；请改正用字，或将含有该字的字体文件放入{office}"
        raise CharactersLacking(sentence)
    return [str(usual), str(pieces), *([str(office)] if lacking else [])]


def _fonts_in(folder: Path) -> Iterable[Path]:
    """Return the fonts that the office has put there itself (单位自备字体)."""
    return sorted(one for one in folder.glob("*") if one.suffix.lower() in {".ttf", ".otf"})


@cache
def _signs(font: Path) -> frozenset[str]:
    with TTFont(font, lazy=True) as opened:
        return frozenset(map(chr, opened.getBestCmap()))


def _unpacked(pieces: Path, sign: str) -> bool:
    """Tell whether a piece has a character, and have it there for the setter."""
    for name in (one for one, spans in _sheet(pieces) if any(ord(sign) in span for span in spans)):
        made = (pieces / name).with_suffix(".ttf")
        if not made.is_file():
            with FileLock(pieces / "unpack.lock"):
                _unpack(pieces / name, made)
        if sign in _signs(made):
            return True
    return False


def _unpack(piece: Path, made: Path) -> None:
    if made.is_file():
        return
    fresh = made.with_suffix(".new")
    with TTFont(piece, recalcTimestamp=False) as opened:
        opened.flavor = None
        opened.save(fresh)
    fresh.replace(made)


@cache
def _sheet(pieces: Path) -> tuple[tuple[str, tuple[range, ...]], ...]:
    told = (pieces / SHEET).read_text("utf-8")
    rows = re.findall(r"url\((HanaMin[^)]+)\)[^}]*unicode-range:([^}]*)", told)
    return tuple((name, tuple(_span(one) for one in spans.split(","))) for name, spans in rows)


def _span(told: str) -> range:
    """Return the characters of `U+20000-203ff`, or of one alone."""
    first, _, last = told.strip().removeprefix("U+").partition("-")
    return range(int(first, 16), int(last or first, 16) + 1)
