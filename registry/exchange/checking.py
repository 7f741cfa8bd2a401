"""What must be true between rows: units and grids that belong together, days in order; nothing here is guessed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from registry.entries import CITY, Grid
from registry.exchange.cells import LEVEL_TEXTS
from registry.exchange.desk_checks import DeskChecks
from registry.exchange.form import Fact, Form
from registry.exchange.forms import APPOINTMENTS, CERTIFICATES, PERSONS, POSTS, UNITS
from registry.exchange.ground import Ground
from registry.exchange.ground_checks import GroundChecks
from registry.exchange.object_checks import ObjectChecks
from registry.exchange.planning import Change, Draft
from registry.exchange.problems import Problem

TOWNSHIP = 3
"""Grid level of townships (三级网格)."""
GROUP = ("group_head", "group_member")


@dataclass
class Checks:
    """The rules between rows, asked of every change."""

    draft: Draft

    def problems(self, changes: Iterable[Change]) -> Iterator[Problem]:
        """Return what is wrong with the changes, in the order of the tables."""
        asked = {
            UNITS.name: self._unit,
            PERSONS.name: self._person,
            POSTS.name: self._post,
            CERTIFICATES.name: self._certificate,
            APPOINTMENTS.name: self._appointment,
            **GroundChecks(self._ground, self.draft.facts).asked(),
            **DeskChecks(self.draft.facts).asked(),
            **ObjectChecks(self._ground, self.draft.facts, self.draft.state.parties).asked(),
        }
        for change in changes:
            if change.form.name in asked:
                for field, wrong, right in asked[change.form.name](change.after):
                    yield Problem(change.place, change.form.heading(field), wrong, right)

    def _unit(self, fact: Fact) -> Iterator[tuple[str, str, str]]:
        yield from _renamed(fact)
        if self._names_of_units[fact["name"]] > 1:
            yield "name", f"另一单位也叫“{fact['name']}”", "名称不重"
        parent = self.draft.facts[UNITS.name].get((fact["parent"],))
        level = fact["level"]
        if parent is not None and parent["level"] != _above(level):
            yield "parent", f"“{parent['name']}”不是{LEVEL_TEXTS[_above(level)]}单位", "上一级的单位"
        if parent is None and level != 1:
            yield "parent", "没有填写", "二级、三级单位须写上级单位"
        yield from self._dissolved(fact)

    def _dissolved(self, fact: Fact) -> Iterator[tuple[str, str, str]]:
        until = fact["until"]
        if not isinstance(until, date):
            return
        left_over = (
            grid for grid in self._ground.last_of_all() if grid.unit == fact["id"] and grid.stands_after(until)
        )
        grids = [grid.name for grid in left_over]
        if grids:
            yield "until", f"单位还监管网格{'、'.join(grids)}", "先把网格交给别的单位"
        for form in (POSTS, APPOINTMENTS):
            left = self._running[form.name, fact["id"]]
            if left is None or left > until:
                yield "until", f"单位在此日以后还有{form.title}", f"先写这些{form.title}的最后一日"

    def _person(self, fact: Fact) -> Iterator[tuple[str, str, str]]:
        yield from _renamed(fact)

    def _post(self, fact: Fact) -> Iterator[tuple[str, str, str]]:
        yield from _in_order(POSTS, fact, "since")
        yield from self._of_a_unit(fact)

    def _of_a_unit(self, fact: Fact) -> Iterator[tuple[str, str, str]]:
        ended = self.draft.facts[UNITS.name][fact["unit"],]["until"]
        begins = fact["since"]
        if isinstance(ended, date) and isinstance(begins, date) and begins > ended:
            yield "unit", f"单位已于{ended}撤销", "存续的单位"

    def _certificate(self, fact: Fact) -> Iterator[tuple[str, str, str]]:
        yield from _in_order(CERTIFICATES, fact, "valid_from")

    def _appointment(self, fact: Fact) -> Iterator[tuple[str, str, str]]:
        yield from _in_order(APPOINTMENTS, fact, "since")
        yield from self._of_a_unit(fact)
        unit = self.draft.facts[UNITS.name][fact["unit"],]
        if fact["level"] != unit["level"]:
            yield "level", f"“{unit['name']}”是{_level(unit)}单位", _level(unit)
        begins = fact["since"]
        assert isinstance(begins, date)  # noqa: S101  the column is needed
        grid = self._ground.on(fact["grid"], begins)
        if grid is None:
            yield "since", f"网格“{fact['grid']}”在{begins}没有设立，或者已经撤销", "网格存续期间的日期"
        else:
            yield from self._of_a_group(grid, fact) if fact["post"] in GROUP else self._of_a_grid(grid, fact, unit)

    def _of_a_group(self, grid: Grid, fact: Fact) -> Iterator[tuple[str, str, str]]:
        """A working group of level 2 supervises a grid of level 3 (监管工作组)."""
        above = self._ground.on(grid.parent, grid.since or date.min)
        if grid.level != TOWNSHIP or above is None:
            yield "grid", f"“{grid.name}”不是三级网格", "监管工作组只对三级网格（乡镇、街道）设立"
        elif fact["unit"] != above.unit:
            yield "unit", f"不是上级网格“{above.name}”的监管单位", self._unit_called(above.unit)

    def _of_a_grid(self, grid: Grid, fact: Fact, unit: Fact) -> Iterator[tuple[str, str, str]]:
        if grid.id == CITY and unit["level"] == 1:
            return
        if grid.unit is None:
            yield "grid", f"“{grid.name}”没有乡镇政府，由县级直接监管", "登记在上一级网格"
        elif fact["unit"] != grid.unit:
            yield "unit", f"不是网格“{grid.name}”的责任单位", self._unit_called(grid.unit)

    def _unit_called(self, unit: str | None) -> str:
        found = self.draft.facts[UNITS.name].get((unit,))
        return f"{unit}（{found['name']}）" if found is not None else "上级网格的监管单位"

    @cached_property
    def _ground(self) -> Ground:
        return self.draft.ground()

    @cached_property
    def _names_of_units(self) -> Counter[object]:
        return Counter(fact["name"] for fact in self.draft.facts[UNITS.name].values())

    @cached_property
    def _running(self) -> "LastDays":
        return LastDays(self.draft)


class LastDays:
    """Until when a unit has posts or appointments: None without end."""

    def __init__(self, draft: Draft) -> None:
        self._last: dict[tuple[str, object], date | None] = {}
        for form in (POSTS, APPOINTMENTS):
            for fact in draft.facts[form.name].values():
                self._add((form.name, fact["unit"]), fact["until"])

    def _add(self, key: tuple[str, object], until: object) -> None:
        last = self._last.get(key, date.min)
        self._last[key] = max(last, until) if isinstance(until, date) and last is not None else None

    def __getitem__(self, key: tuple[str, object]) -> date | None:
        return self._last.get(key, date.min)


def _level(unit: Fact) -> str:
    return LEVEL_TEXTS[int(str(unit["level"]))]


def _above(level: object) -> int:
    return int(str(level)) - 1


def _renamed(fact: Fact) -> Iterator[tuple[str, str, str]]:
    if bool(fact["former_name"]) != bool(fact["renamed_on"]):
        yield "renamed_on", "更名只写了一半", "原名和更名日期都写"


def _in_order(form: Form, fact: Fact, begins: str) -> Iterator[tuple[str, str, str]]:
    first, last = fact[begins], fact[str(form.ends)]
    if isinstance(first, date) and isinstance(last, date) and last < first:
        yield str(form.ends), f"{last} 早于 {form.heading(begins)} {first}", "不早于第一日"
