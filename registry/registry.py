"""The register as one value: places, people, parties, access, sealed complainants and file numbers."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Engine

from models.people import Actor
from models.values import CIVIL
from registry.access import Access
from registry.alarms import Alarms
from registry.answerers import Answerers
from registry.called import Called
from registry.complainants import Sealed
from registry.last_known import LastKnown
from registry.numbers import FileNumbers
from registry.paper_facts import PaperFacts
from registry.parties import Parties
from registry.patrols import Patrols
from registry.people import People
from registry.places import Places
from registry.polluters import Polluters
from registry.random_inspection import RandomInspections
from registry.report_codes import ReportCodes
from registry.seal_openings import SealOpenings
from registry.sealed import Seal
from registry.systems import secrets_of
from registry.vacancies import Vacancies


def _now() -> datetime:
    return datetime.now(CIVIL)


class Registry:
    """Everything the register answers, chapter by chapter; each chapter is told in its own module."""

    def __init__(
        self, engine: Engine, seal: Seal, *, production: bool = False, now: Callable[[], datetime] = _now
    ) -> None:
        self.places = Places(engine, now)
        self.people = People(engine, now)
        self.answerers = Answerers(engine)
        self.called = Called(engine)
        self.parties = Parties(engine)
        self.polluters = Polluters(engine)
        self.alarms = Alarms(engine, now)
        self.inspections = RandomInspections(engine, now)
        self.patrols = Patrols(engine)
        self.vacancies = Vacancies(engine, now)
        self.access = Access(engine, now, production=production)
        self.sealed = Sealed(engine, seal, now)
        self.openings = SealOpenings(engine, now)
        self.report_codes = ReportCodes(engine, now)
        self.numbers = FileNumbers(engine, now)
        self.paper_facts = PaperFacts(engine, now)
        self._engine, self._seal, self._now = engine, seal, now
        self._names: LastKnown[str, tuple[str, ...]] = LastKnown()

    def signer(self, system_id: str) -> tuple[Actor, tuple[str, ...]] | None:
        """Return another system that signs what it sends, with the secrets shared with us; None where it has none."""
        actor = self.access.system(system_id)
        secrets = secrets_of(self._engine, system_id, self._seal, self._now())
        return (actor, secrets) if actor is not None and secrets else None

    def names_sealed(self, file_no: str) -> tuple[str, ...]:
        """Return the names that no text of a file may say: sealed under it, or under the complaint it came from."""
        return self._names.ask(file_no, lambda: self._names_sealed(file_no))

    def _names_sealed(self, file_no: str) -> tuple[str, ...]:
        _, _, origin = self.numbers.asked_by(file_no).partition(":")
        return tuple(name for one in (file_no, origin) if one for name in self.sealed.names(one))
