"""A long file is told in pages: an answer of the engine is no longer than two megabytes."""

from collections.abc import Sequence

from models.acts import Act

PAGE = 1_000_000
"""Bytes of acts in one answer, before it is packed."""


def page_of(acts: Sequence[Act]) -> tuple[Act, ...]:
    """Return as many of the first acts as go into one answer, and at least one of them."""
    left = PAGE
    for count, act in enumerate(acts):
        left -= len(act.model_dump_json().encode())
        if left < 0:
            return tuple(acts[: max(count, 1)])
    return tuple(acts)
