"""The keys of what people write (键): a key that is written twice, or that nobody knows, is told and not read."""

from collections.abc import Callable, Collection

from file_review.nodes import At
from file_review.sources import Level
from law.alike import alike

Say = Callable[[int, str, str, Level], None]
"""Tells of a line and a field what is wrong with it."""


def fields_of(at: At, known: Collection[str], where: str, say: Say, *, besides: str = "") -> dict[str, At]:
    """Return the values of a mapping by key, of a key written twice the first; what ends in `besides` is known too."""
    found: dict[str, At] = {}
    for name, place, value in at.pairs():
        if name in found:
            say(place.line, f"{where}{name}", "同一个键写了两次,以第一个为准", "error")
            continue
        found[name] = value
        if name not in known and not (besides and name.endswith(besides)):
            near = alike(name, known)
            hint = f",是不是“{near[0]}”?" if near else ",没有读"
            say(place.line, f"{where}{name}", f"没有这样的键{hint}", "warning")
    return found


def text_of(at: At | None) -> str:
    """Return the text of a single value without the blanks around it; empty where there is none."""
    return (at.text or "").strip() if at is not None else ""
