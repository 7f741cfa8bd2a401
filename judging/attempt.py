"""What every question of the law is asked of: a situation, and an act in it.

There is one shape: a condition, a bar, a guard, a start, an end, a test and the maker of an effect are functions of one
argument. What needs no act takes a `Situation`; what stands at an act takes an `Attempt` of that act's content.
"""

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Generic, Protocol

from typing_extensions import TypeVar

from judging.record import Record
from law.edition import Law
from models.acts import Act, ActContent, Content
from models.documents import Basis
from models.people import Officer

if TYPE_CHECKING:
    from judging.kind import Kind

C_co = TypeVar("C_co", bound=ActContent, covariant=True, default=Content)


@dataclass(frozen=True, slots=True)
class Situation:
    """A file on a day, under the law that is asked."""

    record: Record
    """What counts: for an act that is tried, what had happened by its day; for one that was done, the whole record."""
    day: date
    law: Law
    kind: "Kind"

    def cite(self, of: str) -> str:
        """Return what a rule or an article is cited as on the day; empty where nothing was in force."""
        return self.law.cite(of, self.day)


@dataclass(frozen=True, slots=True)
class Attempt(Situation, Generic[C_co]):
    """An act in its file: one that somebody wants to do, or one that was done; `day` is the day of the act."""

    act: Act[C_co]
    whole: Record
    """Everything on record, later days included."""
    file_no: str = ""
    """The number of the file, where effects are made; questions of the law never depend on it."""

    @property
    def content(self) -> C_co:
        """Return what the act says."""
        return self.act.content

    @property
    def of_the_whole(self) -> "Attempt[C_co]":
        """Return the same act asked of everything on record, later days included."""
        return replace(self, record=self.whole)


class HasOfficers(ActContent, Protocol):
    """An act that names the officers who did it."""

    @property
    def officers(self) -> tuple[Officer, ...]:
        """Return the officers."""


class ShowsIdentity(HasOfficers, Protocol):
    """An act on site at which certificates are shown (出示执法证件)."""

    @property
    def identity_shown(self) -> bool:
        """Tell whether they were shown."""


class HasBasis(ActContent, Protocol):
    """An act whose document rests on provisions (法律依据)."""

    @property
    def basis(self) -> tuple[Basis, ...]:
        """Return the provisions."""


class IsServed(ActContent, Protocol):
    """An act by which a document reaches the party (送达)."""

    @property
    def mode(self) -> str:
        """Return how it is served."""

    @property
    def consent(self) -> bool:
        """Tell whether the party has agreed to electronic service."""

    @property
    def servers(self) -> tuple[Officer, ...]:
        """Return who served it on site."""

    @property
    def witness(self) -> str:
        """Return whose representative witnessed that it was left behind."""

    @property
    def is_recorded(self) -> bool:
        """Tell whether leaving it behind was photographed or filmed."""


class PointsBack(ActContent, Protocol):
    """An act that names an earlier one."""

    @property
    def of(self) -> int:
        """Return its number."""
