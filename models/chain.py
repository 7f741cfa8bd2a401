"""The chain of a file's acts: each link says an act and all before it; one digest tells whether two lists agree."""

import hashlib
from collections.abc import Iterable, Sequence

from models.acts import Act


def chain_of(acts: Iterable[Act], before: str = "") -> list[str]:
    """Return the digest after each act; `before` is the one after the acts that went before these.

    What an act leaves at its default is left out: a field that is added to the models later breaks no chain.
    `tools/verify_file.py` works out the same from an export, with nothing of this system.
    """
    links: list[str] = []
    for act in acts:
        said = f"{before}\n{act.name}\n{as_chained(act)}"
        before = hashlib.sha256(said.encode()).hexdigest()
        links.append(before)
    return links


def as_chained(act: Act) -> str:
    """Return an act as its link says it: compact JSON in the order of the fields, without what is at its default."""
    return act.model_dump_json(exclude_defaults=True)


def agreed(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many acts two chains have in common."""
    same = 0
    for our, their in zip(ours, theirs, strict=False):
        if our != their:
            break
        same += 1
    return same
