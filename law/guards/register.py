"""The register of guards: each guard's name, its articles through time, its grade, and the function that asks it.

A guard is asleep on a day when no article behind it was in force: nothing is refused without a basis.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache, wraps
from pathlib import Path
from typing import TYPE_CHECKING, ParamSpec

from pydantic import BaseModel, ConfigDict, Field

from law.catalogue import STATUTE
from law.chinese import listed
from law.edition import current
from law.instruments import Grade
from law.reading import as_model, read_table
from law.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from law.catalogue import Catalogue

P = ParamSpec("P")

FILE = STATUTE / "guards.toml"


class Basis(BaseModel):
    """One article behind a guard and the days on which it was in force (both included; None = open)."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    instrument: str
    article: str
    case: str = ""
    """Which side of the guard the article is about; empty for the guard as such."""
    since: date | None = None
    until: date | None = None
    grade: Grade | None = None
    """How well this article was verified, where it differs from the guard's grade."""

    def in_force(self, on: date) -> bool:
        """Tell whether the article was in force on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)

    @property
    def citation(self) -> str:
        """Return the article as it is cited, e.g. 《生态环境行政处罚办法》第44条."""
        return f"《{current().catalogue.instrument(self.instrument).short}》{self.article}"


class GuardText(BaseModel):
    """A guard as `law/statute/guards.toml` states it."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(pattern=r"^G[0-9]+$")
    name: str
    grade: Grade
    sources: tuple[str, ...]
    basis: tuple[Basis, ...] = Field(min_length=1)
    note: str = ""

    def in_force(self, on: date, case: str | None = None) -> tuple[Basis, ...]:
        """Return the articles in force on a day, of one side of the guard or (None) of all sides."""
        return tuple(one for one in self.basis if one.in_force(on) and case in (None, one.case))

    def article(self, on: date, case: str = "") -> str:
        """Return the citation of the articles in force on a day; empty where none is."""
        return listed(one.citation for one in self.in_force(on, case))


class _GuardFile(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")
    guard: tuple[GuardText, ...]


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard with the function that asks it."""

    text: GuardText
    function: Callable[..., None]

    @property
    def id(self) -> str:
        """Return the number of the guard, G1 to G20."""
        return self.text.id

    @property
    def name(self) -> str:
        """Return the Chinese name of the guard."""
        return self.text.name

    @property
    def grade(self) -> Grade:
        """Return how well the guard's articles were verified."""
        return self.text.grade

    def articles(self, on: date) -> tuple[str, ...]:
        """Return the citations of every article behind the guard that was in force on a day."""
        return tuple(dict.fromkeys(one.citation for one in self.text.in_force(on)))


GUARDS: dict[str, Guard] = {}


def load_guards(path: Path) -> dict[str, GuardText]:
    """Read a file of guards afresh; raise Malformed with file, line and field where it cannot be used."""
    table, text = read_table(path)
    return {one.id: one for one in as_model(_GuardFile, table, path, text).guard}


@lru_cache(maxsize=1)
def read_guards() -> dict[str, GuardText]:
    """Return the guards as they ship, read once and kept."""
    return load_guards(FILE)


def guard_text(guard_id: str) -> GuardText:
    """Return a guard as the law that answers now states it."""
    return _texts(current().catalogue)[guard_id]


@lru_cache(maxsize=2)
def _texts(catalogue: Catalogue) -> dict[str, GuardText]:
    table = catalogue.content[f"statute/{FILE.name}"]
    return {one.id: one for one in _GuardFile.model_validate(table).guard}


def article(guard_id: str, on: date, case: str = "") -> str:
    """Return the citation behind one side of a guard on a day; empty where it has no basis that day."""
    return guard_text(guard_id).article(on, case)


def binds(guard_id: str, on: date, case: str = "") -> bool:
    """Tell whether one side of a guard has a basis on a day."""
    return bool(guard_text(guard_id).in_force(on, case))


def guard(guard_id: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Enter a function in the register; its keyword `on` is the day of the step.

    What the function refuses is told with the guard's number and the articles in force on that day.
    """

    def enter(ask: Callable[P, None]) -> Callable[P, None]:
        @wraps(ask)
        def asked(*args: P.args, **kwargs: P.kwargs) -> None:
            on = kwargs["on"]
            if not isinstance(on, date):
                raise TypeError(f"{ask.__name__} asks for the day of the step: on=<date>")
            text = guard_text(guard_id)
            if text.in_force(on):
                _ask(text, on, lambda: ask(*args, **kwargs))

        GUARDS[guard_id] = Guard(read_guards()[guard_id], asked)
        return asked

    return enter


def _ask(text: GuardText, on: date, ask: Callable[[], None]) -> None:
    try:
        ask()
    except Refused as no:
        basis = no.article or text.article(on)
        raise type(no)(no.code, no.sentence, article=basis, field=no.field, guard=text.id) from None
