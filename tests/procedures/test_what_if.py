"""What if: a fact supposed on another day gives another standing, and leaves the case alone."""

import pytest

from judging.what_if import target, what_if
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import OutOfTime, Unclear
from tests.builders import PaperCase, a_case, moment


def supposed(case: PaperCase, at: str, **days: str):  # noqa: ANN201
    """Ask what if these acts had happened on these days."""
    chosen = {target(case.acts, name): moment(day).date() for name, day in days.items()}
    return what_if(VIOLATION_CASE, "2026-000001", case.acts, chosen, shipped(), moment(at))


def test_a_later_service_moves_what_hangs_on_it() -> None:
    """Had the decision been served five days later, payment, review and suit would end later; nothing else moves."""
    case = a_case("feed_back")

    answer = supposed(case, "2026-09-30", serve_decision="2026-09-28")

    rules = {row.key.partition("#")[0]: (row.before, row.after) for row in answer.difference.terms}
    assert {"payment_15d", "review_application", "suit_direct"} <= set(rules)
    assert all(before < after for rule, (before, after) in rules.items() if rule != "norm.feed_back")
    assert "case_decision_period" not in rules


def test_the_case_is_untouched() -> None:
    """Asking changes nothing."""
    case = a_case("serve_decision")
    before = [act.model_dump() for act in case.acts]

    supposed(case, "2026-09-30", serve_decision="2026-09-28")

    assert [act.model_dump() for act in case.acts] == before


def test_nothing_differs_when_nothing_is_supposed_otherwise() -> None:
    """The same day gives the same standing."""
    answer = supposed(a_case("serve_decision"), "2026-09-30", serve_decision="2026-09-23")

    assert answer.difference.nothing


def test_a_late_filing_would_have_been_late() -> None:
    """Filing supposed after its last day turns a kept term into a late one, with the escalation it would have brought."""
    answer = supposed(a_case("file_case"), "2026-09-25", file_case="2026-09-21")

    row = next(row for row in answer.difference.terms if row.key.startswith("case_filing_decision"))
    assert (row.state_before, row.state_after) == ("met", "met_late")


def test_a_day_in_the_future_cannot_be_supposed() -> None:
    """What has not come cannot have been."""
    with pytest.raises(OutOfTime):
        supposed(a_case("file_case"), "2026-09-25", file_case="2026-12-01")


def test_an_act_the_case_does_not_have() -> None:
    """The answer names the acts there are."""
    with pytest.raises(Unclear, match="file_case"):
        target(a_case("file_case").acts, "serve_notice")
