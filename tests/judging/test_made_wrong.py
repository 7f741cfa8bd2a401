"""After a correction or a withdrawal each later act is asked again what it was asked: what no longer fits is told."""

from collections.abc import Callable
from typing import Any

import pytest

from models.acts import Act
from tests.builders import HEAD, PaperCase, a_case
from tests.procedures import measures
from tests.procedures.daily_path import refused
from tests.procedures.hearing_path import GRAVE, noticed
from tests.procedures.test_shutdown import pressed
from tests.procedures.test_substitute import decided, performed

LATER = "2027-03-01"


def corrects(case: PaperCase, act: Act, **fields: Any) -> None:  # noqa: ANN401
    """Put right what an act says."""
    said: dict[str, Any] = {"of": act.no, "fields": fields, "reason": "误录"}
    case.does("correct_act", LATER, by=HEAD, key=f"correct/{len(case.acts)}", **said)


def of(case: PaperCase, name: str) -> Act:
    """Return the first act of a name."""
    return next(act for act in case.acts if act.name == name)


def wrong(case: PaperCase) -> list[tuple[str, str]]:
    """Return what stands as wrong: the act's name and the code."""
    names = {act.no: act.name for act in case.acts}
    return [(names[row.act], row.code) for row in case.at(LATER).irregularities]


def test_a_decision_that_was_admitted_on_a_heavier_notice_is_told_of() -> None:
    """行政处罚法 art. 44, 45(2): told of 50,000 and fined 100,000; put right again, nothing is left of it."""
    case = a_case("close_case")
    notice = of(case, "serve_notice")
    corrects(case, notice, fine="50000")
    [row] = case.at(LATER).irregularities

    assert (row.act, row.code) == (of(case, "decide_penalty").no, "fine-above-notified")
    assert "第45条" in row.article or "第44条" in row.article
    corrects(case, notice, fine="100000")
    assert wrong(case) == []


def test_a_slip_of_the_pen_makes_nothing_wrong() -> None:
    """Every act that says something in words of its own, put right one after the other."""
    case = a_case("close_case")
    for act in [one for one in case.acts if one.by.kind == "person"]:
        for field in {"summary", "record", "reason", "report", "result"} & set(type(act.content).model_fields):
            corrects(case, act, **{field: "改写后的文字"})

    assert wrong(case) == []


STORIES: dict[str, Callable[[], PaperCase]] = {
    "closed": lambda: a_case("close_case"),
    "heard": lambda: noticed("2026-09-01", **GRAVE),
    "daily": refused,
    "stopped": measures.stopped,
    "restricted": measures.restricted,
    "sealed": measures.sealed,
    "supply": pressed,
    "substitute": lambda: performed()[0],
}


@pytest.mark.parametrize("story", STORIES)
def test_what_was_rightly_done_stays_right_when_everything_is_asked_again(story: str) -> None:
    """The first act is put right in its words, so that all later ones are asked again: none was wrong, none becomes so."""
    case = STORIES[story]()
    before = wrong(case)
    corrects(case, case.acts[0], summary="改写后的摘要")

    assert wrong(case) == before


@pytest.mark.parametrize(("perform_by", "is_wrong"), [("2026-09-14", False), ("2026-09-15", True)])
def test_a_demand_whose_day_was_another_takes_its_ground_from_what_followed(perform_by: str, *, is_wrong: bool) -> None:
    """行政强制法 art. 50: seen on the 15th, decided on the 16th; the party had until the 15th."""
    case, _, _ = decided()
    corrects(case, of(case, "serve_demand"), perform_by=perform_by)

    assert (("serve_substitute_decision", "not-looked-at-since") in wrong(case)) is is_wrong


def test_a_withdrawn_discussion_takes_its_ground_from_the_extension() -> None:
    """处罚办法 art. 57(1): the second extension stands, and departs."""
    case = a_case("file_case")
    filed = case.acts[-1]
    key = f"case_decision_period#{filed.no}"
    case.does("extend_term", filed.day, term=key, reason="案情复杂")
    case.does("discuss_collectively", filed.day, about="extension")
    case.does("extend_term", filed.day, term=key, reason="案情特别复杂", key="again")
    case.does("withdraw_act", LATER, by=HEAD, of="discuss_collectively", reason="误录")

    assert wrong(case) == [("extend_term", "collective-discussion-missing")]


def test_what_points_at_nothing_any_more_is_told_once() -> None:
    """The order was withdrawn: its recheck looks at nothing."""
    case = a_case("hand_to_department")
    case.does("inspect_site", "2026-09-03")
    case.does("serve_correction_order", "2026-09-03 15:00")
    case.does("recheck_correction", "2026-09-10", of="serve_correction_order")
    case.does("withdraw_act", LATER, by=HEAD, of="serve_correction_order", reason="误录")

    assert [name for name, _ in wrong(case)] == ["recheck_correction"]


def test_a_correction_of_what_was_withdrawn_since_was_right() -> None:
    """What puts the list right points at what stood then."""
    case = a_case("close_case")
    seen = of(case, "recheck_correction")
    corrects(case, seen, record="改写后的文字")
    case.does("withdraw_act", LATER, by=HEAD, of=seen.no, reason="误录")

    assert "correct_act" not in {name for name, _ in wrong(case)}


def test_two_things_that_two_corrections_made_wrong_are_told_for_each_act() -> None:
    """Each act with what it breaks first; the one does not hide the other."""
    case = a_case("close_case")
    notice, order = of(case, "serve_notice"), of(case, "serve_correction_order")
    corrects(case, notice, fine="50000")
    case.does("withdraw_act", LATER, by=HEAD, of=order.no, reason="误录", key="gone")

    assert {"decide_penalty", "recheck_correction"} <= {name for name, _ in wrong(case)}
