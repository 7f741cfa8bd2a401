"""What if: a fact supposed on another day gives another standing, and leaves the case alone."""

from datetime import date, datetime

import pytest

from console.what_if import told
from judging.what_if import target, what_if
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import OutOfTime, Unclear
from models.values import CIVIL
from tests.builders import PaperCase, a_case, moment
from tests.procedures.daily_path import notifies
from tests.procedures.daily_path import refused as recheck_refused


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


def test_the_day_on_which_it_is_asked_can_be_supposed() -> None:
    """It is not over, and is no day to come: at whatever hour of it one asks."""
    case = a_case("serve_decision")
    days = {target(case.acts, "serve_decision"): date(2026, 9, 28)}
    early = datetime(2026, 9, 28, 0, 1, tzinfo=CIVIL)

    assert what_if(VIOLATION_CASE, "2026-000001", case.acts, days, shipped(), early).difference.terms


def test_what_would_have_been_refused_is_said_with_its_article() -> None:
    """A decision before the party could be heard is no decision that anybody may suppose to stand (行政处罚法第44条)."""
    answer = supposed(a_case("serve_decision"), "2026-09-30", decide_penalty="2026-09-15")

    (row,) = answer.refused
    assert (row.label, str(row.day)) == ("作出处罚决定", "2026-09-15")
    assert row.article
    assert "请" not in row.sentence


def test_an_act_before_the_file_was_opened_would_have_been_refused() -> None:
    """Nothing happens in a file before there is one."""
    answer = supposed(a_case("file_case"), "2026-09-25", file_case="2026-08-01")

    assert "before-the-opening" in [row.code for row in answer.refused]


def test_what_may_lawfully_be_supposed_is_refused_nothing() -> None:
    """A later service is as lawful."""
    answer = supposed(a_case("serve_decision"), "2026-09-30", serve_decision="2026-09-28")

    assert (answer.refused, answer.unchanged) == ((), ())


def test_the_day_on_which_it_happened_is_no_supposition() -> None:
    """It is said, and nothing is said to change from a day to itself."""
    case = a_case("serve_decision")
    answer = supposed(case, "2026-09-30", serve_decision="2026-09-23")

    assert answer.unchanged == (max(act.no for act in case.acts if act.name == "serve_decision"),)
    assert told(answer.model_dump(mode="json")) == [f"第{answer.unchanged[0]}号行为本就在这一天，没有改变"]


def test_a_term_whose_day_stays_names_it_once() -> None:
    """A state that changes is told as such, not as a day that becomes itself."""
    answer = supposed(a_case("file_case"), "2026-09-25", file_case="2026-09-21")

    line = next(one for one in told(answer.model_dump(mode="json")) if "case_filing_decision" in one)
    assert "最后一日 2026-09-17，按期完成 → 逾期完成" in line


def test_a_supposed_day_holds_against_a_correction_of_that_day() -> None:
    """What is supposed is where it would count, whatever was put right meanwhile."""
    case = a_case("serve_decision")
    case.does("correct_act", "2026-09-24", of="serve_decision", happened_at=moment("2026-09-22 17:00"), reason="误")

    moved = supposed(case, "2026-09-30", serve_decision="2026-09-28").difference.terms
    assert any(row.rule == "payment_15d" and row.before != row.after for row in moved)


def test_days_and_sum_of_a_daily_penalty_are_worked_out_anew() -> None:
    """按日连续处罚办法 art. 17 to 19: a later recheck makes more days and a higher sum."""
    case = recheck_refused()
    notifies(case, "2026-09-21", 100_000)

    (row,) = supposed(case, "2026-09-30", recheck_correction="2026-09-18").recomputed
    assert (row.days, row.fine) == ((10, 11), ("100000", "110000"))


@pytest.mark.parametrize(
    ("at", "days", "sums"),
    [
        # Served on 23 September the fine is due on 8 October, on the 28th on the 13th (行政处罚法第67条第3款).
        ("2026-10-08", None, None),
        ("2026-10-09", (1, 0), ("3000", "0")),
        ("2026-10-13", (5, 0), ("15000", "0")),
        ("2026-10-14", (6, 1), ("18000", "3000")),
        ("2026-11-30", (53, 48), ("100000", "100000")),
    ],
)
def test_a_surcharge_is_worked_out_anew(at: str, days: tuple[int, int] | None, sums: tuple[str, str] | None) -> None:
    """行政处罚法 art. 72: a later service has it run up from a later day, never above the fine."""
    rows = supposed(a_case("serve_decision"), at, serve_decision="2026-09-28").recomputed
    found = [(row.days, row.fine) for row in rows if row.title == "加处罚款"]

    assert found == ([] if days is None else [(days, sums)])


@pytest.mark.parametrize(("filed", "late"), [("2026-09-17", None), ("2026-09-18", 1), ("2026-09-21", 4)])
def test_the_days_by_which_a_term_is_late_are_counted_anew(filed: str, late: int | None) -> None:
    """办法 art. 18: fifteen days end on 17 September."""
    answer = supposed(a_case("file_case"), "2026-09-25", file_case=filed)
    (row,) = [row for row in answer.difference.terms if row.rule == "case_filing_decision"] or [None]
    found = [one.days for one in answer.recomputed if row and one.title == f"{row.name}逾期"]

    assert found == ([] if late is None else [(0, late)])
    assert (f" 0日 → {late}日" in "".join(told(answer.model_dump(mode="json")))) == bool(late)


def test_an_act_the_case_does_not_have() -> None:
    """The answer names the acts there are."""
    with pytest.raises(Unclear, match="file_case"):
        target(a_case("file_case").acts, "serve_notice")
