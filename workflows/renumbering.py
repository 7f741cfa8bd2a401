"""Numbers move with what they name: acts that waited while the engine entered its own are counted anew.

Whoever pointed at one of them meant that act, not whatever bears its number now.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from models.acts import Act, Content, pointers
from models.acts.content import term_keys
from models.acts.terms import CorrectAct


@dataclass(frozen=True)
class Renumbering:
    """Every act after the first `seen` ones gets a number that is higher by `by`."""

    seen: int
    by: int
    kinds: Mapping[int, type[Content]]
    """What kind of act each number meant before."""

    @classmethod
    def of(cls, acts: Sequence[Act], seen: int, by: int) -> "Renumbering":
        """Return how the acts of a list are counted once `by` others stand after the first `seen`."""
        return cls(seen, by, {act.no: type(act.content) for act in acts})

    def act(self, act: Act) -> Act:
        """Return an act under its new number, and all that it says of others with it."""
        return act.model_copy(update={"no": self._number(act.no), "content": self._content(act.content)})

    def _content(self, content: Content) -> Content:
        changed = self._fields(type(content), dict(content))
        if isinstance(content, CorrectAct) and content.fields:
            of = self.kinds.get(content.of, Content)
            changed["fields"] = {**content.fields, **self._fields(of, content.fields)}
        return content.model_copy(update=changed)

    def _fields(self, of: type[Content], said: Mapping[str, Any]) -> dict[str, Any]:
        """Return what the fields of a kind of act that name others say then."""
        numbers = {name: self._numbers(said[name]) for name in pointers(of) if name in said}
        return numbers | {name: self._term(said[name]) for name in term_keys(of) if name in said}

    def _numbers(self, value: Any) -> Any:  # noqa: ANN401  as it was sent: a number, several, or none
        if isinstance(value, list | tuple):
            return type(value)(self._numbers(one) for one in value)
        is_number = isinstance(value, int) or (isinstance(value, str) and value.isdecimal())
        return self._number(int(value)) if is_number else value

    def _term(self, key: Any) -> Any:  # noqa: ANN401  as it was sent
        rule, mark, number = str(key).rpartition("#")
        return f"{rule}{mark}{self._numbers(number)}" if mark else key

    def _number(self, no: int) -> int:
        return no + self.by if no > self.seen else no
