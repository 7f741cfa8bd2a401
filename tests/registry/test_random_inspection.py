"""Random inspections: drawn so that anybody can do it again, from whom the register has; results as they may be entered."""

import hashlib
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import delete, insert

from registry.drawing_lots import drawn, lot_of, share_of
from registry.errors import DrawRefused
from registry.random_inspection import (
    Asked,
    Conflict,
    Found,
    RandomInspections,
    Rate,
    first_day,
    last_day,
)
from registry.tables import certificates, leaves, persons, posts
from tests.registry.lists import NOON, Desk
from tests.registry.test_polluters import PLANT

UNIT, GRIDS = "u-430423", ["430423100"]
CODE, OTHER = "91430400MA4L16JH46", "91430400MA4L1D1A3X"
RATE = Rate(share=Decimal("0.25"), basis="示例")
TODAY = NOON.date()
QUARTER = (TODAY.month + 2) // 3
OFFICERS = tuple(f"p-lot-{number}" for number in range(4))


def asked(**changes: Any) -> Asked:  # noqa: ANN401
    """Return what a draw is asked with."""
    said = {
        "unit": UNIT,
        "year": TODAY.year,
        "quarter": QUARTER,
        "category": "key",
        "seed": "2026123",
        "seed_source": "示例公告",
    }
    return Asked.model_validate({**said, **changes})


@pytest.fixture
def inspections(desk: Desk) -> RandomInspections:
    """Return the inspections of a register with one key polluter, and officers of one county who are made up."""
    assert () == desk.enter(desk.file("污染源", PLANT)).problems
    with desk.engine.begin() as connection:
        connection.execute(delete(posts).where(posts.c.unit == UNIT))
        for person in OFFICERS:
            named = {"id": person, "name": "示例", "former_name": "", "renamed_on": None}
            connection.execute(insert(persons).values(**named))
            row = {
                "person": person,
                "since": date(2020, 1, 1),
                "until": None,
                "unit": UNIT,
                "rank": "",
                "roles": "officer",
            }
            connection.execute(insert(posts).values(**row))
    _certify(desk, *OFFICERS)
    return RandomInspections(desk.engine, lambda: NOON)


def _certify(desk: Desk, *people: str, until: date = date(2035, 12, 31)) -> None:
    with desk.engine.begin() as connection:
        connection.execute(delete(certificates).where(certificates.c.person.in_(people)))
        for person in people:
            row = {"number": f"c-{person}", "person": person, "valid_from": date(2020, 1, 1), "valid_until": until}
            connection.execute(insert(certificates).values(**row))


class TestTheLots:
    def test_an_outsider_draws_the_same_with_nothing_but_the_standard_library(self) -> None:
        """As docs/operating.md says it: hashes of what is published, the smallest first."""
        objects, officers = [f"o-{number}" for number in range(12)], ["a", "b", "c", "d"]
        made = drawn("seed", objects, officers, 3, conflicts={}, team=2)
        outside = sorted(objects, key=lambda one: hashlib.sha256(f"seed\nobject\n{one}".encode()).hexdigest())[:3]

        assert outside == [one.object for one in made]
        assert made == drawn("seed", list(reversed(objects)), list(reversed(officers)), 3, conflicts={}, team=2)
        assert made != drawn("seed2", objects, officers, 3, conflicts={}, team=2)
        assert [hashlib.sha256(f"seed\nobject\n{one.object}".encode()).hexdigest() for one in made] == [
            one.lot for one in made
        ]

    def test_who_has_a_conflict_keeps_away_and_the_others_share_the_work(self) -> None:
        """Nobody goes three times before everybody went once; a team that is too small is shown, not filled up."""
        objects, officers = ["o-1", "o-2", "o-3", "o-4"], ["a", "b", "c", "d"]
        kept_away = drawn("seed", objects, officers, 4, conflicts={"o-1": ["a", "b", "c"]}, team=2)
        made = drawn("seed", objects, officers, 4, conflicts={}, team=2)

        assert [("d",)] == [one.officers for one in kept_away if one.object == "o-1"]
        assert [2, 2, 2, 2] == [sum(one in row.officers for row in made) for one in officers]
        assert lot_of("seed", "object", "o-1") != lot_of("seed", "officer", "o-1")

    @pytest.mark.parametrize(
        ("count", "share", "number"), [(0, "0.25", 0), (1, "0.25", 1), (4, "0.25", 1), (5, "0.25", 2), (9, "1", 9)]
    )
    def test_a_share_is_never_less_than_what_is_asked(self, count: int, share: str, number: int) -> None:
        """Rounded up, and at least one."""
        assert number == share_of(count, Decimal(share))

    def test_a_number_for_each_officer_falls_into_the_quarters(self) -> None:
        """Ten objects an officer and year are two and a half a quarter, rounded up."""
        assert 8 == Rate(per_officer=10, parts=4, basis="示例").number(100, 3)
        assert 5 == Rate(per_officer=10, parts=4, basis="示例").number(5, 3)


class TestTheDraw:
    def test_it_is_made_once(self, inspections: RandomInspections) -> None:
        """The same again is the same draw; another seed is refused, so that nobody draws until the lots please."""
        first = inspections.draw(asked(), GRIDS, RATE, 2, "p-head")
        again = inspections.draw(asked(), GRIDS, RATE, 2, "p-other")

        assert first == again
        assert ((CODE,), OFFICERS) == (first.objects, first.officers)
        with pytest.raises(DrawRefused, match="不得另行抽取"):
            inspections.draw(asked(seed="other"), GRIDS, RATE, 2, "p-head")

    def test_whose_certificate_runs_out_and_who_is_away_is_not_drawn(
        self, inspections: RandomInspections, desk: Desk
    ) -> None:
        """Yesterday, the day before the quarter ends, its last day; on leave today."""
        end = last_day(TODAY.year, QUARTER)
        for person, until in zip(OFFICERS, (TODAY - timedelta(days=1), end - timedelta(days=1), end), strict=False):
            _certify(desk, person, until=until)
        away = {"person": OFFICERS[3], "since": TODAY, "until": TODAY, "unit": UNIT, "deputy": OFFICERS[2]}
        with desk.engine.begin() as connection:
            connection.execute(insert(leaves).values(**away, reason="annual"))
        with pytest.raises(DrawRefused, match="只有1人"):
            inspections.draw(asked(), GRIDS, RATE, 2, "p-head")
        with desk.engine.begin() as connection:
            connection.execute(delete(leaves).where(leaves.c.person == OFFICERS[3]))

        assert OFFICERS[2:] == inspections.draw(asked(), GRIDS, RATE, 2, "p-head").officers

    @pytest.mark.parametrize(
        ("changes", "grids", "code"),
        [
            ({"category": "general"}, GRIDS, "no-objects"),
            ({}, ["430424100"], "no-objects"),
            ({"conflicts": (Conflict(officer="p-nobody", object=CODE),)}, GRIDS, "unknown-conflict"),
            ({"conflicts": (Conflict(officer=OFFICERS[0], object=OTHER),)}, GRIDS, "unknown-conflict"),
        ],
    )
    def test_what_cannot_be_drawn_is_refused(
        self, inspections: RandomInspections, changes: dict[str, Any], grids: list[str], code: str
    ) -> None:
        """From nothing, or with conflicts of whoever is not in the lists; nothing is kept of it."""
        with pytest.raises(DrawRefused) as refused:
            inspections.draw(asked(**changes), grids, RATE, 2, "p-head")

        assert code == refused.value.code
        assert () == inspections.draws()


class TestTheResults:
    def test_it_is_entered_once_for_what_was_drawn(self, inspections: RandomInspections) -> None:
        """By those who were drawn, or others of the list, as many, on a day from the draw on; a violation has its file."""
        draw = inspections.draw(
            asked(conflicts=(Conflict(officer=OFFICERS[0], object=CODE),)), GRIDS, RATE, 2, "p-head"
        )
        sent = draw.drawn[0].officers
        said = {"object": CODE, "inspected_on": TODAY, "officers": sent, "outcome": "nothing_found"}

        def code(**changes: Any) -> str:  # noqa: ANN401
            with pytest.raises(DrawRefused) as refused:
                inspections.record(draw.id, Found.model_validate({**said, **changes}), "p-clerk")
            return refused.value.code

        assert "not-drawn" == code(object=OTHER)
        assert "day-impossible" == code(inspected_on=TODAY - timedelta(days=1))
        assert "day-impossible" == code(inspected_on=TODAY + timedelta(days=1))
        assert "not-the-officers" == code(officers=sent[:1])
        assert "not-the-officers" == code(officers=(sent[0], sent[0]))
        assert "not-the-officers" == code(officers=(*sent, "p-nobody"))
        assert "kept-away" == code(officers=(sent[0], OFFICERS[0]))
        assert "no-file" == code(outcome="violation")
        first = inspections.record(draw.id, Found.model_validate(said), "p-clerk")
        assert first == inspections.record(draw.id, Found.model_validate(said), "p-clerk")
        assert "recorded-already" == code(outcome="corrected")
        assert (first,) == inspections.one(draw.id)[1]
        assert [(draw.id, first)] == [(one.draw, one.result) for one in inspections.of(CODE)]
        assert () == inspections.of(OTHER)

    def test_what_is_withheld_is_for_its_own_unit_and_the_city(self, inspections: RandomInspections) -> None:
        """依法不予公开: another unit that opens the file of the polluter does not read it there."""
        draw = inspections.draw(asked(), GRIDS, RATE, 2, "p-head")
        said = {"object": CODE, "inspected_on": TODAY, "officers": draw.drawn[0].officers, "outcome": "nothing_found"}
        inspections.record(draw.id, Found.model_validate({**said, "withheld": "涉及商业秘密"}), "p-clerk")

        readers = (None, draw.asked.unit, "u-430424")
        assert [1, 1, 0] == [len(inspections.of(CODE, reader=reader)) for reader in readers]


@pytest.mark.parametrize(
    ("year", "quarter", "first", "last"),
    [(2026, 1, date(2026, 1, 1), date(2026, 3, 31)), (2026, 4, date(2026, 10, 1), date(2026, 12, 31))],
)
def test_a_quarter_has_its_days(year: int, quarter: int, first: date, last: date) -> None:
    """From the first to the last."""
    assert (first, last) == (first_day(year, quarter), last_day(year, quarter))
