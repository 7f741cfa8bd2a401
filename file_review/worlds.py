"""Every day on which it can have been (一切可能的日期): what holds on each of them is found, though none is known.

A question that asks for a day which the source only bounds is asked again for each day within the bounds; one day taken
narrows the others. Where every answer is the same, that is the answer; where one differs, nobody can say.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import TypeVar

from file_review.answer import Answer, Asleep
from file_review.bounds import at, tightened
from file_review.dating import When
from file_review.dossier import Dossier, Undated
from file_review.known import Missing
from law.catalogue import NotInForce
from law.chinese import day as told
from law.refusals import Unclear

T = TypeVar("T")

MOST = 1000
"""How many days, or pairs of days, are tried before a question is given up as one that nobody can answer."""

Ask = Callable[[Dossier], Answer]


def on_any_day(ask: Ask, dossier: Dossier, missing: Missing, most: int = MOST) -> Answer | None:
    """Return the answer that holds whatever the day was that is missing; None where there is no such answer."""
    if not isinstance(missing, Undated):
        return None
    days = _days(missing.entry.when)
    if not 0 < len(days) <= most:
        return None
    found: list[Answer] = []
    for day in map(date.fromordinal, days):
        answer = _asked(ask, _dated(dossier, missing.entry.act.no, day), most // len(days))
        if answer is None or answer.missing or answer.departed != (found[0].departed if found else answer.departed):
            return None
        found.append(answer)
    last = found[-1]
    because = f"“{missing.entry.label}”不论在{missing.entry.when.sentence}的哪一日,结论相同;"
    return replace(
        last,
        because=f"{because}如在{told(date.fromordinal(days[-1]))}:{last.because}",
        due=_same([one.due for one in found]),
        actual=_same([one.actual for one in found]),
        over=_same([one.over for one in found]),
    )


def _asked(ask: Ask, dossier: Dossier, most: int) -> Answer | None:
    try:
        return ask(dossier)
    except Missing as deeper:
        return on_any_day(ask, dossier, deeper, most)
    except (Asleep, NotInForce, Unclear):
        return None


def _dated(dossier: Dossier, no: int, day: date) -> Dossier:
    entries = tuple(at(one, day) if one.act.no == no else one for one in dossier.entries)
    return tightened(replace(dossier, entries=entries))


def _days(when: When) -> range:
    """Return the days within bounds as ordinals; none where a bound is missing."""
    return range(when.first.toordinal(), when.last.toordinal() + 1) if when.first and when.last else range(0)


def _same(values: Sequence[T | None]) -> T | None:
    return values[0] if len(set(values)) == 1 else None
