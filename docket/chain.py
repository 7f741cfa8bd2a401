"""The chain of a file's acts: each link says an act and all before it; one digest tells whether two lists agree."""

import hashlib
from collections.abc import Iterable, Sequence

from models.acts import Act
from models.file import Entry


def chain_of(acts: Iterable[Act], before: str = "") -> list[str]:
    """Return the digest after each act; `before` is the one after the acts that went before these.

    What an act leaves at its default is left out: a field that is added to the models later breaks no chain.
    """
    links: list[str] = []
    for act in acts:
        said = f"{before}\n{act.name}\n{act.model_dump_json(exclude_defaults=True)}"
        before = hashlib.sha256(said.encode()).hexdigest()
        links.append(before)
    return links


def chained(entry: Entry) -> Entry:
    """Return an entry that says where its chain was and is; only what it does not say is worked out."""
    known = bool(entry.chain_before) or not entry.since
    if known and entry.chain:
        return entry
    before = entry.chain_before if known else chain_of(entry.acts[: entry.since])[-1]
    chain = entry.chain or next(reversed(chain_of(entry.acts[entry.since :], before)), before)
    return entry.model_copy(update={"chain_before": before, "chain": chain})


def agreed(ours: Sequence[str], theirs: Sequence[str]) -> int:
    """Return how many acts two chains have in common."""
    same = 0
    for our, their in zip(ours, theirs, strict=False):
        if our != their:
            break
        same += 1
    return same
