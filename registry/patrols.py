"""What is to be seen where on which day (巡查计划): points by category and risk, spread over the days of their interval."""

import tomllib
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from zlib import crc32

from sqlalchemy import Engine, select

from database.connection import reading
from models.acts.finding import Place
from models.acts.patrol import PatrolPoint, PlanPatrol
from models.values import Value
from registry.dated import running
from registry.entries import CATEGORY_NAMES, POINT_NAMES, SPECIAL_NAMES, Grid
from registry.object_tables import patrol_points, polluters
from registry.people import People
from registry.places import Places
from registry.polluters import Polluter, Polluters
from registry.shipped_files import DATA
from registry.tables import grid_states, special_grids

TOWNSHIP = 3
ONE_DAY = timedelta(days=1)
Span = tuple[date, date | None]
MOST = 100
"""How many points one round has at most: what an act holds."""


class PatrolPlan(Value):
    """How often points are seen, from a day on (差别化巡查频次)."""

    since: date
    basis: str
    every: dict[str, int]


class Spot(Value):
    """A point with what somebody needs who has to find it; its name stays out of files."""

    point: PatrolPoint
    name: str
    longitude: str = ""
    latitude: str = ""


@cache
def plans() -> tuple[PatrolPlan, ...]:
    """Return the plans, the first one first."""
    told = tomllib.loads((DATA / "patrol.toml").read_text("utf-8"))["plan"]
    return tuple(sorted((PatrolPlan.stored_as(one) for one in told), key=lambda one: one.since))


def plan_on(day: date) -> PatrolPlan | None:
    """Return the plan in force on a day; None before there was one."""
    return next((one for one in reversed(plans()) if one.since <= day), None)


def is_due(point: PatrolPoint, day: date) -> bool:
    """Tell whether a point is seen on a day: each on its own day of its interval, ever the same."""
    return (day.toordinal() + crc32(point.point.encode())) % point.every == 0


class Patrols:
    """The rounds that the plan has."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._places, self._people, self._polluters = Places(engine), People(engine), Polluters(engine)

    def grids(self, day: date) -> tuple[Grid, ...]:
        """Return the grids that are patrolled: those of level 3."""
        return self._places.grids(level=TOWNSHIP, on=day)

    def grids_between(self, first: date, last: date) -> tuple[Grid, ...]:
        """Return every grid that was patrolled on a day of a span, as it was on its last: also one born and ended."""
        table = grid_states
        query = select(table.c.until).where(
            table.c.level == TOWNSHIP, table.c.until >= first, table.c.until < last, table.c.since <= last
        )
        with reading(self._engine) as connection:
            ends = set(connection.execute(query.distinct()).scalars())
        known = {grid.id: grid for day in sorted({*ends, last}) for grid in self.grids(day)}
        return tuple(known[code] for code in sorted(known))

    def points(self, grid: Grid, day: date) -> tuple[PatrolPoint, ...]:
        """Return every point of a grid on a day, those seen most often first."""
        return tuple(one.point for one in self.spots(grid, day))

    def spots(self, grid: Grid, day: date) -> tuple[Spot, ...]:
        """Return the same points with their names and where they are."""
        plan = plan_on(day)
        found = tuple(self._spots(grid, day, plan)) if plan else ()
        return tuple(sorted(found, key=lambda one: (one.point.every, one.point.point)))

    def planned(self, grid: Grid, day: date, *, reason: str = "") -> PlanPatrol | None:
        """Return the round of a grid on a day; None where no point is due. With a reason it sees every point."""
        points = tuple(one for one in self.points(grid, day) if reason or is_due(one, day))
        if not points:
            return None
        answerable = self._people.answerable(grid, day)
        left = len(points) - MOST
        more = f"另有{left}个点位超出一次巡查的上限，须另行安排" if left > 0 else ""
        return PlanPatrol(
            place=Place(grid=grid.id),
            patroller=answerable[0].direct,
            points=points[:MOST],
            answerable=answerable,
            reason="；".join(filter(None, (reason, more))),
        )

    def days(self, grid: Grid, first: date, last: date) -> int:
        """Return on how many days of a span the plan has a round on a grid, by what lay in it on each of them."""
        states, cuts = self._changes(grid, first, last)
        found = 0
        for begins, after in pairwise([*cuts, last + ONE_DAY]):
            stands = any(since <= begins and (until is None or until >= begins) for since, until in states)
            points = self.points(grid, begins) if stands else ()
            days = (begins + timedelta(days=one) for one in range((after - begins).days))
            found += sum(any(is_due(one, day) for one in points) for day in days)
        return found

    def _changes(self, grid: Grid, first: date, last: date) -> tuple[list[Span], list[date]]:
        """Return when a grid stood, and the days of a span on which what is to be seen there changes."""
        county = grid.level2 or grid.id
        lying = (
            (grid_states, grid_states.c.grid == grid.id),
            (special_grids, special_grids.c.grids.contains(county, autoescape=True)),
            (polluters, polluters.c.grid == grid.id),
            (patrol_points, patrol_points.c.grid == grid.id),
        )
        with reading(self._engine) as connection:
            spans: list[list[Span]] = [
                [(row.since, row.until) for row in connection.execute(select(table.c.since, table.c.until).where(here))]
                for table, here in lying
            ]
        told = [span for found in spans for span in found]
        days = {plan.since for plan in plans()} | {since for since, _ in told}
        days |= {until + ONE_DAY for _, until in told if until is not None}
        return spans[0], sorted({first} | {day for day in days if first < day <= last})

    def _spots(self, grid: Grid, day: date, plan: PatrolPlan) -> Iterator[Spot]:
        ground = PatrolPoint(point=grid.id, sort="ground", every=plan.every["ground"], reason="网格面上")
        yield Spot(point=ground, name=grid.full_name)
        for one in self._places.special_grids(over=grid, on=day):
            reason, every = SPECIAL_NAMES[one.kind], plan.every["special"]
            yield Spot(point=PatrolPoint(point=one.id, sort="special", every=every, reason=reason), name=one.name)
        for polluter in self._polluters.within(grid.id, day):
            place = {"longitude": polluter.longitude, "latitude": polluter.latitude}
            yield Spot(point=_of(polluter, plan), name=polluter.name, **place)
        yield from self._added(grid, day)

    def _added(self, grid: Grid, day: date) -> Iterator[Spot]:
        """Yield what the city has added to the rounds of a grid, each with an interval of its own."""
        table = patrol_points
        query = select(table).where(table.c.grid == grid.id, *running(table, day)).order_by(table.c.id)
        with reading(self._engine) as connection:
            rows = connection.execute(query).all()
        for row in rows:
            point = PatrolPoint(point=row.id, sort="added", every=row.every, reason=POINT_NAMES[row.kind])
            yield Spot(point=point, name=row.name, longitude=row.longitude, latitude=row.latitude)


def _of(polluter: Polluter, plan: PatrolPlan) -> PatrolPoint:
    reasons = {
        CATEGORY_NAMES[polluter.category]: plan.every[polluter.category],
        **({"重点排污单位": plan.every["key_unit"]} if polluter.is_key else {}),
        **({"高风险": plan.every["high_risk"]} if polluter.risk == "high" else {}),
    }
    reason, every = min(reasons.items(), key=lambda one: one[1])
    return PatrolPoint(point=polluter.uscc, sort="polluter", every=every, reason=reason)
