"""What the register has answered within one request (一次请求只问一次): a page and the API inside it ask the same once.

Nothing is kept beyond the request, and nothing outside of one: what the register takes back is gone with the next.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

_ANSWERED: ContextVar[dict[int, dict[Any, Any]] | None] = ContextVar("answered", default=None)


@contextmanager
def one_request() -> Iterator[None]:
    """Keep what is answered until the request is over; a request inside another one shares its answers."""
    if _ANSWERED.get() is not None:
        yield
        return
    mark = _ANSWERED.set({})
    try:
        yield
    finally:
        _ANSWERED.reset(mark)


def answered(whoever: object) -> dict[Any, Any] | None:
    """Return what somebody was answered within this request, to look it up and to add to it; None outside of one."""
    kept = _ANSWERED.get()
    return None if kept is None else kept.setdefault(id(whoever), {})
