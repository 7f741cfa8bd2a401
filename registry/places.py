"""Where: grids by code or by any name in use, the units that supervise them, and the departments' duties."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from difflib import get_close_matches
from functools import cache
from pathlib import Path
from typing import NamedTuple

from sqlalchemy import Connection, Engine, literal, or_, select, union

from database.connection import reading
from registry.entries import Duty, Grid, SpecialGrid, Unit
from registry.errors import AmbiguousGrid, AmbiguousUnit, GridElsewhere, UnknownGrid, UnknownUnit
from registry.last_known import LastKnown
from registry.tables import grid_aliases, grids, special_grids, units

DATA = Path(__file__).with_name("data")
ABOVE_COUNTY = re.compile(r"^(湖南省|湖南)?(衡阳市)?")
CITY_IN_FRONT = re.compile(r"^衡阳(?!县|市)")
"""The city before the name of a park (衡阳高新技术产业开发区); 衡阳县 is a county."""
BUREAU = re.compile(r"^.+?局(?=.)")
"""What stands before the name of a branch (分局), and nobody types."""
NEAREST = 3
CLOSE = 0.4
"""How alike a name must be to be offered instead (difflib's ratio)."""
COUNTY = 2
"""Grid level of counties, districts and parks (二级网格)."""
TOWNSHIP = 3
"""Grid level of townships and streets (三级网格)."""


class Located(NamedTuple):
    """The grid that somebody means, and what has to be said of how the name was understood."""

    grid: Grid
    note: str = ""


class Places:
    """The city's grids and units (网格、单位)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._units: LastKnown[str, Unit] = LastKnown()
        self._grids: LastKnown[str, frozenset[str]] = LastKnown()

    def grid(self, name_or_code: str) -> Grid:
        """Return the grid of a code or a name; names of 2015 and 2024, and a county in front, are understood."""
        return self.located(name_or_code, ()).grid

    def located(self, name_or_code: str, units: Iterable[str]) -> Located:
        """Return the grid that whoever serves in these units means: a bare name of a township is one of their county.

        A township elsewhere is meant only where its code or its county is said. Units of the whole city, and those
        without a grid, have no ground to prefer.
        """
        asked = re.sub(r"\s+", "", name_or_code)
        with reading(self._engine) as connection:
            found = _sought(connection, asked)
            if not found:
                raise _unknown(connection, name_or_code)
            home = _home(connection, units)
            is_bare = bool(home) and not _says_where(connection, asked, found)
            own = [grid for county in home for grid in _sought(connection, asked, county.id)] if is_bare else found
        if not own:
            raise _elsewhere(name_or_code, found, home)
        if len(own) > 1:
            raise _ambiguous(name_or_code, own)
        others = [grid for grid in found if grid != own[0]]
        return Located(own[0], _preferred(name_or_code, own[0], others) if others else "")

    def grids(self, *, level: int | None = None, within: str | None = None) -> tuple[Grid, ...]:
        """Return the grids, in the order of their codes; of one level, or of one level-2 grid."""
        query = select(grids).order_by(grids.c.level, grids.c.id)
        if level is not None:
            query = query.where(grids.c.level == level)
        if within is not None:
            query = query.where(or_(grids.c.id == within, grids.c.parent == within))
        with reading(self._engine) as connection:
            return tuple(Grid.stored_as(row) for row in connection.execute(query).mappings())

    def special_grids(self) -> tuple[SpecialGrid, ...]:
        """Return the special grids (特殊网格) that the city has entered."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(special_grids).order_by(special_grids.c.id)).mappings()
            return tuple(SpecialGrid.stored_as(row) for row in rows)

    def unit(self, unit_id: str) -> Unit:
        """Return a unit by its number."""
        return self._units.ask(unit_id, lambda: self._unit(unit_id))

    def _unit(self, unit_id: str) -> Unit:
        with reading(self._engine) as connection:
            row = connection.execute(select(units).where(units.c.id == unit_id)).mappings().one_or_none()
        if row is None:
            sentence = f"单位名册中没有编号“{unit_id}”；请用 /v1/units 中的单位编号"
            raise UnknownUnit("unknown-unit", sentence, field="unit")
        return Unit.stored_as(row)

    def unit_called(self, asked: str) -> Unit:
        """Return the unit of a number or a name; a part of the name will do where no other unit has it."""
        known = self.units()
        for holds in (
            lambda unit: asked == unit.id,
            lambda unit: asked in {unit.name, unit.former_name},
            lambda unit: asked in unit.name,
        ):
            found = [unit for unit in known if holds(unit)]
            if len(found) > 1:
                raise _several(asked, found)
            if found:
                return found[0]
        raise _no_unit(asked, known)

    def units(self, *, level: int | None = None) -> tuple[Unit, ...]:
        """Return the units, in the order of their level and number."""
        query = select(units).order_by(units.c.level, units.c.id)
        if level is not None:
            query = query.where(units.c.level == level)
        with reading(self._engine) as connection:
            return tuple(Unit.stored_as(row) for row in connection.execute(query).mappings())

    def grids_of(self, unit_id: str) -> frozenset[str]:
        """Return the codes of the grids a unit supervises, those inside them included."""
        return self._grids.ask(unit_id, lambda: self._grids_of(unit_id))

    def _grids_of(self, unit_id: str) -> frozenset[str]:
        own = select(grids.c.id).where(grids.c.unit == unit_id).scalar_subquery()
        query = select(grids.c.id).where(or_(grids.c.unit == unit_id, grids.c.parent.in_(own)))
        with reading(self._engine) as connection:
            return frozenset(connection.execute(query).scalars())

    def duties(self, department: str | None = None) -> tuple[Duty, ...]:
        """Return what each department handles (职责分工), or what one does."""
        return tuple(duty for duty in _duties() if department in (None, duty.department))


def _sought(connection: Connection, asked: str, within: str | None = None) -> list[Grid]:
    """Return the grids that may be meant by a name; of one county, or of all."""
    bare = ABOVE_COUNTY.sub("", asked)
    if within is not None:
        return _named(connection, bare, within) or _with_village(connection, bare, within)
    found = _named(connection, asked) or _within_county(connection, bare)
    return found or _within_county(connection, CITY_IN_FRONT.sub("", bare))


def _home(connection: Connection, units_: Iterable[str]) -> list[Grid]:
    """Return the counties that units serve in; none for those of the city."""
    own = select(grids.c.id, grids.c.parent, grids.c.level).where(
        grids.c.unit.in_(set(units_)), grids.c.level >= COUNTY
    )
    codes = {row.parent if row.level == TOWNSHIP else row.id for row in connection.execute(own)}
    query = select(grids).where(grids.c.id.in_(codes)).order_by(grids.c.id)
    return [Grid.stored_as(row) for row in connection.execute(query).mappings()]


def _says_where(connection: Connection, asked: str, found: Sequence[Grid]) -> bool:
    """Tell whether more than the bare name of a township was said: its code, or its county in front."""
    if any(grid.id == asked or grid.level < TOWNSHIP for grid in found):
        return True
    bare = CITY_IN_FRONT.sub("", ABOVE_COUNTY.sub("", asked))
    behind = (bare.removeprefix(name) for _, name in _counties(connection) if bare.startswith(name))
    return any(_named(connection, rest) or _with_village(connection, rest) for rest in behind)


def _named(connection: Connection, name: str, within: str | None = None) -> list[Grid]:
    """Return the grids of a code or a name; a current name goes before a former one."""
    called = select(grid_aliases.c.grid).where(grid_aliases.c.name == name, ~grid_aliases.c.unplaced)
    for condition in (grids.c.id == name, grids.c.name == name, grids.c.id.in_(called)):
        query = select(grids).where(condition).order_by(grids.c.id)
        if within is not None:
            query = query.where(grids.c.parent == within)
        found = [Grid.stored_as(row) for row in connection.execute(query).mappings()]
        if found:
            return found
    return []


def _within_county(connection: Connection, name: str) -> list[Grid]:
    """Read a name with what is above it in front and a village behind, as 衡阳市衡南县三塘镇 or 衡南三塘镇某村."""
    found = _named(connection, name) or _with_village(connection, name)
    for code, county in _counties(connection):
        if not found and name.startswith(county):
            rest = name.removeprefix(county)
            found = _named(connection, rest, within=code) or _with_village(connection, rest, within=code)
    return found


def _with_village(connection: Connection, name: str, within: str | None = None) -> list[Grid]:
    """Return the township whose name a longer name begins with."""
    query = select(grids.c.name).where(grids.c.level == TOWNSHIP, literal(name).startswith(grids.c.name))
    township = max(connection.execute(query).scalars(), key=len, default="")
    return _named(connection, township, within) if township else []


def _counties(connection: Connection) -> list[tuple[str, str]]:
    """Return code and name of each level-2 grid, short names included, the longest name first."""
    current = select(grids.c.id, grids.c.name).where(grids.c.level == COUNTY)
    called = select(grids.c.id, grid_aliases.c.name).join_from(grids, grid_aliases).where(grids.c.level == COUNTY)
    rows = connection.execute(union(current, called.where(~grid_aliases.c.unplaced)))
    return sorted(((code, name) for code, name in rows), key=lambda row: (-len(row[1]), row))


def _unknown(connection: Connection, asked: str) -> UnknownGrid:
    former = _unplaced(connection, asked)
    if former is not None:
        county, basis = former
        sentence = f"“{asked}”不是现用的网格名（{basis}）；请写现在的乡镇（街道）名，不清楚的写{county}"
        return UnknownGrid("former-grid", sentence, field="grid", nearest=(county,))
    names = select(grids.c.name).union(select(grid_aliases.c.name).where(~grid_aliases.c.unplaced))
    bare = ABOVE_COUNTY.sub("", asked)
    near = tuple(get_close_matches(bare, sorted(connection.execute(names).scalars()), n=NEAREST, cutoff=CLOSE))
    hint = f"名称相近的有：{'、'.join(near)}" if near else "请写县市区名加乡镇（街道）名，或网格编码"
    return UnknownGrid("unknown-grid", f"网格名册中没有“{asked}”；{hint}", field="grid", nearest=near)


def _unplaced(connection: Connection, asked: str) -> tuple[str, str] | None:
    """Return the county of a former name that no source places in a present township, and why."""
    query = select(grids.c.name, grid_aliases.c.basis).join_from(grids, grid_aliases).where(grid_aliases.c.unplaced)
    row = connection.execute(query.where(literal(asked).endswith(grid_aliases.c.name))).first()
    return None if row is None else (row[0], row[1])


def _several(asked: str, found: Sequence[Unit]) -> AmbiguousUnit:
    near = tuple(unit.name for unit in found[:NEAREST])
    others = f"等{len(found)}个" if len(found) > NEAREST else ""
    sentence = f"“{asked}”不止一个单位：{'、'.join(near)}{others}；请写全称或者编号"
    return AmbiguousUnit("ambiguous-unit", sentence, field="unit", nearest=near)


def _no_unit(asked: str, known: Sequence[Unit]) -> UnknownUnit:
    names = {word: unit for unit in known for word in (unit.id, unit.name, BUREAU.sub("", unit.name))}
    near = get_close_matches(asked, names, n=NEAREST, cutoff=CLOSE)
    told = tuple(dict.fromkeys(f"{names[word].name}（{names[word].id}）" for word in near))
    hint = f"相近的有：{'、'.join(told)}" if told else "请写单位的编号或者名称"
    return UnknownUnit("unknown-unit", f"单位名册中没有“{asked}”；{hint}", field="unit", nearest=told)


def _ambiguous(asked: str, found: Sequence[Grid]) -> AmbiguousGrid:
    full = tuple(grid.full_name for grid in found)
    sentence = f"“{asked}”不止一处：{'、'.join(full)}；请在名称前写明县市区"
    return AmbiguousGrid("ambiguous-grid", sentence, field="grid", nearest=full)


def _elsewhere(asked: str, found: Sequence[Grid], home: Sequence[Grid]) -> GridElsewhere:
    full = tuple(grid.full_name for grid in found)
    own, named = "、".join(grid.name for grid in home), "、".join(f"{grid.full_name}（{grid.id}）" for grid in found)
    sentence = (
        f"本单位的网格（{own}）内没有“{asked}”，叫这个名称的是{named}；确在那里的，请在名称前写明县市区，或者写网格编码"
    )
    return GridElsewhere("grid-elsewhere", sentence, field="grid", nearest=full)


def _preferred(asked: str, own: Grid, others: Sequence[Grid]) -> str:
    named = "、".join(grid.full_name for grid in others)
    return f"“{asked}”不止一处，已按本单位的网格记为{own.full_name}；是{named}的，请写明县市区重新办理"


@cache
def _duties() -> tuple[Duty, ...]:
    document = tomllib.loads((DATA / "duties.toml").read_text("utf-8"))
    return tuple(Duty(**one) for one in document["duty"])
