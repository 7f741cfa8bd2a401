"""Who answered at an instant: one unit and one named person at each grid level, through leave, deputies and hand-over.

Of a level the person directly responsible answers (直接责任人); where nobody of that post is there, the person mainly
responsible, then the leader; where nobody of the level is, whoever answers one level up. What a file named on its day
follows the grid's own posts, unless it named somebody in particular (变更责任人): then it follows the person, as long
as they serve.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection, Engine, bindparam, or_, select

from database.connection import reading
from models.people import Answerable, GridLevel
from models.values import Value
from registry.dated import THE_DAY, running
from registry.desks import Sitting
from registry.entries import CITY, POST_NAMES, Grid, Post, Unit
from registry.errors import VacantPost
from registry.hindsight import Seat as OfGrid
from registry.hindsight import ended_late, given_late
from registry.seats import COUNTY, Held, answering, desks_of, units_of
from registry.tables import persons, posts, units

ORDER: tuple[Post, ...] = ("direct", "main", "leader")
SERVING = select(posts.c.person).where(
    *running(posts, THE_DAY),
    or_(posts.c.unit == bindparam("of_unit"), posts.c.person.in_(bindparam("known", expanding=True))),
)
UNIT = select(units).where(units.c.id == bindparam("number"))
PERSON = select(persons).where(persons.c.id == bindparam("number"))
FROM_ABOVE = "本级没有在岗的责任人，由上一级负责"


class Answers(Value):
    """The unit and the person who answer at one grid level on a day, under the names of that day."""

    level: GridLevel
    grid: str
    unit: str
    unit_name: str
    person: str
    person_name: str
    post: str
    """The post in which the person answers: 直接责任人, or who stands in for it."""
    took_over_from: str = ""
    deputises_for: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """Who was named for a level in a file, and on which day."""

    row: Answerable
    on: date


@dataclass(frozen=True, slots=True)
class Seat:
    """The posts of one level: who was appointed, and who was named in particular, which goes before."""

    level: GridLevel
    grid: str
    unit: str
    held: Mapping[str, Held]
    named: Mapping[str, Held]

    def tried(self) -> Iterator[tuple[Post, Held]]:
        """Yield who may answer, in order."""
        for post in ORDER:
            for one in (self.named, self.held):
                if post in one:
                    yield post, one[post]


class Answerers:
    """Says who answered (谁负责)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def of_grid(self, grid: Grid, on: date) -> tuple[Answers, ...]:
        """Return who answers for a grid on a day, from its own level up to the city."""
        with reading(self._engine) as connection:
            return answers_of(connection, grid, on)

    def of_file(self, named: Sequence[Named], on: date) -> tuple[Answers, ...]:
        """Return who answers for a file on a day, by whom it named last for each level, the lowest level first."""
        lowest = named[0].row.grid
        with reading(self._engine) as connection:
            return _up(connection, [_seat(connection, one, lowest, on) for one in named], on)

    def gone(self, named: Sequence[Named], on: date) -> frozenset[str]:
        """Return those whom a file named and who serve no more, without a successor or a deputy (岗位空缺)."""
        with reading(self._engine) as connection:
            return frozenset(person for one in named for person in _gone(connection, one, on))


def answers_of(connection: Connection, grid: Grid, on: date) -> tuple[Answers, ...]:
    """Return who answers for a grid on a day, as a transaction that is still open sees it."""
    chain = units_of(connection, (grid.id, grid.level2, CITY), on)
    seats = [
        Seat(level, code, unit, answering(connection, code, grid.id, level, unit, on), {})
        for code, level, unit in chain
    ]
    return _up(connection, seats, on)


def _gone(connection: Connection, named: Named, on: date) -> Iterator[str]:
    people, unit = {getattr(named.row, post) for post in ORDER}, named.row.unit
    about = {"of_unit": named.row.unit, "known": sorted(people), "day": on}
    serving, desks = set(connection.execute(SERVING, about).scalars()), desks_of(connection, named.row.unit, on)

    def sits(person: str) -> bool:
        given = given_late(connection, person, unit, named.on)
        after = named.on if given is None else given - timedelta(days=1)
        return desks.sitting(person, after, on, serving) is not None

    return (person for person in people if not sits(person))


def _seat(connection: Connection, named: Named, lowest: str, on: date) -> Seat:
    """Return the posts of a level of a file; the unit is that of the grid, unless the file named another one."""
    row = named.row
    then, now = (_unit_of(connection, row.grid, day) for day in (named.on, on))
    unit = now if now is not None and then == row.unit else row.unit
    told = answering(connection, row.grid, lowest, row.level, row.unit, named.on)
    moved = desks_of(connection, row.unit, named.on)
    known = {post: moved.successor(one.person, one.since, named.on) for post, one in told.items()}
    said = {post: getattr(row, post) for post in ORDER}
    as_known = (known.get(post) == said[post] or _was_known(connection, named, lowest, post) for post in ORDER)
    particular = {} if all(as_known) else said
    return Seat(
        row.level,
        row.grid,
        unit,
        answering(connection, row.grid, lowest, row.level, unit, on),
        {post: Held(person, named.on) for post, person in particular.items()},
    )


def _was_known(connection: Connection, named: Named, lowest: str, post: Post) -> bool:
    """Tell whether a file named who had the post as far as the register knew on that day (补登的交接、任免)."""
    row, person = named.row, str(getattr(named.row, post))
    if given_late(connection, person, row.unit, named.on) is not None:
        return True
    seats: list[OfGrid] = [(row.grid, row.level, row.unit, post)]
    if post == "direct" and row.level == COUNTY and lowest != row.grid:
        seats.append((lowest, COUNTY, row.unit, "group_head"))
    return ended_late(connection, person, seats, named.on)


def _unit_of(connection: Connection, grid: str, on: date) -> str | None:
    return next((unit for _, _, unit in units_of(connection, (grid,), on)), None)


def _up(connection: Connection, seats: Sequence[Seat], on: date) -> tuple[Answers, ...]:
    """Return who answers at each level; a level with nobody there is answered for one level up."""
    found: list[Answers] = []
    for seat in reversed(seats):
        own = _answers(connection, seat, on)
        if own is None and found:
            own = found[-1].model_copy(update={"level": seat.level, "grid": seat.grid, "note": FROM_ABOVE})
        if own is not None:
            found.append(own)
    if len(found) < len(seats) or not seats:
        sentence = f"{on}没有在岗的责任人，上级网格也没有；请先在名册中补录（gridcase registry import）"
        raise VacantPost("vacant-post", sentence, field="grid")
    return tuple(reversed(found))


def _answers(connection: Connection, seat: Seat, on: date) -> Answers | None:
    desks, serving = desks_of(connection, seat.unit, on), _serving(connection, seat, on)
    for post, one in seat.tried():
        sitting = desks.sitting(one.person, one.since, on, serving)
        if sitting is not None:
            return _told(connection, seat, post, sitting, on)
    return None


def _serving(connection: Connection, seat: Seat, on: date) -> set[str]:
    """Return who holds a post on the day: the unit's people, and whoever was appointed or named from elsewhere."""
    known = sorted({one.person for _, one in seat.tried()})
    return set(connection.execute(SERVING, {"of_unit": seat.unit, "known": known, "day": on}).scalars())


def _told(connection: Connection, seat: Seat, post: Post, sitting: Sitting, on: date) -> Answers:
    unit = connection.execute(UNIT, {"number": seat.unit}).mappings().one()
    person = connection.execute(PERSON, {"number": sitting.person}).one()
    is_former = person.renamed_on is not None and on < person.renamed_on
    return Answers(
        level=seat.level,
        grid=seat.grid,
        unit=seat.unit,
        unit_name=Unit.stored_as(unit).name_on(on),
        person=sitting.person,
        person_name=person.former_name if is_former else person.name,
        post=POST_NAMES[post],
        took_over_from=sitting.took_over_from,
        deputises_for=sitting.deputises_for,
    )
