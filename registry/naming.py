"""Which grid is meant by a name: of the day or of another time, with a county in front or a village behind."""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Connection, Executable, Result, literal, select, union

from registry.entries import Grid
from registry.errors import UnknownGrid
from registry.ground import STANDING, TOWNSHIP
from registry.tables import grid_aliases, grid_states

ABOVE_COUNTY = re.compile(r"^(湖南省|湖南)?(衡阳市)?")
CITY_IN_FRONT = re.compile(r"^衡阳(?!县|市)")
"""The city before the name of a park (衡阳高新技术产业开发区); 衡阳县 is a county."""
NEAREST = 3
CLOSE = 0.4
"""How alike a name must be to be offered instead (difflib's ratio)."""
COUNTY = 2
"""Grid level of counties, districts and parks (二级网格)."""


class Names:
    """The names of the grids that stood on a day."""

    def __init__(self, connection: Connection, day: date, then: str = "现用") -> None:
        self._connection = connection
        self._day = day
        self._then = then
        self._grids = STANDING

    def sought(self, asked: str, within: str | None = None) -> list[Grid]:
        """Return the grids that may be meant by a name; of one county, or of all."""
        bare = ABOVE_COUNTY.sub("", asked)
        if within is not None:
            return self._named(bare, within) or self._with_village(bare, within)
        found = self._named(asked) or self._within_county(bare)
        return found or self._within_county(CITY_IN_FRONT.sub("", bare))

    def home(self, units: Iterable[str]) -> list[Grid]:
        """Return the counties that units serve in; none for those of the city."""
        table = self._grids
        own = select(table.c.id, table.c.parent, table.c.level).where(
            table.c.unit.in_(set(units)), table.c.level >= COUNTY
        )
        codes = {row.parent if row.level == TOWNSHIP else row.id for row in self._asked(own)}
        return self._found(table.c.id.in_(codes))

    def says_where(self, asked: str, found: Sequence[Grid]) -> bool:
        """Tell whether more than the bare name of a township was said: its code, or its county in front."""
        if any(asked in (grid.id, grid.code) or grid.level < TOWNSHIP for grid in found):
            return True
        bare = CITY_IN_FRONT.sub("", ABOVE_COUNTY.sub("", asked))
        behind = (bare.removeprefix(name) for _, name in self._counties() if bare.startswith(name))
        return any(self._named(rest) or self._with_village(rest) for rest in behind)

    def unknown(self, asked: str) -> UnknownGrid:
        """Return the answer to a name that no grid of the day has."""
        known = self._unplaced(asked) or self._of_another_time(asked)
        if known is not None:
            county, why = known
            sentence = (
                f"“{asked}”不是{self._then}的网格名（{why}）；请写{self._then}的乡镇（街道）名，不清楚的写{county}"
            )
            return UnknownGrid("former-grid", sentence, field="grid", nearest=(county,))
        names = select(self._grids.c.name).union(select(grid_aliases.c.name).where(~grid_aliases.c.unplaced))
        bare = ABOVE_COUNTY.sub("", asked)
        every = sorted(self._asked(names).scalars())
        near = tuple(get_close_matches(bare, every, n=NEAREST, cutoff=CLOSE))
        hint = f"名称相近的有：{'、'.join(near)}" if near else "请写县市区名加乡镇（街道）名，或网格编码"
        return UnknownGrid("unknown-grid", f"网格名册中没有“{asked}”；{hint}", field="grid", nearest=near)

    def _asked(self, query: Executable) -> Result[*tuple[Any, ...]]:
        return self._connection.execute(query, {"day": self._day})

    def _named(self, name: str, within: str | None = None) -> list[Grid]:
        """Return the grids of a code or a name; what was current on the day goes before what was at another time."""
        table = self._grids
        called = select(grid_aliases.c.grid).where(grid_aliases.c.name == name, ~grid_aliases.c.unplaced)
        ever = select(grid_states.c.grid).where(grid_states.c.name == name)
        conditions = (
            table.c.id == name,
            table.c.code == name,
            table.c.name == name,
            table.c.id.in_(called.union(ever)),
        )
        for condition in conditions:
            found = self._found(condition, *([] if within is None else [table.c.parent == within]))
            if found:
                return found
        return []

    def _found(self, *conditions: ColumnElement[bool]) -> list[Grid]:
        query = select(self._grids).where(*conditions).order_by(self._grids.c.id)
        return [Grid.stored_as(row) for row in self._asked(query).mappings()]

    def _within_county(self, name: str) -> list[Grid]:
        """Read a name with what is above it in front and a village behind, as 衡阳市衡南县三塘镇 or 衡南三塘镇某村."""
        found = self._named(name) or self._with_village(name)
        for code, county in self._counties():
            if not found and name.startswith(county):
                rest = name.removeprefix(county)
                found = self._named(rest, within=code) or self._with_village(rest, within=code)
        return found

    def _with_village(self, name: str, within: str | None = None) -> list[Grid]:
        """Return the township whose name a longer name begins with."""
        table = self._grids
        query = select(table.c.name).where(table.c.level == TOWNSHIP, literal(name).startswith(table.c.name))
        township = max(self._asked(query).scalars(), key=len, default="")
        return self._named(township, within) if township else []

    def _counties(self) -> list[tuple[str, str]]:
        """Return code and name of each level-2 grid, short names included, the longest name first."""
        table = self._grids
        current = select(table.c.id, table.c.name).where(table.c.level == COUNTY)
        called = (
            select(table.c.id, grid_aliases.c.name)
            .join(grid_aliases, grid_aliases.c.grid == table.c.id)
            .where(table.c.level == COUNTY, ~grid_aliases.c.unplaced)
        )
        rows = self._asked(union(current, called))
        return sorted(((code, name) for code, name in rows), key=lambda row: (-len(row[1]), row))

    def _unplaced(self, asked: str) -> tuple[str, str] | None:
        """Return the county of a former name that no source places in a present township, and why."""
        query = (
            select(self._grids.c.name, grid_aliases.c.basis)
            .join(grid_aliases, grid_aliases.c.grid == self._grids.c.id)
            .where(grid_aliases.c.unplaced, literal(asked).endswith(grid_aliases.c.name))
        )
        row = self._asked(query).first()
        return None if row is None else (row[0], row[1])

    def _of_another_time(self, asked: str) -> tuple[str, str] | None:
        """Return the county of a grid that stood at another time only, and when it did."""
        state = grid_states
        query = (
            select(state.c.since, state.c.until, self._grids.c.name)
            .join(self._grids, self._grids.c.id == state.c.parent)
            .where(state.c.level == TOWNSHIP, (state.c.grid == asked) | literal(asked).endswith(state.c.name))
        )
        row = self._asked(query.order_by(state.c.since)).first()
        if row is None:
            return None
        return row[2], f"{row[0]}以后设立" if row[0] > self._day else f"{row[1]}以后不再设置"
