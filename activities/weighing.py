"""How small data becomes when it is packed: what payloads are packed with, and what a file of acts weighs."""

import bz2
import zlib

ZLIB, BZ2 = b"binary/zlib", b"binary/bz2"
SMALL = 16 * 1024
"""Up to this size data is not worth compressing: a judgment is handed the whole file, and no history keeps it."""
LARGE = 128 * 1024
"""From this size on whole files of acts travel: what takes longer to compress and leaves half as much is worth it."""
HEAVY = 900_000
"""From this weight on who answers for a file is told that it will be full."""


def compressed(data: bytes) -> tuple[bytes, bytes] | None:
    """Return data compressed, after the name of how; None where that makes it no smaller."""
    if len(data) < SMALL:
        return None
    how, packed = (BZ2, bz2.compress(data)) if len(data) >= LARGE else (ZLIB, zlib.compress(data))
    return (how, packed) if len(packed) < len(data) else None


def weight(data: bytes) -> int:
    """Return how many bytes data takes once packed."""
    packed = compressed(data)
    return len(packed[1] if packed else data)
