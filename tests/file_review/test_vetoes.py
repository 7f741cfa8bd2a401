"""The vetoes as the rules of 2024 have them (否决项): each met by its own defect and by no neighbour's."""

from datetime import date

import pytest

from file_review.reviewing import Reviewed, review
from file_review.sources import Exported
from kinds import VIOLATION_CASE
from law.edition import shipped
from models.acts import Act
from tests.builders import PaperCase, a_case
from tests.file_review.reading_cases import a_case as a_published_case
from tests.file_review.reading_cases import judge_file
from tests.procedures.daily_path import charges, notifies, refused

ORDERED = "2019-03-01 correction_order_served\n2019-03-05 penalty_decision\n2019-03-06 decision_served\n"


def _reviewed(acts: list[Act]) -> Reviewed:
    return review(VIOLATION_CASE, Exported(id="2026-000001", file="x.json", acts=tuple(acts)), shipped())


def _vetoes(found: Reviewed) -> list[int]:
    return [veto.no for veto in found.review.vetoes]


def _charged() -> PaperCase:
    """Return a case with a daily penalty that went by the book."""
    case = refused("2026-09-17")
    charges(case, "2026-10-15", notifies(case, "2026-09-21", "100000"))
    return case


def _entered_last(acts: list[Act], name: str, *, unnamed: bool) -> list[Act]:
    """Return the acts with one that was entered after all others, at the hour at which it was done."""
    late = next(act for act in acts if act.name == name)
    rest = [act for act in acts if act is not late]
    entered = late.model_copy(update={"no": max(act.no for act in acts) + 1, "of_record": True})
    if unnamed:
        rest = [_unnamed(act) for act in rest]
    return [*rest, entered]


def _unnamed(act: Act) -> Act:
    if act.name != "serve_daily_notice":
        return act
    return act.model_copy(update={"content": act.content.model_copy(update={"rechecks": ()})})


@pytest.mark.parametrize("unnamed", [True, False])
def test_a_recheck_that_was_entered_late_is_a_recheck(unnamed: bool) -> None:
    """补录: whether the notice names nothing, or a number that is no longer there, the round is charged as it was."""
    by_the_book = _reviewed(_charged().acts)
    found = _reviewed(_entered_last(_charged().acts, "recheck_correction", unnamed=unnamed))

    assert (_vetoes(found), found.review.score) == ([], by_the_book.review.score)
    assert [(one.days, one.total) for one in found.daily_penalty] == [
        (one.days, one.total) for one in by_the_book.daily_penalty
    ]
    assert {22, 23, 24} <= set(found.review.cleared)


def test_a_file_without_any_recheck_meets_the_veto_on_the_recheck() -> None:
    """No recheck at all is no missing order."""
    acts = [_unnamed(act) for act in _charged().acts if act.name != "recheck_correction"]

    assert {22, 23} & set(_vetoes(_reviewed(acts))) == {23}


def test_a_file_without_any_order_meets_the_veto_on_the_order() -> None:
    """没有责令改正: neither order nor recheck."""
    gone = {"recheck_correction", "serve_correction_order"}
    acts = [_unnamed(act) for act in _charged().acts if act.name not in gone]

    assert {22, 23} & set(_vetoes(_reviewed(acts))) == {22}


@pytest.mark.parametrize(
    ("facts", "vetoes"),
    [
        (f"{ORDERED}2019-04-20 recheck\n2019-06-01 daily_fine_decision", {23}),
        ("2019-03-20 recheck\n2019-06-01 daily_fine_decision", set()),
        (f"{ORDERED}2019-03-20 recheck corrected\n2019-06-01 daily_fine_decision", set()),
    ],
    ids=["a recheck out of time", "an order nobody tells of", "a recheck that found it put right"],
)
def test_order_and_recheck_are_two_vetoes(
    tmp_path_factory: pytest.TempPathFactory, facts: str, vetoes: set[int]
) -> None:
    """第22项, 第23项: a recheck out of time does not undo the order; what a source is silent on meets neither."""
    folder = tmp_path_factory.mktemp("case")
    (found,), _ = judge_file(a_published_case(folder, facts))

    assert {22, 23} & set(_vetoes(found)) == vetoes


def test_a_recheck_that_is_not_charged_voids_nothing() -> None:
    """第23项 is about the rounds that were charged: an order that was never rechecked is late, and no more."""
    case = _charged()
    order = next(act for act in case.acts if act.name == "serve_correction_order")
    later = case.does("serve_correction_order", "2026-10-16", requirement="停止排放").model_copy()
    found = review(
        VIOLATION_CASE,
        Exported(id="2026-000001", file="x.json", acts=tuple(case.acts)),
        shipped(),
        at=date(2027, 1, 1),
    )

    assert any(row.rule == "recheck_window" and row.started_by == later.no != order.no for row in found.findings)
    assert 23 not in _vetoes(found)


def test_a_fine_within_its_bounds_still_asks_whether_discretion_was_reasoned() -> None:
    """第12项: bounds say nothing of why; only a person can."""
    found = _reviewed(a_case().acts).review

    assert 12 not in found.cleared
    assert any("第12项" in one.about for one in found.asked)


@pytest.mark.parametrize(
    ("facts", "vetoes"),
    [
        ("2024-03-04 notice_served\n2024-03-08 penalty_decision", {14}),
        (
            "2024-03-04 notice_served\n2024-03-05 hearing_requested\n2024-03-20 penalty_decision\n2024-04-01 hearing_closed",
            {15},
        ),
    ],
    ids=["a period that was too short", "a hearing that had not ended"],
)
def test_not_waiting_and_not_answering_are_two_vetoes(
    tmp_path_factory: pytest.TempPathFactory, facts: str, vetoes: set[int]
) -> None:
    """第14项 is about notice and periods, 第15项 about what the party said and asked for."""
    (found,), _ = judge_file(a_published_case(tmp_path_factory.mktemp("case"), facts))

    assert {14, 15} & set(_vetoes(found)) == vetoes
