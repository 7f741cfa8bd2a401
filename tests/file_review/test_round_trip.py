"""A file exported and reviewed agrees with its own standing, corrections and withdrawals included (导出、评查、案卷状态一致)."""

from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from hypothesis import settings

from judging.record import Record
from kinds import COMPLAINT
from law.edition import shipped
from models.acts.daily import DecideDailyPenalty
from procedures.payment.owing import amount_due
from tests.builders import CLERK, HEAD, PaperCase, a_case, moment
from tests.file_review.agreeing import differences, reviewed
from tests.model.test_walked import WalkedCase
from tests.procedures.daily_path import charges, notifies, refused
from tests.procedures.served import ServedCase
from tests.procedures.test_walked_after_service import acts, changes_something

LAW = shipped()


class ReviewedWalk(WalkedCase):
    """One case under many hands, reviewed at its end."""

    def teardown(self) -> None:
        """Whatever was done, entered late, corrected or withdrawn: the review and the standing say the same."""
        with TemporaryDirectory() as folder:
            if self.case.acts:
                assert differences(self.case, reviewed(self.case, Path(folder))) == []


TestReviewedWalk = ReviewedWalk.TestCase
TestReviewedWalk.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)


@pytest.mark.parametrize("seed", range(6))
def test_what_happens_after_service_is_reviewed_as_it_stands(tmp_path: Path, seed: int) -> None:
    """Payment, review, suit, enforcement in any order, some of it corrected or withdrawn."""
    dice = Random(seed)
    case, now = ServedCase("2026-03-02"), moment("2026-03-03")
    for step in range(40):
        now += timedelta(hours=dice.randint(1, 24 * 12))
        changes_something(case, dice, now, step) if dice.random() < 0.07 else acts(case, dice, now)
        if step % 8 == 0:
            assert differences(case, reviewed(case, tmp_path)) == []


@pytest.mark.parametrize("until", ["file_case", "serve_notice", "decide_penalty", "serve_decision", "archive_case"])
def test_a_file_that_went_by_the_book_agrees_and_has_nothing_irregular(tmp_path: Path, until: str) -> None:
    """What was let in live is let in again."""
    case = a_case(until=until)
    found = reviewed(case, tmp_path)

    assert differences(case, found) == []
    assert [row.because for row in found.findings if row.result == "departed"] == []


def test_a_corrected_day_is_the_day_that_counts(tmp_path: Path) -> None:
    """The notice was served four days later than first entered: the decision came too early, and nobody says otherwise."""
    case = a_case(until="serve_decision")
    notice = next(act.no for act in case.acts if act.name == "serve_notice")
    case.does("correct_act", "2026-09-25", by=HEAD, of=notice, happened_at=moment("2026-09-18"), reason="日期有误")
    found = reviewed(case, tmp_path)

    assert differences(case, found) == []
    assert [(row.due, row.days_over) for row in found.findings if (row.rule, row.result) == ("G1", "departed")] == [
        (date(2026, 9, 24), 3)
    ]


def test_what_was_entered_anew_is_told_under_its_own_number(tmp_path: Path) -> None:
    """An opinion entered on a wrong day, taken back and entered again: nothing rested on the first, and it is not told of."""
    case = a_case(until="report_finding")
    wrong = case.does("receive_referral_opinion", "2026-09-02", key="wrong")
    case.does("withdraw_act", "2026-09-03", by=HEAD, of=wrong.no, reason="误录")
    case.does("receive_referral_opinion", "2026-09-03", key="anew")

    assert differences(case, reviewed(case, tmp_path)) == []


def test_an_acceptance_entered_anew_keeps_its_terms_under_its_own_number(tmp_path: Path) -> None:
    """A complaint taken down in a case, accepted, the acceptance taken back and entered again: its terms are told of."""
    case = PaperCase()
    case.does("receive_complaint", "2026-09-01")
    wrong = case.does("accept_complaint", "2026-09-02", key="wrong")
    case.does("withdraw_act", "2026-09-03", by=HEAD, of=wrong.no, reason="误录")
    case.does("accept_complaint", "2026-09-03", key="anew")

    assert differences(case, reviewed(case, tmp_path)) == []


def test_what_is_wrong_with_an_act_entered_anew_is_said_under_its_own_number(tmp_path: Path) -> None:
    """The sentence names the act as the file does, not the one that was taken back."""
    case = a_case(until="report_finding")
    wrong = case.does("receive_referral_opinion", "2026-09-02", key="wrong")
    case.does("withdraw_act", "2026-09-03", by=HEAD, of=wrong.no, reason="误录")
    anew = case.does("receive_referral_opinion", "2026-09-03", key="anew")
    case.acts[-1] = anew.model_copy(update={"of_record": True, "irregularity": "收到时未登记"})
    found = [row for row in reviewed(case, tmp_path).findings if row.rule == "of-record"]

    assert [(row.acts, row.because.partition("号")[0]) for row in found] == [((anew.no,), f"第{anew.no}")]


def test_the_last_of_two_corrections_counts(tmp_path: Path) -> None:
    """Corrected to a wrong day and then to the right one: nothing is left of the wrong one."""
    case = a_case(until="serve_decision")
    notice = next(act.no for act in case.acts if act.name == "serve_notice")
    for day, at in (("2026-09-18", "2026-09-25"), ("2026-09-14", "2026-09-28")):
        case.does("correct_act", at, by=HEAD, of=notice, happened_at=moment(day), reason="日期有误")
    found = reviewed(case, tmp_path)

    assert differences(case, found) == []
    assert [row.because for row in found.findings if row.result == "departed"] == []


def test_what_was_done_later_on_the_same_day_makes_nothing_irregular(tmp_path: Path) -> None:
    """Handed over in the morning, declined in the afternoon: a correction elsewhere does not turn the order round."""
    case = a_case(until="report_upward")
    case.does("correct_act", "2026-09-02", by=HEAD, of=1, happened_at=moment("2026-09-01 08:30"), reason="时间有误")
    case.does("hand_to_department", "2026-09-03")
    case.does("decline_filing", "2026-09-03 16:00")

    assert case.at("2026-09-03 17:00").irregularities == ()
    assert differences(case, reviewed(case, tmp_path)) == []


def test_acts_of_one_instant_do_not_forbid_each_other_after_a_correction(tmp_path: Path) -> None:
    """Reported upward and handed over in one minute: a correction elsewhere makes neither forbid the other."""
    case = PaperCase()
    for name in ("receive_complaint", "report_upward", "hand_to_department"):
        case.does(name, "2026-03-02")
    case.does("correct_act", "2026-03-02", by=HEAD, of=1, happened_at=moment("2026-03-02"), reason="日期有误")

    assert case.at("2026-03-02").irregularities == ()
    assert differences(case, reviewed(case, tmp_path)) == []


def test_a_withdrawn_act_is_not_there(tmp_path: Path) -> None:
    """The payment had been entered in the wrong case: the fine is owed, and late."""
    case = a_case(until="record_payment")
    case.does("withdraw_act", "2026-09-29", by=HEAD, of=case.acts[-1].no, reason="误录")
    case.waits_until("2026-11-20")
    case.does("feed_back", "2026-11-20", to="transferring_unit")
    found = reviewed(case, tmp_path)

    assert differences(case, found) == []
    assert [row.result for row in found.findings if row.rule == "payment_15d"] == ["departed"]


@pytest.mark.parametrize(
    "payments",
    [(), (("2026-10-05", "100000"),), (("2026-09-10", "40000"), ("2026-09-30", "60000")), (("2026-09-10", "100000"),)],
    ids=["unpaid", "late", "in two parts", "in time"],
)
def test_the_surcharge_is_what_is_owed(tmp_path: Path, payments: tuple[tuple[str, str], ...]) -> None:
    """行政处罚法 art. 72: one computation, whoever asks; a payment in part leaves the rest to run."""
    case = ServedCase("2026-09-01")
    for day, amount in payments:
        case.sees("record_payment", day, amount=amount)
    case.enters("feed_back", "2026-10-12", CLERK, to="township", result="已处罚")
    found = reviewed(case, tmp_path).surcharge
    owed = amount_due(case.record(), date(2026, 10, 12), LAW).surcharge

    assert (found.total if found else Decimal(0)) == owed


def test_a_deferral_moves_the_surcharge(tmp_path: Path) -> None:
    """处罚办法 art. 74: what is deferred is late only after its new day."""
    case = ServedCase("2026-09-01")
    case.sees("defer_payment", "2026-09-10", applied_on=date(2026, 9, 9), until=date(2026, 10, 20))
    case.enters("feed_back", "2026-11-02", CLERK, to="township", result="已处罚")
    found = reviewed(case, tmp_path).surcharge

    assert found is not None
    assert (found.from_, found.total) == (
        date(2026, 10, 21),
        amount_due(case.record(), date(2026, 11, 2), LAW).surcharge,
    )


def test_the_rounds_of_a_daily_penalty_add_up_to_what_was_decided(tmp_path: Path) -> None:
    """按日办法 art. 17, 19: two rounds, as the live file worked them out."""
    case = refused()
    charges(case, "2026-10-12", notifies(case, "2026-09-21", "100000"))
    decided = [act.content.fine for act in Record.of(case.acts).all(DecideDailyPenalty)]
    found = reviewed(case, tmp_path)

    assert differences(case, found) == []
    assert sum(row.total or 0 for row in found.daily_penalty) == sum(decided)
    assert all(row.chargeable for row in found.daily_penalty)


def test_a_complaint_is_reviewed_as_a_complaint(tmp_path: Path) -> None:
    """环保举报热线办法: a file of another kind, by its own procedures and terms."""
    case = PaperCase(kind=COMPLAINT)
    case.number = "T2026-000001"
    case.does("receive_complaint", "2026-09-01")
    case.does("accept_complaint", "2026-09-02")
    case.does("forward_complaint", "2026-09-03", summary="排口外排污水")
    case.does("record_complaint_result", "2026-11-20", case="2026-000001", result="已处罚")
    case.does("answer_complaint", "2026-11-21", finding="true", result="已处罚")
    found = reviewed(case, tmp_path)

    assert differences(case, found) == []
    assert {(row.rule, row.result) for row in found.findings} == {
        ("hotline_accept", "kept"),
        ("hotline_forward_internal", "kept"),
        ("hotline_complete", "departed"),
    }
    assert found.unmapped == ()
