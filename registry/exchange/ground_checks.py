"""What must be true of grids, special grids and plans: levels that fit, names that differ, nothing left hanging."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registry.entries import CITY
from registry.exchange.cells import LEVEL_TEXTS
from registry.exchange.form import Fact, Key, in_force
from registry.exchange.forms import APPOINTMENTS, UNITS
from registry.exchange.ground import GRIDS, PLANS, SPECIAL_GRIDS, Ground

Wrong = Iterator[tuple[str, str, str]]
"""Field, what is wrong, what would be right."""


@dataclass
class GroundChecks:
    """The rules between rows about the ground."""

    ground: Ground
    facts: Mapping[str, Mapping[Key, Fact]]

    def asked(self) -> dict[str, Callable[[Fact], Wrong]]:
        """Return the rules by table."""
        return {GRIDS.name: self._grid, SPECIAL_GRIDS.name: self._special, PLANS.name: self._plan}

    def _grid(self, fact: Fact) -> Wrong:
        first, level = fact["since"], fact["level"]
        assert isinstance(first, date)  # noqa: S101  the column is needed
        yield from in_order(fact, "until")
        if any(other["level"] != level for other in self.ground.states(fact["grid"])):
            yield "level", "与这个网格原来的级别不同", "级别不变；另设网格的用新的编码"
        yield from self._above(fact, first)
        yield from self._of_a_unit(fact, first)
        if any(fact["grid"] != other["grid"] and _overlap(fact, other) for other in self._named[_name(fact)]):
            yield "name", f"同一上级网格内另有网格也叫“{fact['name']}”", "名称不重"
        yield from self._ended(fact)

    def _above(self, fact: Fact, first: date) -> Wrong:
        level, parent = fact["level"], fact["parent"]
        if level == 1 or parent is None:
            if (level == 1) != (parent is None):
                yield "parent", "级别与上级网格不符", "一级网格没有上级，二级、三级网格须写上级网格"
            return
        above = self.ground.on(parent, first)
        wanted = int(str(level)) - 1
        if above is None or above.level != wanted:
            name = parent if above is None else above.name
            yield "parent", f"“{name}”在{first}不是{LEVEL_TEXTS[wanted]}网格", f"当时的{LEVEL_TEXTS[wanted]}网格"

    def _of_a_unit(self, fact: Fact, first: date) -> Wrong:
        unit = self.facts[UNITS.name].get((fact["unit"],))
        if unit is None:
            return
        if unit["level"] != fact["level"]:
            yield "unit", f"“{unit['name']}”与网格级别不同", f"{LEVEL_TEXTS[int(str(fact['level']))]}单位"
        ended = unit["until"]
        if isinstance(ended, date) and ended < first:
            yield "unit", f"单位已于{ended}撤销", "存续的单位"

    @cached_property
    def _named(self) -> dict[Key, list[Fact]]:
        """Return the states of grids by name and the grid above."""
        found: dict[Key, list[Fact]] = {}
        for fact in self.facts[GRIDS.name].values():
            found.setdefault(_name(fact), []).append(fact)
        return found

    def _ended(self, fact: Fact) -> Wrong:
        """Nothing hangs on a grid that ends for good: no grid inside it, nobody who answers there."""
        until, states = fact["until"], self.ground.states(fact["grid"])
        if not isinstance(until, date) or states[-1] is not fact:
            return
        inside = [
            one.name for one in self.ground.last_of_all() if one.parent == fact["grid"] and one.stands_after(until)
        ]
        if inside:
            yield "until", f"网格内还有{'、'.join(inside[:3])}", "先调整或者终止其中的网格"
        held = self.facts[APPOINTMENTS.name].values()
        if any(row["grid"] == fact["grid"] and _goes_on(row["until"], until) for row in held):
            yield "until", "此日以后还有网格责任人", "先写这些责任人的结束日期"

    def _special(self, fact: Fact) -> Wrong:
        yield from in_order(fact, "until")
        first = fact["since"]
        assert isinstance(first, date)  # noqa: S101  the column is needed
        for code in str(fact["grids"]).split():
            if self.ground.on(code, first) is None:
                yield "grids", f"网格“{code}”在{first}没有设立，或者已经撤销", "当时的网格"
        unit = self.facts[UNITS.name][fact["unit"],]
        if not in_force(UNITS, unit, first):
            yield "unit", f"单位已于{unit['until']}撤销", "存续的单位"

    def _plan(self, fact: Fact) -> Wrong:
        grid = self.ground.last(fact["grid"])
        if grid is None or grid.level > 2:  # noqa: PLR2004  counties and the city make plans
            yield "grid", "不是一级或者二级网格", "市或者县市区、园区"
        for field in ("filed_on", "published_on"):
            day, adopted = fact[field], fact["adopted_on"]
            if isinstance(day, date) and isinstance(adopted, date) and day < adopted:
                yield field, f"{day} 早于印发日期 {adopted}", "不早于印发日期"
        if fact["filed_on"] is not None and not fact["filed_with"]:
            yield "filed_with", "写了备案日期，没有写备案机关", "省人民政府" if fact["grid"] == CITY else "市人民政府"


def in_order(fact: Fact, ends: str, begins: str = "since") -> Wrong:
    """Tell where the last day comes before the first."""
    first, last = fact[begins], fact[ends]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield ends, f"{last} 早于 {first}", "不早于第一日"


def _goes_on(until: object, day: date) -> bool:
    return not isinstance(until, date) or until > day


def _name(fact: Fact) -> Key:
    return fact["name"], fact["parent"]


def _overlap(one: Fact, other: Fact) -> bool:
    return _starts_within(one, other) or _starts_within(other, one)


def _starts_within(one: Fact, other: Fact) -> bool:
    begins = one["since"]
    return isinstance(begins, date) and in_force(GRIDS, other, begins)
