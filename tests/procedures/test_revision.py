"""The bureau puts its own decisions right, and takes back what was published (行政处罚法 art. 48, 75; 办法 art. 66, 85; G20)."""

from datetime import date

import pytest

from judging.attempt import Situation
from judging.judge import judge
from kinds import VIOLATION_CASE
from law.edition import shipped
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime, Unclear
from models.effects import Withdrawal
from models.ids import effect_key
from procedures.payment.owing import amount_due
from procedures.penalty.decisions import undecided
from procedures.revision import overturned_is_withdrawn
from tests.builders import REMEDIES, moment
from tests.procedures.refusing import refuses
from tests.procedures.served import ServedCase, served_daily

LAW = shipped()


def published(served_on: str = "2026-09-01") -> ServedCase:
    """Return a case whose decision was served and published."""
    case = ServedCase(served_on)
    case.sees("publish_decision", served_on, summary="罚款十万元")
    return case


def publication(case: ServedCase) -> int:
    """Return the number of the publication."""
    return next(act.no for act in case.acts if act.name == "publish_decision")


class TestClerical:
    def test_a_slip_is_put_right_in_writing(self) -> None:
        """办法 art. 85: a written correction; nothing else moves."""
        case = ServedCase("2026-09-01")
        case.sees("correct_clerical_error", "2026-09-03", of=case.service)

        assert case.last_day("payment_15d", "2026-09-03") == "2026-09-16"

    def test_a_slip_is_put_right_once_in_the_same_words(self) -> None:
        """Another slip in the same document is another correction."""
        case = ServedCase("2026-09-01")
        case.sees("correct_clerical_error", "2026-09-03", of=case.service)
        with refuses("said-already", article="第85条", kind=OutOfOrder):
            case.sees("correct_clerical_error", "2026-09-04", of=case.service)

        assert case.sees("correct_clerical_error", "2026-09-04", of=case.service, correction="“甲”更正为“乙”")

    def test_what_made_no_document_has_no_slip(self) -> None:
        """A finding is no document of the bureau."""
        with refuses("no-such-act", kind=Unclear):
            ServedCase("2026-09-01").sees("correct_clerical_error", "2026-09-03", of=1)

    def test_what_touches_rights_is_no_slip(self) -> None:
        """办法 art. 85."""
        case = ServedCase("2026-09-01")

        with refuses("touches-rights", article="第85条", kind=OutOfBounds):
            case.sees("correct_clerical_error", "2026-09-03", of=case.service, harmless=False)

    def test_a_document_that_is_not_there(self) -> None:
        """Only what was issued is corrected."""
        with refuses("no-such-act", kind=Unclear):
            ServedCase("2026-09-01").sees("correct_clerical_error", "2026-09-03", of=99)


class TestRevoking:
    def test_revoked_for_good(self) -> None:
        """行政处罚法 art. 75: nothing is owed, the open terms have no object."""
        case = ServedCase("2026-09-01")
        case.sees("revoke_decision", "2026-09-10", of=case.service)

        rules = ("payment_15d", "review_application", "suit_direct")
        assert {case.state(rule, "2026-09-10") for rule in rules} == {"void"}
        assert amount_due(case.record(), date(2026, 12, 1), LAW).total == 0
        assert not undecided(case.record())

    def test_revoked_before_it_was_served(self) -> None:
        """A decision that never reached the party is named by its own number."""
        case = ServedCase("2026-09-01")
        case.acts = case.acts[:4]

        case.sees("revoke_decision", "2026-09-02", of=4, extent="redo")

        assert case.state("decision_service", "2026-09-02") == "void"
        assert undecided(case.record())

    def test_revoked_under_review_after_payment(self) -> None:
        """What was paid is to be given back."""
        case = ServedCase("2026-09-01")
        case.sees("record_payment", "2026-09-03", amount="100000")
        case.sees("revoke_decision", "2026-09-10", of=case.service)

        due = amount_due(case.record(), date(2026, 9, 10), LAW)
        assert (due.ordered, due.paid, due.surplus) == (0, 0, 100000)

    def test_varied_down(self) -> None:
        """A lower fine may be set, and is owed from the same day."""
        case = ServedCase("2026-09-01")
        case.sees("revoke_decision", "2026-09-10", of=case.service, extent="vary", fine="60000")

        assert amount_due(case.record(), date(2026, 9, 18), LAW).total == 60000 + 2 * 1800

    @pytest.mark.parametrize(("fine", "code"), [("100000.01", "made-heavier"), (None, "no-amount")])
    def test_varied_up_or_by_nothing(self, fine: str | None, code: str) -> None:
        """Putting right is never to the party's cost."""
        case = ServedCase("2026-09-01")

        with refuses(code):
            case.sees("revoke_decision", "2026-09-10", of=case.service, extent="vary", fine=fine)

    def test_twice(self) -> None:
        """What is revoked is gone."""
        case = ServedCase("2026-09-01")
        case.sees("revoke_decision", "2026-09-10", of=case.service)

        with refuses("set-aside-already", article="第75条", kind=OutOfOrder):
            case.sees("revoke_decision", "2026-09-11", of=case.service)

    def test_what_is_no_decision(self) -> None:
        """A notice is not revoked, it is served anew."""
        with refuses("no-such-act", kind=Unclear):
            ServedCase("2026-09-01").sees("revoke_decision", "2026-09-10", of=3)

    def test_silent_on_relief(self) -> None:
        """G19: the new document tells review and suit as well."""
        case = ServedCase("2026-09-01")

        with refuses("remedies-not-told", kind=Unclear):
            case.sees("revoke_decision", "2026-09-10", of=case.service, remedies={**REMEDIES, "court": ""})

    def test_a_review_through_the_bureau_is_answered_by_it(self) -> None:
        """行政复议法 art. 32, 实施条例 art. 38: instead of forwarding, the bureau may put its decision right."""
        case = ServedCase("2026-09-01")
        case.sees("apply_reconsideration", "2026-09-10", through_bureau=True)
        case.sees("revoke_decision", "2026-09-14", of=case.service)

        assert case.state("review_self_correction", "2026-09-14") == "met"


class TestWithdrawing:
    @pytest.mark.parametrize(
        ("served_on", "revoked_on", "last_day", "article"),
        [
            ("2026-09-01", "2026-09-29", "2026-10-09", "第66条"),
            ("2021-09-01", "2021-09-29", "2021-10-09", "第48条"),
            ("2021-06-01", "2021-07-14", "none", ""),
        ],
        ids=["2023", "2021", "before"],
    )
    def test_three_working_days_after_it_was_overturned(
        self, served_on: str, revoked_on: str, last_day: str, article: str
    ) -> None:
        """行政处罚法 art. 48(2), 办法 art. 66: over the National Day week; no such rule before 2021-07-15."""
        case = published(served_on)
        case.sees("revoke_decision", revoked_on, of=case.service)

        assert case.last_day("publication_withdrawal", revoked_on) == last_day
        cited = [term.citation for term in case.at(revoked_on).terms if term.rule == "publication_withdrawal"]
        assert all(article in citation for citation in cited)

    def test_what_was_never_published(self) -> None:
        """Nothing to take back, nothing to wait for."""
        case = ServedCase("2026-09-01")
        case.sees("revoke_decision", "2026-09-10", of=case.service)

        assert case.state("publication_withdrawal", "2026-09-10") == "none"

    def test_taken_back_with_its_reason(self) -> None:
        """The effect carries the reason that is made public."""
        case = published()
        case.sees("revoke_decision", "2026-09-10", of=case.service)
        done = case.sees("withdraw_publication", "2026-09-14", of=publication(case))

        effects = judge(VIOLATION_CASE, "2026-000001", case.acts, done.no - 1, LAW, moment("2026-09-14")).effects
        withdrawal = next(effect for effect in effects if isinstance(effect, Withdrawal))
        assert withdrawal.key == effect_key("2026-000001", done.no, "withdrawal")
        assert withdrawal.reason == "处罚决定已被撤销"
        assert case.state("publication_withdrawal", "2026-09-14") == "met"

    def test_what_still_stands_is_not_taken_back(self) -> None:
        """办法 art. 66, 行政处罚法 art. 48: published is what was decided."""
        case = published()

        with refuses("nothing-overturned", article="第66条", kind=OutOfOrder):
            case.sees("withdraw_publication", "2026-09-14", of=publication(case))

    def test_each_decision_has_its_own_publication(self) -> None:
        """With two published decisions only the overturned one is taken back."""
        case = published()
        daily = served_daily(case)
        other = case.sees("publish_decision", "2026-09-10", summary="按日连续处罚二十万元", of=daily)
        case.sees("revoke_decision", "2026-09-11", of=daily)
        with refuses("nothing-overturned", article="第66条", kind=OutOfOrder):
            case.sees("withdraw_publication", "2026-09-14", of=publication(case))

        case.sees("withdraw_publication", "2026-09-14", of=other.no)

        assert case.state("publication_withdrawal", "2026-09-14") == "met"
        assert amount_due(case.record(), date(2026, 9, 14), LAW).total == 100000

    def test_left_up_past_its_days(self) -> None:
        """G20: the question closing asks; on the last day it passes, the day after it is refused."""
        case = published()
        case.sees("revoke_decision", "2026-09-10", of=case.service)

        overturned_is_withdrawn(Situation(case.record(), date(2026, 9, 15), LAW, VIOLATION_CASE))
        with refuses("publication-not-withdrawn", article="第66条", kind=OutOfTime):
            overturned_is_withdrawn(Situation(case.record(), date(2026, 9, 16), LAW, VIOLATION_CASE))
