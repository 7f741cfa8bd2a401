"""Several parties in one case: each is told, heard, decided on, served and pays for itself; closing waits for all."""

from typing import Any

import pytest

from judging.parties import part
from law.refusals import OutOfBounds, OutOfOrder, Unclear
from models.acts import ACTS
from models.acts.terms import TermLapses
from models.effects import Document
from models.people import Officer, PartyRef
from models.standing import PartyStanding, Term
from tests.builders import COUNTY, HEAD, LONG_VALID, OFFICERS, PARTY, REMEDIES, PaperCase, a_case, enters
from tests.procedures.hearing_path import of_record
from tests.procedures.measures import ORDER, SUPERVISED, made
from tests.procedures.refusing import refuses
from tests.procedures.several import HEIR, RESPONSIBLE, A, B, C, TwoParties, decided, filed, noticed

GAINS = [{"instrument": "生态环境法典", "article": "第1169条第1款"}]
DUMPED: dict[str, Any] = {
    "measures": ["fine", "confiscation"],
    "fine": "100000",
    "basis": GAINS,
    "hearing_offered": True,
}


def term(case: PaperCase, rule: str, party: str, on: str) -> Term:
    """Return the last term of a rule that is a party's."""
    return [one for one in case.at(on).terms if one.rule == rule and one.party == party][-1]


def stands(case: PaperCase, party: str, on: str) -> PartyStanding:
    """Return where a party stands."""
    return next(one for one in case.at(on).parties if one.id == party)


class TestWhoseAnActIs:
    @pytest.mark.parametrize(
        ("said", "code"), [({}, "which-party"), ({"party": "party-9"}, "no-such-party"), ({"party": B}, "")]
    )
    def test_a_notice_says_whose_it_is(self, said: dict[str, str], code: str) -> None:
        """行政处罚法 art. 44: each party is told for itself; with one party nothing has to be said."""
        if code:
            with refuses(code, kind=Unclear):
                filed().does("serve_notice", "2026-09-14", fine="4000", **said)
        else:
            filed().does("serve_notice", "2026-09-14", fine="4000", **said)
        a_case("review_case").does("serve_notice", "2026-09-14")

    def test_what_an_act_points_at_tells_it(self) -> None:
        """A payment of what one party owes is that party's, and cannot be said to be another's."""
        case = decided()
        case.pays(B, "2026-09-24")
        assert [stands(case, party, "2026-09-24").owed for party in (A, B)] == ["100000", "0"]

        with refuses("other-party", kind=Unclear):
            case.does("record_payment", "2026-09-25", of=case.last_of("serve_decision", A), party=B)

    def test_one_party_of_the_case_may_be_named_and_no_other(self) -> None:
        """In a case of one party its number may be said."""
        a_case("review_case").does("serve_notice", "2026-09-14", party=PARTY.id)
        with refuses("no-such-party", kind=Unclear):
            a_case("review_case").does("serve_notice", "2026-09-14", party=B)

    @pytest.mark.parametrize(
        ("other", "code"),
        [
            ({"id": PARTY.id, "kind": "organisation", "part": "joint"}, "party-twice"),
            ({"id": B, "kind": "organisation", "part": "responsible"}, "no-person"),
        ],
    )
    def test_a_further_party_is_another_one(self, other: dict[str, str], code: str) -> None:
        """处罚办法 art. 18: filed against each once; responsible in a unit is a person."""
        with refuses(code, article="第18条", kind=Unclear):
            filed((other,))

    def test_a_party_joins_a_case_that_was_filed(self) -> None:
        """From then on the case waits for it; twice it does not join."""
        case = TwoParties()
        case.acts = list(a_case("publish_decision").acts)
        case.does("join_party", "2026-09-24", by=HEAD, party=HEIR, part="joint", reason="查明系共同违法")

        assert [one.id for one in case.at("2026-09-24").parties] == [A, C]
        assert stands(case, C, "2026-09-24").part == "joint"
        period = term(case, "case_decision_period", C, "2026-09-24")
        assert ("2026-09-24", "running") == (period.start.isoformat(), period.state)
        with refuses("party-already", kind=OutOfOrder):
            case.does("join_party", "2026-09-25", by=HEAD, party=HEIR, part="joint", reason="重复")
        with refuses("out-of-order", kind=OutOfOrder, says=f"当事人{C}"):
            case.does("feed_back", "2026-09-25")


class TestTheWayToADecision:
    def test_the_hearing_is_due_by_what_the_party_is(self) -> None:
        """处罚办法 art. 46, 89: 5,000 for a citizen, however much the unit is told."""
        case = filed()
        case.of("serve_notice", A, "2026-09-14 09:00")
        with refuses("hearing-not-offered", article="第46条", kind=OutOfBounds):
            case.of("serve_notice", B, "2026-09-14 10:00", fine="5000")
        case.of("serve_notice", B, "2026-09-14 10:00", fine="4999")

    def test_a_waiver_of_one_takes_nothing_from_the_other(self) -> None:
        """行政处罚法 art. 44, 63: A may be decided on at once, of B's days none is taken."""
        case = filed()
        for party in (A, B):
            case.of("serve_notice", party, "2026-09-14", hearing_offered=True)
        for act in ("waive_statement", "waive_hearing"):
            case.of(act, A, "2026-09-15")

        assert [term(case, "hearing_request", party, "2026-09-15").state for party in (A, B)] == ["met", "running"]
        assert "decide_penalty" not in stands(case, B, "2026-09-15").next
        case.of("decide_penalty", A, "2026-09-15")
        with refuses("defence-period-open", says=f"当事人{B}"):
            case.of("decide_penalty", B, "2026-09-20")
        case.of("request_hearing", B, "2026-09-20")
        with refuses("hearing-pending", says=f"当事人{B}"):
            case.of("decide_penalty", B, "2026-09-22")

    def test_the_answer_to_one_is_not_the_answer_to_the_other(self) -> None:
        """行政处罚法 art. 45: what each said is examined for each."""
        case = noticed()
        for party in (A, B):
            case.of("receive_statement", party, "2026-09-16")
        case.does("examine_statement", "2026-09-17", of=case.last_of("receive_statement", A))

        case.of("decide_penalty", A, "2026-09-22")
        with refuses("out-of-order", kind=OutOfOrder):
            case.of("decide_penalty", B, "2026-09-22")

    def test_one_fine_for_one_act_of_each_party(self) -> None:
        """行政处罚法 art. 29: A is fined once, B beside it once, for one conduct."""
        case = decided()

        assert [stands(case, party, "2026-09-23").ordered for party in (A, B)] == ["100000", "4000"]
        for party in (A, B):
            with refuses("already-done", kind=OutOfOrder):
                case.of("decide_penalty", party, "2026-09-24")

    @pytest.mark.parametrize(
        ("first", "second", "together", "code"),
        [
            ("5000", "5000", None, "gained-together-unsaid"),
            ("5000", "5000", False, ""),
            ("5000", "1", True, "gains-confiscated-twice"),
            ("3000", "2000", True, ""),
            ("3000", "1999", True, "gains-not-confiscated"),
            ("3000", "2001", True, "gains-confiscated-twice"),
        ],
    )
    def test_gains_made_together_are_confiscated_once(
        self, first: str, second: str, together: bool | None, code: str
    ) -> None:
        """处罚办法 art. 88: the last to be decided on leaves none of it, and nobody pays it a second time."""
        case = filed(({"id": C, "kind": "organisation", "part": "joint"},))
        for party, taken in ((A, first), (C, second)):
            case.of("serve_notice", party, "2026-09-14", **DUMPED, illegal_gain="5000", confiscation=taken)
        case.does("discuss_collectively", "2026-09-21")
        for party in (A, C):
            case.of("waive_hearing", party, "2026-09-21")
        said = {**DUMPED, "illegal_gain": "5000"}
        del said["hearing_offered"]
        case.of(
            "decide_penalty", A, "2026-09-22", **said, confiscation=first, gained_together=together or first < "5000"
        )
        if code:
            with refuses(code, kind=Unclear if together is None else OutOfBounds):
                case.of("decide_penalty", C, "2026-09-22", **said, confiscation=second, gained_together=together)
        else:
            case.of("decide_penalty", C, "2026-09-22", **said, confiscation=second, gained_together=together)

    def test_what_one_gained_for_itself_covers_nothing_of_what_others_made_together(self) -> None:
        """处罚办法 art. 88: A lost what was its own; of what C says it made with others nothing is taken yet."""
        case = filed(({"id": C, "kind": "organisation", "part": "joint"},))
        for party in (A, C):
            case.of("serve_notice", party, "2026-09-14", **DUMPED, illegal_gain="5000", confiscation="5000")
        case.does("discuss_collectively", "2026-09-21")
        for party in (A, C):
            case.of("waive_hearing", party, "2026-09-21")
        said = {"basis": GAINS, "fine": "100000", "illegal_gain": "5000"}
        taken = {"measures": DUMPED["measures"], "confiscation": "5000", "gained_together": False}
        case.of("decide_penalty", A, "2026-09-22", **said, **taken)

        with refuses("gains-not-confiscated", says=f"当事人{C}", kind=OutOfBounds):
            case.of("decide_penalty", C, "2026-09-22", **said, measures=["fine"], gained_together=True)

    def test_the_case_is_handled_once_every_party_is(self) -> None:
        """处罚办法 art. 57: the ninety days run on for whoever is undecided."""
        case = noticed()
        case.served(A, "2026-09-22")
        assert "running" == next(one.state for one in case.at("2026-09-22").terms if one.rule == "case_decision_period")

        case.of("decide_penalty", B, "2026-09-25")
        handled = next(one for one in case.at("2026-09-25").terms if one.rule == "case_decision_period")
        assert ("met", case.last_of("decide_penalty", B)) == (handled.state, handled.ended_by)

    def test_while_one_is_undecided_the_case_is_investigated_on(self) -> None:
        """What all share is done while it may be for one of them; what ends the case for all is not."""
        case = noticed()
        case.served(A, "2026-09-22")

        case.does("interview", "2026-09-23")
        case.does("discuss_collectively", "2026-09-23")
        with refuses("out-of-order", says=f"当事人{A}", kind=OutOfOrder):
            case.does("revoke_filing", "2026-09-24", reason="查明不应当立案")
        case.does("revoke_filing", "2026-09-24", party=B, reason="查明不是责任人员")
        assert ["served", "filing_revoked"] == [stands(case, party, "2026-09-24").stage for party in (A, B)]

    def test_an_extension_is_of_the_case(self) -> None:
        """处罚办法 art. 57: the ninety days are extended for whoever is undecided."""
        case = noticed()
        case.served(A, "2026-09-22")

        asked = f"case_decision_period#{case.names().index('file_case') + 1}"
        case.does("extend_term", "2026-09-24", term=asked, reason="案情复杂")

    def test_documents_are_addressed_to_the_party(self) -> None:
        """Each notice and decision goes to whom it is about."""
        documents = [one for one in made(decided()) if isinstance(one, Document) and one.word == "罚"]

        assert [one.party for one in documents] == [A, B]


class TestAfterTheDecision:
    def test_one_paid_and_one_undecided_does_not_close(self) -> None:
        """处罚办法 art. 77: the sentence names the party that the case waits for."""
        case = decided(A)
        case.pays(A, "2026-09-24")
        for act in ("feed_back", "close_case"):
            with refuses("out-of-order", says=f"当事人{B}", kind=OutOfOrder):
                case.does(act, "2026-09-25")

        case.served(B, "2026-09-25")
        case.published(B, "2026-09-26")
        case.does("feed_back", "2026-09-27")
        with refuses("not-performed", article="第77条", says=f"当事人{B}", kind=OutOfOrder):
            case.does("close_case", "2026-09-28")
        case.pays(B, "2026-09-28")
        case.does("close_case", "2026-09-28")

    def test_the_result_is_owed_once_all_have_come_to_one(self) -> None:
        """The norm of feedback runs from the last party's result, and does not press before it."""
        case = decided(A)
        assert not [one for one in case.at("2026-09-24").terms if one.rule == "norm.feed_back"]

        case.served(B, "2026-09-25")
        [owed] = [one for one in case.at("2026-09-25").terms if one.rule == "norm.feed_back"]
        assert (owed.start.isoformat(), owed.party) == ("2026-09-25", "")

    def test_each_party_is_at_an_end_of_its_own(self) -> None:
        """处罚办法 art. 36, 77: one paid, the investigation of the other ended with his death."""
        case = decided(A)
        case.does("terminate_investigation", "2026-09-24", by=HEAD, party=B, ground="citizen_died", reason="死亡证明")
        case.pays(A, "2026-09-24")
        case.does("feed_back", "2026-09-24 10:00")

        assert [True, True] == [one.is_settled for one in case.at("2026-09-24 12:00").parties]
        with refuses("wrong-ground", article="第77条", kind=OutOfOrder):
            case.does("close_case", "2026-09-24 12:00", ground="no_penalty")
        case.does("close_case", "2026-09-24 12:00", ground="terminated")

    def test_terms_tell_whose_they_are(self) -> None:
        """Payment and relief run for each; the name says for whom."""
        case = decided()
        case.pays(A, "2026-09-24")

        assert [term(case, "payment_15d", party, "2026-09-25").state for party in (A, B)] == ["met", "running"]
        assert f"缴纳罚款（当事人{B}）" == term(case, "payment_15d", B, "2026-09-25").name
        assert len({one.key for one in case.at("2026-09-25").terms}) == len(case.at("2026-09-25").terms)

    def test_a_surcharge_of_one_does_not_count_for_the_other(self) -> None:
        """行政处罚法 art. 72: A is late, B has paid."""
        case = decided()
        case.pays(B, "2026-09-24")
        assert ["100000", "0"] == [stands(case, party, "2026-10-08").owed for party in (A, B)]
        assert ["103000", "0"] == [stands(case, party, "2026-10-09").owed for party in (A, B)]

        with refuses("demand-does-not-fit", says=f"当事人{B}", kind=OutOfBounds):
            case.of("serve_demand", B, "2026-12-01", of=case.last_of("serve_decision", B), amount="120")

    def test_relief_is_each_partys_own(self) -> None:
        """行政复议法 art. 20: B asks for reconsideration and wins; A's decision stands, and its periods run."""
        case = decided()
        of = case.last_of("serve_decision", B)
        asked = case.of("apply_reconsideration", B, "2026-10-08", of=of)
        assert ["running", "met"] == [term(case, "review_application", party, "2026-10-08").state for party in (A, B)]

        case.does("accept_reconsideration", "2026-10-09", of=asked.no)
        case.does("decide_reconsideration", "2026-11-02", of=asked.no, outcome="revoke")
        assert "0" == stands(case, B, "2026-11-03").ordered
        assert stands(case, A, "2026-11-03").ordered > "100000"

    def test_an_order_that_all_bear_is_set_aside_for_all(self) -> None:
        """Either may contest it within days of its own; what becomes of it becomes of it for both."""
        case = filed()
        order = next(act.no for act in case.acts if act.name == "serve_correction_order")
        asked = case.of("apply_reconsideration", B, "2026-09-14", of=order)
        assert "apply_reconsideration" in stands(case, A, "2026-09-15").next
        case.does("accept_reconsideration", "2026-09-15", of=asked.no)
        case.does("decide_reconsideration", "2026-10-09", of=asked.no, outcome="revoke")

        with refuses("set-aside-already", kind=OutOfOrder):
            case.of("apply_reconsideration", A, "2026-10-10", of=order)

    def test_what_was_set_aside_for_all_presses_nobody(self) -> None:
        """No recheck is late, and no period of relief runs, of an order that one of them had set aside for both."""
        case = filed()
        order = next(act.no for act in case.acts if act.name == "serve_correction_order")
        asked = case.of("apply_reconsideration", B, "2026-09-14", of=order)
        case.does("accept_reconsideration", "2026-09-15", of=asked.no)

        def stand(on: str) -> dict[str, str]:
            return {term.rule: term.state for term in case.at(on).terms if term.started_by == order}

        running = {"recheck_window": "running", "review_application": "running", "suit_direct": "running"}
        assert running == stand("2026-09-30")
        case.does("decide_reconsideration", "2026-09-30", of=asked.no, outcome="revoke")

        assert dict.fromkeys(running, "void") == stand("2026-10-10")
        case.waits_until("2026-10-10")
        assert not any(one.content.term.endswith(f"#{order}") for one in case.record().all(TermLapses))

    @pytest.mark.parametrize("extent", ["revoke", "redo"])
    def test_a_withdrawn_decision_of_one(self, extent: str) -> None:
        """行政处罚法 art. 75: revoked for B, to be made again or for good; A's stands."""
        case = decided()
        said = {"extent": extent, "reason": "认定事实有误", "remedies": REMEDIES}
        case.does("revoke_decision", "2026-09-28", by=HEAD, of=case.last_of("serve_decision", B), **said)

        told = stands(case, B, "2026-09-29")
        assert ("0", extent == "revoke") == (told.ordered, told.is_settled)
        assert ("serve_notice" in told.next) is (extent == "redo")
        assert "serve_notice" not in stands(case, A, "2026-09-29").next

    def test_an_unsaid_withdrawal_leaves_the_other_alone(self) -> None:
        """A decision entered by mistake is taken back; the other one is not touched."""
        case = noticed()
        case.of("decide_penalty", A, "2026-09-22 09:00")
        wrong = case.of("decide_penalty", B, "2026-09-22 10:00")
        case.does("withdraw_act", "2026-09-22 11:00", of=wrong.no, reason="误录")

        assert ["decided", "notified"] == [stands(case, party, "2026-09-23").stage for party in (A, B)]


class TestSuccession:
    def test_a_successor_takes_over_an_unpaid_decision(self) -> None:
        """处罚办法 art. 73: what was served on the predecessor stays; who took over pays, and is named from then on."""
        case = decided()
        case.pays(B, "2026-09-24")
        case.of("record_succession", A, "2026-09-25", ground="merged", paper="合并登记通知书", successors=[HEIR])

        told = stands(case, A, "2026-09-25")
        assert ((C,), "100000") == (told.held_by, told.owed)
        assert f"缴纳罚款（当事人{C}）" == term(case, "payment_15d", A, "2026-09-25").name
        assert case.at("2026-09-25").particulars.party == C
        assert case.at("2026-09-25").particulars.parties == (A, B, C)
        with refuses("no-such-party", kind=Unclear):
            case.does("record_payment", "2026-09-26", of=case.last_of("serve_decision", A), party=A)
        case.does("record_payment", "2026-09-26", of=case.last_of("serve_decision", A), party=C)
        case.does("feed_back", "2026-09-26 10:00")
        case.does("close_case", "2026-09-26 11:00")

    def test_a_successor_that_is_a_party_itself_has_two_parts(self) -> None:
        """What C owes of its own stays beside what it took over; a number says which is meant."""
        case = filed(({"id": C, "kind": "organisation", "part": "joint"},))
        for party in (A, C):
            case.of("serve_notice", party, "2026-09-14")
        case.of("record_succession", A, "2026-09-15", ground="merged", paper="合并登记通知书", successors=[HEIR])
        for party in (A, C):
            case.served(party, "2026-09-22")
        case.does("record_payment", "2026-09-24", of=case.last_of("serve_decision", A), party=C, amount="1")

        assert ["99999", "100000"] == [stands(case, party, "2026-09-24").owed for party in (A, C)]
        with refuses("other-party", kind=Unclear):
            case.does("record_payment", "2026-09-25", of=case.last_of("serve_decision", C), party=A)

    def test_nobody_is_named_before_taking_over(self) -> None:
        """Neither by an act that is entered late, nor by a correction; what comes after is put right to name it."""
        case = decided()
        case.of("record_succession", A, "2026-09-24", ground="merged", paper="合并登记通知书", successors=[HEIR])
        paid = case.does("record_payment", "2026-09-25", of=case.last_of("serve_decision", A), amount="1")
        case.does("correct_act", "2026-09-26", of=paid.no, fields={"party": C}, reason="漏写")
        with refuses("no-such-party", kind=Unclear):
            case.does("correct_act", "2026-09-26", of="serve_notice", fields={"party": C}, reason="误录")
        with refuses("no-such-party", kind=Unclear):
            case.does("begin_hindrance", "2026-09-23", now="2026-09-26", party=C, ground="force_majeure", reason="洪涝")

        assert "99999" == stands(case, A, "2026-09-26").owed
        assert case.at("2026-09-26").irregularities == ()

    def test_in_a_case_of_one_party_too(self) -> None:
        """The one party's place is taken; what follows needs no name."""
        case = a_case("feed_back")
        said = {"ground": "merged", "paper": "合并登记通知书", "successors": [HEIR]}
        case.does("record_succession", "2026-09-25", **said)
        assert case.at("2026-09-25").particulars.party == C

        case.does("record_payment", "2026-09-28")
        case.does("close_case", "2026-09-29")

    @pytest.mark.parametrize(
        ("said", "code"),
        [
            ({"successors": [{"id": A, "kind": "organisation"}]}, "party-twice"),
            ({"successors": [HEIR, HEIR]}, "party-twice"),
            ({"ground": "inherited"}, "not-penalised-yet"),
        ],
    )
    def test_who_takes_over_is_somebody_else(self, said: dict[str, Any], code: str) -> None:
        """办法 art. 36, 73: not the party itself, and no heir of who was not penalised."""
        usual: dict[str, Any] = {"ground": "merged", "paper": "合并登记通知书", "successors": [HEIR]}
        with refuses(code):
            noticed().of("record_succession", A, "2026-09-17", **{**usual, **said})


class TestPutRight:
    @pytest.mark.parametrize("is_first", [True, False])
    def test_a_corrected_party_keeps_its_acts(self, is_first: bool) -> None:
        """The number was wrong: what named it, names it as it is now."""
        case = decided()
        first = PartyRef(id="party-8", kind="organisation").model_dump()
        other = {**RESPONSIBLE, "id": "party-8"}
        fields = {"party": first} if is_first else {"others": [other]}
        old, kept = (A, B) if is_first else (B, A)
        owed = stands(case, old, "2026-09-24").owed
        case.does("correct_act", "2026-09-24", of="file_case", fields=fields, reason="编号误录")

        assert {kept, "party-8"} == {one.id for one in case.at("2026-09-24").parties}
        assert owed == stands(case, "party-8", "2026-09-24").owed
        of = case.last_of("serve_decision", old)
        case.does("record_payment", "2026-09-25", of=of, amount=owed)
        assert "0" == stands(case, "party-8", "2026-09-25").owed

    def test_a_party_that_has_acts_is_not_taken_away(self) -> None:
        """Neither by a correction nor with what joined it."""
        case = noticed()
        with refuses("party-has-acts", kind=OutOfOrder):
            case.does("correct_act", "2026-09-17", of="file_case", fields={"others": []}, reason="误录")
        case = TwoParties()
        case.acts = list(a_case("review_case").acts)
        case.does("join_party", "2026-09-14", by=HEAD, party=HEIR, part="joint", reason="共同违法")
        with refuses("out-of-order", article="第38条", says=f"当事人{C}", kind=OutOfOrder):
            case.of("serve_notice", C, "2026-09-14")
        case.does("review_case", "2026-09-15 08:00")
        case.of("serve_notice", C, "2026-09-15")
        with refuses("party-has-acts", kind=OutOfOrder):
            case.does("withdraw_act", "2026-09-17", of="join_party", reason="误录")

    def test_of_record_whose_it_is_must_be_said_too(self) -> None:
        """A fact of record is about a party of the file as well."""
        with refuses("which-party", kind=Unclear):
            of_record(filed(), "serve_notice", "2026-09-14", fine="4000")


def test_who_investigated_one_party_has_investigated_the_case() -> None:
    """处罚办法 art. 38, 49: whoever looked whether A obeys the measure of its own decision reviews nothing on B either."""
    case, third = noticed(), Officer(id="p-county-9", unit=COUNTY, certified_until=LONG_VALID)
    within = case.of("decide_penalty", A, "2026-09-22").no
    own = {**ORDER, "ground": "over_standard", "starts_on": "2026-09-22", "until": "2026-12-01", "within": within}
    decided_on = enters(case, ACTS["decide_restriction"].model_validate(own), "2026-09-22")
    seen = {**SUPERVISED, "of": decided_on.no, "officers": (OFFICERS[0], third)}
    found = enters(case, ACTS["supervise_restriction"].model_validate(seen), "2026-09-23")
    other = part(case.record(), B)

    assert found.no not in {act.no for act in other}
    assert third.id in other.investigators()
