"""The score (案卷评分): the table of 2024 as data, its 25 vetoes, what is asked of whom."""

from decimal import Decimal
from pathlib import Path

import pytest
from pydantic import ValidationError

from file_review.events import EVENTS
from file_review.reviewing import QUESTIONS
from file_review.scoring_table import Bonus, table
from kinds import VIOLATION_CASE
from law.instruments import Grade
from tests.file_review.reading_cases import a_case, judge_file


def test_the_table_has_25_vetoes_and_says_how_well_it_is_known() -> None:
    """案卷评查细则(2024): read second-hand, and shown so."""
    assert [veto.no for veto in table().veto] == list(range(1, 26))
    assert Grade(table().grade).doubtful
    assert (table().legality, table().share, table().basic) == (50, 50, 20)


def test_the_items_of_a_document_make_up_its_points() -> None:
    """Points per document as the rules have them; an ordinary penalty has a hundred."""
    for document in table().document:
        assert sum(item.points for item in document.items) == document.points, document.title
    ordinary = [document.points for document in table().document if document.kind == "penalty"]
    assert sum(ordinary) == Decimal(100)


def test_the_table_names_only_what_there_is() -> None:
    """Acts, rules and fields exist; every rule a veto rests on is asked by somebody."""
    asked = {question.rule for question in QUESTIONS}
    for row in (*table().veto, *table().document, *table().bonus):
        assert set(row.acts) <= set(VIOLATION_CASE.steps), row
    for veto in table().veto:
        for rule in veto.rules:
            assert rule in asked or not rule.startswith("G") or rule == "G10", (veto.no, rule)
        for act, fields in veto.fields.items():
            assert set(fields) <= set(act.model_fields), veto.no
    for document in table().document:
        for name in (field for item in document.items for field in item.fields):
            assert any(name in act.model_fields for act in document.acts), (document.title, name)


def test_a_name_that_is_no_act_is_no_table() -> None:
    """A slip in the table is found when it is read, not by a file that loses its points."""
    with pytest.raises(ValidationError, match="没有“decide_penalties”这种行为"):
        Bonus.model_validate({"kind": "crime", "points": "15", "acts": ["decide_penalties"], "text": "x"})


@pytest.mark.parametrize(
    ("veto", "facts", "more"),
    [
        (14, "2024-03-04 notice_served\n2024-03-08 penalty_decision", ""),
        (
            15,
            "2024-03-04 notice_served\n2024-03-05 hearing_requested\n2024-04-01 hearing_closed\n2024-03-20 penalty_decision",
            "",
        ),
        (20, "2015-01-01 violation_end\n2018-01-01 discovered\n2018-02-01 penalty_decision", ""),
        (23, "2019-03-01 correction_order_served\n2019-04-20 recheck\n2019-06-01 daily_fine_decision", ""),
        (
            24,
            "2019-03-01 correction_order_served\n2019-03-20 recheck\n2019-06-01 daily_fine_decision\n2019-06-02 penalty_decision",
            "",
        ),
    ],
)
def test_a_published_case_can_be_void(tmp_path: Path, veto: int, facts: str, more: str) -> None:
    """Where dated facts tell, the file is void, with the reason and its article."""
    found = judge_file(a_case(tmp_path, facts, more=more))[0][0].review
    told = [one for one in found.vetoes if one.no == veto]

    assert found.score == 0
    assert told
    assert told[0].because


def test_nothing_is_void_for_what_nobody_knows(tmp_path: Path) -> None:
    """A decision alone: every veto about it is a question."""
    found = judge_file(a_case(tmp_path, "2024-03-08 penalty_decision"))[0][0].review

    assert (found.vetoes, found.score) == ((), None)
    assert found.lowest is not None
    assert found.highest == 100
    assert len([one for one in found.asked if "否决" in one.about]) >= 15


def test_what_does_not_occur_leaves_both_sums(tmp_path: Path) -> None:
    """参评项目: a complaint alone has nothing that is scored."""
    found = judge_file(a_case(tmp_path, "2024-03-08 complaint_received"))[0][0].review

    assert (found.score, found.applicable, found.asked) == (None, 0, ())


def test_points_won_and_lost_make_the_score(tmp_path: Path) -> None:
    """50 + 50 × won ÷ applicable, over what could be answered: half a point won, one lost."""
    facts = "2024-03-01 discovered\n2024-03-08 case_filed\n2024-07-08 penalty_decision"
    found = judge_file(a_case(tmp_path, facts))[0][0].review

    assert (found.answered, found.score) == (Decimal("1.5"), Decimal("66.67"))


def test_events_are_named_in_chinese() -> None:
    """Every event has a label a person can read."""
    assert all(any("一" <= sign <= "鿿" for sign in event.label) for event in EVENTS.values())
