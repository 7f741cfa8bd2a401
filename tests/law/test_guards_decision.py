"""Guards on the penalty decision: heard, reviewed, discussed, in bounds, by law in force (G1, G4 to G8, G16)."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from refusing import DAY, NOW, refusal
from under import LAW

from law import guards
from law.citations import Citation
from law.guards import Opportunity
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime


class TestG1:
    """No penalty decision before the party was heard (行政处罚法第62条)."""

    last = date(2026, 9, 18)

    def test_a_decision_on_the_last_day_of_the_defence_period_is_too_early(self) -> None:
        """The period must have passed; its last day still belongs to the party."""
        no = refusal(
            OutOfTime,
            lambda: guards.defence_has_ended(
                on=self.last, law=LAW, notified_on=date(2026, 9, 11), defence=Opportunity(self.last)
            ),
        )

        assert ("G1", "defence-period-open") == (no.guard, no.code)
        assert "第62条" in no.article

    def test_the_day_after_is_free(self) -> None:
        """Once the period has passed unused the decision may be made."""
        guards.defence_has_ended(
            on=self.last + DAY, law=LAW, notified_on=date(2026, 9, 11), defence=Opportunity(self.last)
        )

    def test_a_written_waiver_ends_the_period(self) -> None:
        """An express waiver frees the decision at once."""
        guards.defence_has_ended(
            on=self.last, law=LAW, notified_on=date(2026, 9, 11), defence=Opportunity(self.last, waived=True)
        )

    def test_a_defence_must_be_reviewed_first(self) -> None:
        """A defence that was handed in and not reviewed stops the decision even after the period."""
        refusal(
            OutOfOrder,
            lambda: guards.defence_has_ended(
                on=NOW, law=LAW, notified_on=date(2026, 9, 11), defence=Opportunity(self.last, pending=True)
            ),
        )

    def test_an_open_hearing_stops_the_decision(self) -> None:
        """A hearing asked for and not ended is told with the article on hearings (行政处罚法第65条)."""
        no = refusal(
            OutOfOrder,
            lambda: guards.defence_has_ended(
                on=NOW,
                law=LAW,
                notified_on=date(2026, 9, 11),
                defence=Opportunity(self.last),
                hearing=Opportunity(self.last, pending=True),
            ),
        )

        assert "hearing-pending" == no.code
        assert "第65条" in no.article

    def test_without_prior_notice_nothing_may_be_decided(self) -> None:
        """A decision without notice is out of order."""
        refusal(
            OutOfOrder, lambda: guards.defence_has_ended(on=NOW, law=LAW, notified_on=None, defence=Opportunity(None))
        )

    def test_before_2021_the_older_article_is_cited(self) -> None:
        """In 2015 the refusal rests on Art 41 of the older law."""
        on = date(2015, 6, 1)

        no = refusal(
            OutOfOrder, lambda: guards.defence_has_ended(on=on, law=LAW, notified_on=None, defence=Opportunity(None))
        )

        assert "第41条" in no.article
        assert "第62条" not in no.article


class TestG4AndG5:
    """Legal review and collective discussion come before the decision (行政处罚法第57条、第58条)."""

    def test_no_ground_means_no_review_is_due(self) -> None:
        """A small plain case needs neither."""
        guards.legal_review_passed(on=NOW, law=LAW, grounds=(), opinion=None)
        guards.collectively_discussed(on=NOW, law=LAW, grounds=(), discussed=False)

    @pytest.mark.parametrize("opinion", [None, "to_improve", "rejected"])
    def test_only_an_agreeing_review_frees_the_decision(self, opinion: guards.decision.Opinion | None) -> None:
        """A missing, conditional or negative opinion stops the decision."""
        refusal(
            OutOfOrder, lambda: guards.legal_review_passed(on=NOW, law=LAW, grounds=["经过听证程序"], opinion=opinion)
        )

    def test_a_review_older_than_new_evidence_is_stale(self) -> None:
        """New evidence after the review calls for another review."""
        no = refusal(
            OutOfOrder,
            lambda: guards.legal_review_passed(
                on=NOW, law=LAW, grounds=["经过听证程序"], opinion="agreed", new_evidence_since=True
            ),
        )

        assert "legal-review-stale" == no.code

    def test_before_2018_no_legal_review_is_asked_for(self) -> None:
        """In 2015 no statute asked for it, so nothing is refused."""
        guards.legal_review_passed(on=date(2015, 6, 1), law=LAW, grounds=["经过听证程序"], opinion=None)

    def test_a_due_discussion_must_be_recorded_and_fresh(self) -> None:
        """Missing, or held before the party was heard: both stop the decision."""
        refusal(OutOfOrder, lambda: guards.collectively_discussed(on=NOW, law=LAW, grounds=["重大"], discussed=False))
        refusal(
            OutOfOrder,
            lambda: guards.collectively_discussed(on=NOW, law=LAW, grounds=["重大"], discussed=True, heard_since=True),
        )


class TestG6ToG8:
    """What the fine may be."""

    def test_the_fine_may_equal_but_not_exceed_the_one_notified(self) -> None:
        """One fen more is refused (行政处罚法第45条)."""
        guards.fine_not_above_notified(Decimal(80000), Decimal(80000), on=NOW, law=LAW)
        no = refusal(
            OutOfBounds, lambda: guards.fine_not_above_notified(Decimal("80000.01"), Decimal(80000), on=NOW, law=LAW)
        )
        assert "80,000.01元" in no.sentence

    def test_a_penalty_that_was_not_notified_may_not_be_added(self) -> None:
        """Confiscation out of nowhere is heavier too."""
        refusal(
            OutOfBounds,
            lambda: guards.fine_not_above_notified(Decimal(1), Decimal(1), on=NOW, law=LAW, added=["没收违法所得"]),
        )

    def test_one_act_is_fined_once(self) -> None:
        """A second fine for the same act is refused (第29条)."""
        refusal(
            OutOfBounds,
            lambda: guards.one_fine_per_act(
                on=NOW, law=LAW, earlier_fines=["衡环罚〔2026〕1号"], norm_used=Decimal(1), norms=[Decimal(1)]
            ),
        )

    def test_the_highest_norm_applies_since_2021_only(self) -> None:
        """Before 2021-07-15 the heavier norm could be applied, afterwards it must be."""
        norms = [Decimal(1000000), Decimal(200000)]

        refusal(
            OutOfBounds,
            lambda: guards.one_fine_per_act(on=NOW, law=LAW, earlier_fines=(), norm_used=Decimal(200000), norms=norms),
        )
        guards.one_fine_per_act(on=date(2021, 7, 14), law=LAW, earlier_fines=(), norm_used=Decimal(200000), norms=norms)

    @pytest.mark.parametrize(("fine", "fits"), [(99999, False), (100000, True), (1000000, True), (1000001, False)])
    def test_the_fine_stays_within_the_statutory_range(self, fine: int, fits: bool) -> None:
        """Both ends belong to the range."""

        def ask() -> None:
            guards.fine_within_bounds(Decimal(fine), Decimal(100000), Decimal(1000000), on=NOW, law=LAW)

        if fits:
            ask()
        else:
            refusal(OutOfBounds, ask)

    def test_only_a_legal_ground_carries_the_fine_below_the_minimum(self) -> None:
        """Mitigation needs its ground; nothing carries the fine above the maximum."""
        low, high = Decimal(100000), Decimal(1000000)

        guards.fine_within_bounds(Decimal(50000), low, high, on=NOW, law=LAW, mitigation="主动消除危害后果")
        refusal(
            OutOfBounds,
            lambda: guards.fine_within_bounds(high + 1, low, high, on=NOW, law=LAW, mitigation="主动消除危害后果"),
        )


class TestG16:
    """Law in force (生态环境法典第1057条、第1242条)."""

    def test_a_repealed_law_is_refused_but_for_old_conduct(self) -> None:
        """Conduct before 2026-08-15 keeps its law; procedure does not."""
        old = Citation(instrument="《中华人民共和国土壤污染防治法》", article="第87条")

        guards.cites_law_in_force([old], on=NOW, law=LAW, conduct_on=date(2026, 8, 14))
        no = refusal(
            OutOfBounds, lambda: guards.cites_law_in_force([old], on=NOW, law=LAW, conduct_on=date(2026, 8, 15))
        )
        assert "2026年8月14日" in no.sentence
