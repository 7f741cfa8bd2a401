"""Vacant posts that stood in the way of a file or a round (岗位空缺): reported upward once, until they are filled.

Where nobody is appointed to a post of the chain nothing can be opened at the place. Who answers one level up is told
then; of a post of the city, whoever still answers there; where that person leaves, whoever answers after them. The word
stays until the post is filled: another vacancy of the same post is another word.
"""

from collections.abc import Callable, Collection, Iterator, Sequence
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import ColumnElement, Connection, Engine, RowMapping, select, update

from database.connection import insert_into, reading
from models.people import GridLevel
from models.values import Instant, Line, MaybeLine, Value, civil_day
from registry.answerers import FROM_ABOVE, Answers, answers_of
from registry.entries import CITY, POST_NAMES, Grid, Post
from registry.errors import VacantPost
from registry.people import LEVEL_NAMES, POSTS
from registry.places import Places
from registry.seats import COUNTY, answering, units_of
from registry.tables import grids
from registry.vacancy_tables import vacancies

COLUMNS = [vacancies.c[name] for name in ("place", "grid", "level", "unit", "post", "told", "found_at")]
STILL = vacancies.c.cleared_at.is_(None)


class Gap(NamedTuple):
    """A post of a chain to which nobody is appointed."""

    place: str
    grid: str
    level: GridLevel
    unit: str
    post: Post


class Vacancy(Value):
    """One vacant post, and who was told of it."""

    place: Line
    """Where nothing can be opened: the grid of the post; of who answers directly for a township at level 2, that."""
    grid: Line
    level: GridLevel
    unit: Line
    post: Post
    told: MaybeLine = ""
    """Empty where nobody answers further up either."""
    found_at: Instant


class Vacancies:
    """The vacant posts that were met, and to whom they were reported."""

    def __init__(self, engine: Engine, now: Callable[[], datetime]) -> None:
        self._engine, self._now = engine, now
        self._places = Places(engine, now)

    def note(self, place: str) -> None:
        """Report every post that is vacant today in the chain of a place, each once."""
        now, grid = self._now(), self._places.known(place)
        today = civil_day(now)
        with self._engine.begin() as connection:
            settle_vacancies(connection, now)
            answers = _who_answers(connection, grid, today)
            for gap in _gaps(connection, grid, today):
                told = _next_up(answers, gap.level)
                entry = insert_into(connection, vacancies).values(**gap._asdict(), told=told, found_at=now)
                connection.execute(entry.on_conflict_do_nothing())

    def told_to(self, people: Collection[str]) -> tuple[Vacancy, ...]:
        """Return what was reported to any of these persons and is not filled yet, the newest first."""
        return self._open(vacancies.c.told.in_(sorted(people)))

    def at(self, place: str) -> tuple[Vacancy, ...]:
        """Return what was reported of a place and is not filled yet."""
        grid = self._places.known(place)
        return self._open(vacancies.c.place.in_([code for code in (grid.id, grid.level2, CITY) if code]))

    def sentence(self, gaps: Sequence[Vacancy]) -> str:
        """Return what is vacant at one place and level, and what to do."""
        first, place = gaps[0], self._places.known(gaps[0].place)
        posts = "、".join(POST_NAMES[post] for post in POSTS if post in {one.post for one in gaps})
        return (
            f"{place.full_name}（{first.place}）的{LEVEL_NAMES[first.level]}责任岗位空缺：没有任命{posts}"
            f"（单位{first.unit}），案卷、巡查不能在此开立；请督促任命，并录入名册（gridcase registry import）"
        )

    def _open(self, condition: ColumnElement[bool]) -> tuple[Vacancy, ...]:
        query = select(*COLUMNS).where(STILL, condition).order_by(vacancies.c.id.desc())
        with reading(self._engine) as connection:
            rows = connection.execute(query).mappings().all()
            today = civil_day(self._now())
            return tuple(Vacancy.stored_as(row) for row in rows if _is_vacant(connection, row, today))


def settle_vacancies(connection: Connection, now: datetime) -> None:
    """Clear every vacancy that was filled since, or whose grid has ended or passed to another unit; tell of the rest.

    Where who was told of one does not answer there any more, or nobody was, it is told to whoever answers now.
    """
    today = civil_day(now)
    rows = connection.execute(select(vacancies).where(STILL)).mappings().all()
    left = [row for row in rows if _is_vacant(connection, row, today)]
    filled = [row["id"] for row in rows if row not in left]
    if filled:
        connection.execute(update(vacancies).where(vacancies.c.id.in_(filled)).values(cleared_at=now))
    for place in {row["place"] for row in left}:
        found = connection.execute(select(grids).where(grids.c.id == place)).mappings().one()
        answers = _who_answers(connection, Grid.stored_as(found), today)
        for row in left:
            told = _next_up(answers, row["level"])
            if row["place"] == place and told and row["told"] not in _still_told(answers, row["level"]):
                connection.execute(update(vacancies).where(vacancies.c.id == row["id"]).values(told=told))


def _who_answers(connection: Connection, grid: Grid, today: date) -> tuple[Answers, ...]:
    try:
        return answers_of(connection, grid, today)
    except VacantPost:
        return ()


def _is_vacant(connection: Connection, row: RowMapping, today: date) -> bool:
    chain = units_of(connection, (row["grid"],), today)
    held = answering(connection, row["grid"], row["place"], row["level"], row["unit"], today)
    return any(unit == row["unit"] for _, _, unit in chain) and row["post"] not in held


def _gaps(connection: Connection, grid: Grid, today: date) -> Iterator[Gap]:
    for code, level, unit in units_of(connection, (grid.id, grid.level2, CITY), today):
        held = answering(connection, code, grid.id, level, unit, today)
        for post in POSTS:
            if post not in held:
                place = grid.id if (level, post) == (COUNTY, "direct") else code
                yield Gap(place, code, level, unit, post)


def _next_up(answers: Sequence[Answers], level: GridLevel) -> str:
    """Return who answers next above a level; at the top, whoever still answers there."""
    there = _there(answers, level)
    above = [one for one in there if one.level < level]
    return next((one.person for one in (*above, *there)), "")


def _still_told(answers: Sequence[Answers], level: GridLevel) -> frozenset[str]:
    """Return whom a word on a level still reaches: who answers there, and who is away while a deputy reads it."""
    return frozenset(name for one in _there(answers, level) for name in (one.person, one.deputises_for) if name)


def _there(answers: Sequence[Answers], level: GridLevel) -> list[Answers]:
    return [one for one in answers if one.note != FROM_ABOVE and one.level <= level]
