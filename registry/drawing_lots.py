"""The draw of a random inspection (双随机): pure, from what is published, so that an outsider can do it again.

For every name the lot is SHA-256 of `seed`, the word `object` or `officer` and the names, each on a line of its own, in
UTF-8, as lower-case hexadecimal. Objects are drawn in the order of their lots, the smallest first. For each of them, in
that order, the officers are those that had the fewest objects so far and, among these, the smallest lots for it;
whoever has a conflict with it is passed over.
"""

import hashlib
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import ROUND_CEILING, Decimal

from models.values import Line, Value


class Drawn(Value):
    """An object that was drawn and who goes there, in the order of the lots."""

    object: Line
    lot: Line
    officers: tuple[str, ...]


def lot_of(seed: str, *names: str) -> str:
    """Return the lot of an object, or of an officer for an object."""
    return hashlib.sha256("\n".join((seed, *names)).encode()).hexdigest()


def share_of(count: int, share: Decimal) -> int:
    """Return how many of so many are a share: never fewer than the share, at least one where there are any."""
    return min(count, int((count * share).to_integral_value(ROUND_CEILING)) or (1 if count else 0))


def drawn(
    seed: str,
    objects: Collection[str],
    officers: Sequence[str],
    number: int,
    *,
    conflicts: Mapping[str, Collection[str]],
    team: int,
) -> tuple[Drawn, ...]:
    """Return the objects drawn with their officers; `conflicts` are the officers who keep away from an object.

    An object for which too few officers are left is drawn all the same, with those there are.
    """
    lots = sorted((lot_of(seed, "object", one), one) for one in objects)
    busy: Counter[str] = Counter()
    found = []
    for lot, one in lots[:number]:
        free = [officer for officer in officers if officer not in conflicts.get(one, ())]
        free.sort(key=lambda officer: (busy[officer], lot_of(seed, "officer", one, officer)))
        sent = tuple(free[:team])
        busy.update(sent)
        found.append(Drawn(object=one, lot=lot, officers=sent))
    return tuple(found)
