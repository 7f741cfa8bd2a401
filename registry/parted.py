"""Numbers of which a word parts the groups (138转0013转8000): the same word between all, and not once more behind them.

A quantity with its unit looks alike (150吨2000吨3000吨) but bears the word at its end as well; what multiplies is a size.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

WORD = r"\s?(?:(?![xX乘])[^\W\d]){1,3}\s?"
GROUPS = (
    *((3, 4, 4), (3, 3, 5), (3, 2, 2, 2, 2), (1,) * 11),
    *((6, 8, 4), (6, 4, 4, 4), (6, 4, 2, 2, 4), (1,) * 18),
)
"""How a mobile number, and one of an identity card, is grouped."""


class Parted(NamedTuple):
    """The groups that a word parts, and where they stand."""

    groups: tuple[str, ...]
    start: int
    end: int


def _pattern(first: int, second: int, *others: int) -> re.Pattern[str]:
    """Return how groups of these sizes are written with one word between them; the last sign may be a letter."""
    rest = "".join(rf"(?P=word)\d{{{size}}}" for size in others[:-1])
    end = rf"(?P=word)\d{{{others[-1] - 1}}}[\dXx](?![A-Za-z0-9]|(?P=word))"
    return re.compile(rf"(?<![A-Za-z0-9])\d{{{first}}}(?P<word>{WORD})\d{{{second}}}{rest}{end}")


PATTERNS = tuple(_pattern(*sizes) for sizes in GROUPS)


def parted(plain: str) -> Iterator[Parted]:
    """Yield the groups in a folded text that a word parts as the groups of a number."""
    for pattern in PATTERNS:
        for match in pattern.finditer(plain):
            yield Parted(tuple(match.group().split(match["word"])), *match.span())
