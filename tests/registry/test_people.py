"""Who answers, who may go on site, and who sits in a working group, on any day."""

from datetime import date

import pytest
from sqlalchemy import Engine, insert, update

from models.people import Officer, Role
from registry.errors import NotInRegister, UnknownPerson, VacantPost
from registry.registry import Registry
from registry.tables import appointments, certificates, persons, posts

DAY = date(2026, 3, 2)
SENIOR = {"副科级", "正科级", "副处级", "正处级"}


def test_a_named_person_answers_at_each_level(registry: Registry) -> None:
    """附件四(三): 责任领导、主要责任人、直接责任人 at levels 3, 2 and 1."""
    rows = registry.people.answerable(registry.places.grid("开云镇"), DAY)

    assert [(row.level, row.grid, row.unit) for row in rows] == [
        (3, "430423100", "u-430423100"),
        (2, "430423", "u-430423"),
        (1, "4304", "u-4304"),
    ]
    assert all(len({row.leader, row.main, row.direct}) == 3 for row in rows)


def test_the_head_of_the_working_group_answers_directly_at_level_2(registry: Registry) -> None:
    """附件四(二): the township reports to the working group that supervises its grid."""
    grid = registry.places.grid("开云镇")

    head = next(member.person for member in registry.people.working_group(grid, DAY) if member.head)

    assert registry.people.answerable(grid, DAY)[1].direct == head
    assert registry.people.answerable(registry.places.grid("衡山县"), DAY)[0].direct != head


def test_every_level_3_grid_has_somebody_at_every_level_that_exists(registry: Registry) -> None:
    """No grid is left without named persons; an area without a town government has two levels."""
    for grid in registry.places.grids(level=3):
        levels = [row.level for row in registry.people.answerable(grid, DAY)]
        assert levels == ([3, 2, 1] if grid.unit else [2, 1])


def test_a_working_group_has_three_members_and_a_head_of_rank(registry: Registry) -> None:
    """附件四(二): at least three for each level-3 grid, the head of 副科级 or above."""
    for grid in registry.places.grids(level=3):
        group = registry.people.working_group(grid, DAY)
        heads = [member for member in group if member.head]
        assert len({member.person for member in group}) >= 3
        assert len(heads) == 1
        assert heads[0].rank in SENIOR


def test_who_answered_on_a_day_follows_the_appointments(registry: Registry, engine: Engine) -> None:
    """A successor answers from the first day on, the predecessor until the last; the past stays as it was."""
    grid = registry.places.grid("衡山县")
    post = {"grid": "430423", "level": 2, "unit": "u-430423", "post": "main"}
    with engine.begin() as connection:
        ended = appointments.c.post == "main", appointments.c.unit == "u-430423"
        connection.execute(update(appointments).where(*ended).values(until=date(2026, 3, 31)))
        successor = {"person": "p-430423-03", "since": date(2026, 4, 1), "until": None}
        connection.execute(insert(appointments), [{**post, **successor}])

    assert registry.people.answerable(grid, date(2026, 3, 31))[0].main == "p-430423-02"
    assert registry.people.answerable(grid, date(2026, 4, 1))[0].main == "p-430423-03"


def test_in_a_rehearsal_the_first_who_were_entered_stand_in(registry: Registry, engine: Engine) -> None:
    """A real staff list begins some day; a rehearsal of the days before is played by its first people, a real file not."""
    with engine.begin() as connection:
        connection.execute(update(appointments).values(since=DAY))
    before = date(2014, 5, 6)
    grid = registry.places.grid("开云镇", before)

    played = registry.people.answerable(grid, before, rehearsed=True)

    assert registry.people.answerable(registry.places.grid("开云镇"), DAY)[0] == played[0]
    assert [3, 2, 1] == [row.level for row in played]
    with pytest.raises(VacantPost):
        registry.people.answerable(grid, before)


def test_a_vacant_post_is_named(registry: Registry) -> None:
    """A day on which nobody was appointed: the answer says which posts and where to put it right."""
    with pytest.raises(VacantPost, match="1999-12-31没有任命责任领导、主要责任人、直接责任人"):
        registry.people.answerable(registry.places.grid("开云镇"), date(1999, 12, 31))


def test_a_department_of_the_city_has_who_answers_for_what_is_handed_to_it(registry: Registry) -> None:
    """A matter handed to another department of the city finds its persons there (移送)."""
    row = registry.people.answerable_in("u-4304-police", DAY)

    assert (row.level, row.grid, row.unit) == (1, "4304", "u-4304-police")


def test_officers_are_named_with_their_certificates_in_the_order_asked(registry: Registry) -> None:
    """An act names its officers by number, unit and how long the certificate (执法证件) holds."""
    found = registry.people.officers(["p-430423-06", "p-430423-04"])

    assert found == (
        Officer(id="p-430423-06", unit="u-430423", certified_until=date(2030, 12, 31)),
        Officer(id="p-430423-04", unit="u-430423", certified_until=date(2030, 12, 31)),
    )


def test_who_has_no_certificate_is_named_without_one(registry: Registry) -> None:
    """A clerk is no officer; the law refuses him on site, the register only says the truth."""
    (clerk,) = registry.people.officers(["p-430423-12"])

    assert clerk.certified_until is None


def test_an_unknown_officer_is_answered_with_the_nearest(registry: Registry) -> None:
    """All numbers that nobody has are named at once, with what was probably meant."""
    with pytest.raises(UnknownPerson, match="没有编号“p-430423-44、x”") as caught:
        registry.people.officers(["p-430423-04", "p-430423-44", "x"])

    assert "p-430423-04" in caught.value.nearest
    with pytest.raises(UnknownPerson):
        registry.people.person("x")


def test_persons_are_found_by_unit_and_role(registry: Registry) -> None:
    """The reviewers of a branch, and not those of the decoy next door."""
    (reviewer,) = registry.people.persons(unit="u-430423", role=Role.REVIEWER)

    assert reviewer == registry.people.person("p-430423-10")
    assert reviewer.roles == (Role.REVIEWER,)


def test_nobody_investigates_and_reviews(registry: Registry) -> None:
    """处罚办法 art. 47: whoever investigated does not review; the made-up people have one role each."""
    assert all(len(person.roles) <= 1 for person in registry.people.persons())


def test_the_number_of_a_person_says_nothing_about_the_name(registry: Registry) -> None:
    """Numbers stand in histories and logs; names stay in the register."""
    people = registry.people.persons()

    assert len({person.name for person in people}) == len(people)
    assert all(person.id.isascii() and person.id.startswith("p-") for person in people)


def test_who_has_left_is_still_known_but_answers_no_more(registry: Registry, engine: Engine) -> None:
    """The past keeps its names."""
    with engine.begin() as connection:
        connection.execute(update(posts).where(posts.c.person == "p-430423-04").values(until=date(2026, 1, 1)))

    assert registry.people.person("p-430423-04").until == date(2026, 1, 1)


def test_a_certificate_whose_bearer_has_no_post_yet_is_answered_in_a_sentence(
    registry: Registry, engine: Engine
) -> None:
    """The lists of persons and certificates may come before that of posts (任职)."""
    card = {"number": "演示900001", "person": "h-90", "valid_from": DAY, "valid_until": DAY}
    with engine.begin() as connection:
        connection.execute(insert(persons).values(id="h-90", name="示例", former_name=""))
        connection.execute(insert(certificates).values(**card))

    with pytest.raises(NotInRegister, match="持证人（h-90）在名册中没有任职"):
        registry.people.certificate("演示900001")
