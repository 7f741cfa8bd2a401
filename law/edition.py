"""The law as one value: catalogue, calendar and service norms, under one edition number."""

from dataclasses import dataclass
from functools import cache

from law import norms
from law.calendar import Calendar
from law.catalogue import Catalogue
from law.norms import Norms


@dataclass(frozen=True)
class Law:
    """Everything a judgment needs to know besides the acts."""

    catalogue: Catalogue
    calendar: Calendar
    norms: Norms

    @property
    def edition(self) -> str:
        """Return the edition of statute and calendar that answers (recorded with every judgment)."""
        return self.catalogue.edition


@cache
def current() -> Law:
    """Return the law that ships with this version."""
    return Law(Catalogue.load(), Calendar.load(), norms.load())
