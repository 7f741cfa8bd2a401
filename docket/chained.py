"""Where the chain of a file's acts was before a judgment, and where it is after it."""

from models.chain import chain_of
from models.file import Entry


def chained(entry: Entry) -> Entry:
    """Return an entry that says where its chain was and is; only what it does not say is worked out."""
    known = bool(entry.chain_before) or not entry.since
    if known and entry.chain:
        return entry
    before = entry.chain_before if known else chain_of(entry.acts[: entry.since])[-1]
    chain = entry.chain or next(reversed(chain_of(entry.acts[entry.since :], before)), before)
    return entry.model_copy(update={"chain_before": before, "chain": chain})
