"""The register as one door: places, people, access, parties, sealed complainants and case numbers."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from models.values import CIVIL
from registry.access import Access
from registry.numbers import CaseNumbers
from registry.parties import Parties
from registry.people import People
from registry.places import Places
from registry.sealed import Seal, Sealed


def _now() -> datetime:
    return datetime.now(CIVIL)


class Registry(Places, People, Access, Parties, Sealed, CaseNumbers):
    """Everything the register answers; each chapter is told in its own module."""

    def __init__(
        self, engine: Engine, seal: Seal, *, production: bool = False, now: Callable[[], datetime] = _now
    ) -> None:
        self._engine = engine
        self._seal = seal
        self._production = production
        self._now = now
