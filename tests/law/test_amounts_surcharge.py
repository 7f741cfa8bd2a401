"""Surcharge and the way to court: the decided cases, the cap, what stands still (F2, F3)."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from under import LAW

from law.amounts.surcharge import Surcharge, surcharge
from law.amounts.window import enforcement_window
from law.instruments import Suspension
from law.refusals import Unclear
from law.terms import Suspended

DUE = date(2026, 10, 8)


def after(days: int, fine: int = 80_000) -> Surcharge:
    """Return the surcharge so many days after the last day to pay."""
    return surcharge(Decimal(fine), DUE, DUE + timedelta(days=days), law=LAW)


def still(ground: Suspension, first: date, last: date | None = None) -> Suspended:
    """Return days that stand still."""
    return Suspended(ground=ground, first=first, last=last)


@pytest.mark.parametrize(
    ("days", "amount"), [(0, 0), (1, 2_400), (30, 72_000), (33, 79_200), (34, 80_000), (35, 80_000), (400, 80_000)]
)
def test_the_cap_binds_on_the_thirty_fourth_day(days: int, amount: int) -> None:
    """Fine 80,000: 2,400 a day, 79,200 on day 33, capped on day 34 (行政处罚法第72条)."""
    assert Decimal(amount) == after(days).amount


@pytest.mark.parametrize("fine", [1, 100, 3_333, 80_000, 9_999_999])
def test_the_cap_binds_on_day_34_for_any_fine(fine: int) -> None:
    """The day does not depend on the amount."""
    assert after(33, fine).amount < fine
    assert DUE + timedelta(days=34) == after(60, fine).capped_on


def test_the_taixing_case_comes_out_as_decided() -> None:
    """(2016)苏1291行审50号: due 2015-07-29, capped on 2015-09-01, asked on 2016-04-13 for 160,000."""
    result = surcharge(Decimal(80_000), date(2015, 7, 29), date(2016, 4, 13), law=LAW)

    assert (date(2015, 9, 1), Decimal(160_000)) == (result.capped_on, result.total)


def test_the_jiaxing_cases_double_the_principal() -> None:
    """嘉兴2013: 341.8 万 of fines, all capped, make 683.6 万."""
    result = surcharge(Decimal(3_418_000), date(2013, 1, 31), date(2013, 6, 30), law=LAW)

    assert Decimal(6_836_000) == result.total


class TestStandingStill:
    """Days of review and suit do not count (行政处罚法第73条; before 2021-07-15 〔2005〕行他字第29号)."""

    review = still("review", date(2026, 10, 19), date(2026, 12, 10))

    @pytest.mark.parametrize(
        ("until", "days", "amount"),
        [("2026-10-18", 10, 30_000), ("2026-12-10", 10, 30_000), ("2026-12-11", 11, 33_000)],
    )
    def test_the_review_stops_the_count_and_the_day_after_it_resumes(self, until: str, days: int, amount: int) -> None:
        """Fine 100,000 due 2026-10-08, review 10-19 to 12-10: ten days, then on from 12-11."""
        result = surcharge(Decimal(100_000), DUE, date.fromisoformat(until), stood_still=[self.review], law=LAW)

        assert (days, Decimal(amount)) == (result.days, result.amount)

    def test_overlapping_review_and_suit_are_one_standstill(self) -> None:
        """The union counts, not the sum."""
        suit = still("suit", date(2026, 12, 1), date(2026, 12, 20))

        result = surcharge(Decimal(100_000), DUE, date(2026, 12, 21), stood_still=[suit, self.review], law=LAW)

        assert 11 == result.days

    def test_a_review_that_still_runs_stops_the_count_to_the_end(self) -> None:
        """Open standstill: only the days before it count."""
        result = surcharge(
            Decimal(100_000), DUE, date(2030, 1, 1), stood_still=[still("review", date(2026, 10, 19))], law=LAW
        )

        assert 10 == result.days

    def test_before_2021_it_stood_still_as_well(self) -> None:
        """最高人民法院〔2005〕行他字第29号: not during the suit; courts took the review alike."""
        review = still("review", date(2015, 8, 1), date(2015, 8, 10))

        assert 10 == surcharge(Decimal(100), date(2015, 7, 29), date(2015, 8, 18), stood_still=[review], law=LAW).days

    def test_a_review_across_the_change_stands_still_throughout(self) -> None:
        """2021-07-15 wrote into the law what the court had answered before."""
        review = still("review", date(2021, 7, 10), date(2021, 7, 20))

        assert 6 == surcharge(Decimal(100), date(2021, 7, 5), date(2021, 7, 22), stood_still=[review], law=LAW).days

    def test_another_ground_does_not_stop_it(self) -> None:
        """A hearing or an appraisal is no reason to stop the surcharge."""
        other = still("appraisal", date(2026, 10, 9), date(2026, 10, 18))

        assert 10 == surcharge(Decimal(100), DUE, date(2026, 10, 18), stood_still=[other], law=LAW).days

    def test_the_cap_is_reached_later_by_the_days_that_stood_still(self) -> None:
        """The thirty-fourth day that counts, not the thirty-fourth of the calendar."""
        result = surcharge(Decimal(100_000), DUE, date(2027, 6, 1), stood_still=[self.review], law=LAW)

        assert DUE + timedelta(days=34 + 53) == result.capped_on


def test_before_2012_no_text_set_a_cap() -> None:
    """The cap came with the coercion law on 2012-01-01."""
    result = surcharge(Decimal(100), date(2011, 6, 30), date(2011, 12, 31), law=LAW)

    assert (None, Decimal("552.00")) == (result.cap, result.amount)


def test_the_whole_is_rounded_up_to_fen_once() -> None:
    """Three days of 3 % of 33.33 are 2.9997, so 3.00."""
    assert Decimal("3.00") == surcharge(Decimal("33.33"), DUE, DUE + timedelta(days=3), law=LAW).amount


def test_a_day_before_the_due_date_is_unclear() -> None:
    """There is no surcharge to count before the fine is due."""
    with pytest.raises(Unclear):
        surcharge(Decimal(1), DUE, DUE - timedelta(days=1), law=LAW)


FINES = st.integers(1, 10**10).map(lambda fen: Decimal(fen) / 100)
DUES = st.dates(date(2012, 1, 1), date(2029, 12, 31))
DAYS = st.integers(0, 500)


@st.composite
def standstills(draw: st.DrawFn) -> list[Suspended]:
    """Return a few intervals of review and suit, overlapping as they like."""
    found = []
    for _ in range(draw(st.integers(0, 3))):
        first = draw(st.dates(date(2012, 1, 1), date(2030, 12, 31)))
        ground: Suspension = draw(st.sampled_from(["review", "suit"]))
        found.append(still(ground, first, first + timedelta(days=draw(st.integers(0, 200)))))
    return found


@given(fine=FINES, due=DUES, days=DAYS, stood=standstills())
def test_the_surcharge_never_exceeds_the_fine(fine: Decimal, due: date, days: int, stood: list[Suspended]) -> None:
    """Capped, never negative, in whole fen."""
    result = surcharge(fine, due, due + timedelta(days=days), stood_still=stood, law=LAW)

    assert 0 <= result.amount <= fine
    assert result.amount == result.amount.quantize(Decimal("0.01"))


@given(fine=FINES, due=DUES, days=DAYS, stood=standstills())
def test_a_day_more_never_costs_less(fine: Decimal, due: date, days: int, stood: list[Suspended]) -> None:
    """Monotone in time, and at most one day more counts."""
    until = due + timedelta(days=days)
    today, tomorrow = (
        surcharge(fine, due, day, stood_still=stood, law=LAW) for day in (until, until + timedelta(days=1))
    )

    assert today.amount <= tomorrow.amount
    assert tomorrow.days - today.days in (0, 1)


@given(due=DUES, days=DAYS, stood=standstills())
def test_the_days_are_those_a_slow_count_finds(due: date, days: int, stood: list[Suspended]) -> None:
    """Day by day: a day counts unless it lies in a review or suit."""
    late = [due + timedelta(days=n) for n in range(1, days + 1)]
    counted = [day for day in late if not any(one.first <= day <= (one.last or day) for one in stood)]

    result = surcharge(Decimal(100), due, due + timedelta(days=days), stood_still=stood, law=LAW)

    assert len(counted) == result.days
    assert (counted[33] if len(counted) > 33 else None) == result.capped_on


class TestWindow:
    """When the bureau must go to court (行政强制法第53条)."""

    def test_the_taixing_bureau_had_one_day_left(self) -> None:
        """Served 2015-07-14: suit to 2016-01-14, court to 2016-04-14; it filed on 04-13."""
        window = enforcement_window(date(2015, 7, 14), law=LAW)

        assert (date(2016, 1, 15), date(2016, 4, 14)) == (window.opens_on, window.apply_by)

    def test_the_putian_bureau_filed_in_time_under_the_old_suit_period(self) -> None:
        """Served 2014-10-10 under three months: court to 2015-04-10, or 04-13 if the Saturday rolled; filed 04-09."""
        window = enforcement_window(date(2014, 10, 10), law=LAW)

        assert date(2015, 4, 10) == window.apply_by
        assert date(2015, 4, 13) == window.apply_by_if_rolled
        assert date(2015, 3, 20) <= window.demand_by

    def test_the_whole_chain_of_2026(self) -> None:
        """Served 2026-09-01: suit to 2027-03-01, court to 2027-06-01."""
        window = enforcement_window(date(2026, 9, 1), law=LAW)

        assert (date(2027, 3, 2), date(2027, 6, 1)) == (window.opens_on, window.apply_by)

    def test_the_demand_must_have_wholly_passed(self) -> None:
        """Ten full working days lie between the last safe demand and the last day to apply (行政强制法第54条)."""
        assert date(2016, 3, 29) == enforcement_window(date(2015, 7, 14), law=LAW).demand_by

    def test_after_a_review_the_shorter_period_to_sue_counts(self) -> None:
        """Fifteen days after the review decision, then three months."""
        window = enforcement_window(date(2025, 3, 3), reconsideration_served_on=date(2025, 6, 2), law=LAW)

        assert (date(2025, 6, 18), date(2025, 9, 17)) == (window.opens_on, window.apply_by)

    def test_after_a_deferral_it_runs_from_the_end_of_the_deferral(self) -> None:
        """行政处罚法第72条第2款."""
        assert (
            date(2026, 3, 31)
            == enforcement_window(date(2025, 3, 3), deferred_until=date(2025, 12, 31), law=LAW).apply_by
        )
