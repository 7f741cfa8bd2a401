"""How wide words are on a screen (字宽), and where they may be broken: Chinese anywhere, what one copies nowhere."""

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import cell_len, set_cell_size

PIECES = re.compile(
    r"[（《“]*(?:[一-鿿]{0,10}〔\d{4}〕\d+号|(?:gridcase|export)(?: [!-~]+)+|--[a-z-]+ [!-~]+|[!-~]+|.)[，。；：、）》”]*",
    re.DOTALL,
)
"""What is never broken: the number of a document (文号), a command, an option with its value, a run of signs without a
space, or one character.

With it stay the signs that open and close it: they end and begin no line (避头尾).
"""


def wide(words: str) -> int:
    """Return how many places words take."""
    return cell_len(words)


def padded(words: str, places: int) -> str:
    """Return words with spaces up to a width."""
    return set_cell_size(words, max(places, wide(words)))


def cut(words: str, places: int) -> str:
    """Return as much of the words as fits into a width, with an ellipsis where something was left out."""
    return words if wide(words) <= places else f"{set_cell_size(words, places - 1).rstrip()}…"


def breaks(words: str, width: int, hang: int = 0) -> Iterator[int]:
    """Yield where words begin a new line so that no line is wider, where that can be; all but the first hang in."""
    used = 0
    for piece in PIECES.finditer(words):
        size = wide(piece[0])
        if piece[0] == "\n":
            used = 0
        elif used and used + size > width:
            yield piece.start()
            used = size + hang
        else:
            used += size


def fitted(words: str, width: int, hang: int = 0) -> str:
    """Return words with line breaks so that no line is wider, where that can be; what goes on hangs in."""
    at = [0, *breaks(words, width, hang), len(words)]
    return f"\n{' ' * hang}".join(words[start:end].rstrip(" ") for start, end in pairwise(at))


def lines(words: str, width: int) -> list[str]:
    """Return words as lines of a width."""
    at = [0, *breaks(words, width), len(words)]
    return [words[start:end].strip() for start, end in pairwise(at)]
