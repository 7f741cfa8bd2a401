"""Every act there is, by procedure; and the record of one act in a file."""

import typing
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import Annotated, Generic, Self

from pydantic import Field
from typing_extensions import TypeVar

from models.acts.answerers import BringsIn, HandsOver, OpensFile, Reassigns
from models.acts.content import (
    ActContent,
    Approved,
    BearsExhibits,
    Content,
    DayAhead,
    DayBehind,
    ExtendsTerm,
    NamesParties,
    OfParty,
    OnSite,
    PassesOn,
    PointsAt,
    Served,
    ToldByFile,
    days_in,
    numbers_in,
    pointers,
)
from models.documents import Basis
from models.people import Actor
from models.values import Instant, Key, MaybeLine, Moment, OneClass, Value, civil_day

__all__ = [
    "ACTS",
    "Act",
    "ActContent",
    "AnyContent",
    "Approved",
    "BearsExhibits",
    "BringsIn",
    "Command",
    "Content",
    "DayAhead",
    "DayBehind",
    "ExtendsTerm",
    "HandsOver",
    "NamesParties",
    "OfParty",
    "OnSite",
    "OpensFile",
    "PassesOn",
    "PointsAt",
    "Reassigns",
    "Served",
    "ToldByFile",
    "acts_that_are",
    "basis_of",
    "days_in",
    "numbers_in",
    "pointers",
]

BASES = ("answerers", "content")
MODULES = tuple(
    import_module(f"models.acts.{found.name}") for found in iter_modules(__path__) if found.name not in BASES
)
"""Every module of acts in this folder: a new one needs no entry anywhere."""


def _contents() -> dict[str, type[Content]]:
    """Return every concrete content by its act name; in which order they come in a kind of file, the kind says."""
    found: dict[str, type[Content]] = {}
    for module in MODULES:
        for value in vars(module).values():
            is_own = isinstance(value, type) and issubclass(value, Content) and value.__module__ == module.__name__
            if is_own and not value.model_fields["act"].is_required():
                found[value.model_fields["act"].default] = value
    return found


ACTS = _contents()

if typing.TYPE_CHECKING:
    AnyContent = Content
    C_co = TypeVar("C_co", bound=ActContent, covariant=True, default=Content)
else:
    AnyContent = Annotated[typing.Union[tuple(ACTS.values())], Field(discriminator="act")]  # noqa: UP007
    # What an act loads with when its parameter is left open; pydantic takes a bound or a default, not both.
    C_co = TypeVar("C_co", default=AnyContent)  # noqa: PLC0105  its variance is the type checker's business


M = TypeVar("M", bound=Content)


@cache
def acts_that_are(mark: type[M]) -> tuple[type[M], ...]:
    """Return the acts that bear a mark, as those that hand a file over."""
    return tuple(content for content in ACTS.values() if issubclass(content, mark))


def basis_of(content: Content) -> tuple[Basis, ...]:
    """Return the provisions that the document of an act rests on; none where the act has no document of its own."""
    found: tuple[Basis, ...] = content.__dict__.get("basis", ())
    return found


class Command(Value):
    """What somebody asks to be done: an act, when it happened, by whom, under the sender's own key."""

    key: Key
    happened_at: Moment
    by: Actor
    content: AnyContent
    of_record: bool = False
    """Enter a fact that happened although the law would have refused it (补录事实); says so for ever."""
    wording: MaybeLine = Field(default="", exclude_if=lambda wording: not wording)
    """Digest of all that the sender wrote, before anything was looked up; empty where nobody outside sent it."""
    day_only: bool = Field(default=False, exclude_if=lambda day_only: not day_only)
    """Whether the sender wrote a day without its hour; `happened_at` is then the midnight of that day."""


class Act(OneClass, Value, Generic[C_co]):
    """One thing that happened with legal effect, as the file's list keeps it.

    `Act[ServeNotice]` says to the type checker what its content is.
    """

    no: int
    key: str
    happened_at: Instant
    recorded_at: Instant
    by: Actor
    content: C_co
    of_record: bool = False
    irregularity: str = ""
    """For a fact of record: the refusal that a live act would have met, the first where it would have met several."""
    further_irregularities: tuple[str, ...] = Field(default=(), exclude_if=lambda further: not further)
    """The others that it would have met."""
    wording: MaybeLine = Field(default="", exclude_if=lambda wording: not wording)
    """As in the command: what tells the same command, sent again, from another one under its key."""

    @property
    def name(self) -> str:
        """Return the act's stable name."""
        return self.content.act

    @property
    def departures(self) -> tuple[str, ...]:
        """Return every refusal that a fact of record would have met as a live act (程序瑕疵)."""
        return (self.irregularity, *self.further_irregularities) if self.irregularity else ()

    def departing(self, first: str = "", *further: str) -> Self:
        """Return the act with what it departs from."""
        return self.model_copy(update={"irregularity": first, "further_irregularities": further})

    @property
    def day(self) -> date:
        """Return the civil day on which it happened."""
        return civil_day(self.happened_at)

    @property
    def sender(self) -> str:
        """Return the system that this act came from, or was entered for; empty when a person found or took it."""
        named = self.content.sent_by if isinstance(self.content, OpensFile) else ""
        return named or (self.by.id if self.by.kind == "system" else "")
