"""Who: officers and their certificates, and who answers for a grid on a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table, and_, or_, select

from database.connection import reading
from models.people import Answerable, GridLevel, Officer, Role
from models.values import CIVIL, civil_day
from registry.entries import CITY, POST_NAMES, Grid, Member, Person, Post
from registry.errors import UnknownPerson, VacantPost
from registry.last_known import LastKnown
from registry.tables import appointments, certificates, grids, persons, posts

LEVEL_NAMES: dict[GridLevel, str] = {1: "一级", 2: "二级", 3: "三级"}
POSTS: tuple[Post, ...] = ("leader", "main", "direct")
NEAREST = 3
NO_RANK = "未任职"
"""What is shown of a member who holds no post on the day asked."""
COUNTY = 2
"""Grid level of counties, districts and parks (二级网格)."""


def _now() -> datetime:
    return datetime.now(CIVIL)


class People:
    """The city's enforcement staff and those responsible for grids (执法人员、网格责任人)."""

    def __init__(self, engine: Engine, now: Callable[[], datetime] = _now) -> None:
        self._engine = engine
        self._now = now
        self._last: LastKnown[tuple[str, ...], tuple[Officer, ...]] = LastKnown()

    def officers(self, person_ids: Iterable[str]) -> tuple[Officer, ...]:
        """Return persons as an act names its officers (执法人员), with how long each certificate holds, as asked."""
        ids = tuple(person_ids)
        return self._last.ask(ids, lambda: self._officers(ids))

    def _officers(self, ids: Sequence[str]) -> tuple[Officer, ...]:
        with reading(self._engine) as connection:
            found = {row.id: row for row in _people(connection, self._today(), persons.c.id.in_(ids))}
            missing = [person_id for person_id in ids if person_id not in found]
            if missing:
                raise _unknown(connection, missing)
        return tuple(
            Officer(id=person_id, unit=found[person_id].unit, certified_until=found[person_id].certified_until)
            for person_id in ids
        )

    def person(self, person_id: str) -> Person:
        """Return a person by number, name included."""
        with reading(self._engine) as connection:
            found = _people(connection, self._today(), persons.c.id == person_id)
            if not found:
                raise _unknown(connection, [person_id])
        return found[0]

    def persons(self, *, unit: str | None = None, role: Role | None = None) -> tuple[Person, ...]:
        """Return the persons of a unit, or those with a role, in the order of their numbers."""
        conditions = []
        if unit is not None:
            conditions.append(persons.c.id.in_(select(posts.c.person).where(posts.c.unit == unit)))
        with reading(self._engine) as connection:
            found = _people(connection, self._today(), *conditions)
        return tuple(
            person for person in found if unit in (None, person.unit) and (role is None or role in person.roles)
        )

    def answerable(self, grid: Grid, on: date) -> tuple[Answerable, ...]:
        """Return who answers for a grid on a day, from its own level up to the city (责任领导、主要责任人、直接责任人).

        At level 2 the head of the working group of a level-3 grid is the one who answers directly. A statistics area
        without a town government has nobody at level 3.
        """
        with reading(self._engine) as connection:
            chain = _chain(connection, grid)
            rows: list[Answerable] = []
            for code, level, unit in chain:
                held = _held(connection, code, level, unit, on)
                head = _group_head(connection, grid, unit, on) if level == COUNTY else None
                rows.append(_answerable(code, level, unit, held | ({"direct": head} if head else {}), on))
        return tuple(rows)

    def answerable_in(self, unit: str, on: date) -> Answerable:
        """Return who answers in a department of the city, to which a matter is handed (市直部门责任人)."""
        with reading(self._engine) as connection:
            return _answerable(CITY, 1, unit, _held(connection, CITY, 1, unit, on), on)

    def working_group(self, grid: Grid, on: date) -> tuple[Member, ...]:
        """Return the level-2 working group that supervises a level-3 grid, its head first (监管工作组)."""
        serving = and_(posts.c.person == appointments.c.person, *_running(posts, on))
        query = (
            select(appointments.c.person, posts.c.rank, appointments.c.post)
            .outerjoin(posts, serving)
            .where(appointments.c.grid == grid.id, appointments.c.post.in_(("group_head", "group_member")))
            .order_by(appointments.c.post, appointments.c.person)
        )
        with reading(self._engine) as connection:
            rows = connection.execute(_in_force(query, on))
            return tuple(
                Member(person=row.person, rank=row.rank or NO_RANK, head=row.post == "group_head") for row in rows
            )

    def _today(self) -> date:
        return civil_day(self._now())


def _people(connection: Connection, on: date, *conditions: ColumnElement[bool]) -> tuple[Person, ...]:
    """Return persons with the post they hold on a day and the certificate that holds longest."""
    chosen = select(persons.c.id).where(*conditions)
    people = connection.execute(select(persons.c.id, persons.c.name).where(*conditions).order_by(persons.c.id))
    held: dict[str, list[Row[Any]]] = {}
    for row in connection.execute(select(posts).where(posts.c.person.in_(chosen)).order_by(posts.c.since)):
        held.setdefault(row.person, []).append(row)
    query = select(certificates).where(certificates.c.person.in_(chosen)).order_by(certificates.c.valid_until)
    cards = {row.person: row for row in connection.execute(query)}
    return tuple(_person(row, _held_on(held[row.id], on), cards.get(row.id)) for row in people if row.id in held)


def _held_on(held: Sequence[Row[Any]], on: date) -> Row[Any]:
    """Return the post that was the last to begin by a day; before the first one, that."""
    return next((post for post in reversed(held) if post.since <= on), held[0])


def _person(row: Row[str, str], post: Row[Any], card: Row[Any] | None) -> Person:
    return Person.stored_as(
        {
            "id": row.id,
            "name": row.name,
            "unit": post.unit,
            "rank": post.rank,
            "since": post.since,
            "until": post.until,
            "roles": tuple(post.roles.split()),
            "certificate": "" if card is None else card.number,
            "certified_until": None if card is None else card.valid_until,
        }
    )


def _chain(connection: Connection, grid: Grid) -> list[tuple[str, GridLevel, str]]:
    """Return code, level and unit of a grid and of those above it; a grid without a unit is left out."""
    codes = {grid.id, grid.level2, CITY}
    query = select(grids.c.id, grids.c.level, grids.c.unit).where(grids.c.id.in_(codes), grids.c.unit.is_not(None))
    return [(row.id, row.level, row.unit) for row in connection.execute(query.order_by(grids.c.level.desc()))]


def _running(table: Table, on: date) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a dated row holds on a day."""
    return table.c.since <= on, or_(table.c.until.is_(None), table.c.until >= on)


def _in_force(query: Select[Any], on: date) -> Select[Any]:
    return query.where(*_running(appointments, on))


def _held(connection: Connection, grid: str, level: int, unit: str, on: date) -> dict[str, str]:
    """Return who holds each post on a day; the latest appointment counts."""
    query = select(appointments.c.post, appointments.c.person).where(
        appointments.c.grid == grid, appointments.c.level == level, appointments.c.unit == unit
    )
    rows = connection.execute(_in_force(query, on).order_by(appointments.c.since, appointments.c.person))
    return {row.post: row.person for row in rows}


def _group_head(connection: Connection, grid: Grid, unit: str, on: date) -> str | None:
    return _held(connection, grid.id, COUNTY, unit, on).get("group_head")


def _answerable(grid: str, level: GridLevel, unit: str, held: Mapping[str, str], on: date) -> Answerable:
    vacant = "、".join(POST_NAMES[post] for post in POSTS if post not in held)
    if vacant:
        where = f"{LEVEL_NAMES[level]}网格“{grid}”（单位{unit}）在{on.isoformat()}"
        raise VacantPost(
            "vacant-post", f"{where}没有任命{vacant}；请先在名册中补录（gridcase registry import）", field="grid"
        )
    return Answerable(level=level, grid=grid, unit=unit, **{post: held[post] for post in POSTS})


def _unknown(connection: Connection, missing: list[str]) -> UnknownPerson:
    ids = connection.execute(select(persons.c.id)).scalars().all()
    near = tuple(dict.fromkeys(hit for name in missing for hit in get_close_matches(name, ids, n=NEAREST)))
    hint = f"编号相近的有：{'、'.join(near)}" if near else "人员编号形如 p-430422-01"
    if not ids:
        hint = "名册中还没有人员，请先用 gridcase registry import 导入"
    sentence = f"人员名册中没有编号“{'、'.join(missing)}”；{hint}"
    return UnknownPerson("unknown-person", sentence, field="person", nearest=near)
