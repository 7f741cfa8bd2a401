"""Money paid on a decision that is set aside or varied: it counts for the new one, and the rest is given back."""

from datetime import date
from typing import Any

import pytest

from judging.attempt import Situation
from law.refusals import OutOfBounds, OutOfOrder
from procedures.closing_grounds import is_settled
from procedures.payment.owing import amount_due
from procedures.payment.returning import money_is_returned
from procedures.penalty.decisions import standing
from tests.builders import BASIS, HEAD, OFFICER, REMEDIES
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase


def paid(extent: str, **said: Any) -> ServedCase:  # noqa: ANN401  whatever the revocation says
    """Return a case fined 100,000 on 2026-09-01, paid on the 3rd, revoked or varied by the bureau on the 10th."""
    case = ServedCase("2026-09-01")
    case.sees("record_payment", "2026-09-03", amount="100000")
    case.sees("revoke_decision", "2026-09-10", of=case.service, extent=extent, **said)
    return case


def decided_again(case: ServedCase, fine: str) -> int:
    """Have another fine decided and served on 2026-10-12, and return the number of its service."""
    said = {"measures": ["fine"], "fine": fine, "facts": "超标排放", "basis": BASIS}
    case.enters("decide_penalty", "2026-10-12", HEAD, **said, remedies=REMEDIES)
    return case.enters("serve_decision", "2026-10-12", OFFICER).no


def due(case: ServedCase, on: str) -> tuple[int, int, int]:
    """Return what is ordered, what is still to be paid, and what is to be given back."""
    found = amount_due(case.record(), date.fromisoformat(on), case.law)
    return int(found.ordered), int(found.total), int(found.surplus)


def closing(case: ServedCase, on: str) -> None:
    """Ask whether money is held that has to be given back first."""
    money_is_returned(Situation(case.record(), date.fromisoformat(on), case.law, case.kind))


class TestGivenBack:
    @pytest.mark.parametrize(("extent", "back"), [("revoke", 100000), ("vary", 40000)])
    def test_what_is_no_longer_ordered_is_given_back_before_closing(self, extent: str, back: int) -> None:
        """行政处罚法 art. 74(3), 国家赔偿法 art. 36(1): once revoked or lowered, the city's days run."""
        case = paid(extent, fine="60000" if extent == "vary" else None)
        assert back == due(case, "2026-09-10")[2]
        assert [case.state("norm.refund", f"2026-10-0{day}") for day in (8, 9)] == ["running", "late"]
        with refuses("money-not-returned", article="第74条", kind=OutOfOrder):
            closing(case, "2026-09-11")
        with refuses("returned-too-much", article="第74条", kind=OutOfBounds):
            case.sees("refund_payment", "2026-09-14", of=case.service, amount=back + 1, receipt="退0001")

        case.sees("refund_payment", "2026-09-14", of=case.service, amount=1, receipt="退0001")
        assert "running" == case.state("norm.refund", "2026-09-15")
        case.sees("refund_payment", "2026-09-15", of=case.service, amount=back - 1, receipt="退0002")
        assert ("met", 0) == (case.state("norm.refund", "2026-09-15"), due(case, "2026-09-15")[2])
        closing(case, "2026-09-16")

    def test_what_was_paid_on_one_hides_no_debt_of_another(self) -> None:
        """What is to be given back of one decision is not set off against another that stands beside it."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-03", amount="100000")
        first = case.service
        decided_again(case, "50000")
        case.sees("revoke_decision", "2026-10-13", of=first)

        assert (50000, 50000, 100000) == due(case, "2026-10-14")


class TestMadeAgain:
    @pytest.mark.parametrize(("fine", "owed", "surplus"), [("60000", 0, 40000), ("100000", 0, 0), ("150000", 50000, 0)])
    def test_it_counts_for_the_decision_in_its_place(self, fine: str, owed: int, surplus: int) -> None:
        """Covered, nothing falls due and nothing is demanded or enforced; else the rest is to be paid."""
        case = paid("redo")
        again = decided_again(case, fine)

        assert (int(fine), owed, surplus) == due(case, "2026-10-12")
        opened = {term.rule for term in case.at("2026-10-13").terms if term.started_by == again}
        assert ({"payment_15d", "court_application_window", "norm.demand"} <= opened) is (owed > 0)
        (decision,) = standing(case.record())
        assert is_settled(Situation(case.record(), date(2026, 10, 13), case.law, case.kind), decision) is (owed == 0)
        assert ("running" if surplus else "none") == case.state("norm.refund", "2026-10-13")

    @pytest.mark.parametrize(("on", "surcharge"), [("2026-10-27", 0), ("2026-10-28", 1500)])
    def test_a_surcharge_runs_on_the_rest_alone(self, on: str, surcharge: int) -> None:
        """行政处罚法 art. 72: three in a hundred of what was not covered, from the day after the last."""
        case = paid("redo")
        decided_again(case, "150000")

        assert 50000 + surcharge == due(case, on)[1]

    def test_what_was_given_back_before_is_paid_anew(self) -> None:
        """Until the new decision is served it may be given back."""
        case = paid("redo")
        case.sees("refund_payment", "2026-09-14", of=case.service, amount="100000", receipt="退0001")
        decided_again(case, "60000")

        assert (60000, 60000, 0) == due(case, "2026-10-12")

    def test_once_it_counts_the_rest_is_given_back_on_the_new_one(self) -> None:
        """What the new decision needs stays; nothing is given back twice."""
        case = paid("redo")
        first = case.service
        again = decided_again(case, "60000")
        with refuses("counted-elsewhere", article="第74条", kind=OutOfOrder):
            case.sees("refund_payment", "2026-10-13", of=first, amount="40000", receipt="退0001")
        case.sees("refund_payment", "2026-10-13", of=again, amount="40000", receipt="退0001")

        assert (60000, 0, 0) == due(case, "2026-10-13")
        assert "met" == case.state("norm.refund", "2026-10-13")

    def test_nothing_is_owed_back_while_it_is_to_be_made_again_but_nothing_closes_either(self) -> None:
        """The new decision is waited for; where none comes, closing asks for the money."""
        case = paid("redo")

        assert "none" == case.state("norm.refund", "2026-09-11")
        with refuses("money-not-returned", kind=OutOfOrder):
            closing(case, "2026-09-11")
