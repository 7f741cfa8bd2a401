"""Restriction of production (限制生产): three and three months, service, plan, filing, follow-up."""

from contextlib import nullcontext
from datetime import date

import pytest

from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.people import Actor, Role
from procedures.rectification import measures_are_over
from procedures.restriction import extension_is_of_a_restriction
from tests.builders import CLERK, COUNTY, GRANTED, HEAD, OFFICERS, REMEDIES, a_case
from tests.procedures.measures import OVER, PLAN, attempt, does, last_day, made, restricted, term, told
from tests.procedures.refusing import refuses


def extended(on: str, amount: int | None = None) -> str:
    """Extend a restriction that ends on 9 December and tell the party; return its new last day."""
    case = restricted()
    key = term(case, "restrict_production_period", "2026-09-12").key
    case.does("extend_term", on, term=key, reason="情况复杂", amount=amount)
    does(case, "notify_restriction_extension", on, of="extend_term", by=CLERK, reason="情况复杂", remedies=REMEDIES)
    return last_day(case, "restrict_production_period", on)


class TestPeriod:
    def test_three_months_and_not_a_day_more(self) -> None:
        """办法 art. 15(1): from 10 September to 10 December at most."""
        case = told("restriction")
        with refuses("restriction-too-long", article="第15条第1款", kind=OutOfBounds):
            does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until="2026-12-11")
        does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until="2026-12-10")

        does(case, "serve_restriction", "2026-09-11", of="decide_restriction")

        assert last_day(case, "restrict_production_period", "2026-09-11") == "2026-12-10"

    @pytest.mark.parametrize(
        ("starts_on", "until"),
        [("2026-09-09", "2026-12-09"), ("2026-09-11", "2026-09-11"), ("2026-10-01", "2026-09-30")],
    )
    def test_a_period_that_cannot_be_is_refused(self, starts_on: str, until: str) -> None:
        """It begins with the decision or after it, and ends after it began."""
        with refuses("period-reversed", article="第15条第1款", kind=OutOfTime):
            does(told("restriction"), "decide_restriction", "2026-09-10", starts_on=starts_on, until=until)

    def test_it_is_extended_by_up_to_three_months_before_it_ends(self) -> None:
        """办法 art. 15(1): on the last day still; three months or fewer, never four."""
        assert extended("2026-12-09") == "2027-03-09"
        assert extended("2026-12-01", amount=1) == "2027-01-09"
        with refuses("extended-too-long", article="第15条第1款"):
            extended("2026-12-01", amount=4)
        with refuses("extended-too-late", article="第15条第1款"):
            extended("2026-12-10")

    def test_it_is_extended_once(self) -> None:
        """办法 art. 15(1): no third quarter of a year."""
        case = restricted()
        key = term(case, "restrict_production_period", "2026-09-12").key
        case.does("extend_term", "2026-12-01", term=key, reason="情况复杂", amount=1)
        with refuses("cannot-be-extended", article="第15条第1款"):
            case.does("extend_term", "2026-12-02", term=key, reason="情况复杂")

    def test_left_alone_it_is_late_and_told_one_level_up(self) -> None:
        """A restriction nobody lifted or extended by its last day is not forgotten."""
        case = restricted()
        case.waits_until("2026-12-10")

        assert term(case, "restrict_production_period", "2026-12-10").state == "late"


class TestBinding:
    def test_until_it_is_served_nothing_runs(self) -> None:
        """办法 art. 14: the period begins on the day it sets, or when the decision is served later."""
        for served, start in (("2026-09-12", "2026-09-15"), ("2026-09-15", "2026-09-15"), ("2026-09-18", "2026-09-18")):
            case = told("restriction")
            does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-15", until="2026-12-09")
            assert not any(one.rule == "restrict_production_period" for one in case.at(served).terms)
            does(case, "serve_restriction", served, of="decide_restriction")

            period = term(case, "restrict_production_period", served)
            assert (str(period.start), str(period.last_day)) == (start, "2026-12-09")

    @pytest.mark.parametrize(("on", "refused"), [("2026-09-17", False), ("2026-09-18", True)])
    def test_what_is_over_is_not_served_any_more(self, on: str, *, refused: bool) -> None:
        """Served on the last day or after it, it would bind nobody."""
        case = told("restriction")
        does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until="2026-09-18")
        if refused:
            with refuses("over-before-service", article="第14条", kind=OutOfTime):
                does(case, "serve_restriction", on, of="decide_restriction")
        else:
            does(case, "serve_restriction", on, of="decide_restriction")

    @pytest.mark.parametrize(("on", "is_over"), [("2026-09-17", False), ("2026-09-18", True), ("2026-09-19", True)])
    def test_what_nobody_served_in_its_time_keeps_no_case_open(self, on: str, *, is_over: bool) -> None:
        """办法 art. 14: it bound nobody and can bind nobody any more; served, it waits for its filing."""
        case = told("restriction")
        does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until="2026-09-18")
        assert measures_are_over(case.record(), date.fromisoformat(on)) is is_over
        does(case, "serve_restriction", "2026-09-11", of="decide_restriction")

        assert not measures_are_over(case.record(), date.fromisoformat(on))

    @pytest.mark.parametrize(("on", "refused"), [("2026-09-14", True), ("2026-09-15", False)])
    def test_nobody_disobeys_what_has_not_begun(self, on: str, *, refused: bool) -> None:
        """Served on 11 September, it binds from the 15th."""
        case = restricted(starts_on="2026-09-15")
        if refused:
            with refuses("not-begun-yet", article="第15条第1款", kind=OutOfTime):
                does(case, "supervise_restriction", on, of="decide_restriction", is_obeyed=False)
        does(case, "supervise_restriction", on, of="decide_restriction", is_obeyed=refused)

    @pytest.mark.parametrize(("on", "refused"), [("2026-12-08", False), ("2026-12-09", False), ("2026-12-10", True)])
    def test_nobody_disobeys_what_has_expired(self, on: str, *, refused: bool) -> None:
        """办法 art. 15(1): until 9 December; looked at all the same, whatever is found."""
        case = restricted()
        with refuses("restriction-expired", article="第15条第1款", kind=OutOfTime) if refused else nullcontext():
            does(case, "supervise_restriction", on, of="decide_restriction", is_obeyed=False)
        does(case, "supervise_restriction", on, of="decide_restriction")

    @pytest.mark.parametrize(
        ("on", "told_on", "refused"),
        [
            ("2026-12-10", "", True),
            ("2026-12-10", "2026-12-09", False),
            ("2027-03-09", "2026-12-09", False),
            ("2027-03-10", "2026-12-09", True),
        ],
    )
    def test_an_extension_that_nobody_told_the_party_of_binds_it_no_longer(
        self, on: str, told_on: str, *, refused: bool
    ) -> None:
        """办法 art. 14, 15: what the party has not learned of asks nothing of it."""
        case = restricted()
        key = term(case, "restrict_production_period", "2026-09-12").key
        case.does("extend_term", "2026-12-01", term=key, reason="情况复杂")
        if told_on:
            said = {"of": "extend_term", "by": CLERK, "reason": "情况复杂", "remedies": REMEDIES}
            does(case, "notify_restriction_extension", told_on, **said)
        with refuses("restriction-expired", article="第15条第1款", kind=OutOfTime) if refused else nullcontext():
            does(case, "supervise_restriction", on, of="decide_restriction", is_obeyed=False)

        expected = "2027-03-09" if told_on else "2026-12-09"
        assert last_day(case, "restrict_production_period", on) == expected

    def test_an_extension_is_told_and_published(self) -> None:
        """办法 art. 4, 15(1): a document of its own and a disclosure; only an extension of a restriction."""
        case = restricted()
        key = term(case, "restrict_production_period", "2026-09-12").key
        case.does("extend_term", "2026-12-01", term=key, reason="情况复杂")
        does(case, "notify_restriction_extension", "2026-12-02", of="extend_term", by=CLERK, reason="情况复杂")
        last = case.acts[-1].no

        assert [(one.kind, one.title) for one in made(case) if one.act_no == last] == [
            ("document", "延长限制生产期限决定书"),
            ("disclosure", "限制生产延期"),
        ]

    @pytest.mark.parametrize(("on", "is_in_time"), [("2026-12-08", True), ("2026-12-09", True), ("2026-12-10", False)])
    def test_what_is_over_is_not_revived_by_telling_of_its_extension(self, on: str, *, is_in_time: bool) -> None:
        """办法 art. 15: until 9 December; the day after, the party had resumed what nothing forbade."""
        case = restricted()
        key = term(case, "restrict_production_period", "2026-09-12").key
        case.does("extend_term", "2026-12-01", term=key, reason="情况复杂")
        said = {"of": "extend_term", "by": CLERK, "reason": "情况复杂", "remedies": REMEDIES}
        if is_in_time:
            assert does(case, "notify_restriction_extension", on, **said)
            return
        with refuses("over-before-service", article="第15条第1款"):
            does(case, "notify_restriction_extension", on, **said)

    def test_an_extension_may_be_contested_and_counts_no_more_once_it_is_set_aside(self) -> None:
        """行政复议法 art. 11: told on 2 December; taken back, the first last day is back, until the party is told again."""
        case = restricted()
        key = term(case, "restrict_production_period", "2026-09-12").key
        case.does("extend_term", "2026-12-01", term=key, reason="情况复杂")
        said = {"of": "extend_term", "by": CLERK, "reason": "情况复杂", "remedies": REMEDIES}
        does(case, "notify_restriction_extension", "2026-12-02", **said)
        assert last_day(case, "restrict_production_period", "2026-12-03") == "2027-03-09"
        assert last_day(case, "review_application", "2026-12-03") == "2027-02-01"
        with refuses("already-done", kind=OutOfOrder):
            does(case, "notify_restriction_extension", "2026-12-03", key="twice", **said)
        back = {"by": HEAD, "outcome": "redo", "reason": "理由不明确"}
        case.does("revoke_order", "2026-12-04", of="notify_restriction_extension", **back)
        assert last_day(case, "restrict_production_period", "2026-12-05") == "2026-12-09"

        does(case, "notify_restriction_extension", "2026-12-07", key="told-again", **said)

        assert last_day(case, "restrict_production_period", "2026-12-08") == "2027-03-09"

    def test_an_extension_of_another_term_is_none_of_a_restriction(self) -> None:
        """It points at the extension of the restriction's own term."""
        case = a_case("file_case")
        on, key = case.acts[-1].day, f"case_decision_period#{case.acts[-1].no}"
        extension = case.does("extend_term", on, term=key, reason="案情复杂")
        with refuses("not-of-a-restriction", article="第15条第1款", kind=Unclear):
            extension_is_of_a_restriction(
                attempt(case, "notify_restriction_extension", str(on), of=extension.no, reason="复杂")
            )


class TestOneNotice:
    def test_a_notice_carries_one_decision(self) -> None:
        """办法 art. 11: another restriction is told of anew; one that was set aside is made again on the old notice."""
        case = restricted()
        again = {"starts_on": "2026-09-15", "until": "2026-12-09"}
        with refuses("notice-used", article="第11条", kind=OutOfOrder):
            does(case, "decide_restriction", "2026-09-15", **again)
        back = {"by": HEAD, "outcome": "redo", "reason": "期限有误"}
        case.does("revoke_order", "2026-09-16", of="serve_restriction", **back)

        assert does(case, "decide_restriction", "2026-09-17", **{**again, "starts_on": "2026-09-17"})

    def test_one_that_was_never_served_in_its_time_is_decided_again(self) -> None:
        """办法 art. 14: it bound nobody, and used nothing up."""
        case = told("restriction")
        does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until="2026-09-18")

        assert does(case, "decide_restriction", "2026-09-21", starts_on="2026-09-21", until="2026-12-09")


class TestDecision:
    def test_only_the_head_decides(self) -> None:
        """办法 art. 10: with the written approval of the head."""
        officer = Actor(id="p-x", unit=COUNTY, level=2, roles=(Role.OFFICER,))
        with refuses("no-power", article="第10条", kind=NotCompetent):
            does(
                told("restriction"),
                "decide_restriction",
                "2026-09-10",
                by=officer,
                starts_on="2026-09-10",
                until="2026-12-09",
            )

    @pytest.mark.parametrize(
        ("wrong", "code", "article"),
        [
            ({"is_major": True}, "collective-discussion-missing", "第10条"),
            ({"remedies": {}}, "remedies-not-told", "第13条第4项"),
            ({"within": 2}, "no-such-act", ""),
            ({"basis": []}, "no-basis", ""),
            ({"facts": "偷排"}, "facts-not-notified", "第11条"),
            ({"basis": [*OVER, {"instrument": "生态环境法典", "article": "第1108条"}]}, "basis-not-notified", "第11条"),
        ],
    )
    def test_each_flaw_is_refused_with_its_article(self, wrong: dict[str, object], code: str, article: str) -> None:
        """办法 art. 10 to 13: deliberation, notice, relief, the decision that states it, a basis in force."""
        with refuses(code, article=article):
            restricted(**wrong)

    def test_facts_told_in_other_words_say_in_what_they_differ(self) -> None:
        """办法 art. 11: fewer words, or a defence that was accepted; new facts are told anew."""
        assert (
            restricted(facts="污染物超标", facts_note="采纳申辩，表述调整").at("2026-09-12").stage_name == "限制生产中"
        )

    def test_a_penalty_decision_that_says_nothing_of_it_does_not_state_it(self) -> None:
        """办法 art. 12: the decision of 22 September imposes a fine, and no restriction."""
        case = a_case(until="serve_decision")
        does(case, "serve_measure_notice", "2026-09-24", measure="restriction")
        decision = next(act.no for act in case.acts if act.name == "decide_penalty")
        period = {"starts_on": "2026-10-15", "until": "2026-12-15"}
        with refuses("not-in-the-decision", article="第12条", kind=Unclear):
            does(case, "decide_restriction", "2026-10-15", within=decision, **period)

    def test_it_is_served_within_seven_working_days(self) -> None:
        """办法 art. 14: decided on 10 September, served by the 20th, a Sunday that is worked."""
        case = told("restriction")
        does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until="2026-12-09")

        assert last_day(case, "stop_decision_service", "2026-09-11") == "2026-09-20"
        does(case, "serve_restriction", "2026-09-20", of="decide_restriction")
        assert term(case, "stop_decision_service", "2026-09-21").state == "met"
        with refuses("already-done"):
            does(case, "serve_restriction", "2026-09-21", of="decide_restriction")


class TestRectification:
    def test_the_plan_is_due_in_fifteen_working_days(self) -> None:
        """办法 art. 16(1): served on 11 September, over the Mid-Autumn and National Days to 9 October."""
        case = restricted()

        assert last_day(case, "rectification_plan", "2026-09-12") == "2026-10-09"
        does(case, "file_restriction_plan", "2026-10-09", of="decide_restriction", by=GRANTED)
        assert term(case, "rectification_plan", "2026-10-10").state == "met"
        with refuses("already-done"):
            does(case, "file_restriction_plan", "2026-10-09 15:00", of="decide_restriction")

    @pytest.mark.parametrize("part", sorted(PLAN))
    def test_a_plan_without_one_of_its_parts_is_none(self, part: str) -> None:
        """办法 art. 16(1): measures, schedule, money, persons; filed and published."""
        with refuses("plan-incomplete", article="第16条", kind=OutOfOrder):
            does(restricted(), "file_restriction_plan", "2026-09-20", of="decide_restriction", **{part: False})

    def test_a_plan_nobody_filed_lapses_by_itself(self) -> None:
        """The term binds the party: it expires and the handler is told, nobody in the bureau is late."""
        case = restricted()
        case.waits_until("2026-10-10")

        assert term(case, "rectification_plan", "2026-10-10").state == "expired"

    def test_before_the_service_nothing_binds(self) -> None:
        """办法 art. 14: supervision of a decision that was not served is refused; so is one of another decision."""
        case = told("restriction")
        does(case, "decide_restriction", "2026-09-10", starts_on="2026-09-10", until="2026-12-09")
        with refuses("out-of-order"):
            does(case, "file_restriction_plan", "2026-09-11", of="decide_restriction")
        with refuses("no-such-act", kind=Unclear):
            does(restricted(), "file_restriction_plan", "2026-09-12", of="serve_restriction")

    def test_supervision_that_finds_it_done_starts_the_fifteen_days_of_the_filing(self) -> None:
        """办法 art. 17, 19: rectified on 9 November, filed by 30 November; found twice, counted once."""
        case = restricted()
        does(case, "supervise_restriction", "2026-11-09", of="decide_restriction", is_completed=True)
        does(case, "supervise_restriction", "2026-11-16", of="decide_restriction", is_completed=True)

        assert [one.last_day.isoformat() for one in case.at("2026-11-17").terms if one.rule == "resume_filing"] == [
            "2026-11-30"
        ]

    def test_two_officers_supervise(self) -> None:
        """G2: on site with two certified officers."""
        with refuses("too-few-certified-officers", kind=NotCompetent):
            does(restricted(), "supervise_restriction", "2026-09-20", of="decide_restriction", officers=OFFICERS[:1])


class TestLifting:
    def test_the_filing_lifts_it_the_same_day(self) -> None:
        """办法 art. 17, 20: no approval; all its terms end, the thirty days of the follow-up begin."""
        case = restricted()
        does(case, "supervise_restriction", "2026-11-09", of="decide_restriction", is_completed=True)
        does(case, "lift_restriction", "2026-11-20", of="decide_restriction", completed_on="2026-11-09")

        states = {one.rule: one.state for one in case.at("2026-11-20").terms}
        assert states["restrict_production_period"] == states["resume_filing"] == "met"
        assert last_day(case, "resume_followup", "2026-11-21") == "2026-12-21"
        assert not measures_are_over(case.record(), date(2026, 11, 21))

    def test_the_follow_up_ends_it(self) -> None:
        """办法 art. 20: within thirty days; the thirtieth, a Sunday, rolls to Monday by analogy."""
        case = restricted()
        does(case, "lift_restriction", "2026-11-20", of="decide_restriction", completed_on="2026-11-20")
        does(case, "follow_up_restriction", "2026-12-21", of="decide_restriction")

        assert term(case, "resume_followup", "2026-12-22").state == "met"
        assert measures_are_over(case.record(), date(2026, 12, 22))
        with refuses("measure-over", article="第17条"):
            does(case, "lift_restriction", "2026-12-22", of="decide_restriction", completed_on="2026-11-20")

    @pytest.mark.parametrize("paper", ["has_report", "is_published", "has_monitoring", "has_comparison"])
    def test_without_a_paper_it_is_no_filing(self, paper: str) -> None:
        """办法 art. 17: report, publication, monitoring, comparison of power, water and output."""
        fields = {"of": "decide_restriction", "completed_on": "2026-11-09", paper: False}
        with refuses("filing-incomplete", article="第17条", kind=OutOfOrder):
            does(restricted(), "lift_restriction", "2026-11-20", **fields)

    def test_it_cannot_be_completed_after_the_filing(self) -> None:
        """A date that cannot be."""
        with refuses("completed-in-the-future", kind=OutOfTime):
            does(restricted(), "lift_restriction", "2026-11-20", of="decide_restriction", completed_on="2026-11-21")

    def test_a_dissolved_party_ends_it(self) -> None:
        """办法 art. 18: it ends by itself; what was still due is void."""
        case = restricted()
        does(case, "end_restriction", "2026-09-21", of="decide_restriction")

        states = {one.rule: one.state for one in case.at("2026-09-22").terms}
        assert states["restrict_production_period"] == states["norm.post_supervision"] == "void"
        assert measures_are_over(case.record(), date(2026, 9, 22))

    def test_closed_asks_for_the_government_s_decision(self) -> None:
        """办法 art. 18(2): not closed without a decision in the file."""
        with refuses("not-closed", article="第18条", kind=OutOfOrder):
            does(restricted(), "end_restriction", "2026-10-20", of="decide_restriction", ground="closed")
