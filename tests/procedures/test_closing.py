"""Closing on each of its grounds (处罚办法 art. 77), and what is told and closed after a transfer."""

from contextlib import nullcontext
from typing import Any

import pytest

from judging.attempt import Situation
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import NotCompetent, OutOfOrder, Unclear
from models.acts import Act
from models.acts.closing import CloseCase
from models.acts.terms import TermLapses
from procedures.closing_grounds import borne
from procedures.referral.unsent import SENT
from tests.builders import CLERK, HEAD, HOTLINE, OFFICER, PARTY, PaperCase, a_case, moment
from tests.procedures.referred import a_suspected_crime, does, sent
from tests.procedures.refusing import refuses
from tests.procedures.served import SAID, ServedCase

ELSEWHERE = {"unit": "u-4304-housing", "ecology": False}


def handed_elsewhere(case: PaperCase, on: str, **said: Any) -> PaperCase:  # noqa: ANN401  whatever the act says
    """Return the case after it was handed to the department of housing, whose persons answer from then on."""
    answers = {**case.acts[0].content.answerable[1].model_dump(), "unit": ELSEWHERE["unit"]}
    case.does("hand_to_department", on, **{**ELSEWHERE, "answerable": answers, **said})
    return case


def closes(case: PaperCase, on: str, ground: str) -> None:
    """Tell the township, close and archive: whatever is asked was done."""
    case.does("feed_back", on)
    case.does("close_case", on, ground=ground)
    case.does("archive_case", on)


def grounds(case: PaperCase, on: str) -> set[str]:
    """Return the grounds that the file bears on a day."""
    return set(borne(Situation(case.record(), moment(on).date(), shipped(), VIOLATION_CASE)))


def open_terms(case: PaperCase, on: str) -> set[str]:
    """Return the rules of the terms that run on a day."""
    return {term.rule for term in case.at(on).terms if term.open}


def terminated() -> PaperCase:
    """Return a case whose investigation was ended because the organisation is gone, with its order never rechecked."""
    case = a_case("serve_correction_order")
    case.does(
        "terminate_investigation", "2026-09-09", by=HEAD, ground="entity_ended", reason="注销登记，无权利义务承受人"
    )
    return case


def convicted() -> PaperCase:
    """Return a case that was transferred for a crime, for which the court punished."""
    case = sent(a_suspected_crime())
    does(case, "record_police_filing", "2026-09-14", of="refer_to_police")
    does(case, "record_criminal_judgment", "2027-03-01", of="refer_to_police")
    return case


class TestEachGround:
    @pytest.mark.parametrize(
        ("case", "on", "ground"),
        [(terminated(), "2026-09-10", "terminated"), (convicted(), "2027-03-02", "transferred")],
    )
    def test_it_closes_on_that_ground_and_on_no_other(self, case: PaperCase, on: str, ground: str) -> None:
        """Art. 77(4), (5): nothing is decided any more, and what the party cannot do any more is not asked for."""
        assert grounds(case, on) == {ground, "other"}
        assert "case_decision_period" not in open_terms(case, on)
        for wrong in ("performed", "court_accepted", "no_penalty", "not_filed", "filing_revoked", "decision_revoked"):
            with refuses("wrong-ground", article="第77条", kind=OutOfOrder):
                told = PaperCase()
                told.acts = list(case.acts)
                told.does("feed_back", on)
                told.does("close_case", on, ground=wrong)

        closes(case, on, ground)

    @pytest.mark.parametrize("outcome", ["exempted", "acquitted"])
    def test_without_punishment_the_bureau_still_decides(self, outcome: str) -> None:
        """行政处罚法 art. 27, 衔接办法 art. 16: the case comes back, its term counts again, and there is no result yet."""
        case = sent(a_suspected_crime())
        does(case, "record_police_filing", "2026-09-14", of="refer_to_police")
        does(case, "record_criminal_judgment", "2027-03-01", of="refer_to_police", outcome=outcome)

        assert "case_decision_period" in open_terms(case, "2027-03-02")
        with refuses("out-of-order", says="案件尚无处理结果", kind=OutOfOrder):
            case.does("feed_back", "2027-03-02")
        with refuses("out-of-order", article="第77条", kind=OutOfOrder):
            case.does("close_case", "2027-03-02", ground="transferred")

    def test_an_appeal_takes_the_end_of_the_term_back(self) -> None:
        """While the judgment is contested nothing is at its end, and acquitted above, the bureau decides."""
        case = convicted()
        does(case, "record_appeal", "2027-03-08", of="record_criminal_judgment")
        assert grounds(case, "2027-03-08") == set()
        does(case, "record_criminal_judgment", "2027-06-01", of="record_appeal", outcome="acquitted")

        assert "case_decision_period" in open_terms(case, "2027-06-02")

    @pytest.mark.parametrize(
        ("party", "ground", "is_refused"),
        [
            ("citizen", "entity_ended", True),
            ("citizen", "citizen_died", False),
            ("organisation", "entity_ended", False),
            ("organisation", "citizen_died", False),
        ],
    )
    def test_who_ends_fits_the_party(self, party: str, ground: str, *, is_refused: bool) -> None:
        """Art. 36: no citizen ends; a household that trades is entered as an organisation, and dies (个体工商户)."""
        case = a_case("inspect_site")
        case.does("file_case", "2026-09-07", party=PARTY.model_copy(update={"kind": party}))

        with refuses("wrong-ground", article="第36条", kind=OutOfOrder) if is_refused else nullcontext():
            case.does("terminate_investigation", "2026-09-09", by=HEAD, ground=ground, reason="终止")

    def test_after_it_nothing_is_decided(self) -> None:
        """Art. 36: what was ended is neither investigated nor decided."""
        case = terminated()

        assert not {"decide_penalty", "decide_no_penalty", "serve_notice", "conclude_investigation"} & {
            row.act for row in case.at("2026-09-10").next
        }


class TestTheCourt:
    @pytest.mark.parametrize(
        ("served_on", "on", "closing"), [("2026-03-02", "2026-09-15", True), ("2022-03-02", "2022-09-15", False)]
    )
    def test_acceptance_closes_since_2023(self, served_on: str, on: str, *, closing: bool) -> None:
        """Art. 77(2); 环境行政处罚办法 art. 67(2): until 2023-06-30 the court had to have carried it out."""
        case = ServedCase(served_on)
        order = case.enters("serve_correction_order", served_on, OFFICER, requirement="停止排放")
        recheck = {"of": order.no, "corrected": False, "record": "仍在排放", "officers": []}
        case.enters("recheck_correction", served_on, OFFICER, **recheck)
        demanded, asked = (f"{on[:4]}-08-15", f"{on[:4]}-09-08")
        case.sees("serve_demand", demanded, amount="200000")
        application = case.sees("apply_to_court", asked, claimed="200000")
        acceptance = case.sees("court_accepts", on, of=application.no)
        assert ("court_accepted" in grounds(case, on)) is closing

        case.sees("court_rules", on, of=acceptance.no)
        case.sees("court_executes", on, of=application.no, result="complete")

        assert "court_accepted" in grounds(case, on)

    def test_one_decision_is_paid_and_another_with_the_court(self) -> None:
        """Each decision ends by a way of its own; an order that nobody obeys is no bar once the court has accepted."""
        case = ServedCase("2026-03-02")
        order = case.enters("serve_correction_order", "2026-03-02", OFFICER, requirement="停止排放")
        daily = {"fine": "200000", "facts": "拒不改正", "basis": [], "remedies": {}}
        decision = case.enters("decide_daily_penalty", "2026-03-20", HEAD, of=order.no, **daily)
        service = case.enters("serve_daily_decision", "2026-03-20", OFFICER, of=decision.no)
        case.sees("record_payment", "2026-03-25", of=service.no, amount="200000")
        case.sees("serve_demand", "2026-08-14", of=case.service, amount="200000")
        application = case.sees("apply_to_court", "2026-09-08", of=case.service, claimed="200000")
        case.sees("court_accepts", "2026-09-15", of=application.no)
        case.does("publish_decision", "2026-09-15", key="p1", of=case.acts[3].no)
        case.does("publish_decision", "2026-09-15", key="p2", of=decision.no)
        case.does("feed_back", "2026-09-15")
        with refuses("out-of-order", article="第77条", kind=OutOfOrder):
            case.does("close_case", "2026-09-16", ground="performed")

        case.does("close_case", "2026-09-16", ground="court_accepted")


class TestForgoingTheSurcharge:
    def paid_late(self) -> ServedCase:
        """Return a case whose fine was paid five days after its last day."""
        case = ServedCase("2026-03-02")
        case.sees("record_payment", "2026-03-22", amount="100000")
        return case

    def test_a_late_fine_paid_in_full_closes(self) -> None:
        """处罚法 art. 72: the bureau may add a surcharge; that it does not is decided, and nothing is owed then."""
        case = self.paid_late()
        case.does("publish_decision", "2026-03-23")
        case.does("feed_back", "2026-03-23")
        with refuses("not-performed", article="第77条", kind=OutOfOrder):
            case.does("close_case", "2026-03-23")

        case.sees("forgo_surcharge", "2026-03-23", reason="及时缴清，情节轻微")
        case.does("close_case", "2026-03-24")

        assert "court_application_window" not in open_terms(case, "2026-10-01")

    @pytest.mark.parametrize(
        ("before", "code"),
        [
            ((("record_payment", "2026-03-22", {"amount": "50000"}),), "fine-not-paid"),
            ((("record_payment", "2026-03-17", {"amount": "100000"}),), "nothing-owed"),
            (
                (
                    ("serve_demand", "2026-03-19", {"amount": "106000"}),
                    ("record_payment", "2026-03-22", {"amount": "100000"}),
                ),
                "surcharge-demanded",
            ),
        ],
    )
    def test_only_what_was_paid_late_and_not_demanded(self, before: Any, code: str) -> None:  # noqa: ANN401  acts
        """On the last day nothing is late; what was demanded is given up by agreement only (强制法 art. 42)."""
        case = ServedCase("2026-03-02")
        for act, on, said in before:
            case.sees(act, on, **said)

        with refuses(code, kind=OutOfOrder):
            case.sees("forgo_surcharge", "2026-03-23", reason="情节轻微")


class TestOtherDepartments:
    def test_what_is_not_ours_goes_on_before_filing(self) -> None:
        """处罚办法 art. 17, 18: no term of the bureau runs on or begins; nothing is filed here; told, it is closed."""
        case = handed_elsewhere(a_case("report_upward"), "2026-09-02")
        assert "case_filing_decision" not in open_terms(case, "2026-09-03")
        assert case.at("2026-09-03").holder_unit == ELSEWHERE["unit"]
        with refuses("out-of-order", article="第17条", kind=OutOfOrder):
            case.does("file_case", "2026-09-03")

        closes(case, "2026-09-03", "transferred")

    def test_the_bureaus_own_finding_goes_on_as_well(self) -> None:
        """76号方案四（四）1: whoever finds what is not his hands it over."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=OFFICER)
        assert "case_filing_decision" in open_terms(case, "2026-09-01")

        handed_elsewhere(case, "2026-09-02")

        assert "case_filing_decision" not in open_terms(case, "2026-09-03")

    def test_after_filing_the_head_hands_it_on_and_it_may_come_back(self) -> None:
        """Art. 17: with it the ninety days end; come back, they count from the filing, as if it had not gone."""
        case = a_case("file_case")
        with refuses("head-decides", article="第17条", kind=NotCompetent):
            handed_elsewhere(case, "2026-09-08", by=CLERK)
        handed_elsewhere(case, "2026-09-08", by=HEAD)
        assert "case_decision_period" not in open_terms(case, "2026-09-09")
        with refuses("already-done", kind=OutOfOrder):
            handed_elsewhere(case, "2026-09-09", by=HEAD, key="again")

        case.does("hand_to_department", "2026-09-15", by=HEAD)

        assert [str(term.last_day) for term in case.at("2026-09-15").terms if term.rule == "case_decision_period"] == [
            "2026-12-07"
        ]

    @pytest.mark.parametrize(
        ("until", "act"),
        [
            ("hand_to_department", "decide_on_the_spot"),
            ("file_case", "serve_correction_order"),
            ("file_case", "revoke_filing"),
            ("review_case", "serve_notice"),
            ("serve_notice", "decide_penalty"),
            ("serve_notice", "decide_no_penalty"),
        ],
    )
    def test_nothing_is_decided_while_another_department_has_it(self, until: str, act: str) -> None:
        """Art. 17: the order, the notice and the decision are the competent department's; back again, ours."""
        case = handed_elsewhere(a_case(until), "2026-09-21", by=HEAD)
        said = {"reason": "不符合立案条件"} if act == "revoke_filing" else {}
        with refuses("out-of-order", article="第17条", kind=OutOfOrder):
            case.does(act, "2026-09-22", **said)

        case.does("hand_to_department", "2026-09-22 10:00", by=HEAD)

        case.does(act, "2026-09-22 11:00", **said)

    def test_a_superior_names_another_department(self) -> None:
        """Art. 15: from then on that unit answers, and the bureau's review is at its end."""
        case = a_case("hand_to_department")
        answers = {**case.acts[0].content.answerable[1].model_dump(), "unit": ELSEWHERE["unit"]}

        does(case, "designate_jurisdiction", "2026-09-03", **ELSEWHERE, answerable=answers)

        assert case.at("2026-09-03").holder_unit == ELSEWHERE["unit"]
        assert "case_filing_decision" not in open_terms(case, "2026-09-03")


class TestMonitors:
    def sent_in(self) -> PaperCase:
        """Return a case that a monitoring system has sent."""
        case = PaperCase()
        case.does("report_finding", "2026-09-01", by=HOTLINE, source="monitoring")
        return case

    @pytest.mark.parametrize(("on", "state"), [("2026-09-16", "running"), ("2026-09-17", "late")])
    def test_it_lies_with_the_bureau_from_its_arrival(self, on: str, state: str) -> None:
        """Art. 18: fifteen days from the arrival, with a warning before; no township has to report it upward."""
        case = self.sent_in()
        case.waits_until(on)

        assert case.at(on).holder_unit == "u-430423"
        assert [term.state for term in case.at(on).terms if term.statutory] == [state]
        assert "norm.report_upward" not in {term.rule for term in case.at(on).terms}
        assert ("term_nears_end" in case.names(), "term_lapses" in case.names()) == (True, state == "late")

    @pytest.mark.parametrize("act", ["hand_to_department", "file_case", "decline_filing"])
    def test_the_bureau_takes_it_over_files_or_declines_it(self, act: str) -> None:
        """No step of anybody else is waited for."""
        self.sent_in().does(act, "2026-09-02")


class TestAfterDeclining:
    def test_new_evidence_files_what_was_not_filed(self) -> None:
        """Art. 18, 19: nothing was decided on the conduct; the filing says what is new, and the case runs its course."""
        case = a_case("hand_to_department")
        case.does("decline_filing", "2026-09-05")
        with refuses("no-new-evidence", article="第19条", kind=OutOfOrder):
            case.does("file_case", "2026-09-08")

        case.does("file_case", "2026-09-08", new_evidence="监测报告显示超标")

        assert "case_decision_period" in open_terms(case, "2026-09-08")
        assert grounds(case, "2026-09-08") == set()
        case.does("inspect_site", "2026-09-09")

    def test_once_closed_new_evidence_opens_a_file_of_its_own(self) -> None:
        """Art. 18, 77: a closing that was right is not taken back; what is new is a new clue, and the refusal says so."""
        case = a_case("hand_to_department")
        case.does("decline_filing", "2026-09-05")
        at = moment("2026-09-07")
        closing = CloseCase(ground="not_filed", summary="不予立案")
        case.acts.append(Act(no=len(case.acts) + 1, key="c", happened_at=at, recorded_at=at, by=HEAD, content=closing))

        with refuses("file-closed", says="另立案卷", kind=OutOfOrder):
            case.does("file_case", "2026-09-08", new_evidence="监测报告显示超标")


class TestComplaints:
    def test_a_complaint_in_a_case_can_be_refused(self) -> None:
        """热线办法 art. 7: refused with reasons, told, confirmed, closed."""
        case = PaperCase()
        case.does("receive_complaint", "2026-09-01")
        case.does("refuse_complaint", "2026-09-02")
        assert "hotline_accept" not in open_terms(case, "2026-09-02")
        with refuses("out-of-order", kind=OutOfOrder):
            case.does("accept_complaint", "2026-09-03")
        case.does("close_case", "2026-09-03", ground="not_filed")
        with refuses("out-of-order", kind=OutOfOrder):
            case.does("archive_case", "2026-09-03")

        case.does("confirm_feedback", "2026-09-03", of="refuse_complaint")
        case.does("archive_case", "2026-09-03")

    def test_nobody_is_told_of_an_anonymous_complaint(self) -> None:
        """Who gave no name, and whom no system stands behind, cannot be told; the case is closed all the same."""
        case = PaperCase()
        case.does("receive_complaint", "2026-09-01", named=False)
        case.does("accept_complaint", "2026-09-02")
        case.does("hand_to_department", "2026-09-03")
        case.does("decline_filing", "2026-09-10")

        assert "norm.feed_back" not in open_terms(case, "2026-09-10")
        with refuses("nobody-to-tell", kind=Unclear):
            case.does("feed_back", "2026-09-10", to="reporter")
        assert "hotline_complete" in open_terms(case, "2026-09-10")
        case.does("close_case", "2026-09-11", ground="not_filed")
        assert "hotline_complete" not in open_terms(case, "2026-09-11")
        case.does("archive_case", "2026-09-14")

    @pytest.mark.parametrize(
        ("channel", "received", "accepted"),
        [
            ("telephone", {"hotline_accept"}, {"hotline_complete", "hotline_forward_internal"}),
            ("letter", {"petition_register"}, {"petition_complete"}),
            ("visit", {"petition_register"}, {"petition_complete"}),
        ],
    )
    def test_letters_and_visits_run_under_the_petition_rules(
        self, channel: str, received: set[str], accepted: set[str]
    ) -> None:
        """信访工作条例 art. 22, 23, 34: not under the rules of the hotline."""
        case = PaperCase()
        case.does("receive_complaint", "2026-09-01", channel=channel)
        assert open_terms(case, "2026-09-01") == received

        case.does("accept_complaint", "2026-09-02")

        assert open_terms(case, "2026-09-02") == accepted


class TestNothingIsLeftUnsent:
    """移送规定 art. 5, 移送适用行政拘留办法 art. 12: after closing nothing can be sent to the police any more."""

    def _asked(self, case: PaperCase) -> bool:
        now = Situation(case.record(), case.acts[-1].day, shipped(), VIOLATION_CASE)
        return all(condition.holds(now) for condition in SENT)

    def test_a_report_waits_for_the_head_and_then_for_the_police(self) -> None:
        """衔接工作办法 art. 5, 6: reported, decided, sent."""
        case = a_case("record_payment")
        assert self._asked(case)
        does(case, "report_suspected_crime", "2026-09-28 10:00")
        assert not self._asked(case)
        with refuses("out-of-order", article="第6条", kind=OutOfOrder):
            case.does("close_case", "2026-09-28 11:00")
        does(case, "decide_crime_referral", "2026-09-28 12:00", of="report_suspected_crime")
        assert not self._asked(case)
        does(case, "refer_to_police", "2026-09-28 13:00", kind="crime", of="decide_crime_referral")

        assert self._asked(case)

    def test_a_reasoned_no_and_an_opinion_that_was_followed_hold_nothing_up(self) -> None:
        """衔接工作办法 art. 5, 14."""
        case = a_case("record_payment")
        does(case, "report_suspected_crime", "2026-09-28 10:00")
        does(case, "decide_crime_referral", "2026-09-28 12:00", of="report_suspected_crime", granted=False)
        assert self._asked(case)
        does(case, "receive_referral_opinion", "2026-09-28 13:00")
        assert not self._asked(case)
        does(case, "refer_to_police", "2026-09-28 14:00", kind="crime", of="receive_referral_opinion")

        assert self._asked(case)

    def test_a_decided_referral_for_detention_is_sent_while_the_penalty_stands(self) -> None:
        """Art. 2, 12: where the penalty was revoked nothing may be sent, and nothing is waited for."""
        case = a_case("record_payment")
        does(case, "decide_detention_referral", "2026-09-28 10:00")
        assert not self._asked(case)
        revoked = PaperCase()
        revoked.acts = list(case.acts)
        revoked.does("revoke_decision", "2026-09-28 11:00", by=HEAD, of="serve_decision", **SAID["revoke_decision"])
        assert self._asked(revoked)
        does(case, "refer_to_police", "2026-09-28 11:00", kind="detention", of="decide_detention_referral")

        assert self._asked(case)


class TestTheDaysToArchive:
    """The thirty days of the forms of 湖南 (文书范本) are guidance: shown, never held against anybody as law."""

    @pytest.mark.parametrize(
        ("on", "state"), [("2026-10-28", "met"), ("2026-10-29", "met"), ("2026-10-30", "met_late")]
    )
    def test_they_run_from_the_closing(self, on: str, state: str) -> None:
        """Closed on 29 September: the day before, the last day, the day after."""
        case = a_case("close_case")
        case.does("archive_case", on)
        [term] = [one for one in case.at(on).terms if one.rule == "case_archive"]

        assert (term.state, str(term.last_day), term.statutory) == (state, "2026-10-29", False)

    def test_nobody_above_is_told_that_they_passed(self) -> None:
        """Whoever handles the file is reminded; no lapse of a statutory term goes upward."""
        case = a_case("close_case")
        case.waits_until("2026-10-30")

        [lapse] = [one.content for one in case.record().all(TermLapses) if one.content.term.startswith("case_archive")]
        assert lapse.escalated_to == ("u-430423-direct",)
