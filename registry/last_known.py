"""What the register said last, given out while it cannot be asked: so acts are taken while the database is away.

Whenever the register can be asked, it is: what it takes back (a token revoked, a person who left) is gone at once.
"""

import time
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

import structlog
from sqlalchemy.exc import SQLAlchemyError

from registry.asked_once import answered

log = structlog.get_logger()

KEPT_FOR = 900.0
"""Seconds an answer is good for, at most, while nobody can ask again."""
NOT_ASKED_FOR = 5.0
"""Seconds after a question that was not answered in which what is known is given out without asking."""
MOST = 5_000

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


class LastKnown(Generic[K, V]):
    """The last answers to one question of the register."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._known: dict[K, tuple[float, V]] = {}
        self._away_until = float("-inf")
        self._lock = Lock()

    def ask(self, key: K, question: Callable[[], V]) -> V:
        """Return what the register says, or what it said last while it is away; raises when it never said.

        Within one request (`registry.asked_once`) it is asked once.
        """
        told = answered(self)
        if told is None:
            return self._asked(key, question)
        if key not in told:
            told[key] = self._asked(key, question)
        found: V = told[key]
        return found

    def _asked(self, key: K, question: Callable[[], V]) -> V:
        now = self._clock()
        known = self._known.get(key)
        if known is None or now - known[0] > KEPT_FOR:
            return self._kept(key, question())
        if now < self._away_until:
            return known[1]
        try:
            return self._kept(key, question())
        except SQLAlchemyError as error:
            self._away_until = self._clock() + NOT_ASKED_FOR
            log.warning("register_not_asked", error=type(error).__name__)
            return known[1]

    def _kept(self, key: K, value: V) -> V:
        """Keep an answer; of too many the oldest goes."""
        with self._lock:
            self._known.pop(key, None)
            self._known[key] = (self._clock(), value)
            if len(self._known) > MOST:
                del self._known[next(iter(self._known))]
        return value
