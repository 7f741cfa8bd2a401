"""The administrative suit: its terms by date, and what it suspends and undoes (行政诉讼法, 法释〔2018〕1号)."""

from datetime import date

import pytest

from law.edition import shipped
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from procedures.payment.owing import amount_due
from procedures.penalty.decisions import all_set_aside
from procedures.remedies import final_on
from tests.builders import HEAD, moment
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase, on_the_spot

LAW = shipped()


def sued(served_on: str = "2026-03-02", on: str = "2026-04-01", **fields: bool) -> tuple[ServedCase, Act]:
    """Return a case whose decision was taken to court, and the suit."""
    case = ServedCase(served_on)
    return case, case.sees("file_suit", on, **fields)


def judged(outcome: str, on: str = "2026-06-01", **fields: object) -> tuple[ServedCase, Act, Act]:
    """Return a case whose suit was judged in first instance, the suit and the judgment."""
    case, suit = sued()
    case.sees("publish_decision", "2026-04-02", summary="罚款十万元")
    return case, suit, case.sees("judge_suit", on, of=suit.no, outcome=outcome, **fields)


class TestItsTerms:
    @pytest.mark.parametrize(
        ("served_on", "last_day"),
        [
            ("2014-10-10", "2015-01-12"),
            ("2015-01-31", "2015-04-30"),
            ("2015-02-01", "2015-08-03"),
            ("2015-04-30", "2015-10-30"),
            ("2015-05-01", "2015-11-02"),
            ("2026-09-01", "2027-03-01"),
        ],
        ids=[
            "three-months",
            "run-out-in-time",
            "alive-on-the-day",
            "last-day-of-the-old-law",
            "first-day-of-six",
            "today",
        ],
    )
    def test_the_period_to_sue_by_date(self, served_on: str, last_day: str) -> None:
        """行政诉讼法 art. 46: six months since 2015-05-01, three before, unless those had not run out (法释〔2015〕9号 art. 26)."""
        assert ServedCase(served_on).last_day("suit_direct", served_on) == last_day

    @pytest.mark.parametrize(
        ("served_on", "on", "last_day"),
        [("2015-01-05", "2015-03-02", "2015-03-12"), ("2026-03-02", "2026-04-01", "2026-04-16")],
    )
    def test_the_defence_by_date(self, served_on: str, on: str, last_day: str) -> None:
        """Art. 67: fifteen days from the copy since 2015-05-01, ten before."""
        case, suit = sued(served_on, on)
        case.sees("receive_suit_copy", on, of=suit.no)

        assert case.last_day("suit_defence", on) == last_day

    def test_a_defence_without_evidence(self) -> None:
        """Art. 34, 67."""
        case, suit = sued()
        copy = case.sees("receive_suit_copy", "2026-04-07", of=suit.no)
        with refuses("no-evidence", article="第34条", kind=OutOfBounds):
            case.sees("submit_defence", "2026-04-10", of=copy.no, with_evidence=False)

        case.sees("submit_defence", "2026-04-22", of=copy.no)

        assert case.state("suit_defence", "2026-04-22") == "met"

    def test_the_court_has_its_own_terms(self) -> None:
        """Art. 81, 83, 88: six months, forty-five days in the simple procedure, three months on appeal."""
        assert sued()[0].last_day("trial_periods", "2026-04-01") == "2026-10-08"
        assert sued(simple=True)[0].last_day("trial_periods", "2026-04-01") == "2026-05-18"
        case, _, judgment = judged("dismiss")
        case.sees("appeal_suit", "2026-06-16", of=judgment.no)
        assert case.last_day("trial_periods", "2026-06-16") == "2026-09-16"


class TestSuing:
    def test_while_a_review_is_pending(self) -> None:
        """行政复议法 art. 29(1), 行政诉讼法 art. 44."""
        case = ServedCase("2026-03-02")
        case.sees("apply_reconsideration", "2026-03-10")

        with refuses("contested", article="第44条", kind=OutOfOrder):
            case.sees("file_suit", "2026-03-20")

    @pytest.mark.parametrize(("on", "allowed"), [("2026-05-11", False), ("2026-05-12", True)])
    def test_unless_the_review_body_let_its_term_pass(self, on: str, *, allowed: bool) -> None:
        """Art. 45: admitted 2026-03-12, sixty days end on Monday 05-11; from the day after the party may sue."""
        case = ServedCase("2026-03-02")
        application = case.sees("apply_reconsideration", "2026-03-10")
        case.sees("accept_reconsideration", "2026-03-12", of=application.no)
        if allowed:
            assert case.sees("file_suit", on)
        else:
            with refuses("contested", article="第44条", kind=OutOfOrder):
                case.sees("file_suit", on)

    @pytest.mark.parametrize(("on", "allowed"), [("2023-12-29", True), ("2024-01-02", False)])
    def test_a_penalty_on_the_spot_is_reviewed_first_since_2024(self, on: str, *, allowed: bool) -> None:
        """行政复议法 art. 23(1)(1): no suit without a review, and no period to sue directly."""
        case = on_the_spot(on)
        if allowed:
            assert case.sees("file_suit", on)
        else:
            assert case.state("suit_direct", on) == "none"
            with refuses("reconsideration-first", article="第23条", kind=OutOfOrder):
                case.sees("file_suit", on)

    def test_twice(self) -> None:
        """One suit at a time."""
        case, _ = sued()

        with refuses("contested", article="第44条", kind=OutOfOrder):
            case.sees("file_suit", "2026-04-02")


class TestFinality:
    def test_while_the_suit_is_pending_never(self) -> None:
        """A decision in court is not final, and nobody counts the window."""
        case, _ = sued()

        assert final_on(case.record(), LAW) is None
        assert case.state("court_application_window", "2026-04-01") == "none"

    def test_a_judgment_binds_once_its_appeal_period_has_passed(self) -> None:
        """Art. 85: fifteen days after service; then three months to ask for enforcement."""
        case, _, _ = judged("dismiss")

        assert case.last_day("suit_appeal", "2026-06-01") == "2026-06-16"
        assert final_on(case.record(), LAW) == date(2026, 6, 17)
        assert case.last_day("court_application_window", "2026-06-01") == "2026-09-16"

    @pytest.mark.parametrize(
        ("moved_to", "on", "binds"),
        [
            ("2026-06-15", "2026-06-17", False),
            ("2026-06-15", "2026-06-30", False),
            ("2026-06-15", "2026-07-01", True),
            ("2026-05-29", "2026-06-17", True),
        ],
        ids=["at-once", "last-day", "day-after", "earlier"],
    )
    def test_a_judgment_put_on_another_day_binds_from_the_end_of_its_own_days(
        self, moved_to: str, on: str, *, binds: bool
    ) -> None:
        """Art. 85: what was noted of the days after the wrong service says nothing of those after the right one."""
        case, _, judgment = judged("revoke")
        case.waits_until("2026-06-17")
        assert all_set_aside(case.record())
        said = {"by": HEAD, "of": judgment.no, "reason": "送达日期有误"}
        case.does("correct_act", "2026-06-17 10:00", happened_at=moment(moved_to), **said)

        case.waits_until(f"{on} 12:00")

        assert all_set_aside(case.record()) is binds

    def test_a_rejected_suit_leaves_the_period_to_sue(self) -> None:
        """Ten days against the ruling; the period to sue of its own may be longer."""
        case, _, _ = judged("reject")

        assert case.last_day("suit_appeal", "2026-06-01") == "2026-06-11"
        assert final_on(case.record(), LAW) == date(2026, 9, 3)

    def test_the_court_above_judges_for_good(self) -> None:
        """Art. 88: the judgment of second instance binds when it is served."""
        case, suit, judgment = judged("dismiss")
        case.sees("appeal_suit", "2026-06-16", of=judgment.no)
        assert final_on(case.record(), LAW) is None

        case.sees("judge_suit", "2026-09-10", of=suit.no, instance="second")

        assert final_on(case.record(), LAW) == date(2026, 9, 10)
        assert case.last_day("court_application_window", "2026-09-10") == "2026-12-10"

    def test_sent_back_it_is_pending_again(self) -> None:
        """Art. 89: a case sent back is judged anew, in a term of its own."""
        case, suit, judgment = judged("dismiss")
        case.sees("appeal_suit", "2026-06-10", of=judgment.no)
        case.sees("judge_suit", "2026-08-10", of=suit.no, instance="second", outcome="remand")
        assert final_on(case.record(), LAW) is None
        assert case.last_day("trial_periods", "2026-08-10") == "2027-02-10"

        case.sees("judge_suit", "2026-11-02", of=suit.no)

        assert final_on(case.record(), LAW) == date(2026, 11, 18)


class TestWhatItUndoes:
    def test_revoked_in_first_instance_only_once_it_binds(self) -> None:
        """Art. 85: until the appeal period has passed the decision still stands."""
        case, _, _ = judged("revoke")
        assert amount_due(case.record(), date(2026, 6, 1), LAW).fine == 100000
        assert case.state("publication_withdrawal", "2026-06-16") == "none"

        case.waits_until("2026-06-17")

        assert amount_due(case.record(), date(2026, 6, 17), LAW).fine == 0
        assert all_set_aside(case.record())
        assert case.last_day("publication_withdrawal", "2026-06-17") == "2026-06-22"
        assert case.state("court_application_window", "2026-06-17") == "none"

    def test_revoked_and_appealed_it_stands(self) -> None:
        """An appeal keeps the judgment from binding; the court above may let the decision stand."""
        case, suit, judgment = judged("revoke")
        case.sees("appeal_suit", "2026-06-10", of=judgment.no)
        case.waits_until("2026-06-20")
        assert amount_due(case.record(), date(2026, 6, 20), LAW).fine == 100000

        case.sees("judge_suit", "2026-09-10", of=suit.no, instance="second", outcome="dismiss")

        assert not all_set_aside(case.record())

    def test_varied_by_the_court_above(self) -> None:
        """Art. 77: the fine as varied is owed from then on."""
        case, suit, judgment = judged("dismiss")
        case.sees("appeal_suit", "2026-06-10", of=judgment.no)
        case.sees("judge_suit", "2026-09-10", of=suit.no, instance="second", outcome="vary", fine="50000")

        assert amount_due(case.record(), date(2026, 9, 10), LAW).fine == 50000

    def test_to_be_decided_again_by_the_day_the_judgment_sets(self) -> None:
        """Art. 70: no statute sets a number; where the judgment does, the day is watched once it binds."""
        case, _, _ = judged("redo", redo_by="2026-08-31")
        assert case.state("redo_after_judgment", "2026-06-16") == "none"

        case.waits_until("2026-06-17")

        assert case.last_day("redo_after_judgment", "2026-06-17") == "2026-08-31"


class TestJudging:
    @pytest.mark.parametrize(
        ("fields", "code", "kind"),
        [
            ({"instance": "second"}, "no-appeal", OutOfOrder),
            ({"outcome": "remand"}, "impossible-outcome", Unclear),
            ({"outcome": "dismiss", "redo_by": "2026-08-31"}, "impossible-redo-day", Unclear),
        ],
    )
    def test_an_instance_or_outcome_that_cannot_be(self, fields: dict[str, str], code: str, kind: type) -> None:
        """Second instance follows an appeal; only it sends back; only what is redone has a day for it."""
        case, suit = sued()

        with refuses(code, kind=kind):
            case.sees("judge_suit", "2026-06-01", of=suit.no, **fields)

    def test_a_second_judgment_of_first_instance(self) -> None:
        """One judgment an instance, unless the case was sent back."""
        case, suit, _ = judged("dismiss")

        with refuses("judged-already", article="第85条", kind=OutOfOrder):
            case.sees("judge_suit", "2026-06-02", of=suit.no)

    @pytest.mark.parametrize(("on", "allowed"), [("2026-06-16", True), ("2026-06-17", False)])
    def test_an_appeal_a_day_late(self, on: str, *, allowed: bool) -> None:
        """Art. 85: fifteen days."""
        case, _, judgment = judged("dismiss")
        if allowed:
            assert case.sees("appeal_suit", on, of=judgment.no)
        else:
            with refuses("appeal-too-late", article="第85条", kind=OutOfTime):
                case.sees("appeal_suit", on, of=judgment.no)

    def test_an_appeal_against_a_withdrawal(self) -> None:
        """法释〔2018〕1号 art. 101: the ruling that lets a suit be withdrawn is final."""
        case, _, ruling = judged("withdrawn")

        with refuses("not-appealable", article="第85条", kind=OutOfOrder):
            case.sees("appeal_suit", "2026-06-02", of=ruling.no)
