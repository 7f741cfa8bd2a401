"""The register of guards: which function asks each guard, and how what it refuses is told under one edition of the law.

A guard is asleep on a day when no article behind it was in force: nothing is refused without a basis.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec

from law.edition import Law
from law.refusals import Refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from law.guard_texts import GuardText

P = ParamSpec("P")


@dataclass(frozen=True, slots=True)
class Guard:
    """A guard's number, G1 to G20, and the function that asks it; what it rests on is told by a law (`Law.guards`)."""

    id: str
    function: Callable[..., None]


GUARDS: dict[str, Guard] = {}


def article(guard_id: str, on: date, law: Law, side: str = "") -> str:
    """Return the citation behind one side of a guard on a day; empty where it has no basis that day."""
    return law.guards[guard_id].article(on, side)


def binds(guard_id: str, on: date, law: Law, side: str = "") -> bool:
    """Tell whether one side of a guard has a basis on a day."""
    return bool(law.guards[guard_id].in_force(on, side))


def guard(guard_id: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """Enter a function in the register; its keywords `on` and `law` are the day of the step and the law asked.

    What the function refuses is told with the guard's number and the articles in force on that day.
    """

    def enter(ask: Callable[P, None]) -> Callable[P, None]:
        @wraps(ask)
        def asked(*args: P.args, **kwargs: P.kwargs) -> None:
            on, law = kwargs.get("on"), kwargs.get("law")
            if not isinstance(on, date) or not isinstance(law, Law):
                raise TypeError(f"{ask.__name__} asks for the day of the step and the law: on=<date>, law=<Law>")
            text = law.guards[guard_id]
            if text.in_force(on):
                _ask(text, on, lambda: ask(*args, **kwargs))

        GUARDS[guard_id] = Guard(guard_id, asked)
        return asked

    return enter


def _ask(text: GuardText, on: date, ask: Callable[[], None]) -> None:
    try:
        ask()
    except Refused as no:
        basis = no.article or text.article(on)
        raise type(no)(no.code, no.sentence, article=basis, field=no.field, guard=text.id) from None
