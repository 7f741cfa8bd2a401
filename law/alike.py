"""What was probably meant (相近): of all names that are known, those nearest to one that is not."""

from collections.abc import Iterable
from difflib import get_close_matches

ENOUGH, MOST = 0.5, 3
"""How alike a name must be to be offered (difflib's ratio), and how many are."""


def alike(asked: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the known names that are most like one that is not known, the nearest first."""
    return tuple(get_close_matches(asked, list(known), n=MOST, cutoff=ENOUGH))
