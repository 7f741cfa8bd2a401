"""What `statute/guards.toml` says of the guards: each guard's name, its articles through time, its grade."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from law.chinese import listed
from law.instruments import UNREAD, Grade, Instrument
from law.reading import as_model, read_table

GUARD_FILE = "guards.toml"
"""Name of the file among those of the statute."""


class Basis(BaseModel):
    """One article behind a guard and the days on which it was in force (both included; None = open)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    instrument: str
    article: str
    side: str = ""
    """Which side of the guard the article is about; empty for the guard as such."""
    since: date | None = None
    until: date | None = None
    grade: Grade | None = None
    """How well this article was verified, where it differs from the guard's grade."""
    short: str = Field(default="", exclude=True)
    """The instrument's short title; the catalogue knows it, the file does not say it."""

    def in_force(self, on: date) -> bool:
        """Tell whether the article was in force on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    @property
    def citation(self) -> str:
        """Return the article as it is cited, e.g. 《生态环境行政处罚办法》第44条."""
        return f"《{self.short or self.instrument}》{self.article}"


class GuardText(BaseModel):
    """A guard as one edition of the law states it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^G[0-9]+$")
    name: str
    grade: Grade
    sources: tuple[str, ...]
    basis: tuple[Basis, ...] = Field(min_length=1)
    note: str = ""

    def in_force(self, on: date, side: str | None = None) -> tuple[Basis, ...]:
        """Return the articles in force on a day, of one side of the guard or (None) of all sides."""
        return tuple(one for one in self.basis if one.in_force(on) and side in (None, one.side))

    def article(self, on: date, side: str = "") -> str:
        """Return the citation of the articles in force on a day, the unread marked; empty where none is."""
        return listed(self.cited(one) for one in self.in_force(on, side))

    def cited(self, basis: Basis) -> str:
        """Return one of its articles as a person is shown it: marked where it was not read in the original."""
        return basis.citation + UNREAD * (basis.grade or self.grade).doubtful

    def articles(self, on: date) -> tuple[str, ...]:
        """Return the citations of every article in force on a day, of all sides, each once."""
        return tuple(dict.fromkeys(one.citation for one in self.in_force(on)))


class _GuardFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    guard: tuple[GuardText, ...]


def guard_texts(table: Mapping[str, Any], instrument: Callable[[str], Instrument]) -> Mapping[str, GuardText]:
    """Return the guards of a parsed file by number; `instrument` finds an instrument by its code."""
    return {one.id: _cited(one, instrument) for one in _GuardFile.model_validate(table).guard}


def check_guard_file(path: Path) -> frozenset[str]:
    """Return the numbers of the guards in a file; raise Malformed with line and field where it cannot be used."""
    table, text = read_table(path)
    return frozenset(one.id for one in as_model(_GuardFile, table, path, text).guard)


def _cited(text: GuardText, instrument: Callable[[str], Instrument]) -> GuardText:
    rows = tuple(one.model_copy(update={"short": instrument(one.instrument).short}) for one in text.basis)
    return text.model_copy(update={"basis": rows})
