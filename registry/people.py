"""Who: officers and their certificates, and who answers for a grid on a day."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, select

from database.connection import reading
from models.people import Actor, Answerable, GridLevel, Officer, Role
from models.values import CIVIL, Day, Line, Value, civil_day
from registry.dated import running
from registry.entries import CITY, POST_NAMES, Grid, Member, Person, Post
from registry.errors import NotInRegister, UnknownPerson, VacantPost
from registry.last_known import LastKnown
from registry.seats import answering, desks_of, first_held, units_of
from registry.tables import appointments, certificates, persons, posts

LEVEL_NAMES: dict[GridLevel, str] = {1: "一级", 2: "二级", 3: "三级"}
POSTS: tuple[Post, ...] = ("leader", "main", "direct")
NEAREST = 3
NO_RANK = "未任职"
"""What is shown of a member who holds no post on the day asked."""


class Card(Value):
    """An enforcement certificate (执法证件)."""

    number: Line
    valid_from: Day
    valid_until: Day


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

    def certificate(self, number: str) -> tuple[Card, Person]:
        """Return an enforcement certificate by its number, and who bears it (执法证件)."""
        with reading(self._engine) as connection:
            row = connection.execute(select(certificates).where(certificates.c.number == number)).one_or_none()
            if row is None:
                sentence = f"名册中没有证号为“{number}”的执法证件；请核对证号，或者按证件上的姓名、单位查找"
                raise NotInRegister("unknown-certificate", sentence, field="number")
            card = Card(number=row.number, valid_from=row.valid_from, valid_until=row.valid_until)
            found = _people(connection, self._today(), persons.c.id == row.person)
            if not found:
                sentence = f"执法证件“{number}”的持证人（{row.person}）在名册中没有任职，不能核对；请先补录其任职"
                raise NotInRegister("bearer-without-post", sentence, field="number")
            return card, found[0]

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

    def answerable(self, grid: Grid, on: date, *, rehearsed: bool = False) -> tuple[Answerable, ...]:
        """Return who answers for a grid on a day, from its own level up to the city (责任领导、主要责任人、直接责任人).

        At level 2 the head of the working group of a level-3 grid is the one who answers directly. A statistics area
        without a town government has nobody at level 3. Whoever took over a desk answers in the place of who gave it;
        deputies are asked for day by day (`registry.answerers`). In a rehearsal of days before anybody was entered,
        the first ones who were stand in.
        """
        with reading(self._engine) as connection:
            chain = units_of(connection, (grid.id, grid.level2, CITY), on)
            try:
                return tuple(
                    _answerable(
                        code, level, unit, _named(connection, code, grid.id, level, unit, on, rehearsed=rehearsed), on
                    )
                    for code, level, unit in chain
                )
            except VacantPost as vacant:
                vacant.place = grid.id
                raise

    def answerable_in(self, unit: str, on: date) -> Answerable:
        """Return who answers in a department of the city, to which a matter is handed (市直部门责任人)."""
        with reading(self._engine) as connection:
            return _answerable(CITY, 1, unit, _named(connection, CITY, CITY, 1, unit, on), on)

    def stands_for(self, actor: Actor) -> frozenset[str]:
        """Return the others whose work somebody does today: whose desks they took over, for whom they deputise."""
        with reading(self._engine) as connection:
            return desks_of(connection, actor.unit, self._today()).done_by(actor.id, self._today())

    def working_group(self, grid: Grid, on: date) -> tuple[Member, ...]:
        """Return the level-2 working group that supervises a level-3 grid, its head first (监管工作组).

        Whoever took over a desk sits in it in the place of who gave it (工作交接), and at its head where that one did.
        """
        query = select(appointments).where(
            appointments.c.grid == grid.id, appointments.c.post.in_(("group_head", "group_member"))
        )
        with reading(self._engine) as connection:
            rows = connection.execute(_in_force(query, on)).all()
            desks = {unit: desks_of(connection, unit, on) for unit in {row.unit for row in rows}}
            seated = [(desks[row.unit].successor(row.person, row.since, on), row) for row in rows]
            heads = {person for person, row in seated if row.post == "group_head"}
            before = {person: row.person for person, row in seated if person != row.person}
            ranks = _ranks(connection, {person for person, _ in seated}, on)
        return tuple(
            Member(person=one, rank=ranks.get(one, NO_RANK), head=one in heads, took_over_from=before.get(one, ""))
            for one in sorted({person for person, _ in seated}, key=lambda one: (one not in heads, one))
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


def _ranks(connection: Connection, people: Iterable[str], on: date) -> dict[str, str]:
    """Return the ranks of those who serve on a day."""
    serving = select(posts.c.person, posts.c.rank).where(posts.c.person.in_(sorted(people)), *running(posts, on))
    return {row.person: row.rank for row in connection.execute(serving.order_by(posts.c.since))}


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


def _in_force(query: Select[Any], on: date) -> Select[Any]:
    return query.where(*running(appointments, on))


def _named(
    connection: Connection, grid: str, lowest: str, level: int, unit: str, on: date, *, rehearsed: bool = False
) -> dict[str, str]:
    """Return who holds each post on a day, after the desks that were handed over by then."""
    told = answering(connection, grid, lowest, level, unit, on)
    if rehearsed:
        told = first_held(connection, grid, level, unit, on) | told
    desks = desks_of(connection, unit, on)
    return {post: desks.successor(one.person, one.since, on) for post, one in told.items()}


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
