"""What police, procuratorate and court make of a transfer: their terms are judged, nobody here is told off for them."""

import pytest

from tests.builders import CLERK, PaperCase
from tests.procedures.referred import a_fined_case, a_suspected_crime, does, sent, term
from tests.procedures.served import ServedCase


def _detained(case: PaperCase) -> PaperCase:
    does(case, "decide_detention_referral", "2026-09-24")
    does(case, "refer_to_police", "2026-09-24 15:00", kind="detention", of="decide_detention_referral")
    does(case, "record_police_acceptance", "2026-09-24 16:00", of="refer_to_police")
    return case


class TestFiling:
    def test_the_police_file_within_days_that_roll(self) -> None:
        """衔接工作办法 art. 9, 38: accepted on Friday 11 September, the third day is Monday the 14th."""
        in_time, late = sent(a_suspected_crime()), sent(a_suspected_crime())
        does(in_time, "record_police_filing", "2026-09-14", of="refer_to_police")
        does(late, "record_police_filing", "2026-09-15", of="refer_to_police")

        assert str(term(in_time, "police_filing_decision", "2026-09-14").last_day) == "2026-09-14"
        assert [term(case, "police_filing_decision", "2026-09-16").state for case in (in_time, late)] == [
            "met",
            "met_late",
        ]

    def test_a_clue_and_a_complex_case_have_longer_terms(self) -> None:
        """衔接工作办法 art. 9: seven and thirty days; the thirtieth is Sunday 11 October, so Monday the 12th."""
        days = []
        for review in ("clue", "complex"):
            case = a_suspected_crime()
            does(case, "refer_to_police", "2026-09-11 15:00", kind="crime", of="decide_crime_referral")
            does(case, "record_police_acceptance", "2026-09-11 16:00", of="refer_to_police", review=review)
            days.append(str(term(case, "police_filing_decision", "2026-09-12", review).last_day))

        assert days == ["2026-09-18", "2026-10-12"]

    def test_a_term_of_the_police_escalates_to_nobody_and_makes_nothing_late(self) -> None:
        """Whoever handles the case hears of it; the case itself is not late, and its next day is one of ours."""
        case = sent(a_suspected_crime())
        does(case, "enter_platform", "2026-09-12", of="refer_to_police")
        case.waits_until("2026-09-16")
        lapses = [act.content for act in case.acts if act.name == "term_lapses"]
        told = [lapse.escalated_to for lapse in lapses if lapse.term.startswith("police_filing_decision")]
        at = case.at("2026-09-16")

        assert told == [(at.holder_person,)]
        assert next(row for row in at.terms if row.rule == "police_filing_decision").state == "late"
        assert at.alert == "none"

    def test_what_is_missing_is_said_within_hours_and_handed_in_within_days(self) -> None:
        """衔接工作办法 art. 8: the police have twenty-four hours to say so; the bureau three days to answer."""
        case = sent(a_suspected_crime())
        does(case, "record_supplement_request", "2026-09-12 14:00", of="refer_to_police")
        does(case, "supplement_materials", "2026-09-16", of="record_supplement_request")

        assert term(case, "police_incomplete", "2026-09-16", "notify").state == "met"
        assert term(case, "police_incomplete", "2026-09-16", "supplement").state == "met_late"

    def test_asked_too_late_it_is_said_of_the_police(self) -> None:
        """衔接工作办法 art. 8: twenty-four hours from the acceptance."""
        case = sent(a_suspected_crime())
        does(case, "record_supplement_request", "2026-09-12 15:00", of="refer_to_police")

        found = term(case, "police_incomplete", "2026-09-13", "notify")
        assert (found.state, found.obligor) == ("met_late", "police")

    def test_after_filing_the_things_go_over(self) -> None:
        """衔接工作办法 art. 9, 10: word within three days, then three for the things; Sunday 20 September was worked (调休)."""
        case = sent(a_suspected_crime())
        does(case, "record_police_filing", "2026-09-14", of="refer_to_police")
        does(case, "receive_filing_notice", "2026-09-17", of="record_police_filing")
        does(case, "hand_over_items", "2026-09-21", of="receive_filing_notice")

        handed = term(case, "handover_items", "2026-09-21")
        assert term(case, "police_notify", "2026-09-21").state == "met"
        assert (str(handed.last_day), handed.state) == ("2026-09-20", "met_late")

    def test_a_refusal_is_answered_step_by_step(self) -> None:
        """衔接工作办法 art. 11, 移送规定 art. 9: request and answer in working days (Sunday the 20th is one), then the procuratorate."""
        case = sent(a_suspected_crime())
        does(case, "record_police_refusal", "2026-09-14", of="refer_to_police")
        does(case, "receive_filing_notice", "2026-09-15", of="record_police_refusal")
        does(case, "answer_refusal", "2026-09-18", of="receive_filing_notice")
        does(case, "record_police_reconsideration", "2026-09-22", of="answer_refusal")
        does(case, "answer_refusal", "2026-09-28", of="record_police_reconsideration", course="supervision")

        states = {
            name: term(case, "crime_reconsideration", "2026-09-28", name).state
            for name in ("request", "answer", "supervise")
        }
        assert states == {"request": "met", "answer": "met", "supervise": "met"}

    def test_a_refusal_taken_as_it_is_ends_the_matter(self) -> None:
        """衔接工作办法 art. 11: reconsideration may be asked for, it need not be."""
        case = sent(a_suspected_crime())
        does(case, "record_police_refusal", "2026-09-14", of="refer_to_police")
        does(case, "receive_filing_notice", "2026-09-15", of="record_police_refusal")
        does(case, "answer_refusal", "2026-09-16", of="receive_filing_notice", course="accepted")

        assert term(case, "crime_reconsideration", "2026-09-16", "request").state == "met"
        assert not [row for row in case.at("2026-09-16").terms if row.rule == "crime_reconsideration" and row.open]

    def test_the_procuratorate_makes_the_police_explain_and_file(self) -> None:
        """人民检察院办理移送案件规定 art. 10: seven days to explain, fifteen to file."""
        case = sent(a_suspected_crime())
        does(case, "record_police_refusal", "2026-09-14", of="refer_to_police")
        does(case, "record_reasons_demanded", "2026-09-16")
        does(case, "record_reasons_given", "2026-09-23", of="record_reasons_demanded")
        does(case, "record_filing_ordered", "2026-09-24")
        does(case, "record_police_filing", "2026-10-09", of="refer_to_police")

        assert term(case, "filing_supervision", "2026-10-09", "explain").state == "met"
        assert term(case, "filing_supervision", "2026-10-09", "file").state == "met"


class TestDetention:
    def test_the_copy_of_the_decision_comes_within_working_days(self) -> None:
        """移送适用行政拘留办法 art. 14, 19; the police's own time counts from their filing (治安管理处罚法2025 art. 118)."""
        case = _detained(a_fined_case())
        assert not [row for row in case.at("2026-09-24").terms if row.rule == "police_case_period"]
        does(case, "record_police_filing", "2026-09-25", of="refer_to_police")
        assert str(term(case, "police_case_period", "2026-09-25").start) == "2026-09-25"
        assert not [row for row in case.at("2026-09-25").terms if row.rule == "police_notify"]
        does(case, "record_detention", "2026-10-08", of="refer_to_police", days=10)
        does(case, "receive_detention_copy", "2026-10-13", of="record_detention")

        assert term(case, "police_case_period", "2026-10-13").state == "met"
        assert (str(term(case, "detention_copy", "2026-10-13").last_day)) == "2026-10-12"

    def test_a_file_sent_back_is_judged_back_from_its_acceptance(self) -> None:
        """移送适用行政拘留办法 art. 15: five working days after the police accepted the case, over the National Day."""
        states = []
        for day in ("2026-10-09", "2026-10-10"):
            case = _detained(a_fined_case())
            does(case, "record_police_return", day, of="refer_to_police")
            found = term(case, "detention_return", "2026-10-11")
            assert (found.started_by, str(found.start)) == (case.acts[-1].no, "2026-09-24")
            states.append(found.state)

        assert states == ["met", "met_late"]

    @pytest.mark.parametrize(
        ("accepted", "filed", "terms"),
        [
            ("2025-12-30", "2025-12-31", [("2025-12-30", "running")]),
            ("2025-12-31", "2026-01-01", [("2025-12-31", "void"), ("2026-01-01", "running")]),
            ("2026-01-01", "", []),
            ("2026-01-01", "2026-01-04", [("2026-01-04", "running")]),
        ],
        ids=["before-2026", "filed-under-the-new-law", "accepted-only", "since-2026"],
    )
    def test_the_time_of_the_police_counts_from_their_filing_since_2026(
        self, accepted: str, filed: str, terms: list[tuple[str, str]]
    ) -> None:
        """治安管理处罚法2025 art. 118, 程序规定 art. 165: from the acceptance before, from the filing since; never from both."""
        case = ServedCase("2025-12-01")
        sent_on = case.enters("refer_to_police", "2025-12-29", CLERK, kind="detention", of=1)
        case.enters("record_police_acceptance", accepted, CLERK, of=sent_on.no)
        if filed:
            case.enters("record_police_filing", filed, CLERK, of=sent_on.no)

        found = [one for one in case.at("2026-01-05").terms if one.rule == "police_case_period"]
        assert [(str(one.start), one.state) for one in found] == terms

    def test_nothing_runs_for_a_return_that_never_comes(self) -> None:
        """移送适用行政拘留办法 art. 13, 15: no duty to say what is missing where nothing is."""
        rules = {row.rule for row in _detained(a_fined_case()).at("2026-11-30").terms}

        assert not rules & {"detention_return", "detention_supplement"}


def test_an_appeal_stops_the_clock_again() -> None:
    """衔接工作办法 art. 16: the criminal side is over only when it is final; a conviction leaves nothing to decide."""
    case = sent(a_suspected_crime())
    does(case, "record_police_filing", "2026-09-14", of="refer_to_police")
    does(case, "record_custody", "2026-09-20")
    does(case, "record_prosecution", "2026-10-20")
    does(case, "record_trial", "2026-11-10")
    does(case, "record_criminal_judgment", "2026-11-20", of="refer_to_police")
    convicted = term(case, "case_decision_period", "2026-11-21").state
    does(case, "record_appeal", "2026-11-25", of="record_criminal_judgment")
    again = term(case, "case_decision_period", "2026-11-26").state
    does(case, "record_criminal_judgment", "2026-12-20", of="record_appeal", outcome="acquitted")

    assert [convicted, again, term(case, "case_decision_period", "2026-12-21").state] == [
        "void",
        "suspended",
        "running",
    ]


def test_no_prosecution_is_told_within_days() -> None:
    """衔接工作办法 art. 18: decided on Friday 16 October, the third day is Monday the 19th."""
    case = sent(a_suspected_crime())
    does(case, "record_nonprosecution", "2026-10-16", of="refer_to_police")
    does(case, "receive_nonprosecution_notice", "2026-10-20", of="record_nonprosecution", penalise=True)

    assert term(case, "nonprosecution_notice", "2026-10-20").state == "met_late"
