"""The hearing: who may ask and until when, how it is told and held, what it does to the clock and to the decision."""

import pytest

from judging.judge import judge
from law.refusals import NotCompetent, OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.acts.hearing import RequestHearing
from models.effects import Message
from models.people import Actor, Role
from procedures.hearing_right import has_right
from procedures.penalty.prior_notice import open_requests
from tests.builders import CLERK, DEPUTY, LEGAL, OFFICER, PaperCase, a_case
from tests.procedures.hearing_path import GRAVE, SMALL, decides, heard, noticed, of_record, reviewed, term
from tests.procedures.measures import made
from tests.procedures.refusing import refuses


def requested(notice: str = "2026-09-14", on: str = "2026-09-16") -> PaperCase:
    """Return a case in which the party has asked for a hearing."""
    case = noticed(notice, **GRAVE)
    case.does("request_hearing", on)
    return case


def appointed(hearing_on: str = "2026-09-29", told: str = "2026-09-17") -> PaperCase:
    """Return a case whose hearing has been told to the party."""
    case = requested()
    case.does("serve_hearing_notice", told, of="request_hearing", hearing_on=hearing_on)
    return case


class TestRequest:
    @pytest.mark.parametrize(
        ("notice", "last", "after", "article"),
        [
            ("2015-03-10", "2015-03-13", "2015-03-14", "第42条第1款第1项"),
            ("2021-07-14", "2021-07-19", "2021-07-20", "第42条第1款第1项"),
            ("2021-07-15", "2021-07-22", "2021-07-23", "第64条第1项"),
            ("2024-03-04", "2024-03-11", "2024-03-12", "第47条第1款第1项"),
            ("2026-09-14", "2026-09-20", "2026-09-21", "第47条第1款第1项"),
            ("2026-09-28", "2026-10-10", "2026-10-11", "第47条第1款第1项"),
        ],
        ids=["2015", "the-last-old-day", "the-first-new-day", "2024", "working-sunday", "over-the-holiday"],
    )
    def test_the_last_day_by_the_law_of_the_notice(self, notice: str, last: str, after: str, article: str) -> None:
        """Three days before 2021-07-15, five working days since: on the last day there is a right, a day later none."""
        in_time, late = requested(notice, last), requested(notice, after)

        offered = term(in_time, "hearing_request", last)
        assert (str(offered.last_day), offered.state) == (last, "met")
        assert article in offered.citation
        [asked], [asked_late] = in_time.record().all(RequestHearing), late.record().all(RequestHearing)
        assert has_right(in_time.record(), asked, in_time.law)
        assert not has_right(late.record(), asked_late, late.law)

    def test_a_late_request_is_received_and_refused_on_the_record(self) -> None:
        """处罚办法 art. 47(1)(1): late, it has no right; it is answered before the decision, and stops no clock."""
        case = noticed("2026-09-14", **GRAVE)
        before = term(case, "case_decision_period", "2026-09-21").last_day
        case.does("request_hearing", "2026-09-21")
        with refuses("hearing-pending", article="第65条", kind=OutOfOrder):
            decides(case, "2026-09-22")

        case.does("refuse_hearing", "2026-09-22", of="request_hearing")

        assert term(case, "hearing_request", "2026-09-22").state == "expired"
        assert term(case, "case_decision_period", "2026-09-22").last_day == before
        decides(case, "2026-09-22")

    def test_a_good_request_is_not_refused(self) -> None:
        """处罚办法 art. 46, 47: in time and over the threshold, the hearing is held."""
        with refuses("hearing-is-due", article="第46条", kind=OutOfBounds):
            requested().does("refuse_hearing", "2026-09-17", of="request_hearing")

    def test_a_good_request_is_not_refused_under_the_old_law_either(self) -> None:
        """环境行政处罚办法 art. 48, 78; 行政处罚法 (2017) art. 42: the article named is that of its day."""
        with refuses("hearing-is-due", article="第42条第1款第1项", kind=OutOfBounds):
            requested("2015-03-10", "2015-03-12").does("refuse_hearing", "2015-03-12", of="request_hearing")

    def test_without_a_right_there_is_no_hearing(self) -> None:
        """A fine below the threshold gives no right; the request is refused and has stopped no clock."""
        case = noticed("2026-09-14", **SMALL)
        before = term(case, "case_decision_period", "2026-09-14").last_day
        case.does("request_hearing", "2026-09-15")

        case.does("refuse_hearing", "2026-09-16", of="request_hearing", reason="不属于听证范围")

        assert term(case, "case_decision_period", "2026-09-16").last_day == before

    def test_a_hearing_granted_without_a_right_is_a_hearing(self) -> None:
        """Held all the same, its time does not count (处罚办法 art. 57(2))."""
        case = noticed("2026-09-14", **SMALL)
        case.does("request_hearing", "2026-09-15")

        case.does("serve_hearing_notice", "2026-09-16", of="request_hearing", hearing_on="2026-09-29")

        assert term(case, "case_decision_period", "2026-09-17").state == "suspended"

    def test_a_right_nobody_told_of_never_runs_out(self) -> None:
        """A notice of record that should have offered a hearing and did not: the party may ask at any time."""
        case = reviewed("2026-09-14")
        of_record(case, "serve_notice", "2026-09-14", fine="300000")
        case.does("request_hearing", "2026-11-02")

        with refuses("hearing-is-due", article="第46条"):
            case.does("refuse_hearing", "2026-11-03", of="request_hearing")

    def test_what_was_given_up_in_writing_is_gone(self) -> None:
        """A request after a written waiver of the hearing may be refused."""
        case = noticed("2026-09-14", **GRAVE)
        case.does("waive_statement", "2026-09-15")
        case.does("waive_hearing", "2026-09-15")
        case.does("request_hearing", "2026-09-16")

        case.does("refuse_hearing", "2026-09-17", of="request_hearing", reason="已书面放弃")

        decides(case, "2026-09-17")

    @pytest.mark.parametrize(
        ("given", "kept"), [("waive_statement", "hearing-period-open"), ("waive_hearing", "defence-period-open")]
    )
    def test_each_right_has_its_own_waiver(self, given: str, kept: str) -> None:
        """处罚办法 art. 44, 46, 47: who gives up one of the two keeps the other to the last day, 20 September."""
        case = noticed("2026-09-14", **GRAVE)
        case.does(given, "2026-09-14 15:00")
        for day in ("2026-09-14 16:00", "2026-09-20"):
            with refuses(kept, kind=OutOfTime):
                decides(case, day)

        decides(case, "2026-09-21")

    def test_a_hearing_asked_for_after_the_statement_was_given_up(self) -> None:
        """行政处罚法 art. 63, 64: the request of the last day is by right; it can neither be refused nor passed over."""
        case = noticed("2026-09-14", **GRAVE)
        case.does("waive_statement", "2026-09-15")
        case.does("request_hearing", "2026-09-20")
        with refuses("hearing-is-due", article="第46条"):
            case.does("refuse_hearing", "2026-09-21", of="request_hearing", reason="已书面放弃陈述申辩")
        with refuses("hearing-pending"):
            decides(case, "2026-09-21")

    def test_a_spoken_waiver_of_the_hearing_ends_nothing(self) -> None:
        """Only what was given up in writing is gone."""
        case = noticed("2026-09-14", **GRAVE)
        case.does("waive_statement", "2026-09-15")
        case.does("waive_hearing", "2026-09-15", in_writing=False)
        with refuses("hearing-period-open"):
            decides(case, "2026-09-16")

    def test_nobody_gives_up_what_was_not_told(self) -> None:
        """A notice silent on the hearing leaves nothing to waive; a request that waits is withdrawn, not waived."""
        with refuses("hearing-not-told-of"):
            noticed("2026-09-14", **SMALL).does("waive_hearing", "2026-09-15")
        with refuses("hearing-asked-for"):
            requested().does("waive_hearing", "2026-09-16")

    def test_one_notice_has_one_hearing(self) -> None:
        """A second request after the hearing may be refused; one while the first waits is not received twice."""
        case = requested()
        with refuses("hearing-already-requested", article="第47条", kind=OutOfOrder):
            case.does("request_hearing", "2026-09-17")
        case.does("serve_hearing_notice", "2026-09-16", of="request_hearing", hearing_on="2026-09-27")
        case.does("hold_hearing", "2026-09-27", of="request_hearing")
        case.does("conclude_hearing", "2026-09-28", of="request_hearing")
        case.does("request_hearing", "2026-09-29")

        case.does("refuse_hearing", "2026-09-29", of="request_hearing", reason="已经听证")

        assert open_requests(case.record()) == []

    def test_a_withdrawn_request_lets_the_time_run_out(self) -> None:
        """After the withdrawal the clock runs again; the decision still waits for the last day."""
        case = requested()
        case.does("withdraw_hearing", "2026-09-18", of="request_hearing")
        with refuses("defence-period-open", article="第44条", kind=OutOfTime):
            decides(case, "2026-09-20")

        decides(case, "2026-09-21")

        assert term(case, "case_decision_period", "2026-09-21").suspended_days == 3

    def test_an_answered_request_is_not_answered_again(self) -> None:
        """What was withdrawn cannot be refused."""
        case = requested()
        other = next(act.no for act in case.acts if act.name == "request_hearing")
        case.does("withdraw_hearing", "2026-09-17", of=other)
        case.does("request_hearing", "2026-09-18")
        with refuses("request-answered", article="第47条", kind=OutOfOrder):
            case.does("refuse_hearing", "2026-09-18", of=other)

    def test_only_a_request_is_answered(self) -> None:
        """`of` names a request for a hearing."""
        with refuses("no-such-act", kind=Unclear):
            requested().does("withdraw_hearing", "2026-09-17", of=1)

    def test_nothing_to_answer(self) -> None:
        """Without a request there is no hearing."""
        with refuses("out-of-order", article="第64条", kind=OutOfOrder):
            noticed("2026-09-14", **GRAVE).does("refuse_hearing", "2026-09-17", of=1)

    def test_how_fast_it_is_answered_is_the_citys_own_norm(self) -> None:
        """No statute sets a time for the answer; the norm is late, not a statutory term."""
        norm = term(requested(), "norm.hearing_answer", "2026-10-20")

        assert (norm.statutory, norm.state) == (False, "late")

    def test_only_a_head_refuses(self) -> None:
        """The answer is the bureau's; a clerk only receives and records."""
        with refuses("no-power", kind=NotCompetent):
            requested(on="2026-09-21").does("refuse_hearing", "2026-09-22", of="request_hearing", by=CLERK)


class TestNotice:
    @pytest.mark.parametrize(
        ("notice", "asked", "latest", "doubtful", "late", "held", "article"),
        [
            ("2015-03-09", "2015-03-10", "2015-03-12", "2015-03-13", "2015-03-14", "2015-03-20", "第42条第1款第2项"),
            ("2021-08-02", "2021-08-03", "2021-08-10", "2021-08-11", "2021-08-12", "2021-08-20", "第64条第2项"),
            ("2026-09-14", "2026-09-16", "2026-09-19", "2026-09-20", "2026-09-21", "2026-09-30", "第47条第1款第2项"),
            ("2026-09-14", "2026-09-16", "2026-09-27", "2026-09-28", "2026-09-29", "2026-10-13", "第47条第1款第2项"),
        ],
        ids=["2015-calendar", "2021-working", "2026-working", "2026-holiday"],
    )
    def test_seven_days_before(
        self, notice: str, asked: str, latest: str, doubtful: str, late: str, held: str, article: str
    ) -> None:
        """Seven days before the hearing, working days since 2021-07-15: full ones, or, with a warning, one less."""
        with refuses("hearing-told-too-late", article=article, kind=OutOfTime):
            requested(notice, asked).does("serve_hearing_notice", late, of="request_hearing", hearing_on=held)

        for on, is_warned in ((latest, False), (doubtful, True)):
            case = requested(notice, asked)
            served = case.does("serve_hearing_notice", on, of="request_hearing", hearing_on=held)
            assert is_warned is any("另一种算法" in one.title for one in made(case) if one.act_no == served.no)

    @pytest.mark.parametrize(
        ("notice", "asked", "article"),
        [
            ("2015-03-09", "2015-03-10", "第42条第1款第4项"),
            ("2021-08-02", "2021-08-03", "第64条第4项"),
            ("2026-09-14", "2026-09-16", "第47条第1款第4项"),
        ],
    )
    def test_the_chair_has_not_investigated(self, notice: str, asked: str, article: str) -> None:
        """行政处罚法 art. 64(4): an officer of the case is no chair (G3)."""
        with refuses("investigator-of-the-case", article=article, kind=NotCompetent):
            requested(notice, asked).does(
                "serve_hearing_notice", asked, of="request_hearing", hearing_on="2027-01-15", chair=OFFICER.id
            )

    def test_electronic_service_needs_consent(self) -> None:
        """行政处罚法 art. 61: the notice of the hearing is served like any other."""
        with refuses("no-consent", article="第61条", kind=OutOfBounds):
            requested().does(
                "serve_hearing_notice",
                "2026-09-16",
                of="request_hearing",
                hearing_on="2026-09-30",
                mode="electronic",
            )


class TestSitting:
    def test_it_is_held_on_the_day_and_under_the_chair_that_were_told(self) -> None:
        """Another day or another chair needs another notice; the last notice counts."""
        case = appointed()
        with refuses("another-day", article="第47条第1款第2项", kind=OutOfOrder):
            case.does("hold_hearing", "2026-09-28", of="request_hearing")
        with refuses("another-chair", article="第47条第1款第2项", kind=OutOfOrder):
            case.does("hold_hearing", "2026-09-29", of="request_hearing", chair="p-county-8")
        case.does("serve_hearing_notice", "2026-09-29", of="request_hearing", hearing_on="2026-10-16")

        case.does("hold_hearing", "2026-10-16", of="request_hearing")

    def test_it_is_not_held_untold(self) -> None:
        """A notice for another request is no notice for this one."""
        case = appointed()
        case.does("withdraw_hearing", "2026-09-18", of="request_hearing")
        case.does("request_hearing", "2026-09-18")
        with refuses("hearing-not-told", article="第47条第1款第2项", kind=OutOfOrder):
            case.does("hold_hearing", "2026-09-29", of="request_hearing")

    @pytest.mark.parametrize(
        ("agents", "day", "article"), [(3, "2026-09-29", "第47条第1款第3项"), (7, "2026-09-29", "第3项至第8项")]
    )
    def test_two_agents_at_most(self, agents: int, day: str, article: str) -> None:
        """行政处罚法 art. 64(5): one or two."""
        with refuses("too-many-agents", article=article, kind=OutOfBounds):
            appointed().does("hold_hearing", day, of="request_hearing", agents=agents)

        appointed().does("hold_hearing", day, of="request_hearing", agents=2)

    def test_a_challenged_chair_does_not_sit(self) -> None:
        """行政处罚法 art. 64(4): the request that the chair keep away is decided before the sitting."""
        case = appointed()
        case.does("request_recusal", "2026-09-28", person=LEGAL.id)
        with refuses("chair-is-challenged", article="第47条第1款第3项", kind=OutOfOrder):
            case.does("hold_hearing", "2026-09-29", of="request_hearing")
        case.does("decide_recusal", "2026-09-29", of="request_recusal", granted=False)

        case.does("hold_hearing", "2026-09-29", of="request_hearing")

    def test_a_recused_chair_is_not_appointed(self) -> None:
        """处罚办法 art. 6: who has to keep away takes no part."""
        case = requested()
        case.does("request_recusal", "2026-09-16", person=LEGAL.id)
        case.does("decide_recusal", "2026-09-16", of="request_recusal")
        with refuses("recused", article="第6条", kind=NotCompetent):
            case.does("serve_hearing_notice", "2026-09-17", of="request_hearing", hearing_on="2026-09-29")

    def test_the_party_that_stays_away_has_given_it_up(self) -> None:
        """行政处罚法 art. 64(6): the hearing ends with its absence; no report, no legal review, and the clock runs again."""
        case = appointed()

        case.does("hold_hearing", "2026-09-29", of="request_hearing", is_absent=True)

        assert open_requests(case.record()) == []
        assert term(case, "case_decision_period", "2026-09-30").suspended_days == 14
        assert not any(one.rule == "norm.hearing_report" for one in case.at("2026-09-30").terms)
        decides(case, "2026-09-30")

    def test_a_report_follows_the_sitting(self) -> None:
        """No report on what was not held, and none by who investigated."""
        case = appointed()
        with refuses("out-of-order", article="第65条", kind=OutOfOrder):
            case.does("conclude_hearing", "2026-09-28", of="request_hearing")
        case.does("hold_hearing", "2026-09-29", of="request_hearing")
        investigator = Actor(id=OFFICER.id, unit=OFFICER.unit, level=2, roles=(Role.REVIEWER,))
        with refuses("investigator-of-the-case", article="第47条", kind=NotCompetent):
            case.does("conclude_hearing", "2026-09-30", of="request_hearing", by=investigator)

        case.does("conclude_hearing", "2026-09-30", of="request_hearing")

        assert term(case, "norm.hearing_report", "2026-09-30").state == "met"


class TestClock:
    def test_monitoring_and_hearing_overlap_and_count_once(self) -> None:
        """处罚办法 art. 57(2), catalogue F4: filed 07-10, monitoring 07-15 to 08-03, hearing 07-30 to 08-12: 11-06."""
        case = PaperCase()
        case.does("report_finding", "2026-07-10", by=OFFICER)
        case.does("inspect_site", "2026-07-10")
        case.does("file_case", "2026-07-10")
        begun = case.does("begin_excluded_time", "2026-07-15", ground="monitoring")
        case.does("conclude_investigation", "2026-07-24")
        case.does("review_case", "2026-07-27")
        case.does("serve_notice", "2026-07-28", **GRAVE)
        case.does("request_hearing", "2026-07-30")
        case.does("serve_hearing_notice", "2026-07-30", of="request_hearing", hearing_on="2026-08-11")
        case.does("end_excluded_time", "2026-08-03", of=begun.no)
        case.does("hold_hearing", "2026-08-11", of="request_hearing")
        case.does("conclude_hearing", "2026-08-12", of="request_hearing")

        period = term(case, "case_decision_period", "2026-08-12")

        assert (str(period.last_day), period.suspended_days) == ("2026-11-06", 29)

    def test_under_the_old_rule_too(self) -> None:
        """环境行政处罚办法 art. 55: in 2015 the hearing is outside the three months."""
        case = noticed("2015-03-09", **GRAVE)
        heard(case, "2015-03-10", "2015-03-10", "2015-03-20", "2015-03-23")

        period = term(case, "case_decision_period", "2015-03-23")

        assert (period.suspended_days, str(period.last_day)) == (14, "2015-06-23")

    def test_a_corrected_date_takes_the_right_away(self) -> None:
        """The request turns out to have come a day late: the clock never stood still, and the term had expired."""
        case = requested()
        asked = case.acts[-1]
        assert term(case, "case_decision_period", "2026-09-22").state == "suspended"

        case.does(
            "correct_act", "2026-09-22", of=asked.no, happened_at="2026-09-21T09:00:00+08:00", reason="邮戳日期有误"
        )

        assert term(case, "case_decision_period", "2026-09-22").state == "running"
        assert term(case, "hearing_request", "2026-09-22").state == "expired"


class TestDecision:
    def test_in_2015_only_the_hearing_had_days(self) -> None:
        """行政处罚法 (2009) art. 42, 43: no days for a statement, three for a hearing; the day after them it is decided."""
        case = noticed("2015-03-10", **GRAVE)
        with refuses("hearing-period-open", article="第43条", kind=OutOfTime):
            decides(case, "2015-03-13")

        decides(case, "2015-03-14")

    def test_no_decision_while_a_hearing_waits(self) -> None:
        """行政处罚法 art. 65: the decision rests on the record of the hearing; the standing says so (当前禁止)."""
        case = requested()
        with refuses("hearing-pending", article="第48条", kind=OutOfOrder):
            decides(case, "2026-09-22")

        forbidden = {row.act: row for row in case.at("2026-09-22").forbidden}

        assert forbidden["decide_penalty"].guard == "G1"

    def test_after_a_hearing_comes_the_legal_review(self) -> None:
        """行政处罚法 art. 58(1)(2): what went through a hearing is reviewed before it is decided (G4)."""
        case = noticed("2026-09-14", **GRAVE)
        heard(case, "2026-09-16", "2026-09-17", "2026-09-29", "2026-09-30")
        with refuses("legal-review-missing", article="第58条", kind=OutOfOrder):
            decides(case, "2026-10-12")
        case.does("review_legality", "2026-10-12")

        decides(case, "2026-10-12")

    def test_a_new_notice_resets_what_was_offered(self) -> None:
        """A later, lighter notice offers no hearing: only its own time counts, the old terms have lost their object."""
        case = noticed("2026-09-14", **GRAVE)
        case.does("serve_notice", "2026-09-15", **SMALL)
        with refuses("defence-period-open", article="第44条"):
            decides(case, "2026-09-21")

        decides(case, "2026-09-22")

        assert term(case, "hearing_request", "2026-09-22").state == "void"

    def test_a_new_notice_offers_the_hearing_anew(self) -> None:
        """A later, graver notice starts both times again; a waiver on the first one is no waiver on the second."""
        case = noticed("2026-09-14", **SMALL)
        case.does("waive_statement", "2026-09-14")
        case.does("serve_notice", "2026-09-16", **GRAVE)
        with refuses("defence-period-open"):
            decides(case, "2026-09-22")

        decides(case, "2026-09-23")

    def test_a_new_notice_does_not_silence_an_old_request(self) -> None:
        """What the party asked for on the first notice is still answered."""
        case = requested()
        case.does("serve_notice", "2026-09-17", **SMALL)
        with refuses("hearing-pending"):
            decides(case, "2026-09-28")

    def test_a_notice_silent_on_the_hearing_is_refused(self) -> None:
        """处罚办法 art. 46, 89: from 200,000 yuan an organisation is told of its right."""
        with refuses("hearing-not-offered", article="第46条", kind=OutOfBounds):
            a_case("review_case").does("serve_notice", "2026-09-14", fine="200000")

        a_case("review_case").does("serve_notice", "2026-09-14", fine="199999.99")

    @pytest.mark.parametrize(
        ("fine", "offered", "told"),
        [("19999.99", False, 0), ("20000", False, 1), ("199999.99", False, 1), ("20000", True, 0)],
    )
    def test_near_the_local_figure_it_is_best_offered(self, fine: str, offered: bool, told: int) -> None:
        """处罚办法 art. 89(2): from the provincial figure that nobody could verify, the handler is told to offer it."""
        case = noticed("2026-09-14", fine=fine, hearing_offered=offered)
        effects = judge(case.kind, case.number, case.acts, 0, case.law, case.acts[-1].recorded_at).effects

        said = [one for one in effects if isinstance(one, Message) and "宜告知听证权利" in one.title]
        assert len(said) == told

    def test_a_no_penalty_decision_waits_for_a_recusal_only(self) -> None:
        """No penalty needs no hearing, but an unanswered request for recusal stands in the way of any decision."""
        case = requested()
        case.does("request_recusal", "2026-09-17", person=DEPUTY.id)
        with refuses("recusal-undecided", article="第6条"):
            case.does("decide_no_penalty", "2026-09-18")
