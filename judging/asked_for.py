"""What guards ask of fields beyond what their model does (必填): said beside the guard, read by forms and schemas.

Of record an act may lack it, and stands with the refusal it would have met; so a model does not demand it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from law.edition import Law
from models.acts import Content

G = TypeVar("G", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class AskedFor:
    """What a guard asks of a field: that it is filled in, always or where `when` holds, or what `must` says of it."""

    field: str
    when: str = ""
    """In which cases it asks, in Chinese; empty = in all."""
    must: str = ""
    """What it asks where that is more than an answer, in Chinese (须为是)."""
    rule: str = ""
    """The rule or article that asks for it."""
    guard: str = ""
    side: str = ""
    """The guard that asks for it, and the side of it, where no one article does."""
    least: str = ""
    """The value of that rule which says how many; otherwise one."""
    offered: bool = False
    """Whether a command to copy shows it although it is not asked in all cases: it does no harm in the others."""
    offered_after: tuple[type[Content], ...] = ()
    """The acts after one of which a command to copy shows it, where only what is in the file makes it asked."""
    whole: bool = False
    """Whether every part of it is asked for."""

    @property
    def always(self) -> bool:
        """Tell whether the field has to be filled in, whatever else the act says."""
        return not self.when and not self.must

    def told(self, on: date, law: Law) -> str:
        """Return in Chinese what is asked beyond that the field be there, and by which article."""
        article = self.cited(on, law)
        return f"{self.when}{self.must or '须写明'}" + (f"（{article}）" if article else "")

    def cited(self, on: date, law: Law) -> str:
        """Return the article that asks for it on a day; empty where none is named."""
        if self.guard:
            return law.guards[self.guard].article(on, self.side)
        return law.cite(self.rule, on) if self.rule else ""

    def fewest(self, on: date, law: Law) -> int:
        """Return how many are asked for on a day."""
        cited = law.catalogue.find(self.rule, on) if self.least else None
        return int(cited.provision.values[self.least]) if cited is not None else 1


_ASKED: dict[Callable[..., None], tuple[AskedFor, ...]] = {}


def asks_for(*fields: AskedFor) -> Callable[[G], G]:
    """Note what a guard asks for."""

    def noted(guard: G) -> G:
        _ASKED[guard] = fields
        return guard

    return noted


def asked_for(guards: Iterable[Callable[[Any], None]]) -> tuple[AskedFor, ...]:
    """Return what guards ask for together, each once."""
    return tuple(dict.fromkeys(one for guard in guards for one in _ASKED.get(guard, ())))
