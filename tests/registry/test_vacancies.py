"""Vacant posts that stood in the way are reported upward: to the next who answers, once, until they are filled."""

from datetime import timedelta

from sqlalchemy import delete, select

from database.connection import reading
from models.people import Answerable
from registry.people import People
from registry.places import Places
from registry.tables import appointments
from registry.vacancies import Vacancies
from registry.vacancy_tables import vacancies
from tests.registry.conftest import NOON
from tests.registry.lists import Desk

TOWN, COUNTY = "430423100", "430423"
FILLED = "衡山县开云镇,三级,u-430423100,直接责任人,p-430423100-03,{},"


def at(desk: Desk, days: int = 0) -> Vacancies:
    """Return the vacancies as they are met on a day."""
    return Vacancies(desk.engine, lambda: NOON + timedelta(days=days))


def vacate(desk: Desk, grid: str, *posts: str, level: int) -> None:
    """Have nobody in posts of a grid."""
    with desk.engine.begin() as connection:
        ours = appointments.c.grid == grid, appointments.c.level == level, appointments.c.post.in_(posts)
        connection.execute(delete(appointments).where(*ours))


def chain(desk: Desk) -> tuple[Answerable, ...]:
    """Return who answers for the town, before anybody left."""
    return People(desk.engine).answerable(Places(desk.engine).grid(TOWN, NOON.date()), NOON.date())


def test_a_vacant_post_is_reported_once_to_who_answers_one_level_up(desk: Desk) -> None:
    """Met twice it is one word; filled it is gone; vacant again it is another word."""
    town, county, city = chain(desk)
    vacate(desk, TOWN, "direct", level=3)
    for _ in range(2):
        at(desk).note(TOWN)
    (told,) = at(desk).told_to({county.direct})
    sentence = at(desk).sentence([told])

    assert ("direct", 3, TOWN) == (told.post, told.level, told.place)
    assert "衡山县开云镇（430423100）的三级责任岗位空缺：没有任命直接责任人" in sentence
    assert () == at(desk).told_to({town.main, county.main, city.direct})
    row = FILLED.format("2026-03-02").replace("p-430423100-03", town.direct)
    assert () == desk.enter(desk.file("网格责任人", row)).problems
    assert () == at(desk).told_to({county.direct})
    vacate(desk, TOWN, "direct", level=3)
    at(desk, 1).note(TOWN)
    assert [NOON + timedelta(days=1)] == [one.found_at for one in at(desk, 1).told_to({county.direct})]


def test_a_vacancy_above_is_one_word_however_many_places_it_stops(desk: Desk) -> None:
    """The leader of the county is missing for every township of it; of a group without a head each place is told."""
    _, county, city = chain(desk)
    vacate(desk, COUNTY, "leader", "direct", level=2)
    vacate(desk, TOWN, "group_head", level=2)
    other = next(one.id for one in Places(desk.engine).grids(level=3, within=COUNTY) if one.unit and one.id != TOWN)
    for place in (TOWN, other):
        at(desk).note(place)
    told = at(desk).told_to({city.direct})

    assert [(COUNTY, "leader"), (TOWN, "direct")] == sorted((one.place, one.post) for one in told)
    assert () == at(desk).told_to({county.main})
    assert {COUNTY} == {one.place for one in at(desk).at(other)}


def test_a_post_of_the_city_is_reported_to_who_still_answers_there(desk: Desk) -> None:
    """There is nobody above; where nobody is left at all the word waits for somebody to be told."""
    city = chain(desk)[-1]
    vacate(desk, "4304", "direct", level=1)
    at(desk).note(TOWN)
    (told,) = at(desk).told_to({city.main})
    vacate(desk, "4304", "leader", "main", level=1)
    at(desk, 1).note(TOWN)
    with reading(desk.engine) as connection:
        kept = {row.post: row.told for row in connection.execute(select(vacancies))}

    assert ("4304", "direct", 1, "u-4304") == (told.place, told.post, told.level, told.unit)
    assert {"direct": city.main, "leader": "", "main": ""} == kept


def test_a_word_passes_to_who_answers_after_whoever_was_told(desk: Desk) -> None:
    """Who was told of it is replaced: met again, or with the list that says so, it is in the successor's messages."""
    _, county, city = chain(desk)
    vacate(desk, TOWN, "direct", level=3)
    at(desk).note(TOWN)
    vacate(desk, TOWN, "group_head", level=2)
    vacate(desk, COUNTY, "direct", level=2)
    at(desk, 1).note(TOWN)
    (again,) = [one for one in at(desk, 1).told_to({county.main}) if one.level == 3]
    vacate(desk, COUNTY, "main", "leader", level=2)
    row = f"衡阳市,一级,u-4304,直接责任人,{city.direct},2026-03-03,"
    assert () == desk.enter(desk.file("网格责任人", row)).problems
    (above,) = [one for one in at(desk, 1).told_to({city.direct}) if one.level == 3]

    assert ((again.post, again.found_at), county.main) == ((above.post, above.found_at), again.told)
    assert NOON == above.found_at
    assert not [one for one in at(desk, 1).told_to({county.direct, county.main}) if one.level == 3]
