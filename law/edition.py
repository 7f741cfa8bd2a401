"""The law as one value: catalogue, calendar and service norms, under one edition number."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache

from law import norms
from law.calendar import Calendar
from law.catalogue import Catalogue
from law.norms import Norms
from law.notices import Notice


@dataclass(frozen=True)
class Law:
    """Everything a judgment needs to know besides the acts."""

    catalogue: Catalogue
    calendar: Calendar
    norms: Norms
    added: tuple[str, ...] = ()
    """Holiday notices brought in since this version shipped, in order."""
    edition: str = field(init=False, default="")
    """Edition of statute and calendar that answers; recorded with every judgment."""

    def __post_init__(self) -> None:
        """Number the edition: that of the files, or with notices added a number of its own."""
        said = "\n".join((self.catalogue.edition, *self.added))
        edition = hashlib.sha256(said.encode()).hexdigest()[:16] if self.added else self.catalogue.edition
        object.__setattr__(self, "edition", edition)

    def with_notices(self, notices: Iterable[Notice]) -> "Law":
        """Return the law as it is with further holiday notices; those it has already are passed over."""
        law = self
        for notice in notices:
            body = notice.model_dump_json()
            if notice not in law.calendar.notices and body not in law.added:
                law = Law(law.catalogue, law.calendar.with_notice(notice), law.norms, (*law.added, body))
        return law


class _InForce:
    """The law this process answers by; replaced as a whole when a notice comes in, never changed."""

    law: Law | None = None


@lru_cache(maxsize=1)
def shipped() -> Law:
    """Return the law that ships with this version."""
    return Law(Catalogue.load(), Calendar.load(), norms.load())


def current() -> Law:
    """Return the law this process answers by: the shipped one, with what was brought in since."""
    return _InForce.law or shipped()


def answer_by(law: Law) -> None:
    """Answer by another edition from now on (a new holiday notice)."""
    _InForce.law = law
