"""Administrative review: its terms by date, and what it suspends and undoes (行政复议法, 实施条例)."""

from datetime import date

import pytest

from law.edition import shipped
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from procedures.payment.owing import amount_due
from procedures.penalty.decisions import all_set_aside, undecided
from procedures.remedies import final_on
from tests.builders import WEIGHED
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase

LAW = shipped()


def reviewed(served_on: str = "2026-07-01", on: str = "2026-07-13", **fields: bool) -> tuple[ServedCase, Act]:
    """Return a case whose decision is under review, and the application."""
    case = ServedCase(served_on)
    return case, case.sees("apply_reconsideration", on, **fields)


def decided(outcome: str, on: str = "2026-08-24", **fields: object) -> tuple[ServedCase, Act]:
    """Return a case whose review was decided, and the review decision."""
    case, application = reviewed()
    case.sees("publish_decision", "2026-07-14", summary="罚款十万元")
    case.sees("accept_reconsideration", "2026-07-15", of=application.no)
    return case, case.sees("decide_reconsideration", on, of=application.no, outcome=outcome, **fields)


class TestItsTerms:
    @pytest.mark.parametrize(
        ("served_on", "last_day"),
        [("2026-09-01", "2026-11-02"), ("2015-09-01", "2015-11-02"), ("2026-07-01", "2026-08-31")],
    )
    def test_sixty_days_to_apply(self, served_on: str, last_day: str) -> None:
        """行政复议法 art. 20: sixty days from service, rolling over a weekend."""
        assert ServedCase(served_on).last_day("review_application", served_on) == last_day

    def test_admission_copy_answer_decision(self) -> None:
        """Art. 30, 48, 62: five working days, seven, ten, sixty days; each met by its act."""
        case, application = reviewed()
        assert case.last_day("review_admission", "2026-07-13") == "2026-07-20"
        admitted = case.sees("accept_reconsideration", "2026-07-15", of=application.no)
        assert case.last_day("review_copy", "2026-07-15") == "2026-07-24"
        copy = case.sees("receive_reconsideration_copy", "2026-07-17", of=admitted.no)
        assert case.last_day("review_answer", "2026-07-17") == "2026-07-31"
        case.sees("answer_reconsideration", "2026-07-31", of=copy.no)
        assert case.last_day("review_decision", "2026-07-31") == "2026-09-14"

        case.sees("decide_reconsideration", "2026-09-14", of=application.no)

        rules = (
            "review_application",
            "review_admission",
            "review_copy",
            "review_answer",
            "review_decision",
        )
        assert {case.state(rule, "2026-09-14") for rule in rules} == {"met"}
        assert case.last_day("suit_after_review", "2026-09-14") == "2026-09-29"

    def test_the_summary_procedure_is_shorter(self) -> None:
        """Art. 54, 62(2): three working days, five, thirty days."""
        case, application = reviewed()
        admitted = case.sees("accept_reconsideration", "2026-07-15", of=application.no, procedure="summary")
        copy = case.sees("receive_reconsideration_copy", "2026-07-16", of=admitted.no)

        assert case.last_day("review_copy", "2026-07-16") == "2026-07-20"
        assert case.last_day("review_answer", "2026-07-16") == "2026-07-23"
        assert case.last_day("review_decision", "2026-07-16") == "2026-08-14"
        assert copy.no

    @pytest.mark.parametrize(
        ("served_on", "copied_on", "last_day", "article"),
        [("2015-07-01", "2015-07-17", "2015-07-27", "第23条"), ("2024-07-01", "2024-07-17", "2024-07-31", "第48条")],
        ids=["ten-days", "ten-working-days"],
    )
    def test_the_answer_had_ten_calendar_days_before_2024(
        self, served_on: str, copied_on: str, last_day: str, article: str
    ) -> None:
        """Art. 23 of the law of 1999, art. 48 of 2023."""
        case, application = reviewed(served_on, copied_on)
        admitted = case.sees("accept_reconsideration", copied_on, of=application.no)
        case.sees("receive_reconsideration_copy", copied_on, of=admitted.no)

        term = next(term for term in case.at(copied_on).terms if term.rule == "review_answer")
        assert (str(term.last_day), article in term.citation) == (last_day, True)

    def test_a_late_answer_is_late_and_still_recorded(self) -> None:
        """Art. 70: the bureau that does not answer is taken to have no evidence; the alarm rings, the answer is no refusal."""
        case, application = reviewed()
        admitted = case.sees("accept_reconsideration", "2026-07-15", of=application.no)
        copy = case.sees("receive_reconsideration_copy", "2026-07-17", of=admitted.no)
        assert case.state("review_answer", "2026-08-01") == "late"

        case.sees("answer_reconsideration", "2026-08-03", of=copy.no)

        assert case.state("review_answer", "2026-08-03") == "met_late"

    def test_an_answer_without_evidence(self) -> None:
        """Art. 48, 70."""
        case, application = reviewed()
        admitted = case.sees("accept_reconsideration", "2026-07-15", of=application.no)
        copy = case.sees("receive_reconsideration_copy", "2026-07-17", of=admitted.no)

        with refuses("no-evidence", article="第70条", kind=OutOfBounds):
            case.sees("answer_reconsideration", "2026-07-20", of=copy.no, with_evidence=False)

    def test_completing_the_application(self) -> None:
        """Art. 31: asked in five working days, completed in ten, then five again."""
        case, application = reviewed()
        asked = case.sees("ask_supplement", "2026-07-16", of=application.no)
        assert case.last_day("review_admission", "2026-07-16") == "2026-07-30"

        case.sees("supplement_reconsideration", "2026-07-28", of=asked.no)

        assert case.last_day("review_admission", "2026-07-28") == "2026-08-04"

    @pytest.mark.parametrize(
        ("applied_on", "asked_on", "state", "article"),
        [
            ("2026-07-13", "2026-07-20", "met", "第30条"),
            ("2026-07-13", "2026-07-21", "met_late", "第30条"),
            ("2023-07-10", "2023-07-14", "met", "第29条"),
            ("2023-07-10", "2023-07-17", "met", "第29条"),
            ("2023-07-10", "2023-07-18", "met_late", "第29条"),
            ("2023-12-29", "2024-01-08", "met", "第29条"),
        ],
    )
    def test_the_notice_to_complete_has_days_of_its_own(
        self, applied_on: str, asked_on: str, state: str, article: str
    ) -> None:
        """Art. 30, 31; before 2024 条例 (2007) art. 29: five days from receipt."""
        case, application = reviewed(applied_on, applied_on)
        case.sees("ask_supplement", asked_on, of=application.no)

        (found,) = (one for one in case.at(asked_on).terms if ".correction_notice" in one.key)
        assert (state, True) == (found.state, article in found.citation)

    def test_the_notice_counts_from_the_day_the_body_has_what_came_by_the_bureau(self) -> None:
        """Art. 32: received by the bureau on the 13th, by the body on the 17th; the fifth working day is the 24th."""
        case, application = reviewed(through_bureau=True)
        case.sees("forward_reconsideration", "2026-07-17", of=application.no)
        case.sees("ask_supplement", "2026-07-24", of=application.no)

        (found,) = (one for one in case.at("2026-07-24").terms if ".correction_notice" in one.key)
        assert ("met", "2026-07-24") == (found.state, str(found.last_day))

    def test_a_suspended_review_does_not_run(self) -> None:
        """Art. 39: suspended time is not counted towards the sixty days; the day it is resumed is."""
        case, application = reviewed()
        admitted = case.sees("accept_reconsideration", "2026-07-15", of=application.no)
        suspension = case.sees("suspend_reconsideration", "2026-07-20", of=admitted.no)
        assert case.state("review_decision", "2026-07-25") == "suspended"

        case.sees("resume_reconsideration", "2026-07-29", of=suspension.no)

        assert case.last_day("review_decision", "2026-07-29") == "2026-09-22"

    def test_it_may_be_extended_once_by_thirty_days(self) -> None:
        """Art. 62(1)."""
        case, application = reviewed()
        case.sees("accept_reconsideration", "2026-07-15", of=application.no)
        key = next(term.key for term in case.at("2026-07-15").terms if term.rule == "review_decision")

        case.sees("extend_term", "2026-09-10", term=key, reason="情况复杂")

        assert case.last_day("review_decision", "2026-09-10") == "2026-10-13"
        with refuses("cannot-be-extended", article="第62条", kind=OutOfBounds):
            case.sees("extend_term", "2026-09-11", term=key, reason="再次")

    def test_through_the_bureau_it_is_forwarded_in_five_working_days(self) -> None:
        """Art. 32; 实施条例 art. 38 since 2026-07-01: forward it or put the decision right."""
        case, application = reviewed(through_bureau=True)
        assert case.last_day("review_via_agency", "2026-07-13") == "2026-07-20"
        assert case.last_day("review_self_correction", "2026-07-13") == "2026-07-20"

        case.sees("forward_reconsideration", "2026-07-17", of=application.no)

        assert case.state("review_via_agency", "2026-07-17") == "met"
        assert case.state("review_admission", "2026-07-17") == "running"


class TestContesting:
    def test_a_second_review_beside_the_first(self) -> None:
        """Art. 30."""
        case, _ = reviewed()

        with refuses("contested", article="第29条、第30条", kind=OutOfOrder):
            case.sees("apply_reconsideration", "2026-07-14")

    def test_a_second_review_after_the_first(self) -> None:
        """Art. 30: reviewed is reviewed."""
        case, _ = decided("maintain")

        with refuses("reconsidered-already", article="第30条", kind=OutOfOrder):
            case.sees("apply_reconsideration", "2026-08-25")

    def test_a_review_beside_a_suit(self) -> None:
        """Art. 29(2)."""
        case = ServedCase("2026-07-01")
        case.sees("file_suit", "2026-07-10")

        with refuses("contested", article="第29条", kind=OutOfOrder):
            case.sees("apply_reconsideration", "2026-07-14")

    def test_a_step_of_a_review_that_is_over(self) -> None:
        """What was withdrawn is not decided."""
        case, application = reviewed()
        case.sees("accept_reconsideration", "2026-07-15", of=application.no)
        case.sees("terminate_reconsideration", "2026-07-20", of=application.no)

        with refuses("reconsideration-over", kind=OutOfOrder):
            case.sees("decide_reconsideration", "2026-07-21", of=application.no)

    def test_a_day_to_decide_again_that_cannot_be(self) -> None:
        """Only what is to be decided again has a day for it, and one that is still to come."""
        with refuses("impossible-redo-day", kind=Unclear):
            decided("maintain", redo_by="2026-10-01")
        with refuses("impossible-redo-day", kind=Unclear):
            decided("redo", redo_by="2026-08-24")

    def test_after_the_case_was_closed(self) -> None:
        """Who paid at once may still ask for review: closing does not shut the party out."""
        case = ServedCase("2026-07-01")
        case.sees("record_payment", "2026-07-03", amount="100000")
        case.enters("close_case", "2026-07-06", case.acts[1].by, ground="performed", summary="已履行")

        assert case.sees("apply_reconsideration", "2026-07-20")


class TestFinality:
    def test_nobody_contests(self) -> None:
        """The day after the later of the two periods, both as long as the law of the day says."""
        assert final_on(ServedCase("2026-09-01").record(), LAW) == date(2027, 3, 2)
        assert final_on(ServedCase("2014-10-10").record(), LAW) == date(2015, 1, 13)
        assert final_on(ServedCase("2015-05-04").record(), LAW) == date(2015, 11, 5)

    def test_while_a_review_is_pending_never(self) -> None:
        """A review that is not over keeps the decision from becoming final, and the window from opening."""
        case, _ = reviewed()

        assert final_on(case.record(), LAW) is None
        assert case.state("court_application_window", "2026-07-13") == "none"

    def test_maintained_fifteen_days_later(self) -> None:
        """行政诉讼法 art. 45; 行政强制法 art. 53: fifteen days after the review decision, then three months."""
        case, _ = decided("maintain")

        assert final_on(case.record(), LAW) == date(2026, 9, 9)
        assert case.last_day("court_application_window", "2026-08-24") == "2026-12-08"

    def test_not_told_of_the_suit_a_year(self) -> None:
        """法释〔2026〕3号 art. 6: who was not told may sue for a year."""
        case, _ = decided("maintain", suit_told=False)

        assert final_on(case.record(), LAW) == date(2027, 8, 25)
        assert case.last_day("suit_after_review_2026", "2026-08-24") == "2027-08-24"

    def test_withdrawn_the_old_periods_run_on(self) -> None:
        """Without a review there is the suit, in the time that is left of its own period."""
        case, application = reviewed()
        case.sees("terminate_reconsideration", "2026-07-20", of=application.no)

        assert final_on(case.record(), LAW) == final_on(ServedCase("2026-07-01").record(), LAW) == date(2027, 1, 5)

    def test_declined_late_the_last_fifteen_days_count(self) -> None:
        """The later of the period to sue and the fifteen days after the review was declined."""
        case, application = reviewed(on="2026-08-31")
        case.sees("decline_reconsideration", "2026-12-28", of=application.no)

        assert final_on(case.record(), LAW) == date(2027, 1, 13)


class TestWhatItUndoes:
    @pytest.mark.parametrize("outcome", ["revoke", "void"])
    def test_revoked_nothing_is_owed_and_nothing_watched(self, outcome: str) -> None:
        """The decision is gone: what was paid goes back, its terms lose their object, the publication is withdrawn."""
        case, application = reviewed()
        case.sees("record_payment", "2026-07-14", amount="100000")
        case.sees("accept_reconsideration", "2026-07-15", of=application.no)
        case.sees("decide_reconsideration", "2026-08-24", of=application.no, outcome=outcome)

        due = amount_due(case.record(), date(2026, 8, 24), LAW)
        assert (due.total, due.surplus) == (0, 100000)
        assert all_set_aside(case.record())
        assert final_on(case.record(), LAW) is None

    def test_revoked_the_open_terms_are_void(self) -> None:
        """Payment, suit and window have no object any more."""
        case, _ = decided("revoke")

        assert case.state("suit_direct", "2026-08-24") == "void"
        assert case.state("court_application_window", "2026-08-24") == "none"
        assert not undecided(case.record())

    def test_varied_the_lower_fine_is_owed(self) -> None:
        """The fine as varied, and the surcharge on it for the days before the review."""
        case, _ = decided("vary", fine="40000")

        due = amount_due(case.record(), date(2026, 8, 25), LAW)
        assert (due.fine, due.surcharge) == (40000, 1200)

    def test_declared_unlawful_it_is_still_owed(self) -> None:
        """A minor breach is declared unlawful and not revoked; the publication is withdrawn all the same."""
        case, _ = decided("unlawful")

        assert amount_due(case.record(), date(2026, 8, 24), LAW).fine == 100000
        assert case.last_day("publication_withdrawal", "2026-08-24") == "2026-08-27"

    def test_maintained_the_publication_stays(self) -> None:
        """Nothing was overturned, nothing is withdrawn."""
        case, _ = decided("maintain")

        assert case.state("publication_withdrawal", "2026-08-24") == "none"

    @pytest.mark.parametrize(
        ("redo_by", "last_day"), [(None, "2026-10-23"), ("2026-09-20", "2026-09-20")], ids=["general", "as-set"]
    )
    def test_to_be_decided_again_within_sixty_days_or_as_set(self, redo_by: str | None, last_day: str) -> None:
        """实施条例 art. 58: the period the decision sets, else sixty days."""
        case, _ = decided("redo", redo_by=redo_by)

        assert case.last_day("redo_after_review", "2026-08-24") == last_day
        assert undecided(case.record())

    def test_decided_again_after_a_new_notice(self) -> None:
        """What was revoked to be made again is notified again, decided again, served again, and owed anew."""
        case, _ = decided("redo")
        head, officer = case.acts[1].by, case.acts[4].by
        with refuses("out-of-order", article="第44条", kind=OutOfOrder):
            redecides(case, "2026-09-01")
        case.enters("serve_notice", "2026-08-26", officer, **said(case, "serve_notice"))

        redecides(case, "2026-09-10")
        assert case.state("redo_after_review", "2026-09-10") == "met"
        case.does("serve_decision", "2026-09-11", by=officer, key="served-again")

        due = amount_due(case.record(), date(2026, 9, 11), LAW)
        assert (due.fine, head.level) == (60000, 2)
        assert case.last_day("payment_15d", "2026-09-11") == "2026-09-28"
        assert case.sees("record_payment", "2026-09-14", amount="60000")


def said(case: ServedCase, name: str) -> dict[str, object]:
    """Return what the last act of a name said, without its name."""
    content = next(act.content for act in reversed(case.acts) if act.name == name)
    return {key: value for key, value in content.model_dump().items() if key != "act"}


def redecides(case: ServedCase, on: str) -> Act:
    """Have the penalty decided again, with a lower fine."""
    fields = {**said(case, "decide_penalty"), "fine": "60000", "weighing": WEIGHED}
    return case.does("decide_penalty", on, by=case.acts[1].by, key=f"again-{on}", **fields)
