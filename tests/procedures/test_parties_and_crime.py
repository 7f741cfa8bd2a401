"""Several parties and a suspected crime: what became of one before police and court settles nothing for the other."""

from typing import Any

import pytest

from judging.parties import part
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import Act
from models.acts.referral import RecordCriminalJudgment
from procedures.referral.offset import offset
from tests.builders import CLERK, HEAD, OFFICERS, a_case
from tests.procedures.referred import does, sent, term
from tests.procedures.refusing import refuses
from tests.procedures.several import A, B, TwoParties, decided, noticed

RESPONSIBLE_PERSON = {"id": B, "kind": "citizen"}
PUNISHED: dict[str, Any] = {"outcome": "punished", "court_fine": "20000"}
NO_PENALTY: dict[str, Any] = {"ground": "no_fault", "reason": "无主观过错", "evidence": "检测合同"}


def _referred() -> TwoParties:
    """Return the case of both after notice, referred to the police on 2026-09-22."""
    case = noticed()
    does(case, "report_suspected_crime", "2026-09-22")
    does(case, "decide_crime_referral", "2026-09-22 10:00", of="report_suspected_crime")
    does(case, "refer_to_police", "2026-09-22 11:00", kind="crime", of="decide_crime_referral")
    return case


def _ends(case: TwoParties, name: str, party: str, on: str, **said: Any) -> Act:  # noqa: ANN401  whatever the act says
    """Have the criminal case of a party end."""
    return case.of(name, party, on, of=_referral(case), by=CLERK, **said)


def _convicted(case: TwoParties, party: str, on: str = "2026-10-20") -> Act:
    return _ends(case, "record_criminal_judgment", party, on, **PUNISHED)


def _sent_for_detention() -> TwoParties:
    """Return the case after both decisions, sent to the police for detention on 2026-09-24."""
    case = decided()
    does(case, "decide_detention_referral", "2026-09-24")
    does(case, "refer_to_police", "2026-09-24 10:00", kind="detention", of="decide_detention_referral")
    return case


def _referral(case: TwoParties) -> int:
    return next(act.no for act in case.acts if act.name == "refer_to_police")


def _detained(case: TwoParties, party: str, days: int) -> Act:
    return case.of("record_detention", party, "2026-09-25", of=_referral(case), days=days, by=CLERK)


def _offers(case: TwoParties, act: str) -> list[str]:
    """Return for which parties an act is offered."""
    return [one.id for one in case.at("2026-09-25 18:00").parties if act in one.next]


class TestTheCourt:
    def test_a_judgment_says_on_whom_it_is(self) -> None:
        """Outcome and fine are each defendant's own."""
        with refuses("which-party", kind=Unclear):
            does(_referred(), "record_criminal_judgment", "2026-10-20", of="refer_to_police")

    def test_the_conviction_of_one_leaves_the_other_to_be_decided_on(self) -> None:
        """行政处罚法 art. 35, 处罚办法 art. 77: the court's fine on B is none on A, and the case waits for A."""
        case = _referred()
        _convicted(case, B)
        assert term(case, "case_decision_period", "2026-10-20 18:00").state == "suspended"
        with refuses("out-of-order", article="第77条", says=f"当事人{A}", kind=OutOfOrder):
            case.does("close_case", "2026-10-21", ground="transferred")
        with refuses("crime-pending", says=f"当事人{A}", kind=OutOfOrder):
            case.of("decide_penalty", A, "2026-10-21")

        _ends(case, "record_nonprosecution", A, "2026-10-22")
        with refuses("court-fined-already", says=f"当事人{B}", kind=OutOfBounds):
            case.of("decide_penalty", B, "2026-10-23")
        case.served(A, "2026-10-23")
        case.published(A, "2026-10-24")
        case.does("feed_back", "2026-10-24 10:00")
        case.pays(A, "2026-10-26")
        case.does("close_case", "2026-10-27", ground="performed")

    def test_an_appeal_of_one_is_not_the_others(self) -> None:
        """A appeals and is acquitted; B stays convicted, and nothing is left to decide on it."""
        case = _referred()
        for party in (A, B):
            first = _convicted(case, party, f"2026-10-20 {10 + (party == A)}:00")
        first = next(act for act in case.acts if act.no == case.last_of("record_criminal_judgment", A))
        appeal = does(case, "record_appeal", "2026-10-21", of=first.no)
        case.of("record_criminal_judgment", A, "2026-11-20", of=appeal.no, outcome="acquitted", by=CLERK)

        with refuses("court-fined-already", says=f"当事人{B}", kind=OutOfBounds):
            case.of("decide_penalty", B, "2026-11-23")
        assert case.of("decide_penalty", A, "2026-11-23")

    @pytest.mark.parametrize("ended", ["record_police_refusal", "record_dismissal", "record_nonprosecution"])
    def test_where_the_police_have_nothing_against_one_it_is_decided_on(self, ended: str) -> None:
        """衔接工作办法 art. 16: who is not tried waits for nobody's trial."""
        case = _referred()
        _ends(case, ended, B, "2026-09-24")
        with refuses("crime-pending", says=f"当事人{A}", kind=OutOfOrder):
            case.of("decide_penalty", A, "2026-09-25")

        assert case.of("decide_penalty", B, "2026-09-25")

    def test_who_joins_after_the_judgment_was_not_before_the_court(self) -> None:
        """Nothing that police and court did before is about it; the fine is decided as in any case."""
        case = TwoParties()
        case.acts = list(a_case("serve_notice").acts)
        does(case, "report_suspected_crime", "2026-09-22")
        does(case, "decide_crime_referral", "2026-09-22 10:00", of="report_suspected_crime")
        does(case, "refer_to_police", "2026-09-22 11:00", kind="crime", of="decide_crime_referral")
        case.does("join_party", "2026-09-23", by=HEAD, party=RESPONSIBLE_PERSON, part="responsible", reason="查明")
        case.does("review_case", "2026-09-23 10:00")
        case.of("serve_notice", B, "2026-09-23 11:00")
        with refuses("crime-pending", says=f"当事人{B}", kind=OutOfOrder):
            case.of("decide_penalty", B, "2026-10-19")
        _convicted(case, A)

        assert case.of("decide_penalty", B, "2026-10-21")


class TestDetention:
    """Only who was detained has the days set off (行政处罚法 art. 35(1))."""

    def test_it_says_who_was_detained_and_each_may_be(self) -> None:
        """In a case of several one is named; one referral may end with a detention of each, once."""
        case = _sent_for_detention()
        with refuses("which-party", kind=Unclear):
            _detained(case, "", 5)
        assert {A, B} == set(_offers(case, "record_detention"))
        _detained(case, B, 5)
        with refuses("already-done", kind=OutOfOrder):
            _detained(case, B, 5)

        assert [A] == _offers(case, "record_detention")
        _detained(case, A, 10)

    def test_the_police_have_decided_once_one_is_detained(self) -> None:
        """A unit is not detained itself: no time of the police runs on for it. The copy is owed for who was."""
        case = _sent_for_detention()
        does(case, "record_police_acceptance", "2026-09-24 12:00", of="refer_to_police")
        does(case, "record_police_filing", "2026-09-24 13:00", of="refer_to_police")
        detained = _detained(case, B, 5)

        period, copy = (term(case, rule, "2026-09-25 18:00") for rule in ("police_case_period", "detention_copy"))
        assert ("met", detained.no, "") == (period.state, period.ended_by, period.party)
        assert ("running", B) == (copy.state, copy.party)

    @pytest.mark.parametrize(("detained", "days"), [(A, 0), (B, 5), ("", 5)])
    def test_the_court_sets_off_the_days_of_its_own_defendant(self, detained: str, days: int) -> None:
        """B is judged: what A sat counts for A alone; an entry from before, which names nobody, still counts."""
        case = _sent_for_detention()
        done = _detained(case, detained or A, 5)
        case.acts[-1] = done.model_copy(update={"content": done.content.model_copy(update={"party": detained})})
        judged = _ends(case, "record_criminal_judgment", B, "2026-10-20", **PUNISHED, court_custody=True)

        (judgment,) = (act for act in part(case.record(), B).all(RecordCriminalJudgment) if act.no == judged.no)
        assert days == offset(part(case.record(), B), judgment).days


class TestNoPenalty:
    def test_while_a_crime_is_pending_nobody_decides_whether_to_penalise(self) -> None:
        """衔接工作办法 art. 16: whether a penalty is given is decided after the criminal result, also that none is."""
        case = a_case("review_case")
        does(case, "report_suspected_crime", "2026-09-11 10:00")
        does(case, "decide_crime_referral", "2026-09-11 11:00", of="report_suspected_crime")
        sent(case)
        with refuses("crime-pending", article="第16条", kind=OutOfOrder):
            case.does("decide_no_penalty", "2026-09-14", **NO_PENALTY)
        does(case, "record_dismissal", "2026-09-15", of="refer_to_police")

        assert case.does("decide_no_penalty", "2026-09-16", **NO_PENALTY)

    def test_signs_of_crime_are_answered_before(self) -> None:
        """移送规定 art. 3, 5: facts that reach a threshold are not let go either."""
        case = a_case("serve_correction_order")
        facts = {"hazardous_waste_tons": "3.5"}
        case.does(
            "inspect_site", "2026-09-08", record="核实", officers=OFFICERS, identity_shown=True, crime_facts=facts
        )
        case.does("conclude_investigation", "2026-09-10")
        case.does("review_case", "2026-09-11")
        with refuses("crime-signs-unanswered", article="第5条第1款", kind=OutOfOrder):
            case.does("decide_no_penalty", "2026-09-14", **NO_PENALTY)
        does(case, "answer_crime_indicator", "2026-09-14 10:00", of="inspect_site")

        assert case.does("decide_no_penalty", "2026-09-14 11:00", **NO_PENALTY)


def test_what_went_ahead_of_the_criminal_case_is_no_result_to_tell() -> None:
    """The norm of feedback does not press while nothing can be told."""
    case = a_case("review_case")
    case.does("serve_notice", "2026-09-14", measures=["fine", "permit_suspension"], hearing_offered=True)
    case.does("review_legality", "2026-09-21")
    case.does("discuss_collectively", "2026-09-21")
    does(case, "report_suspected_crime", "2026-09-22")
    case.does("decide_penalty", "2026-09-22 15:00", measures=["permit_suspension"], fine=None, beside_crime=True)
    case.does("serve_decision", "2026-09-23")

    assert not [one for one in case.at("2026-10-12").terms if one.rule == "norm.feed_back"]
