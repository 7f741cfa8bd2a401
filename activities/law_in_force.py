"""The law in force: the shipped edition with every holiday notice brought in since; asked for before each judgment."""

import time
from collections.abc import Sequence
from threading import Lock

import structlog
from sqlalchemy import Engine

from database.faults import AWAY
from docket import notices
from law.edition import Law, shipped
from law.notices import Notice

log = structlog.get_logger()

FRESH = 1.0
"""Seconds for which an answer of the database is taken as still true."""


class LawInForce:
    """Holds the law a process answers by: looks for new notices now and then, and takes them in."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._law = shipped()
        self._notices: Sequence[Notice] = ()
        self._asked = float("-inf")
        self._lock = Lock()

    def __call__(self) -> Law:
        """Return the law to judge by now; while the database is away, the one known last."""
        if self._is_mine_to_look():
            self._look()
        return self._law

    @property
    def known(self) -> Law:
        """Return the law as it was last looked up, without asking the database."""
        return self._law

    def _is_mine_to_look(self) -> bool:
        """Tell whether the answer is old; of several who ask at once, one looks, and nobody waits for it."""
        with self._lock:
            is_old = time.monotonic() - self._asked > FRESH
            if is_old:
                self._asked = time.monotonic()
            return is_old

    def _look(self) -> None:
        try:
            found = notices.brought_in(self._engine)
        except AWAY:
            return
        if found == self._notices:
            return
        law = shipped().with_notices(found)
        if law.edition != self._law.edition:
            log.info("edition_changed", edition=law.edition, notices=len(law.added))
        self._law, self._notices = law, found
