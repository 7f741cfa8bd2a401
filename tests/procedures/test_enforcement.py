"""Demand, court window, court: 行政强制法 art. 34-40, 53-59, and 法释〔2018〕1号 art. 155-161."""

from datetime import date

import pytest

from judging.attempt import Situation
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import Act
from procedures.closing import nothing_is_owed
from procedures.closing_grounds import is_settled
from procedures.penalty.decisions import served_with_money
from procedures.remedies import final_on
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase

LAW = shipped()


def demanded(served_on: str, demanded_on: str, **decision: str) -> ServedCase:
    """Return a case in which everything owed was demanded on a day."""
    case = ServedCase(served_on, **decision)
    case.sees("serve_demand", demanded_on, amount="200000")
    return case


def applied(
    served_on: str = "2026-03-02", demanded_on: str = "2026-08-14", on: str = "2026-09-08"
) -> tuple[ServedCase, Act]:
    """Return a case in which the court was asked, and the application."""
    case = demanded(served_on, demanded_on)
    return case, case.sees("apply_to_court", on, claimed="200000")


def settled(case: ServedCase, on: str) -> bool:
    """Tell whether nothing is left to do on any decision of a case, on a day."""
    now = Situation(case.record(), date.fromisoformat(on), LAW, VIOLATION_CASE)
    return all(is_settled(now, one) for one in served_with_money(now.record))


class TestDemanding:
    def test_ten_days_are_working_days(self) -> None:
        """Art. 54, 69: served before the National Day week, ten working days end on 2026-10-16."""
        case = ServedCase("2026-08-03")
        case.sees("serve_demand", "2026-09-28", amount="100000")

        assert case.last_day("demand_before_court", "2026-09-28") == "2026-10-16"
        assert case.state("demand_before_court", "2026-10-17") == "expired"

    @pytest.mark.parametrize(("on", "allowed"), [("2026-09-16", False), ("2026-09-17", True)])
    def test_it_waits_for_the_payment_term(self, on: str, *, allowed: bool) -> None:
        """Art. 34: demanded is what was not performed in its time."""
        case = ServedCase("2026-09-01")
        assert bool(case.forbidden("serve_demand", on)) is not allowed
        if allowed:
            case.sees("serve_demand", on, amount="103000")
        else:
            with refuses("not-yet-due", article="第34条", kind=OutOfTime):
                case.sees("serve_demand", on, amount="100000")

    def test_it_tells_the_right_to_be_heard(self) -> None:
        """Art. 35(4)."""
        with refuses("rights-not-told", article="第35条", kind=Unclear):
            ServedCase("2026-09-01").sees("serve_demand", "2026-09-17", amount="1", rights_told=False)

    @pytest.mark.parametrize("amount", ["0", "103000.01"])
    def test_it_demands_what_is_owed(self, amount: str) -> None:
        """Art. 35(3): a clear amount, the surcharge so far included."""
        with refuses("demand-does-not-fit", article="第35条", kind=OutOfBounds):
            ServedCase("2026-09-01").sees("serve_demand", "2026-09-17", amount=amount)

    def test_a_deferred_fine_is_not_demanded(self) -> None:
        """What was deferred is not late."""
        case = ServedCase("2026-09-01")
        case.sees("defer_payment", "2026-09-10", applied_on="2026-09-08", until="2026-12-30")

        with refuses("not-yet-due", article="第34条", kind=OutOfTime):
            case.sees("serve_demand", "2026-12-30", amount="1")

    def test_a_stayed_decision_is_not_demanded(self) -> None:
        """A stay of execution stops the demand until it is lifted."""
        case = ServedCase("2026-09-01")
        case.sees("apply_reconsideration", "2026-09-09")
        stay = case.sees("order_stay", "2026-09-10")
        with refuses("stayed", kind=OutOfOrder):
            case.sees("serve_demand", "2026-09-20", amount="1")

        case.sees("lift_stay", "2026-09-21", of=stay.no)

        assert case.sees("serve_demand", "2026-09-21", amount="1")

    def test_the_demand_is_watched_from_the_day_nobody_can_contest(self) -> None:
        """A service norm, and called one: the statute does not say when to demand."""
        case = ServedCase("2026-03-02")
        term = next(term for term in case.at("2026-09-07").terms if term.rule == "norm.demand")

        assert not term.statutory
        assert (str(term.start), str(term.last_day)) == ("2026-09-02", "2026-10-08")


class TestTheWindow:
    @pytest.mark.parametrize(
        ("served_on", "lapses", "last_day"),
        [
            ("2026-09-01", "2027-03-01", "2027-06-01"),
            ("2015-07-14", "2016-01-14", "2016-04-14"),
            ("2014-10-10", "2015-01-10", "2015-04-10"),
            ("2025-04-01", "2025-10-01", "2026-01-04"),
        ],
        ids=["today", "taixing", "putian-three-months-to-sue", "over-new-year"],
    )
    def test_three_months_after_the_last_period(self, served_on: str, lapses: str, last_day: str) -> None:
        """Art. 53, F3: counted from the end of the period to sue, as long as that was on the day of service."""
        term = next(row for row in ServedCase(served_on).at(served_on).terms if row.rule == "court_application_window")

        assert (str(term.start), str(term.last_day)) == (lapses, last_day)

    def test_the_case_of_putian(self) -> None:
        """Served 2014-10-10, demanded 2015-03-20, ten working days to 2015-04-03, filed 2015-04-09, accepted 04-13."""
        case = demanded("2014-10-10", "2015-03-20")
        assert case.last_day("demand_before_court", "2015-03-20") == "2015-04-03"

        application = case.sees("apply_to_court", "2015-04-09", claimed="200000")

        assert case.last_day("court_accept", "2015-04-09") == "2015-04-16"
        case.sees("court_accepts", "2015-04-13", of=application.no)
        assert case.state("court_accept", "2015-04-13") == "met"

    @pytest.mark.parametrize(("on", "closes"), [("2023-06-30", False), ("2023-07-01", True)])
    def test_acceptance_by_the_court_closes_only_since_mid_2023(self, on: str, *, closes: bool) -> None:
        """环境行政处罚办法 art. 67(2): executed; 生态环境行政处罚办法 art. 77(2): accepted is enough."""
        case = demanded("2014-10-10", "2015-03-20")
        application = case.sees("apply_to_court", "2015-04-09", claimed="200000")
        case.sees("court_accepts", "2015-04-13", of=application.no)
        day = date.fromisoformat(on)
        now = Situation(case.record(), day, case.law, case.kind)
        if closes:
            nothing_is_owed(now)
        else:
            with refuses("not-performed", article="第67条", kind=OutOfOrder):
                nothing_is_owed(now)

    @pytest.mark.parametrize(
        ("on", "code"),
        [
            ("2025-10-09", "not-final-yet"),
            ("2025-10-10", ""),
            ("2026-01-04", ""),
            ("2026-01-05", "court-window-over"),
        ],
        ids=["last-rolled-day-to-sue", "first-day", "last-day-a-working-sunday", "the-day-after"],
    )
    def test_its_first_and_last_day_over_new_year(self, on: str, code: str) -> None:
        """Art. 53: not before the party's last day, rolled over the holiday; not after the window's, over New Year."""
        case = demanded("2025-04-01", "2025-06-03")
        if not code:
            assert case.sees("apply_to_court", on, claimed="200000")
            return
        with refuses(code, article="第53条", kind=OutOfTime):
            case.sees("apply_to_court", on, claimed="200000")

    def test_the_alarm_rings_when_it_passes(self) -> None:
        """Whoever lets the window pass is named one level up; the case is late."""
        case = ServedCase("2025-04-01")
        case.waits_until("2026-01-05")

        lapsed = [act for act in case.acts if act.name == "term_lapses" and "court_application" in act.content.term]
        assert [str(act.day) for act in lapsed] == ["2026-01-05"]
        assert lapsed[0].content.escalated_to
        assert case.at("2026-01-05").alert == "late"

    def test_a_justified_reason_is_for_the_court_to_judge(self) -> None:
        """法释〔2018〕1号 art. 156: late without justified reason is refused; with one the bureau may ask."""
        case = demanded("2025-04-01", "2025-06-03")

        case.sees("apply_to_court", "2026-01-05", claimed="200000", late_reason="末日遇节假日顺延")

        assert case.state("court_application_window", "2026-01-05") == "met_late"

    def test_a_hindrance_of_the_party_moves_it(self) -> None:
        """行政诉讼法 art. 48: what kept the party from suing does not count, so the bureau waits as well."""
        case = ServedCase("2026-03-02")
        hindrance = case.sees("begin_hindrance", "2026-04-01")
        assert case.state("court_application_window", "2026-04-01") == "none"
        assert final_on(case.record(), LAW) is None

        case.sees("end_hindrance", "2026-04-10", of=hindrance.no)

        assert case.last_day("suit_direct", "2026-04-10") == "2026-09-14"
        assert final_on(case.record(), LAW) == date(2026, 9, 15)
        assert case.last_day("court_application_window", "2026-04-10") == "2026-12-14"

    def test_untold_the_party_has_a_year(self) -> None:
        """G19, 法释〔2018〕1号 art. 64: a decision silent on the suit can be sued for a year, and the bureau waits."""
        remedies = {"reconsideration_body": "示例市人民政府", "reconsideration_period": "六十日内"}
        case = ServedCase("2026-03-02", remedies=remedies)

        assert case.last_day("suit_direct", "2026-03-02") == "2027-03-02"
        assert final_on(case.record(), LAW) == date(2027, 3, 3)


class TestApplying:
    def test_standing_says_why_not_yet(self) -> None:
        """What is forbidden today, and from when on it will not be."""
        assert "2026年9月3日起方可申请" in ServedCase("2026-03-02").forbidden("apply_to_court", "2026-04-01")

    def test_without_a_demand(self) -> None:
        """Art. 54: no application without a demand."""
        with refuses("no-demand", article="第54条", kind=OutOfOrder):
            ServedCase("2026-03-02").sees("apply_to_court", "2026-09-08", claimed="200000")

    @pytest.mark.parametrize(("on", "allowed"), [("2026-09-11", False), ("2026-09-12", True)])
    def test_within_the_days_of_the_demand(self, on: str, *, allowed: bool) -> None:
        """Art. 54: demanded on 2026-08-28, ten working days end on 09-11."""
        case = demanded("2026-03-02", "2026-08-28")
        if allowed:
            assert case.sees("apply_to_court", on, claimed="200000")
        else:
            with refuses("demand-not-over", article="第54条", kind=OutOfTime):
                case.sees("apply_to_court", on, claimed="200000")

    def test_before_the_party_was_answered(self) -> None:
        """Art. 36: what the party said on the demand is examined first."""
        case = demanded("2026-03-02", "2026-08-14")
        demand = next(act for act in case.acts if act.name == "serve_demand")
        statement = case.sees("state_on_demand", "2026-08-20", of=demand.no)
        with refuses("statement-unanswered", article="第36条", kind=OutOfOrder):
            case.sees("apply_to_court", "2026-09-08", claimed="200000")

        case.sees("answer_on_demand", "2026-09-08", of=statement.no)

        assert case.sees("apply_to_court", "2026-09-08", claimed="200000")

    def test_while_a_review_is_pending(self) -> None:
        """Art. 53: who has asked for review has not let the periods pass."""
        case = demanded("2026-03-02", "2026-04-24")
        case.sees("apply_reconsideration", "2026-04-27")

        with refuses("contested", article="第53条", kind=OutOfOrder):
            case.sees("apply_to_court", "2026-09-08", claimed="1")

    @pytest.mark.parametrize(("on", "allowed"), [("2026-12-30", False), ("2026-12-31", True)])
    def test_within_a_deferral(self, on: str, *, allowed: bool) -> None:
        """行政处罚法 art. 72(2): the window runs from the end of the deferral, and closes to nobody before it."""
        case = ServedCase("2026-03-02")
        case.sees("defer_payment", "2026-03-12", applied_on="2026-03-10", until="2026-12-30")
        if not allowed:
            with refuses("payment-deferred", article="第72条", kind=OutOfTime):
                case.sees("apply_to_court", on, claimed="1")
        else:
            with refuses("no-demand", article="第54条"):
                case.sees("apply_to_court", on, claimed="1")

    def test_for_what_is_paid(self) -> None:
        """Nothing is enforced that was performed."""
        case = ServedCase("2026-03-02")
        case.sees("record_payment", "2026-03-10", amount="100000")

        with refuses("nothing-owed", article="第53条", kind=OutOfOrder):
            case.sees("apply_to_court", "2026-09-08", claimed="1")

    @pytest.mark.parametrize("claimed", ["0", "200000.01"])
    def test_for_more_than_is_owed(self, claimed: str) -> None:
        """Art. 45(2): the surcharge is never more than the fine."""
        case = demanded("2026-03-02", "2026-08-14")

        with refuses("claim-does-not-fit", article="第45条", kind=OutOfBounds):
            case.sees("apply_to_court", "2026-09-08", claimed=claimed)

    def test_twice(self) -> None:
        """One application at a time."""
        case, _ = applied()

        with refuses("already-applied", article="第53条", kind=OutOfOrder):
            case.sees("apply_to_court", "2026-09-09", claimed="200000")


class TestTheCourt:
    def test_accepted_in_five_working_days_and_the_case_may_close(self) -> None:
        """Art. 56; 办法 art. 77(2): the case may close once the court has accepted, not only when it has executed."""
        case, application = applied()
        assert case.last_day("court_accept", "2026-09-08") == "2026-09-15"
        assert not settled(case, "2026-09-14")

        case.sees("court_accepts", "2026-09-15", of=application.no)

        assert settled(case, "2026-09-15")
        assert case.last_day("court_ruling_plain", "2026-09-15") == "2026-09-23"

    def test_refused_the_bureau_objects_in_fifteen_days(self) -> None:
        """Art. 56(2): the upper court answers in fifteen days; granted, the court accepts after all."""
        case, application = applied()
        refusal = case.sees("court_refuses", "2026-09-14", of=application.no)
        assert case.last_day("court_accept", "2026-09-14") == "2026-09-29"

        objection = case.sees("object_to_court", "2026-09-29", of=refusal.no)
        assert case.last_day("court_accept", "2026-09-29") == "2026-10-14"
        case.sees("upper_court_rules", "2026-10-12", of=objection.no)
        case.sees("court_accepts", "2026-10-13", of=application.no)

        assert settled(case, "2026-10-13")
        assert case.state("court_accept", "2026-10-13") == "met"

    @pytest.mark.parametrize(
        ("name", "of", "article"), [("plain", "court_refuses", "第56条"), ("deep", "ruling", "第58条")]
    )
    def test_an_objection_a_day_late(self, name: str, of: str, article: str) -> None:
        """Art. 56(2), 58(3): after fifteen days the ruling is in effect."""
        case, application = applied()
        if name == "plain":
            target = case.sees(of, "2026-09-14", of=application.no)
        else:
            accepted = case.sees("court_accepts", "2026-09-09", of=application.no)
            ruling = case.sees("court_rules", "2026-09-11", of=accepted.no, outcome="refuse")
            target = case.sees("receive_refusal_to_enforce", "2026-09-14", of=ruling.no)

        with refuses("objection-too-late", article=article, kind=OutOfTime):
            case.sees("object_to_court", "2026-09-30", of=target.no)

    def test_refused_for_good_it_may_be_asked_again(self) -> None:
        """A refusal that was not put right leaves the window as it is."""
        case, application = applied()
        case.sees("court_refuses", "2026-09-14", of=application.no)

        assert case.sees("apply_to_court", "2026-09-16", claimed="200000")

    @pytest.mark.parametrize("second", ["court_accepts", "court_refuses"])
    def test_the_court_answers_once(self, second: str) -> None:
        """Art. 56: accepted is accepted."""
        case, application = applied()
        case.sees("court_accepts", "2026-09-14", of=application.no)

        with refuses("already-answered", article="第56条", kind=OutOfOrder):
            case.sees(second, "2026-09-15", of=application.no)

    def test_it_rules_on_the_papers_or_hears_both_sides(self) -> None:
        """Art. 57, 58: seven working days; where the decision looks plainly unlawful, thirty days from acceptance."""
        case, application = applied()
        accepted = case.sees("court_accepts", "2026-09-09", of=application.no)
        assert case.last_day("court_ruling_plain", "2026-09-09") == "2026-09-18"

        case.sees("court_hears", "2026-09-15", of=accepted.no)

        assert case.state("court_ruling_plain", "2026-09-15") == "void"
        assert case.last_day("court_ruling_contested", "2026-09-15") == "2026-10-09"

    def test_not_enforced_the_ruling_is_served_and_may_be_objected_to(self) -> None:
        """Art. 58(3): served in five working days, objected to in fifteen, answered in thirty."""
        case, application = applied()
        accepted = case.sees("court_accepts", "2026-09-09", of=application.no)
        ruling = case.sees("court_rules", "2026-09-11", of=accepted.no, outcome="refuse")
        assert case.last_day("court_ruling_contested", "2026-09-11") == "2026-09-18"
        receipt = case.sees("receive_refusal_to_enforce", "2026-09-16", of=ruling.no)
        assert case.last_day("court_ruling_contested", "2026-09-16") == "2026-10-08"

        case.sees("object_to_court", "2026-10-08", of=receipt.no)

        assert case.last_day("court_ruling_contested", "2026-10-08") == "2026-11-09"

    def test_a_refusal_that_was_none(self) -> None:
        """Art. 58: a ruling to enforce is not received as a refusal."""
        case, application = applied()
        accepted = case.sees("court_accepts", "2026-09-09", of=application.no)
        ruling = case.sees("court_rules", "2026-09-11", of=accepted.no)

        with refuses("ruled-for-us", article="第58条", kind=OutOfOrder):
            case.sees("receive_refusal_to_enforce", "2026-09-14", of=ruling.no)

    def test_in_urgent_cases_within_five_working_days(self) -> None:
        """Art. 59: from the ruling, with the president's approval; over the National Day week."""
        case, application = applied(on="2026-09-22")
        accepted = case.sees("court_accepts", "2026-09-23", of=application.no)
        case.sees("court_rules", "2026-09-29", of=accepted.no, urgent=True)
        assert case.last_day("court_urgent", "2026-09-29") == "2026-10-12"

        case.sees("court_executes", "2026-10-10", of=application.no, result="complete")

        assert case.state("court_urgent", "2026-10-10") == "met"

    def test_what_the_court_collects_is_a_payment(self) -> None:
        """Money from the court performs the decision, after closing as well."""
        case, application = applied()
        case.sees("court_accepts", "2026-09-09", of=application.no)

        case.sees("record_payment", "2026-11-02", amount="200000", source="court")

        with refuses("paid-too-much"):
            case.sees("record_payment", "2026-11-03", amount="1", source="court")


class TestSuspending:
    @pytest.mark.parametrize(("on", "allowed"), [("2025-01-15", False), ("2025-01-16", True)])
    def test_three_years_later_it_is_not_resumed(self, on: str, *, allowed: bool) -> None:
        """Art. 39(2): three years, no evident harm, the party truly unable."""
        case = ServedCase("2021-09-01")
        case.sees("suspend_execution", "2022-01-15")
        if not allowed:
            with refuses("suspended-too-short", article="第39条", kind=OutOfTime):
                case.sees("end_execution", on, harmless=True, unable=True)
            return
        with refuses("still-enforceable", article="第39条", kind=OutOfBounds):
            case.sees("end_execution", on, harmless=True)
        case.sees("end_execution", on, harmless=True, unable=True)
        assert settled(case, on)
        assert case.state("execution_terminates_3y", on) != "late"

    def test_resumed_the_years_stop(self) -> None:
        """Who can pay again pays: the suspension and its years are over."""
        case = ServedCase("2021-09-01")
        suspension = case.sees("suspend_execution", "2022-01-15")
        with refuses("already-suspended", article="第39条", kind=OutOfOrder):
            case.sees("suspend_execution", "2022-02-01")

        case.sees("resume_execution", "2023-01-16", of=suspension.no)

        assert case.state("execution_terminates_3y", "2023-01-16") == "void"
        with refuses("not-suspended", article="第39条", kind=OutOfOrder):
            case.sees("end_execution", "2025-02-01", harmless=True, unable=True)

    def test_ended_nothing_is_watched_any_more(self) -> None:
        """Art. 40: the party died, or there is nothing left: window and demand lose their object."""
        case = ServedCase("2026-03-02")

        with refuses("not-yet-due", article="第34条", kind=OutOfTime):
            case.sees("end_execution", "2026-03-10", ground="dissolved")
        with refuses("not-revoked", article="第40条", kind=OutOfOrder):
            case.sees("end_execution", "2026-04-01", ground="decision_revoked")
        case.sees("end_execution", "2026-04-01", ground="dissolved")
        for act in ("end_execution", "suspend_execution"):
            with refuses("execution-ended", article="第40条", kind=OutOfOrder):
                case.sees(act, "2026-04-02", ground="other")

        assert case.state("court_application_window", "2026-04-01") == "void"
        assert settled(case, "2026-04-01")

    def test_what_is_paid_is_neither_suspended_nor_ended(self) -> None:
        """There is no execution of what was performed."""
        case = ServedCase("2026-03-02")
        case.sees("record_payment", "2026-03-10", amount="100000")
        for act in ("end_execution", "suspend_execution"):
            with refuses("nothing-owed", article="第40条", kind=OutOfOrder):
                case.sees(act, "2026-04-01", ground="other")


class TestStaying:
    def test_only_what_is_contested_is_stayed_by_who_has_it(self) -> None:
        """行政复议法 art. 42: the exception to going on is made in a reconsideration or a suit, by its body or the bureau."""
        case = ServedCase("2026-09-01")
        with refuses("out-of-order", article="第42条", kind=OutOfOrder):
            case.sees("order_stay", "2026-09-10")
        case.sees("apply_reconsideration", "2026-09-10")
        with refuses("nothing-contested", article="第42条", kind=OutOfOrder):
            case.sees("order_stay", "2026-09-11", ordered_by="court")
        stay = case.sees("order_stay", "2026-09-11", ordered_by="bureau")
        with refuses("stayed-already", article="第42条", kind=OutOfOrder):
            case.sees("order_stay", "2026-09-12")
        case.sees("lift_stay", "2026-09-13", of=stay.no)

        assert case.sees("order_stay", "2026-09-14")

    def test_a_hindrance_begins_once_on_each_ground(self) -> None:
        """What goes on already does not begin again; another ground may come on top."""
        case = ServedCase("2026-09-01")
        begun = case.sees("begin_hindrance", "2026-09-05", ground="force_majeure", reason="洪水")
        with refuses("running-already", kind=OutOfOrder):
            case.sees("begin_hindrance", "2026-09-06", ground="force_majeure", reason="洪水")
        case.sees("begin_hindrance", "2026-09-06", ground="promise_to_correct", reason="行政机关承诺改正")
        case.sees("end_hindrance", "2026-09-08", of=begun.no)

        assert case.sees("begin_hindrance", "2026-09-09", ground="force_majeure", reason="洪水")


class TestCorrecting:
    def test_a_corrected_service_makes_the_application_too_early(self) -> None:
        """The service turns out two weeks later: the window moves, and what was right is now said to be too early."""
        case, application = applied(on="2026-09-08")
        case.sees("court_accepts", "2026-09-09", of=application.no)
        before = list(case.acts)

        case.sees(
            "correct_act", "2026-09-10", of=case.service, happened_at="2026-03-16T09:00:00+08:00", reason="回证日期录错"
        )

        standing = case.at("2026-09-10")
        assert ("not-final-yet", application.no) in [(row.code, row.act) for row in standing.irregularities]
        assert case.acts[: len(before)] == before
