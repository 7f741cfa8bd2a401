"""The first full path: a finding or a complaint goes to its end, and every wrong step on the way is refused."""

import pytest

from judging.admission import act_from, admit, irregularities
from judging.judge import judge
from kinds import KINDS, VIOLATION_CASE
from law.edition import shipped
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts import ACTS, Command
from models.people import Actor, Officer, Role
from tests.builders import (
    BASIS,
    CLERK,
    HEAD,
    HOTLINE,
    LONG_VALID,
    OFFICER,
    OFFICERS,
    PATROLLER,
    REMEDIES,
    PaperCase,
    a_case,
    command,
    moment,
)
from tests.procedures.refusing import refuses


def terms(case: PaperCase, at: str) -> dict[str, str]:
    """Return the state of each term by its rule."""
    return {term.rule: term.state for term in case.at(at).terms}


class TestTheWholePath:
    def test_a_finding_ends_in_the_archive(self) -> None:
        """A patrol finding goes through filing, penalty, payment, recheck, feedback and disclosure to the archive."""
        case = a_case()

        standing = case.at("2026-10-12")

        assert standing.archived
        assert {lane.procedure for lane in standing.lanes} == {
            "finding",
            "filing",
            "investigation",
            "correction",
            "penalty",
            "payment",
            "publicity",
            "closing",
        }
        assert {term.rule for term in standing.terms if term.open} == {"review_application", "suit_direct"}

    def test_a_complaint_declined_is_told_and_closed(self) -> None:
        """A complaint that is not filed ends with reasons, feedback to the reporter, and closing."""
        case = PaperCase()
        case.does("receive_complaint", "2026-09-01")
        case.does("accept_complaint", "2026-09-02")
        case.does("hand_to_department", "2026-09-03")
        case.does("decline_filing", "2026-09-10")
        with refuses("out-of-order", article="76号"):
            case.does("close_case", "2026-09-11", ground="not_filed")
        case.does("feed_back", "2026-09-11", to="reporter", result="经查不构成违法")

        case.does("close_case", "2026-09-14", ground="not_filed")

        assert case.at("2026-09-14").stage == "closed"
        assert terms(case, "2026-09-14")["hotline_complete"] == "met"

    def test_no_penalty_with_reasons_ends_the_case(self) -> None:
        """No penalty is a decision: reasons, service, feedback, closing; nothing is published."""
        case = a_case("review_case")
        case.does("recheck_correction", "2026-09-14", of="serve_correction_order")
        case.does("decide_no_penalty", "2026-09-15")
        case.does("serve_decision", "2026-09-16")
        case.does("feed_back", "2026-09-17")

        case.does("close_case", "2026-09-18", ground="no_penalty")

        assert "penalty_publication" not in terms(case, "2026-09-18")
        assert "payment_15d" not in terms(case, "2026-09-18")

    def test_the_filing_term_is_fifteen_days_and_may_be_extended_once(self) -> None:
        """处罚办法 art. 18: 15 days, 15 more with the head's approval, and no third time."""
        case = a_case("inspect_site")
        key = next(term.key for term in case.at("2026-09-03").terms if term.rule == "case_filing_decision")
        first = next(term for term in case.at("2026-09-03").terms if term.key == key).last_day

        case.does("extend_term", "2026-09-10", term=key, reason="案情特殊")

        extended = next(term for term in case.at("2026-09-10").terms if term.key == key).last_day
        assert str(first) == "2026-09-17"
        assert str(extended) == "2026-10-08"
        with refuses("cannot-be-extended", article="第18条", kind=OutOfBounds):
            case.does("extend_term", "2026-09-11", term=key, reason="再次延长")

    def test_an_extension_rests_on_the_rule_of_its_term(self) -> None:
        """处罚办法 art. 18: an officer who extends the time to file is refused under the article that gives it to the head."""
        case = a_case("inspect_site")
        key = next(term.key for term in case.at("2026-09-03").terms if term.rule == "case_filing_decision")

        with refuses("no-power", article="第18条", kind=NotCompetent):
            case.does("extend_term", "2026-09-10", term=key, reason="案情特殊", by=OFFICER)

    def test_under_the_old_rule_filing_takes_seven_working_days(self) -> None:
        """环境行政处罚办法 (2010) art. 22: seven working days, for a finding of 2016."""
        case = PaperCase()
        case.does("report_finding", "2016-03-01", by=OFFICER)

        term = next(term for term in case.at("2016-03-01").terms if term.rule == "case_filing_decision")

        assert (term.unit, term.amount, str(term.last_day)) == ("working_day", 7, "2016-03-10")
        assert "环境行政处罚办法" in term.citation

    def test_excluded_time_moves_the_decision_term(self) -> None:
        """处罚办法 art. 57(2): monitoring time does not count towards the ninety days; overlapping time counts once."""
        case = a_case("file_case")
        before = next(term for term in case.at("2026-09-07").terms if term.rule == "case_decision_period").last_day
        begun = case.does("begin_excluded_time", "2026-09-08", ground="monitoring")
        case.does("end_excluded_time", "2026-09-17", of=begun.no)

        after = next(term for term in case.at("2026-09-17").terms if term.rule == "case_decision_period").last_day

        assert (str(before), str(after)) == ("2026-12-07", "2026-12-16")

    def test_a_suspended_investigation_stops_the_clock(self) -> None:
        """处罚办法 art. 35: while it is suspended the term has no end; the day it is resumed counts again."""
        case = a_case("file_case")
        case.does("suspend_investigation", "2026-09-10", ground="force_majeure", reason="洪涝灾害")

        suspended = next(term for term in case.at("2026-09-20").terms if term.rule == "case_decision_period")
        case.does("resume_investigation", "2026-09-29")
        resumed = next(term for term in case.at("2026-09-29").terms if term.rule == "case_decision_period")

        assert (suspended.state, suspended.last_day) == ("suspended", None)
        assert (resumed.state, resumed.suspended_days) == ("running", 19)


class TestTimeActs:
    def test_a_term_is_warned_of_and_then_marked_late_and_escalated(self) -> None:
        """Near its end the handler is told, after it the person one level up; the case goes on."""
        case = a_case("hand_to_department")

        case.waits_until("2026-09-20")

        warned = [act for act in case.acts if act.name == "term_nears_end" and "filing" in act.content.term]
        lapsed = [act for act in case.acts if act.name == "term_lapses"]
        assert [str(act.day) for act in warned] == ["2026-09-14"]
        assert [(str(act.day), act.content.escalated_to) for act in lapsed] == [
            ("2026-09-18", ("u-4304-main", "u-4304-leader"))
        ]
        assert case.at("2026-09-20").alert == "late"
        case.does("inspect_site", "2026-09-20")
        case.does("file_case", "2026-09-20")
        assert terms(case, "2026-09-20")["case_filing_decision"] == "met_late"

    def test_a_late_extension_entered_afterwards_takes_the_lateness_back(self) -> None:
        """An extension that was granted in time but recorded late moves the term; the engine's mark stays in the list."""
        case = a_case("hand_to_department")
        case.waits_until("2026-09-20")
        key = next(term.key for term in case.at("2026-09-20").terms if term.rule == "case_filing_decision")

        case.does("extend_term", "2026-09-15", now="2026-09-20", term=key, reason="案情特殊")

        assert terms(case, "2026-09-20")["case_filing_decision"] == "running"
        assert "term_lapses" in case.names()
        case.waits_until("2026-10-09")
        assert [str(act.content.last_day) for act in case.acts if act.name == "term_lapses"] == [
            "2026-09-17",
            "2026-10-08",
        ]

    def test_time_says_everything_once(self) -> None:
        """Judging again at the same instant adds nothing."""
        case = a_case("hand_to_department")
        case.waits_until("2026-09-20")
        length = len(case.acts)

        case.waits_until("2026-09-20")

        assert len(case.acts) == length

    def test_payment_lapses_on_its_own(self) -> None:
        """行政处罚法 art. 67: the fifteen days end without payment; the term has expired and the case goes on."""
        case = a_case("feed_back")

        case.waits_until("2026-10-10")

        assert terms(case, "2026-10-10")["payment_15d"] == "expired"


class TestRefusals:
    def test_an_act_out_of_order(self) -> None:
        """A decision before filing is refused with its article."""
        with refuses("out-of-order", article="行政处罚法", kind=OutOfOrder):
            a_case("inspect_site").does("decide_penalty", "2026-09-08")

    def test_a_date_in_the_future(self) -> None:
        """What has not happened yet cannot be recorded."""
        with refuses("in-the-future", kind=OutOfTime):
            a_case("inspect_site").does("file_case", "2026-10-01", now="2026-09-08")

    def test_a_later_hour_of_the_same_day_is_told_by_the_hour(self) -> None:
        """Two equal dates would say nothing: the instants are told."""
        with pytest.raises(OutOfTime, match="发生时间2026-09-08 15:00:00晚于当前时间2026-09-08 11:30:00"):
            a_case("inspect_site").does("file_case", "2026-09-08 15:00", now="2026-09-08 11:30")

    def test_a_date_before_the_finding(self) -> None:
        """Nothing happens in a case before it was found."""
        with refuses("before-the-opening", kind=OutOfTime):
            a_case("hand_to_department").does("inspect_site", "2026-08-31", now="2026-09-08")

    def test_a_date_before_the_act_it_depends_on(self) -> None:
        """A service dated before its decision is refused, and the sentence names the day."""
        with refuses("before-what-it-depends-on", kind=OutOfTime) as _:
            a_case("decide_penalty").does("serve_decision", "2026-09-21", now="2026-09-23")

    def test_a_person_without_the_power(self) -> None:
        """A township patroller cannot file a case (行政处罚法 art. 24)."""
        with refuses("no-power", article="第24条", kind=NotCompetent):
            a_case("inspect_site").does("file_case", "2026-09-07", by=PATROLLER)

    def test_a_person_of_another_county(self) -> None:
        """Role and level are not enough: the unit has to be in the grid's chain, or handed the case."""
        stranger = HEAD.model_copy(update={"unit": "u-430424"})
        with refuses("not-your-file", article="76号", kind=NotCompetent):
            a_case("inspect_site").does("file_case", "2026-09-07", by=stranger)

    def test_a_system_cannot_decide(self) -> None:
        """Another system may report, not decide."""
        with refuses("no-power", kind=NotCompetent):
            a_case("serve_notice").does("decide_penalty", "2026-09-22", by=HOTLINE)

    @pytest.mark.parametrize(
        "officers",
        [
            OFFICERS[:1],
            (OFFICERS[0], OFFICERS[0]),
            (OFFICERS[0], Officer(id="p-county-9", unit="u-430423")),
            (OFFICERS[0], Officer(id="p-county-9", unit="u-430423", certified_until=moment("2026-09-02").date())),
        ],
        ids=["one", "twice-the-same", "no-certificate", "expired"],
    )
    def test_fewer_than_two_certified_officers(self, officers: tuple[Officer, ...]) -> None:
        """行政处罚法 art. 42: two officers whose certificates hold on the day."""
        with refuses("too-few-certified-officers", article="第42条", kind=NotCompetent):
            a_case("hand_to_department").does("inspect_site", "2026-09-03", officers=officers)

    def test_certificates_not_shown(self) -> None:
        """行政处罚法 art. 55: the certificates are shown."""
        with refuses("certificate-not-shown", article="第55条", kind=NotCompetent):
            a_case("hand_to_department").does("inspect_site", "2026-09-03", identity_shown=False)

    def test_the_investigator_reviews(self) -> None:
        """处罚办法 art. 38: whoever investigated does not review."""
        reviewer = Actor(id="p-county-1", unit="u-430423", level=2, roles=(Role.REVIEWER,), certified_until=LONG_VALID)
        with refuses("investigator-of-the-case", kind=NotCompetent):
            a_case("conclude_investigation").does("review_case", "2026-09-11", by=reviewer)

    @pytest.mark.parametrize("day", ["2026-09-15", "2026-09-20"])
    def test_a_decision_before_the_defence_has_ended(self, day: str) -> None:
        """行政处罚法 art. 62: five working days from 14 September 2026 end on Sunday 20, a working day by notice."""
        with refuses("defence-period-open", article="第62条", kind=OutOfTime):
            a_case("serve_notice").does("decide_penalty", day)

    def test_a_decision_the_day_after_the_defence(self) -> None:
        """The day after the last day the decision may be made."""
        a_case("serve_notice").does("decide_penalty", "2026-09-21")

    def test_a_written_waiver_ends_the_waiting(self) -> None:
        """A written waiver lets the decision come at once; a spoken one does not."""
        spoken = a_case("serve_notice")
        spoken.does("waive_statement", "2026-09-15", in_writing=False)
        with refuses("defence-period-open"):
            spoken.does("decide_penalty", "2026-09-16")
        written = a_case("serve_notice")
        written.does("waive_statement", "2026-09-15")

        written.does("decide_penalty", "2026-09-16")

    def test_an_unanswered_statement(self) -> None:
        """行政处罚法 art. 45: a statement is examined before the decision."""
        case = a_case("serve_notice")
        statement = case.does("receive_statement", "2026-09-16")
        with refuses("out-of-order", article="第45条", kind=OutOfOrder):
            case.does("decide_penalty", "2026-09-22")
        case.does("examine_statement", "2026-09-17", of=statement.no)

        case.does("decide_penalty", "2026-09-22")

    def test_a_fine_above_the_notified_one(self) -> None:
        """行政处罚法 art. 45: not heavier because of the defence."""
        with refuses("fine-above-notified", article="第45条", kind=OutOfBounds):
            a_case("serve_notice").does("decide_penalty", "2026-09-22", fine="100000.01")

    def test_a_fine_outside_the_bounds(self) -> None:
        """A fine below the minimum needs a ground of mitigation from the law's list, and what bears it out."""
        case = a_case("serve_notice")
        bounds = {"fine": "40000", "basis": [*BASIS]}
        for told in ({}, {"mitigation": "生产经营困难"}):
            with refuses("fine-below-minimum", kind=OutOfBounds):
                case.does("decide_penalty", "2026-09-22", **bounds, **told)

        told = {"mitigation": "自行清运并修复", "mitigation_ground": "harm_removed"}
        case.does("decide_penalty", "2026-09-22", **bounds, **told)

    def test_a_repealed_law_is_not_cited(self) -> None:
        """生态环境法典 art. 1242: from 2026-08-15 the repealed law is not cited for conduct that still went on."""
        basis = [{"instrument": "中华人民共和国环境保护法", "article": "第60条"}]
        with refuses("law-not-in-force", article="第1057条", kind=OutOfBounds):
            a_case("review_case").does("serve_notice", "2026-09-14", basis=basis)

    def test_silence_about_the_remedies(self) -> None:
        """行政处罚法 art. 59: the decision tells how to seek review and to sue."""
        silent = {**REMEDIES, "suit_period": ""}
        with refuses("remedies-not-told", article="第59条", kind=Unclear):
            a_case("serve_notice").does("decide_penalty", "2026-09-22", remedies=silent)

    def test_results_not_told(self) -> None:
        """处罚办法 art. 29(3): the party knows the monitoring result before the notice."""
        case = a_case("inspect_site")
        report = case.does("receive_report", "2026-09-04")
        for act, day in (("file_case", "07"), ("conclude_investigation", "10"), ("review_case", "11")):
            case.does(act, f"2026-09-{day}")
        with refuses("results-not-told", article="第29条", kind=OutOfOrder):
            case.does("serve_notice", "2026-09-14")
        case.does("inform_results", "2026-09-14", of=report.no)

        case.does("serve_notice", "2026-09-14")

    def test_conduct_past_its_limitation(self) -> None:
        """行政处罚法 art. 36: two years after the conduct ended nothing is punished any more."""
        with refuses("time-barred", article="第36条", kind=OutOfTime):
            a_case("inspect_site").does("file_case", "2026-09-07", conduct_until="2024-08-31")

    def test_the_same_act_twice(self) -> None:
        """A case is filed once."""
        with refuses("already-done", kind=OutOfOrder):
            a_case("file_case").does("file_case", "2026-09-08", key="other")

    def test_electronic_service_without_consent(self) -> None:
        """行政处罚法 art. 61: electronic service needs the party's signed confirmation."""
        with refuses("no-consent", article="第61条", kind=OutOfBounds):
            a_case("decide_penalty").does("serve_decision", "2026-09-23", mode="electronic")

    def test_a_payment_beyond_the_fine(self) -> None:
        """More than is owed is not taken."""
        with refuses("paid-too-much", kind=OutOfBounds):
            a_case("feed_back").does("record_payment", "2026-09-28", amount="100000.01")

    def test_an_act_after_closing(self) -> None:
        """A closed case takes nothing but corrections and the archive."""
        with refuses("file-closed", kind=OutOfOrder):
            a_case("close_case").does("interview", "2026-09-30")

    def test_closing_before_disclosure(self) -> None:
        """处罚办法 art. 65: a decision is published, or withheld for a legal reason, before closing."""
        case = a_case("serve_decision")
        case.does("feed_back", "2026-09-24")
        case.does("record_payment", "2026-09-28")
        with refuses("out-of-order", article="第65条", kind=OutOfOrder):
            case.does("close_case", "2026-09-29")

    def test_nobody_may_play_the_engine(self) -> None:
        """Warnings and lapses are the engine's alone."""
        with refuses("engine-only", kind=NotCompetent):
            a_case("file_case").does("term_lapses", "2026-09-08", by=HEAD, term="x", last_day="2026-09-08")


class TestCorrections:
    def test_a_corrected_service_date_moves_the_terms_and_says_what_is_now_wrong(self) -> None:
        """A notice served later than recorded: terms move, the decision turns out too early, nothing is deleted."""
        case = a_case("publish_decision")
        notice = next(act for act in case.acts if act.name == "serve_notice")
        before = list(case.acts)

        case.does(
            "correct_act", "2026-09-25", of=notice.no, happened_at=moment("2026-09-18"), reason="送达回证日期记录有误"
        )

        standing = case.at("2026-09-25")
        assert case.acts[: len(before)] == before
        assert [irregularity.code for irregularity in standing.irregularities] == ["defence-period-open"]
        term = next(term for term in standing.terms if term.rule == "penalty_prior_notice")
        assert str(term.last_day) == "2026-09-24"

    def test_a_withdrawn_act_counts_no_more(self) -> None:
        """After the withdrawal of a filing made by mistake the case is unfiled again, and its term runs again."""
        case = a_case("file_case")
        filed = next(act for act in case.acts if act.name == "file_case")

        case.does("withdraw_act", "2026-09-08", of=filed.no, reason="误操作")

        assert case.at("2026-09-08").stage == "investigated"
        assert terms(case, "2026-09-08")["case_filing_decision"] == "running"

    def test_the_opening_cannot_be_withdrawn(self) -> None:
        """A case is declined, not made never to have been."""
        with refuses("cannot-withdraw-opening", article="执法全过程记录制度", kind=OutOfOrder):
            a_case("file_case").does("withdraw_act", "2026-09-08", of=1, reason="误")

    def test_the_opening_moves_past_what_only_time_has_said(self) -> None:
        """Found a day later than was entered: the warning of a term that began too early holds nobody up."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=OFFICER)
        case.waits_until("2026-09-20")
        assert {"term_nears_end", "term_lapses"} <= set(case.names())

        case.does("correct_act", "2026-09-21", of=1, happened_at=moment("2026-09-20"), reason="日期有误")

        assert terms(case, "2026-09-21")["case_filing_decision"] == "running"
        with refuses("before-the-opening", kind=OutOfTime):
            case.does("inspect_site", "2026-09-19", now="2026-09-21")

    def test_an_impossible_correction(self) -> None:
        """A correction into something that cannot be is refused with the field's name."""
        with refuses("impossible-fields", kind=Unclear):
            a_case("file_case").does("correct_act", "2026-09-08", of=1, fields={"pollution": ["sunshine"]}, reason="误")

    def test_what_is_withdrawn_and_entered_anew_on_its_day_makes_nothing_irregular(self) -> None:
        """The inspection of nine o'clock is entered anew a day later; the order of three o'clock still rests on it."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=OFFICER)
        inspected = case.does("inspect_site", "2026-09-03 09:00")
        order = case.does("serve_correction_order", "2026-09-03 15:00")
        case.does("withdraw_act", "2026-09-04", of=inspected.no, reason="误录")
        assert [order.no] == [row.act for row in case.at("2026-09-04 09:30").irregularities]

        case.does("inspect_site", "2026-09-03 09:00", now="2026-09-04 10:00")

        assert not case.at("2026-09-05").irregularities

    def test_a_correction_that_would_change_nothing(self) -> None:
        """A correction is not corrected, and a withdrawal not withdrawn: the act itself is corrected or done again."""
        case = a_case("file_case")
        corrected = case.does("correct_act", "2026-09-08", of=1, fields={"summary": "排污口外排废水"}, reason="笔误")
        withdrawn = case.does("withdraw_act", "2026-09-08", of=case.acts[1].no, reason="误录")

        for of in (corrected.no, withdrawn.no):
            with refuses("correct-the-act-itself", article="执法全过程记录制度", kind=OutOfOrder):
                case.does("correct_act", "2026-09-08", of=of, fields={"reason": "误"}, reason="误")
        with refuses("cannot-withdraw-withdrawal", article="执法全过程记录制度", kind=OutOfOrder):
            case.does("withdraw_act", "2026-09-08", of=withdrawn.no, reason="误")

    def test_what_the_system_filled_in_is_not_corrected(self) -> None:
        """Which complaint a case came from is the system's to say."""
        with refuses("given-by-the-system", kind=NotCompetent):
            a_case("file_case").does(
                "correct_act", "2026-09-08", of=1, fields={"complaint": "T2026-000009"}, reason="误"
            )

    def test_an_act_recorded_late_counts_from_when_it_happened(self) -> None:
        """A filing of the 7th recorded on the 20th keeps its day: the term was met."""
        case = a_case("inspect_site")
        case.waits_until("2026-09-19")

        case.does("file_case", "2026-09-07", now="2026-09-20")

        assert terms(case, "2026-09-20")["case_filing_decision"] == "met"


class TestWhoAnswers:
    def test_the_holder_moves_with_the_case(self) -> None:
        """The township answers until it reports, then the county."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01")
        found = case.at("2026-09-01").holder_unit
        case.does("report_upward", "2026-09-01 10:00")

        assert found == "u-430423100"
        assert case.at("2026-09-01 11:00").holder_unit == "u-430423"

    def test_a_case_nobody_answers_for_is_not_opened(self) -> None:
        """Opinions, plan 四(三): every grid has its unit and persons."""
        with refuses("nobody-answers", article="76号", kind=Unclear):
            PaperCase().does("report_finding", "2026-09-01", answerable=())

    def test_every_open_term_has_one_owner(self) -> None:
        """At every step of the path each open term names one unit and one person."""
        for until in ("report_finding", "report_upward", "file_case", "serve_notice", "serve_decision", "close_case"):
            case = a_case(until)
            standing = case.at(case.acts[-1].happened_at)
            assert all(term.owner_unit and term.owner_person for term in standing.terms if term.open)


def test_every_act_has_a_label_and_exactly_one_step() -> None:
    """Absence is never ambiguous: each act stands in one procedure of a kind of file, with its Chinese name."""
    for kind in KINDS.values():
        names = [step.name for procedure in kind.procedures for step in procedure.steps]
        assert sorted(names) == sorted(kind.acts)

    assert {name for kind in KINDS.values() for name in kind.acts} == set(ACTS)
    assert all(content.label for content in ACTS.values())


def test_a_clerk_may_enter_a_fact_of_record_that_departs() -> None:
    """A fact that happened is entered although a live act would be refused; what it breaks is said for ever."""
    case = a_case("serve_notice")
    asked = command("decide_penalty", "2026-09-16", by=CLERK)
    fact = Command(**{**dict(asked), "of_record": True})
    admit(VIOLATION_CASE, case.acts, fact, shipped(), moment("2026-09-30"))

    act = act_from(fact, len(case.acts) + 1, moment("2026-09-30"))

    assert "第62条" in irregularities(VIOLATION_CASE, [*case.acts, act], len(case.acts), shipped())[act.no][0]


def test_a_document_has_its_data_ready() -> None:
    """The decision's document knows its issuer, date, addressee and legal basis; the docket gives it its number."""
    case = a_case("decide_penalty")

    judged = judge(VIOLATION_CASE, "2026-000001", case.acts, len(case.acts) - 1, shipped(), moment("2026-09-22"))

    document = next(effect for effect in judged.effects if effect.kind == "document")
    assert document.title == "行政处罚决定书"
    assert (document.issuer, str(document.dated), document.party) == ("u-430423", "2026-09-22", "party-1")
    assert document.basis == (
        "《建设项目环境保护管理条例》第22条",
        "《中华人民共和国行政处罚法》第57条",
    )
