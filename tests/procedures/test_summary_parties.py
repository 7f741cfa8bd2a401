"""Penalties on the spot of several parties (数名当事人当场处罚), and one that was set aside and is made again."""

from typing import Any

import pytest

from law.refusals import OutOfOrder
from models.acts import Act
from models.people import PartyRef
from models.standing import Next
from tests.builders import CLERK, HEAD, OFFICER, REMEDIES, PaperCase
from tests.procedures.hearing_path import term
from tests.procedures.referred import does
from tests.procedures.refusing import refuses
from tests.procedures.served import SAID, sum_ordered

A, B = PartyRef(id="party-1", kind="organisation"), PartyRef(id="party-2", kind="citizen")
FINES = {A.id: "3000", B.id: "200"}


class OnTheSpot(PaperCase):
    """A case that the bureau's own officers found, and in which each party is decided on on the spot."""

    def __init__(self, on: str = "2026-09-01") -> None:
        super().__init__()
        self.does("report_finding", on, by=OFFICER)

    def decides(self, party: PartyRef, on: str, **said: Any) -> Act:  # noqa: ANN401  whatever the act says
        """Decide on a party on the spot."""
        fields = {"fine": FINES[party.id], "number": f"示例{len(self.acts)}", **said}
        return self.does("decide_on_the_spot", on, key=f"spot/{len(self.acts)}", party=party, **fields)

    def sees(self, name: str, on: str, **said: Any) -> Act:  # noqa: ANN401  whatever the act says
        """Have an act about a decision done by the clerk, or by whoever is named."""
        return self.does(name, on, **{"by": CLERK, "key": f"{name}/{len(self.acts)}", **SAID.get(name, {}), **said})

    def finishes(self, decision: Act, on: str) -> None:
        """File, publish and pay what was decided."""
        self.sees("report_summary", on, of=decision.no, by=OFFICER)
        self.sees("publish_decision", on, of=decision.no)
        self.sees("record_payment", on, of=decision.no, amount=FINES[decision.content.party.id])


def both() -> tuple[OnTheSpot, Act, Act]:
    """Return a case in which two parties were decided on on the spot, a day apart."""
    case = OnTheSpot()
    return case, case.decides(A, "2026-09-01 10:00"), case.decides(B, "2026-09-02 10:00")


class TestSeveralParties:
    def test_each_has_its_own_decision_terms_and_end(self) -> None:
        """行政处罚法 art. 51, 52: each is told, fined and filed for itself; closing waits for both."""
        case, first, second = both()
        where = case.at("2026-09-02 12:00")

        assert {one.id: one.ordered for one in where.parties} == FINES
        pays = {one.party: str(one.last_day) for one in where.terms if one.rule == "payment_15d"}
        assert pays == {A.id: "2026-09-16", B.id: "2026-09-17"}
        filing = {one.party: str(one.last_day) for one in where.terms if one.rule == "summary_filing"}
        assert filing == {A.id: "2026-09-04", B.id: "2026-09-07"}

        case.finishes(first, "2026-09-03")
        with refuses("out-of-order", article="第68条第3款", kind=OutOfOrder):
            case.sees("close_case", "2026-09-03", by=HEAD)
        case.finishes(second, "2026-09-04")
        case.does("close_case", "2026-09-07")
        case.does("archive_case", "2026-09-08")
        assert case.at("2026-09-08").archived

    def test_one_party_is_decided_on_once(self) -> None:
        """行政处罚法 art. 29 (G7): neither the first nor the second a second time, nor either in a filed case."""
        case, _, _ = both()
        for party in (A, B):
            with refuses("already-done", kind=OutOfOrder):
                case.decides(party, "2026-09-03")
        with refuses("out-of-order", kind=OutOfOrder):
            case.does("file_case", "2026-09-03")

    def test_a_further_party_is_offered_and_no_known_one(self) -> None:
        """行政处罚法 art. 29, 51: who is not decided on yet may be, as long as the case is open; it is never the usual next."""

        def offered(on: str) -> list[Next]:
            return [one for one in case.at(on).next if one.act == "decide_on_the_spot"]

        case = OnTheSpot()
        first = case.decides(A, "2026-09-01 10:00")
        assert [((), False)] == [(one.parties, one.usual) for one in offered("2026-09-01 12:00")]
        second = case.decides(B, "2026-09-02 10:00")
        assert [((), False)] == [(one.parties, one.usual) for one in offered("2026-09-02 12:00")]
        case.finishes(first, "2026-09-03")
        case.finishes(second, "2026-09-04")
        case.does("close_case", "2026-09-07")

        assert [] == offered("2026-09-08")

    def test_one_set_aside_is_offered_for_its_party_and_any_further_one(self) -> None:
        """What is made again says for whom; a crime that is in question bars both."""
        case, _ = set_aside()
        [row] = [one for one in case.at("2026-09-08").next if one.act == "decide_on_the_spot"]
        assert (row.parties, row.usual) == ((), False)
        does(case, "report_suspected_crime", "2026-09-08")

        assert "decide_on_the_spot" not in {one.act for one in case.at("2026-09-09").next}

    def test_what_waited_for_the_bureau_ends_with_the_first(self) -> None:
        """处罚办法 art. 18: who is decided on later makes nothing late that was kept."""
        case = OnTheSpot("2026-09-01")
        case.decides(A, "2026-09-01 10:00")
        before = {one.rule: one.state for one in case.at("2026-09-01 12:00").terms}
        case.decides(B, "2026-10-29 10:00")
        after = {one.rule: one.state for one in case.at("2026-10-29 12:00").terms if not one.party}

        assert {rule: state for rule, state in after.items() if rule in before} == {
            rule: before[rule] for rule in after if rule in before
        }
        assert before["case_filing_decision"] == after["case_filing_decision"] == "met"

    def test_relief_of_one_is_not_the_other_s(self) -> None:
        """行政复议法 art. 20: whoever asks for review contests its own decision."""
        case, _, second = both()
        case.sees("apply_reconsideration", "2026-09-07", of=second.no)

        states = {one.party: one.state for one in case.at("2026-09-07").terms if one.rule == "review_application"}
        assert states == {A.id: "running", B.id: "met"}


def set_aside(extent: str = "redo") -> tuple[OnTheSpot, Act]:
    """Return a case of one party whose decision on the spot the bureau revoked on 2026-09-07."""
    case = OnTheSpot()
    first = case.decides(A, "2026-09-01 10:00")
    case.sees("revoke_decision", "2026-09-07", of=first.no, extent=extent, remedies=REMEDIES, by=HEAD)
    return case, first


class TestMadeAgain:
    def test_on_the_spot(self) -> None:
        """行政处罚法 art. 75(2): what was set aside to be made again is made again, filed again, and can be closed."""
        case, first = set_aside()
        with refuses("out-of-order", kind=OutOfOrder):
            case.sees("close_case", "2026-09-07 12:00", by=HEAD, ground="decision_revoked")
        again = case.decides(A, "2026-09-08", fine="2000")
        with refuses("already-done", kind=OutOfOrder):
            case.decides(A, "2026-09-09")

        assert sum_ordered(case.record()) == 2000
        case.sees("report_summary", "2026-09-09", of=again.no, by=OFFICER)
        assert term(case, "summary_filing", "2026-09-09").state == "met"
        assert first.no != again.no

    def test_in_the_ordinary_procedure(self) -> None:
        """行政处罚法 art. 51: what was too much for the spot is filed as a case."""
        case, _ = set_aside()
        case.does("file_case", "2026-09-08")

        assert term(case, "case_decision_period", "2026-09-08").state == "running"

    def test_not_where_it_was_set_aside_for_good(self) -> None:
        """Nothing is owed, and no second decision is made."""
        case, _ = set_aside("revoke")
        with refuses("already-done", kind=OutOfOrder):
            case.decides(A, "2026-09-08")
        with refuses("out-of-order", kind=OutOfOrder):
            case.does("file_case", "2026-09-08")

    @pytest.mark.parametrize("closed", [False, True])
    def test_a_review_that_wants_it_made_again(self, closed: bool) -> None:
        """行政复议法 art. 77: the term to make it again is met by the new decision; a closed case is open again."""
        case = OnTheSpot()
        first = case.decides(A, "2026-09-01 10:00")
        if closed:
            case.finishes(first, "2026-09-03")
            case.does("close_case", "2026-09-04")
        application = case.sees("apply_reconsideration", "2026-09-07", of=first.no)
        case.sees("accept_reconsideration", "2026-09-08", of=application.no)
        case.sees("decide_reconsideration", "2026-09-10", of=application.no, outcome="redo")
        assert term(case, "redo_after_review", "2026-09-10").state == "running"

        case.decides(A, "2026-09-11")

        assert term(case, "redo_after_review", "2026-09-11").state == "met"
