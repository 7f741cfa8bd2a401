"""Where the numbers of files begin: all files of a run live in one engine, whatever docket of whichever test knows them."""

from itertools import count

_BLOCKS = count(step=1000)
_SINGLES = count(900_000)


def block() -> int:
    """Return the serial after which the files of one docket are numbered: a thousand that no other docket has."""
    return next(_BLOCKS)


def single() -> int:
    """Return the serial of one file that no docket numbers."""
    return next(_SINGLES)
