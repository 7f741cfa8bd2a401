"""How wide words are on a screen (字宽): a Chinese character takes two places, a Latin one takes one."""

from unicodedata import east_asian_width


def wide(words: str) -> int:
    """Return how many places words take."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in words)


def padded(words: str, places: int) -> str:
    """Return words with spaces up to a width."""
    return words + " " * max(places - wide(words), 0)


def cut(words: str, places: int) -> str:
    """Return as much of the words as fits into a width, with an ellipsis where something was left out."""
    if wide(words) <= places:
        return words
    kept = words
    while kept and wide(kept) > places - 1:
        kept = kept[:-1]
    return f"{kept}…"
