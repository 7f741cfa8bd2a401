"""Before anything is played: where undated facts stand, and that every act can be filled so that the API takes it."""

from datetime import date

import pytest

from api.content import content_of
from file_review.dating import UNKNOWN, When, on, parse_when
from kinds import KINDS
from models.acts import ACTS
from registry.registry import Registry
from rehearsal.filling import Participants, filled
from rehearsal.placing import placed_days
from rehearsal.presuming import pointed_at, presupposed

HORIZON = date(2024, 6, 30)
DAY = date(2024, 3, 4)


@pytest.mark.parametrize(
    ("whens", "expected"),
    [
        ([on(DAY), UNKNOWN, on(date(2024, 5, 6))], [DAY, date(2024, 5, 6), date(2024, 5, 6)]),
        ([on(DAY), parse_when("2024-03"), on(date(2024, 5, 6))], [DAY, date(2024, 3, 31), date(2024, 5, 6)]),
        ([on(DAY), parse_when("2024-03"), on(date(2024, 3, 9))], [DAY, date(2024, 3, 9), date(2024, 3, 9)]),
        ([on(DAY), UNKNOWN], [DAY, HORIZON]),
        ([on(DAY), When(first=date(2024, 4, 1)), UNKNOWN], [DAY, HORIZON, HORIZON]),
    ],
)
def test_an_undated_fact_stands_on_the_latest_day_that_keeps_the_order(whens: list[When], expected: list[date]) -> None:
    """Its own bounds and the fact that follows it decide; the last facts stand where the file ends."""
    assert expected == placed_days(whens, HORIZON)


OUTSIDE = {"Alarm", "PatrolRound"}
"""Kinds that no story opens."""


def test_whatever_a_file_leaves_out_can_be_filled(registry: Registry) -> None:
    """Every act that a person may do is complete once it is filled, however little is told of it."""
    people = registry.people.persons(unit="u-430423")
    officers = tuple(one.id for one in people if one.certified_until)[:2]
    party = registry.parties.register("organisation", "演练用当事人（虚构）")
    participants = Participants(
        grid="衡山县 开云镇",
        unit="u-430423",
        officers=officers,
        heads=(people[0].id,),
        legal=people[1].id,
        clerk=people[2].id,
        party=party.id,
    )
    told = {"of": 1, "rechecks": [1]}

    for kind, step in [(one, step) for one in KINDS.values() for step in one.steps.values()]:
        if step.opening or step.by.engine or kind.name in OUTSIDE:
            continue
        act = step.name
        known = {name: value for name, value in told.items() if name in ACTS[act].model_fields}
        assert content_of(registry, kind, act, {**known, **filled(act, known, participants, DAY)}, DAY).act == act


def test_what_an_act_is_presumed_to_rest_on_exists() -> None:
    """What an act cannot do without is an act of the same file, and one that it may point at."""
    found = {act: target for act in ACTS if (target := presupposed(act, {})) is not None}

    assert all(target in pointed_at(act) for act, target in found.items())
    assert all(target in kind.acts for kind in KINDS.values() for act, target in found.items() if act in kind.acts)
    assert "decide_detention_referral" == presupposed("refer_to_police", {"kind": "detention"})
    assert ("serve_correction_order", "court_accepts") == (found["recheck_correction"], found["court_rules"])
