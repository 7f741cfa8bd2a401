"""Whose work somebody does on a day: desks that were handed over, and deputies of who is away (交接、请假、代理).

A desk that is handed over goes with everything on it, for good: from that day its successor answers in the
predecessor's place. Who is away is deputised for as long as the leave lasts, and is back the day after.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True, slots=True)
class Leave:
    """Days on which somebody is away, and who deputises (代理人)."""

    person: str
    since: date
    until: date | None
    deputy: str

    def covers(self, day: date) -> bool:
        """Tell whether the person is away on a day."""
        return self.since <= day and (self.until is None or self.until >= day)


@dataclass(frozen=True, slots=True)
class Handover:
    """A desk that passes to somebody else from a day on (工作交接)."""

    person: str
    since: date
    to: str


@dataclass(frozen=True, slots=True)
class Sitting:
    """Who does the work of a post on a day, and by what way it came to them."""

    person: str
    took_over_from: str = ""
    deputises_for: str = ""


class Desks:
    """The hand-overs and leaves of a unit."""

    def __init__(self, leaves: Iterable[Leave], handovers: Iterable[Handover]) -> None:
        self._leaves = tuple(leaves)
        self._handovers = sorted(handovers, key=lambda one: (one.since, one.person))

    def successor(self, person: str, after: date, by: date) -> str:
        """Return who has the desk by a day that somebody had on another day: each hand-over is later than the last."""
        for one in self._handovers:
            if one.person == person and after < one.since <= by:
                person, after = one.to, one.since
        return person

    def deputy(self, person: str, day: date) -> str | None:
        """Return who deputises for somebody on a day, who may be away too; None where it leads back to the absent."""
        asked: set[str] = set()
        while (away := self._away(person, day)) is not None:
            asked.add(person)
            person = away.deputy
            if person in asked:
                return None
        return person

    def sitting(self, person: str, after: date, day: date, serving: Collection[str]) -> Sitting | None:
        """Return who does somebody's work on a day; None where whoever it comes to does not serve any more."""
        holder = self.successor(person, after, day)
        present = self.deputy(holder, day) if holder in serving else None
        if present is None or present not in serving:
            return None
        return Sitting(present, person if holder != person else "", holder if present != holder else "")

    def done_by(self, person: str, day: date) -> frozenset[str]:
        """Return the others whose work somebody does on a day: predecessors at a desk, and those deputised for."""
        gave = {
            one.person
            for one in self._handovers
            if self._does(self.successor(one.person, one.since - timedelta(days=1), day), day) == person
        }
        away = {one.person for one in self._leaves if one.covers(day) and self._does(one.person, day) == person}
        return frozenset(gave | away) - {person}

    def _does(self, person: str, day: date) -> str:
        return self.deputy(person, day) or person

    def _away(self, person: str, day: date) -> Leave | None:
        """Return the leave of somebody on a day, of several the one that began last."""
        found = [one for one in self._leaves if one.person == person and one.covers(day)]
        return max(found, key=lambda one: one.since, default=None)
