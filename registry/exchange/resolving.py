"""Names in cells become numbers of the register: units, persons and grids, those of the same files included."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from registry.entries import Grid
from registry.errors import RegisterError
from registry.exchange.cells import BadCell, Cell, near
from registry.exchange.form import Column, Form
from registry.exchange.forms import PERSONS, UNITS
from registry.exchange.ground import GRIDS
from registry.exchange.problems import Problem
from registry.exchange.reading import Entry
from registry.exchange.state import State

SEVERAL = re.compile(r"[、,，;；\s]+")
SEARCHES = 200
"""How often a name that is not there is compared with all that are: after that nobody looks for what was meant."""


@dataclass
class Resolver:
    """Finds what a cell names, in the register and in the files that are entered together."""

    state: State
    entries: Iterable[Entry]
    grid_called: Callable[[str], Grid]
    searches: int = SEARCHES

    def resolved(self) -> tuple[list[Entry], list[Problem]]:
        """Return the entries with numbers in place of names, and what is named and not there."""
        found: list[Entry] = []
        problems: list[Problem] = []
        for entry in (one for one in self.entries if one.whole):
            wrong = list(self._named(entry))
            problems += wrong
            if not wrong:
                found.append(replace(entry, says={**entry.says, **dict(self._numbers(entry))}))
        return found, problems

    def _named(self, entry: Entry) -> Iterator[Problem]:
        for column in _naming(entry):
            try:
                self._number(column, str(entry.says[column.field]))
            except BadCell as no:
                yield entry.problem(column.field, no.wrong, no.right, no.near)

    def _numbers(self, entry: Entry) -> Iterator[tuple[str, Cell]]:
        for column in _naming(entry):
            yield column.field, self._number(column, str(entry.says[column.field]))

    def _number(self, column: Column, asked: str) -> str:
        finders = {"unit": self._unit, "person": self._person, "grid": self._grid, "grids": self._several_grids}
        return finders[column.names or "unit"](asked)

    def _unit(self, asked: str) -> str:
        found = self._units.get(asked, frozenset())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise BadCell(f"名称“{asked}”先后属于几个单位", "写单位编码", tuple(sorted(found)))
        raise BadCell(f"没有单位“{asked}”", "单位表或者登记簿中的编码或者全称", self._near(asked, self._unit_names))

    def _person(self, asked: str) -> str:
        if asked in self._persons:
            return asked
        raise BadCell(f"没有编号为“{asked}”的人员", "人员表或者登记簿中的编号", self._near(asked, tuple(self._persons)))

    def _grid(self, asked: str) -> str:
        if asked in self._codes:
            return asked
        kept = self._grids.get(asked)
        if kept is None:
            kept = self._grids[asked] = self._looked_up(asked)
        if isinstance(kept, BadCell):
            raise kept
        return kept

    def _several_grids(self, asked: str) -> str:
        return " ".join(dict.fromkeys(self._grid(one) for one in SEVERAL.split(asked) if one))

    def _looked_up(self, asked: str) -> str | BadCell:
        entered = self._entered.get(asked, frozenset())
        if len(entered) == 1:
            return next(iter(entered))
        try:
            return self.grid_called(asked).id
        except RegisterError as no:
            return BadCell(no.sentence.split("；")[0], "县市区名加乡镇（街道）名，或者网格编码", no.nearest)

    def _near(self, asked: str, known: tuple[str, ...]) -> tuple[str, ...]:
        self.searches -= 1
        return near(asked, known) if self.searches >= 0 else ()

    @cached_property
    def _grids(self) -> dict[str, str | BadCell]:
        return {}

    @cached_property
    def _codes(self) -> frozenset[str]:
        known = {str(fact["grid"]) for fact in self.state.of(GRIDS).values()}
        return frozenset(known | {str(one.says["grid"]) for one in self._of(GRIDS) if "grid" in one.says})

    @cached_property
    def _entered(self) -> dict[str, frozenset[str]]:
        """Return the grids of the files that are entered, by name."""
        found: dict[str, frozenset[str]] = {}
        for one in self._of(GRIDS):
            if {"name", "grid"} <= one.says.keys():
                name = str(one.says["name"])
                found[name] = found.get(name, frozenset()) | {str(one.says["grid"])}
        return found

    def _of(self, form: Form) -> list[Entry]:
        return [entry for entry in self.entries if entry.form is form]

    @cached_property
    def _units(self) -> dict[str, frozenset[str]]:
        """Return the units of each number and name; a former name counts where nobody bears it now."""
        current: dict[str, frozenset[str]] = {}
        former: dict[str, frozenset[str]] = {}
        entered = [entry.says for entry in self._of(UNITS) if "id" in entry.says]
        for fact in (*self.state.of(UNITS).values(), *entered):
            number = str(fact["id"])
            current[number] = frozenset({number})
            for names, field in ((current, "name"), (former, "former_name")):
                if name := fact.get(field):
                    names[str(name)] = names.get(str(name), frozenset()) | {number}
        return {**former, **current}

    @cached_property
    def _unit_names(self) -> tuple[str, ...]:
        return tuple(self._units)

    @cached_property
    def _persons(self) -> dict[str, None]:
        known = [str(fact["id"]) for fact in self.state.of(PERSONS).values()]
        entered = [str(entry.says.get("id")) for entry in self._of(PERSONS)]
        return dict.fromkeys((*known, *entered))


def _naming(entry: Entry) -> Iterator[Column]:
    return (column for column in entry.form.columns if column.names is not None and column.field in entry.says)
