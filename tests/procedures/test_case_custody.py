"""Things that a case takes: from hand to hand, shown, and asked for at its closing (涉案物品保管链)."""

from typing import Any

import pytest

from models.particulars import CaseParticulars
from tests.builders import CLERK, COUNTY, OFFICER, OFFICERS, PaperCase, a_case
from tests.procedures.refusing import refuses

BOTTLE: dict[str, Any] = {
    "mark": "样1",
    "name": "外排水样",
    "form": "sample",
    "place": "示例村排口",
    "sealing": "封签001",
    "keeper": OFFICER.id,
    "unit": COUNTY,
    "kept_at": "示例分局物证室",
    "officers": OFFICERS,
    "identity_shown": True,
    "by": OFFICER,
}
LAB: dict[str, Any] = {
    "giver": OFFICER.id,
    "keeper": "示例检测公司",
    "purpose": "test",
    "is_intact": True,
    "by": OFFICER,
}


def with_a_bottle(until: str = "inspect_site", on: str = "2026-09-08 14:00") -> tuple[PaperCase, int]:
    """Return a case that has taken a sample, and the number of that act."""
    case = a_case(until)
    return case, case.does("take_evidence", on, **BOTTLE).no


def test_the_standing_of_a_case_says_where_each_thing_is() -> None:
    """In the room of the bureau, in the laboratory, used up."""
    case, bottle = with_a_bottle()
    seen = []
    for act, on, fields in (
        ("hand_over_evidence", "2026-09-08 16:00", LAB),
        (
            "let_go_of_evidence",
            "2026-09-09",
            {"giver": "示例检测公司", "keeper": "示例检测公司", "outcome": "used_up", "by": OFFICER},
        ),
    ):
        particulars = case.at(on).particulars
        assert isinstance(particulars, CaseParticulars)
        seen += [(one.keeper, one.kept_at, one.outcome) for one in particulars.evidence]
        case.does(act, on, of=bottle, **fields)
    particulars = case.at("2026-09-10").particulars
    assert isinstance(particulars, CaseParticulars)
    seen += [(one.name, one.keeper, one.outcome) for one in particulars.evidence]

    assert seen == [
        (OFFICER.id, "示例分局物证室", ""),
        ("示例检测公司", "", ""),
        ("外排水样", "示例检测公司", "used_up"),
    ]


@pytest.mark.parametrize(
    ("act", "fields", "code"),
    [
        ("take_evidence", BOTTLE, "mark-is-taken"),
        ("take_evidence", {**BOTTLE, "mark": "样2", "unit": "u-4304-housing"}, "keeper-takes-no-part"),
        ("take_evidence", {**BOTTLE, "mark": "样2", "officers": OFFICERS[:1]}, "too-few-certified-officers"),
        ("hand_over_evidence", {**LAB, "giver": "p-county-2"}, "not-in-that-hand"),
        ("hand_over_evidence", {**LAB, "is_intact": False}, "broken-seal-unsaid"),
        (
            "let_go_of_evidence",
            {"giver": OFFICER.id, "keeper": OFFICER.id, "outcome": "confiscated", "by": OFFICER},
            "not-confiscated",
        ),
    ],
)
def test_what_would_break_the_chain_of_a_case_is_refused(act: str, fields: dict[str, Any], code: str) -> None:
    """And names an article that speaks of cases, not of joint investigations."""
    case, bottle = with_a_bottle()
    of = {} if act == "take_evidence" else {"of": bottle}

    with refuses(code, article="国办发" if "certified" not in code else "行政处罚法"):
        case.does(act, "2026-09-08 17:00", **of, **fields)


def test_a_case_is_not_closed_before_it_is_said_where_each_thing_went() -> None:
    """The refusal names the thing; returned to its owner it may be closed."""
    case, bottle = with_a_bottle("record_payment", "2026-12-01")

    with refuses("things-in-hand", article="国办发") as refused:
        case.does("close_case", "2026-12-02")
    assert "样1　外排水样" in refused.value.sentence
    case.does(
        "let_go_of_evidence",
        "2026-12-02",
        of=bottle,
        by=CLERK,
        giver=OFFICER.id,
        keeper="示例有限公司",
        outcome="returned",
    )
    assert case.does("close_case", "2026-12-03")


def test_what_was_confiscated_is_entered_so() -> None:
    """A decision that stands has it confiscated."""
    case, bottle = with_a_bottle("conclude_investigation")
    case.does("review_case", "2026-09-20")
    confiscated: dict[str, Any] = {"measures": ["fine", "confiscation"], "confiscation": "30000"}
    case.does("serve_notice", "2026-09-21", **confiscated)
    case.does("waive_statement", "2026-09-22")
    case.does("decide_penalty", "2026-10-10", **confiscated)

    gone = {"giver": OFFICER.id, "keeper": CLERK.id, "outcome": "confiscated", "by": CLERK}
    assert case.does("let_go_of_evidence", "2026-10-12", of=bottle, **gone)


def test_putting_right_never_breaks_the_chain_of_a_case() -> None:
    """The taking stays while somebody else has the thing."""
    case, bottle = with_a_bottle()
    case.does("hand_over_evidence", "2026-09-08 16:00", of=bottle, **LAB)

    with refuses("custody-would-break"):
        case.does("withdraw_act", "2026-09-09", of=bottle, reason="误录")
