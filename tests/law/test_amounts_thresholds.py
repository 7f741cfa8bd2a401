"""Thresholds by date and party: hearing, discussion, summary procedure; payment plans; ranges."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from under import LAW

from law.amounts.bounds import fixed_range, measured_range
from law.amounts.instalments import Part, equal_parts, payment_plan
from law.amounts.thresholds import (
    LocalThreshold,
    Party,
    Proposed,
    discussion_due,
    hearing_due,
    summary_allowed,
)
from law.refusals import OutOfBounds, OutOfTime, Unclear

NOW = date(2026, 9, 21)


class TestHearing:
    """When a hearing must be offered (生态环境行政处罚办法第46条、第89条)."""

    @pytest.mark.parametrize(
        ("on", "party", "below", "at"),
        [
            ("2015-06-01", "organisation", "49999.99", "50000"),
            ("2022-06-01", "organisation", "49999.99", "50000"),
            ("2023-06-30", "organisation", "49999.99", "50000"),
            ("2023-07-01", "organisation", "199999.99", "200000"),
            ("2026-09-21", "organisation", "199999.99", "200000"),
            ("2015-06-01", "citizen", "4999.99", "5000"),
            ("2026-09-21", "citizen", "4999.99", "5000"),
        ],
    )
    def test_the_threshold_of_the_day_includes_its_own_number(self, on: str, party: Party, below: str, at: str) -> None:
        """A fen below is not due, the number itself is."""
        day = date.fromisoformat(on)

        assert not hearing_due(Proposed(fine=Decimal(below)), party, day, LAW).due
        assert hearing_due(Proposed(fine=Decimal(at)), party, day, LAW).due

    def test_confiscation_is_measured_by_itself(self) -> None:
        """Fine and confiscation are two heads; neither reaches the line alone."""
        split = Proposed(fine=Decimal(150_000), confiscated=Decimal(150_000))

        assert not hearing_due(split, "organisation", NOW, LAW).due
        assert hearing_due(Proposed(confiscated=Decimal(200_000)), "organisation", NOW, LAW).due

    @pytest.mark.parametrize(("fine", "check"), [("19999.99", False), ("20000", True), ("199999.99", True)])
    def test_the_possible_figure_of_hunan_is_warned_of(self, fine: str, check: bool) -> None:
        """Between 20,000 and 200,000 the local figure must be looked up; nobody has found it."""
        result = hearing_due(Proposed(fine=Decimal(fine)), "organisation", NOW, LAW)

        assert (False, check) == (result.due, result.check)
        assert check == bool(result.warnings)

    def test_a_local_figure_goes_first_and_ends_the_warning(self) -> None:
        """A regulation or rule of the province prevails (第89条第2款)."""
        local = LocalThreshold(Decimal(20_000), "《虚构省听证规定》第7条")

        result = hearing_due(Proposed(fine=Decimal(20_000)), "organisation", NOW, local=local, law=LAW)

        assert (True, False, ()) == (result.due, result.check, result.warnings)

    def test_rectification_by_stopping_is_a_head_since_2023(self) -> None:
        """停产整治 came with the 2023 measure."""
        stop = Proposed(heads=frozenset({"stop_rectification"}))

        assert hearing_due(stop, "organisation", date(2023, 7, 1), LAW).due
        assert not hearing_due(stop, "organisation", date(2023, 6, 30), LAW).due

    def test_an_unknown_kind_of_penalty_is_unclear(self) -> None:
        """A misspelt head is refused, not ignored."""
        with pytest.raises(Unclear):
            Proposed(heads=frozenset({"jail"}))


class TestDiscussion:
    """When the heads discuss together (生态环境行政处罚办法第52条)."""

    @pytest.mark.parametrize(("fine", "due"), [("499999.99", False), ("500000", True)])
    def test_half_a_million_is_the_line(self, fine: str, due: bool) -> None:
        """The number itself is included."""
        assert due == discussion_due(Proposed(fine=Decimal(fine)), NOW, LAW).due

    def test_fine_and_confiscation_are_added_up(self) -> None:
        """The cautious reading of one list."""
        assert discussion_due(Proposed(fine=Decimal(300_000), confiscated=Decimal(200_000)), NOW, LAW).due

    def test_restricting_production_is_not_in_the_list(self) -> None:
        """停产整治 is, 限制生产 is not."""
        assert not discussion_due(Proposed(heads=frozenset({"restriction"})), NOW, LAW).due
        assert discussion_due(Proposed(heads=frozenset({"stop_rectification"})), NOW, LAW).due

    def test_before_2023_there_was_no_amount(self) -> None:
        """In 2015 only the nature of the case decided, and the result says so."""
        result = discussion_due(Proposed(fine=Decimal(10_000_000)), date(2015, 6, 1), LAW)

        assert (False, None) == (result.due, result.limit)
        assert result.warnings
        assert discussion_due(Proposed(), date(2015, 6, 1), complex_case=True, law=LAW).due


@pytest.mark.parametrize(
    ("on", "party", "most"),
    [
        ("2015-06-01", "citizen", 50),
        ("2021-07-14", "organisation", 1_000),
        ("2021-07-15", "organisation", 3_000),
        ("2026-09-21", "citizen", 200),
    ],
)
def test_the_summary_limit_of_the_day_includes_its_own_number(on: str, party: Party, most: int) -> None:
    """Up to the number on the spot, a fen more by the ordinary procedure (行政处罚法第51条)."""
    day = date.fromisoformat(on)

    assert summary_allowed(Proposed(fine=Decimal(most)), party, day, LAW).allowed
    assert not summary_allowed(Proposed(fine=most + Decimal("0.01")), party, day, LAW).allowed


def test_the_summary_procedure_knows_only_fine_and_warning() -> None:
    """Any other penalty belongs to the ordinary procedure."""
    assert summary_allowed(Proposed(heads=frozenset({"warning"})), "citizen", NOW, LAW).allowed
    assert not summary_allowed(Proposed(heads=frozenset({"permit_suspension"})), "citizen", NOW, LAW).allowed


class TestPaymentPlan:
    """Deferral and instalments (生态环境行政处罚办法第74条)."""

    pay_by = date(2026, 10, 8)
    due = (date(2026, 11, 30), date(2026, 12, 31), date(2027, 1, 31))

    def test_a_plan_asked_for_on_the_last_day_holds(self) -> None:
        """The last day to pay is the last day to ask."""
        parts = equal_parts(Decimal(100_000), self.due)

        plan = payment_plan(Decimal(100_000), parts, applied_on=self.pay_by, pay_by=self.pay_by, law=LAW)

        assert self.due[-1] == plan.ends_on
        assert [Decimal("33333.33"), Decimal("33333.33"), Decimal("33333.34")] == [one.amount for one in plan.parts]

    def test_a_day_later_is_too_late(self) -> None:
        """A late application is not accepted (第74条第1款)."""
        parts = equal_parts(Decimal(9), self.due)

        with pytest.raises(OutOfTime) as caught:
            payment_plan(Decimal(9), parts, applied_on=date(2026, 10, 9), pay_by=self.pay_by, law=LAW)

        assert "第74条" in caught.value.article

    def test_the_parts_add_up_and_follow_one_another(self) -> None:
        """A plan that falls short, runs backwards or ends before the due date is unclear."""
        short = [Part(due_on=self.due[0], amount=Decimal(8))]
        backwards = [Part(due_on=day, amount=Decimal(3)) for day in reversed(self.due)]
        early = [Part(due_on=self.pay_by, amount=Decimal(9))]

        for parts in (short, backwards, early, []):
            with pytest.raises(Unclear):
                payment_plan(Decimal(9), parts, applied_on=self.pay_by, pay_by=self.pay_by, law=LAW)

    def test_until_2023_the_last_part_lay_inside_the_court_window(self) -> None:
        """环境行政处罚办法第64条 bound the plan; the measure of 2023 does not."""

        def plan(applied: date, due: date, court: date) -> None:
            payment_plan(
                Decimal(9),
                [Part(due_on=due, amount=Decimal(9))],
                applied_on=applied,
                pay_by=applied,
                court_last_day=court,
                law=LAW,
            )

        with pytest.raises(OutOfBounds):
            plan(date(2022, 1, 5), date(2023, 1, 5), date(2022, 12, 31))
        plan(date(2024, 1, 5), date(2025, 1, 5), date(2024, 12, 31))


@given(fen=st.integers(1, 10**10), parts=st.integers(1, 24))
def test_equal_parts_always_add_up(fen: int, parts: int) -> None:
    """Not a fen is lost, and the parts differ by less than one fen each."""
    fine = Decimal(fen) / 100

    split = equal_parts(fine, [date(2026, 1, 1)] * parts)

    assert fine == sum(one.amount for one in split)
    assert split[-1].amount - split[0].amount < parts * Decimal("0.01")


class TestRange:
    """The statutory range of a fine."""

    def test_a_small_base_is_replaced_by_the_least_base(self) -> None:
        """固体废物污染环境防治法第112条: three to five times the cost, at least of 200,000."""
        found = measured_range(Decimal(50_000), Decimal(3), Decimal(5), base_at_least=Decimal(200_000))

        assert (Decimal(600_000), Decimal(1_000_000)) == (found.least, found.most)

    def test_rounding_stays_inside_the_range(self) -> None:
        """The least is rounded up, the most down."""
        found = measured_range(Decimal("33.33"), Decimal("0.01"), Decimal("0.05"))

        assert (Decimal("0.34"), Decimal("1.66")) == (found.least, found.most)

    def test_a_range_upside_down_is_unclear(self) -> None:
        """The least may not be above the most."""
        with pytest.raises(Unclear):
            fixed_range(Decimal(2), Decimal(1))
