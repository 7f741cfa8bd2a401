"""Where: grids by code or by any name in use, the units that supervise them, and the departments' duties."""

import re
from collections.abc import Callable, Iterable, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import NamedTuple

from sqlalchemy import Connection, Engine, or_, select

from database.connection import reading
from models.values import CIVIL, civil_day
from registry.competence import all_duties
from registry.dated import running
from registry.decided_duties import decided
from registry.entries import Duty, Grid, GridPlan, SpecialGrid, Unit
from registry.errors import AmbiguousGrid, AmbiguousUnit, GridElsewhere, UnknownUnit
from registry.ground import STANDING, supervised_by
from registry.last_known import LastKnown
from registry.naming import CLOSE, NEAREST, Names
from registry.tables import grid_plans, grids, special_grids, units

BUREAU = re.compile(r"^.+?局(?=.)")
"""What stands before the name of a branch (分局), and nobody types."""


def _now() -> datetime:
    return datetime.now(CIVIL)


class Located(NamedTuple):
    """The grid that somebody means, and what has to be said of how the name was understood."""

    grid: Grid
    note: str = ""


class Places:
    """The city's grids and units (网格、单位)."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = _now) -> None:
        self._engine = engine
        self._now = now
        self._units: LastKnown[str, Unit] = LastKnown()
        self._grids: LastKnown[str, frozenset[str]] = LastKnown()

    def grid(self, name_or_code: str, on: date | None = None) -> Grid:
        """Return the grid of a code or a name as it stood on a day, today unless said."""
        return self.located(name_or_code, (), on).grid

    def located(self, name_or_code: str, units: Iterable[str], on: date | None = None) -> Located:
        """Return the grid that whoever serves in these units means: a bare name of a township is one of their county.

        A township elsewhere is meant only where its code or its county is said. Units of the whole city, and those
        without a grid, have no ground to prefer.
        """
        asked = re.sub(r"\s+", "", name_or_code)
        with reading(self._engine) as connection:
            names = self._names(connection, on or self._today())
            found = names.sought(asked)
            if not found:
                raise names.unknown(name_or_code)
            home = names.home(units)
            is_bare = bool(home) and not names.says_where(asked, found)
            own = [grid for county in home for grid in names.sought(asked, county.id)] if is_bare else found
        if not own:
            raise _elsewhere(name_or_code, found, home)
        if len(own) > 1:
            raise _ambiguous(name_or_code, own)
        others = [grid for grid in found if grid != own[0]]
        if home and not any(county.id in (own[0].id, own[0].parent) for county in home):
            return Located(own[0], _not_ours(own[0], home))
        return Located(own[0], _preferred(name_or_code, own[0], others) if others else "")

    def known(self, code: str) -> Grid:
        """Return the grid of a code as it was last known, whether it still stands or not."""
        with reading(self._engine) as connection:
            found = connection.execute(select(grids).where(grids.c.id == code)).mappings().one_or_none()
        return self.grid(code) if found is None else Grid.stored_as(found)

    def grids(self, *, level: int | None = None, within: str | None = None, on: date | None = None) -> tuple[Grid, ...]:
        """Return the grids of a day, in the order of their codes; of one level, or of one level-2 grid."""
        table = STANDING
        query = select(table).order_by(table.c.level, table.c.id)
        if level is not None:
            query = query.where(table.c.level == level)
        if within is not None:
            query = query.where(or_(table.c.id == within, table.c.parent == within))
        with reading(self._engine) as connection:
            rows = connection.execute(query, {"day": on or self._today()}).mappings()
            return tuple(Grid.stored_as(row) for row in rows)

    def special_grids(self, *, over: Grid | None = None, on: date | None = None) -> tuple[SpecialGrid, ...]:
        """Return the special grids (特殊网格) of a day, today unless said; those that lie over a grid, or all.

        A special grid over a county lies over each of its townships.
        """
        query = select(special_grids).where(*running(special_grids, on or self._today())).order_by(special_grids.c.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings()
            every = [SpecialGrid.stored_as({**row, "grids": tuple(row["grids"].split())}) for row in rows]
        return tuple(one for one in every if over is None or {over.id, over.level2} & set(one.grids))

    def plans(self) -> tuple[GridPlan, ...]:
        """Return the plans of grids that governments made, filed and published."""
        with reading(self._engine) as connection:
            rows = connection.execute(select(grid_plans).order_by(grid_plans.c.grid, grid_plans.c.adopted_on))
            return tuple(GridPlan.stored_as(row) for row in rows.mappings())

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

    def units(self, *, level: int | None = None, on: date | None = None) -> tuple[Unit, ...]:
        """Return the units, in the order of their level and number; those that are not dissolved by a day, or all."""
        query = select(units).order_by(units.c.level, units.c.id)
        if level is not None:
            query = query.where(units.c.level == level)
        if on is not None:
            query = query.where(or_(units.c.until.is_(None), units.c.until >= on))
        with reading(self._engine) as connection:
            return tuple(Unit.stored_as(row) for row in connection.execute(query).mappings())

    def grids_of(self, unit_id: str) -> frozenset[str]:
        """Return the codes of the grids a unit supervises or last did, those inside them included."""
        return self._grids.ask(unit_id, lambda: self._grids_of(unit_id))

    def _grids_of(self, unit_id: str) -> frozenset[str]:
        with reading(self._engine) as connection:
            return frozenset(connection.execute(supervised_by(unit_id)).scalars())

    def duties(self, department: str | None = None) -> tuple[Duty, ...]:
        """Return what each department handles (职责分工), what the city has decided included; or what one does."""
        with reading(self._engine) as connection:
            every = (*all_duties(), *decided(connection))
        return tuple(duty for duty in every if department in (None, duty.department))

    def _names(self, connection: Connection, day: date) -> Names:
        return Names(connection, day, "现用" if day >= self._today() else f"{day}当时")

    def _today(self) -> date:
        return civil_day(self._now())


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


def _not_ours(meant: Grid, home: Sequence[Grid]) -> str:
    own = "、".join(grid.full_name for grid in home)
    return f"{meant.full_name}不在本单位的网格（{own}）内，案卷由当地的责任单位办理；本单位没有参与办理的，不能查看"


def _preferred(asked: str, own: Grid, others: Sequence[Grid]) -> str:
    named = "、".join(grid.full_name for grid in others)
    return f"“{asked}”不止一处，已按本单位的网格记为{own.full_name}；是{named}的，请写明县市区重新办理"
