"""The law as one value: catalogue, calendar and service norms, under one edition number."""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from law import norms
from law.calendar import Calendar
from law.catalogue import CALENDARS, STATUTE, Catalogue
from law.norms import Norms
from law.notices import Notice
from law.reading import canonical_json, edition_of, overlaid


@dataclass(frozen=True)
class Law:
    """Everything a judgment needs to know besides the acts."""

    catalogue: Catalogue
    calendar: Calendar
    norms: Norms
    added: tuple[Notice, ...] = ()
    """Holiday notices brought in since this version shipped, in order."""
    edition: str = field(init=False, default="")
    """Edition of statute and calendar that answers; recorded with every judgment."""

    def __post_init__(self) -> None:
        """Number the edition as that of the files, with every added notice as a file among them."""
        edition = edition_of(canonical_json(self.content)) if self.added else self.catalogue.edition
        object.__setattr__(self, "edition", edition)

    @property
    def content(self) -> Mapping[str, Any]:
        """Return what every file of statute and calendars says, by folder and name."""
        return {**self.catalogue.content, **{f"calendars/{one.file_name}": one.as_table() for one in self.added}}

    def with_notices(self, notices: Iterable[Notice]) -> "Law":
        """Return the law as it is with further holiday notices; those it has already are passed over."""
        law = self
        for notice in notices:
            if notice not in law.calendar.notices:
                law = Law(law.catalogue, law.calendar.with_notice(notice), law.norms, (*law.added, notice))
        return law

    def with_files(self, folder: Path) -> "Law":
        """Return the law as it would be with a folder's files (statute/, calendars/, norms.toml) in place of its own.

        A file takes the place of the one of its name; what the folder does not have stays as it is.
        Raises Malformed on the first file that cannot be used.
        """
        files, calendars, own = folder / "statute", folder / "calendars", folder / "norms.toml"
        catalogue = Catalogue.of(overlaid(STATUTE, files), overlaid(CALENDARS, calendars))
        law = Law(catalogue, Calendar.read(CALENDARS, calendars), norms.load(own) if own.exists() else self.norms)
        return law.with_notices(one for one in self.added if not (calendars / one.file_name).exists())


class _InForce:
    """The law this process answers by; replaced as a whole when a notice comes in, never changed."""

    law: Law | None = None


_SUPPOSED: ContextVar[Law | None] = ContextVar("supposed", default=None)
"""The law that is supposed for the time of one question (what if, rehearsal)."""


@lru_cache(maxsize=1)
def shipped() -> Law:
    """Return the law that ships with this version."""
    return Law(Catalogue.load(), Calendar.load(), norms.load())


def current() -> Law:
    """Return the law this process answers by: the shipped one, with what was brought in since."""
    return _SUPPOSED.get() or _InForce.law or shipped()


def answer_by(law: Law) -> None:
    """Answer by another edition from now on (a new holiday notice)."""
    _InForce.law = law


@contextmanager
def supposing(law: Law) -> Iterator[Law]:
    """Answer by another law for the time of one question, and nobody else's."""
    before = _SUPPOSED.set(law)
    try:
        yield law
    finally:
        _SUPPOSED.reset(before)
