"""The law in force: the shipped edition with every holiday notice brought in since; asked for before each judgment."""

import time
from collections.abc import Sequence
from threading import Lock

import structlog
from sqlalchemy import Engine
from sqlalchemy.exc import OperationalError

from docket import notices
from law import edition
from law.edition import Law
from law.notices import Notice

log = structlog.get_logger()

FRESH = 1.0
"""Seconds for which an answer of the database is taken as still true."""


class LawInForce:
    """Looks for new notices now and then, and moves this process to the new edition when there is one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._asked = float("-inf")
        self._known: Sequence[Notice] = ()
        self._lock = Lock()

    def __call__(self) -> Law:
        """Return the law to judge by now; while the database is away, the one known last."""
        with self._lock:
            if time.monotonic() - self._asked > FRESH:
                self._look()
                self._asked = time.monotonic()
        return edition.current()

    def _look(self) -> None:
        try:
            found = notices.brought_in(self._engine)
        except OperationalError:
            return
        if found == self._known and edition.current().added == tuple(found):
            return
        self._known = found
        law = edition.shipped().with_notices(found)
        if law.edition != edition.current().edition:
            edition.answer_by(law)
            log.info("edition_changed", edition=law.edition, notices=len(law.added))
