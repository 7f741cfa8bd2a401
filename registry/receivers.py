"""To whom a matter may be transferred by the division of duties (可以接收移送的部门), and by which sentences.

What a matter pollutes is all that is known of every file: so each department that handles such pollution is proposed,
nearest first. Which of them it is in the end, the sentences tell; with the object and the conduct named, `shares` does.
"""

from collections.abc import Collection, Iterable
from datetime import date

from models.values import Value
from registry.competence import Area
from registry.entries import Duty

DECIDED, ITS_OWN, GENERAL = range(3)


class Sentence(Value):
    """One sentence by which a department handles such pollution, and where it stands."""

    paragraph: str
    handles: str
    doubtful: bool = False


class Receiver(Value):
    """A department to which a matter may go, and why."""

    unit: str
    sentences: tuple[Sentence, ...]


def handled_on(duties: Iterable[Duty], pollution: Collection[str], on: date) -> tuple[Duty, ...]:
    """Return the sentences on such pollution that hold on a day and name who handles it, not who only assists."""
    return tuple(
        duty for duty in duties if duty.part == "handles" and duty.in_force(on) and set(duty.pollution) & set(pollution)
    )


def receivers(
    duties: Iterable[Duty], pollution: Collection[str], on: date, *, area: Area = "unclear", sender: str = ""
) -> tuple[Receiver, ...]:
    """Return whom the sentences of a day name, each at its nearest: the city's decision, the matter, everything.

    A sentence on the built-up area (城区) proposes nobody for a place that is known to lie outside, nor the reverse; the
    sender is not proposed to itself.
    """
    there = [duty for duty in handled_on(duties, pollution, on) if area == "unclear" or duty.area in ("city", area)]
    found: dict[str, list[Duty]] = {}
    for duty in sorted(there, key=_nearness):
        if duty.department != sender:
            found.setdefault(duty.department, []).append(duty)
    return tuple(
        Receiver(
            unit=unit,
            sentences=tuple(
                Sentence(paragraph=duty.paragraph, handles=duty.handles, doubtful=duty.doubtful) for duty in said
            ),
        )
        for unit, said in found.items()
    )


def _nearness(duty: Duty) -> int:
    return DECIDED if duty.decided else GENERAL if duty.general else ITS_OWN
