"""What must be true of leaves and hand-overs: both serve where it happens, and no deputy leads back to the absent."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

from registry.desks import Desks, Leave
from registry.exchange.desk_forms import HANDOVERS, LEAVES
from registry.exchange.form import Fact, Key, in_force
from registry.exchange.forms import POSTS
from registry.exchange.ground_checks import Wrong, in_order


@dataclass
class DeskChecks:
    """The rules between rows about desks."""

    facts: Mapping[str, Mapping[Key, Fact]]

    def asked(self) -> dict[str, Callable[[Fact], Wrong]]:
        """Return the rules by table."""
        return {LEAVES.name: self._leave, HANDOVERS.name: self._handover}

    def _leave(self, fact: Fact) -> Wrong:
        first = _first(fact)
        yield from in_order(fact, "until")
        yield from self._serves(fact, "person", first)
        if fact["deputy"] == fact["person"]:
            yield "deputy", "代理人是请假人本人", "同一单位的另一人"
            return
        yield from self._serves(fact, "deputy", first)
        circle = next(
            (day for day in self._changes(fact) if self._desks.deputy(str(fact["person"]), day) is None), None
        )
        if circle is not None:
            yield "deputy", f"{circle}代理人也请假，由其代理的人又回到请假人，代理成环", "当日在岗的人员"

    def _handover(self, fact: Fact) -> Wrong:
        day = _first(fact)
        if fact["successor"] == fact["person"]:
            yield "successor", "接手人是移交人本人", "同一单位的另一人"
            return
        if not (self._at(fact["person"], fact["unit"], day) or self._at(fact["person"], fact["unit"], _eve(day))):
            yield "person", f"{day}以前不在该单位任职", "在该单位任职的人员"
        yield from self._serves(fact, "successor", day)

    def _serves(self, fact: Fact, field: str, day: date) -> Wrong:
        if not self._at(fact[field], fact["unit"], day):
            yield field, f"“{fact[field]}”{day}不在该单位任职", "在该单位任职的人员；先登记任职"

    def _at(self, person: object, unit: object, day: date) -> bool:
        return any(row["unit"] == unit and in_force(POSTS, row, day) for row in self._posts.get(str(person), ()))

    def _changes(self, fact: Fact) -> Iterator[date]:
        """Yield the days of a leave on which somebody else's begins: on the others the deputies stay the same."""
        span = _leave(fact)
        yield span.since
        yield from (one.since for one in self._leaves if span.covers(one.since))

    @cached_property
    def _posts(self) -> Mapping[str, list[Fact]]:
        found: dict[str, list[Fact]] = {}
        for fact in self.facts[POSTS.name].values():
            found.setdefault(str(fact["person"]), []).append(fact)
        return found

    @cached_property
    def _leaves(self) -> list[Leave]:
        return [_leave(fact) for fact in self.facts[LEAVES.name].values()]

    @cached_property
    def _desks(self) -> Desks:
        return Desks(self._leaves, ())


def _leave(fact: Fact) -> Leave:
    until = fact["until"]
    return Leave(str(fact["person"]), _first(fact), until if isinstance(until, date) else None, str(fact["deputy"]))


def _first(fact: Fact) -> date:
    first = fact["since"]
    assert isinstance(first, date)  # noqa: S101  the column is needed
    return first


def _eve(day: date) -> date:
    return day - timedelta(days=1)
