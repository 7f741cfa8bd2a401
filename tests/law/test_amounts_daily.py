"""Daily penalty: the published cases of 2015, the days on which a recheck counts, and how rounds add up (F1)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from under import LAW

from law.amounts.daily import daily_penalty, recheck_by
from law.catalogue import NotInForce
from law.guards import Cycle
from law.guards.coercion import Outcome
from law.refusals import OutOfOrder, Unclear


def cycle(ordered_on: date, rechecked_on: date, outcome: Outcome = "continued") -> Cycle:
    """Return a finished round."""
    return Cycle(ordered_on, None, rechecked_on, outcome)


PUBLISHED = [
    ("成都污水处理厂", "2015-02-13", "2015-03-12", 700, 27, 18_900),
    ("三门峡第一轮", "2015-02-06", "2015-02-27", 80_000, 21, 1_680_000),
    ("三门峡第二轮", "2015-02-27", "2015-03-19", 80_000, 20, 1_600_000),
    ("三门峡第三轮", "2015-03-19", "2015-04-18", 80_000, 30, 2_400_000),
    ("三门峡第四轮", "2015-04-18", "2015-05-18", 80_000, 30, 2_400_000),
    ("六安玻璃厂", "2015-05-25", "2015-06-15", 200_000, 21, 4_200_000),
]


@pytest.mark.parametrize(("name", "order", "found", "fine", "days", "amount"), PUBLISHED, ids=[c[0] for c in PUBLISHED])
def test_a_published_case_comes_out_as_published(
    name: str, order: str, found: str, fine: int, days: int, amount: int
) -> None:
    """Six published figures are reproduced to the yuan (令第28号第17条、第19条)."""
    result = daily_penalty(Decimal(fine), [cycle(date.fromisoformat(order), date.fromisoformat(found))], LAW)

    assert (days, Decimal(amount)) == (result.days, result.amount)
    assert date.fromisoformat(order) + timedelta(days=1) == result.rounds[0].first_day
    assert date.fromisoformat(found) == result.rounds[0].last_day


def test_four_rounds_add_up_without_a_cap() -> None:
    """The Sanmenxia chain comes to 101 days and 8,080,000 yuan."""
    days = [date(2015, 2, 6), date(2015, 2, 27), date(2015, 3, 19), date(2015, 4, 18), date(2015, 5, 18)]

    result = daily_penalty(Decimal(80_000), [cycle(a, b) for a, b in pairwise(days)], LAW)

    assert (101, Decimal(8_080_000)) == (result.days, result.amount)
    assert "80,000元×101日" == result.steps[-1].formula
    assert not result.closed


class TestDays:
    """Which day counts, around the edges of a round."""

    order = date(2026, 9, 1)

    @pytest.mark.parametrize(("after", "days"), [(0, 0), (1, 1), (29, 29), (30, 30), (31, 0), (33, 0), (34, 0)])
    def test_a_recheck_counts_up_to_day_thirty(self, after: int, days: int) -> None:
        """Day 0 gives nothing, day 30 is the last that counts, from day 31 the round is lost (第10条)."""
        result = daily_penalty(Decimal(1000), [cycle(self.order, self.order + timedelta(days=after))], LAW)

        assert days == result.days
        assert ("late" if after > 30 else "found") == result.rounds[0].ending

    def test_the_last_day_for_the_recheck_does_not_move_over_a_holiday(self) -> None:
        """Thirty days from 2026-09-01 end on National Day and stay there."""
        assert date(2026, 10, 1) == recheck_by(self.order, LAW)

    @pytest.mark.parametrize("outcome", ["corrected", "stopped"])
    def test_a_clean_recheck_counts_nothing_and_closes_the_chain(self, outcome: Outcome) -> None:
        """Put right or shut down: no daily penalty (第12条)."""
        result = daily_penalty(Decimal(1000), [cycle(self.order, date(2026, 9, 20), outcome)], LAW)

        assert (0, Decimal(0), True) == (result.days, result.amount, result.closed)

    def test_obstruction_counts_to_the_day_of_the_obstruction(self) -> None:
        """Refusing the recheck is refusing to correct (第13条第2项)."""
        assert 19 == daily_penalty(Decimal(1), [cycle(self.order, date(2026, 9, 20), "obstructed")], LAW).days

    def test_a_seizure_that_ended_the_discharge_ends_the_count(self) -> None:
        """Days are counted to the stop, that day included (第20条)."""
        stopped = replace(cycle(self.order, date(2026, 9, 20)), stopped_on=date(2026, 9, 10))

        result = daily_penalty(Decimal(1), [stopped], LAW)

        assert (9, "stopped") == (result.days, result.rounds[0].ending)

    def test_a_stop_on_or_before_the_service_leaves_nothing_to_count(self) -> None:
        """What ended before the first day counted costs nothing."""
        stopped = replace(cycle(self.order, date(2026, 9, 20)), stopped_on=self.order)

        assert 0 == daily_penalty(Decimal(1), [stopped], LAW).days

    def test_a_late_round_is_lost_and_the_next_one_counts(self) -> None:
        """An invalid cycle does not spoil the one after it."""
        late = cycle(self.order, date(2026, 10, 2))

        result = daily_penalty(Decimal(1), [late, cycle(date(2026, 10, 2), date(2026, 10, 12))], LAW)

        assert [0, 10] == [one.days for one in result.rounds]


class TestChain:
    """What no chain may look like."""

    def test_nothing_follows_a_clean_recheck(self) -> None:
        """A later violation needs a new decision and a new count (第18条)."""
        clean = cycle(date(2026, 9, 1), date(2026, 9, 20), "corrected")

        with pytest.raises(OutOfOrder) as caught:
            daily_penalty(Decimal(1), [clean, cycle(date(2026, 9, 21), date(2026, 9, 30))], LAW)

        assert "第18条" in caught.value.article

    def test_rounds_do_not_overlap(self) -> None:
        """A second order before the first recheck would count days twice."""
        with pytest.raises(OutOfOrder):
            daily_penalty(
                Decimal(1),
                [cycle(date(2026, 9, 1), date(2026, 9, 20)), cycle(date(2026, 9, 19), date(2026, 9, 30))],
                LAW,
            )

    @pytest.mark.parametrize("fine", ["-1", "0.001", "NaN", "Infinity"])
    def test_a_fine_is_an_amount_of_money(self, fine: str) -> None:
        """Negative, half-fen and boundless fines are unclear."""
        with pytest.raises(Unclear):
            daily_penalty(Decimal(fine), [cycle(date(2026, 9, 1), date(2026, 9, 20))], LAW)

    def test_an_unfinished_or_reversed_round_is_unclear(self) -> None:
        """No recheck, or one before its order, cannot be counted; nor can no round at all."""
        unfinished = Cycle(date(2026, 9, 1), None, None, None)

        for cycles in ([], [unfinished], [cycle(date(2026, 9, 2), date(2026, 9, 1))]):
            with pytest.raises(Unclear):
                daily_penalty(Decimal(1), cycles, LAW)

    def test_before_2015_there_was_no_daily_penalty(self) -> None:
        """The measure came into force on 2015-01-01."""
        with pytest.raises(NotInForce):
            daily_penalty(Decimal(1), [cycle(date(2014, 12, 1), date(2014, 12, 20))], LAW)


LENGTHS = st.lists(st.integers(0, 30), min_size=1, max_size=8)
FINES = st.integers(0, 10**9).map(lambda fen: Decimal(fen) / 100)


def chain(lengths: list[int]) -> list[Cycle]:
    """Return rounds of these lengths, each beginning on the day the one before it was rechecked."""
    day, rounds = date(2020, 1, 1), []
    for length in lengths:
        rounds.append(cycle(day, day + timedelta(days=length)))
        day += timedelta(days=length)
    return rounds


@given(fine=FINES, lengths=LENGTHS)
def test_rounds_are_additive(fine: Decimal, lengths: list[int]) -> None:
    """A chain costs what its rounds cost one by one: fine times the sum of the days."""
    rounds = chain(lengths)

    assert sum(daily_penalty(fine, [one], LAW).amount for one in rounds) == daily_penalty(fine, rounds, LAW).amount
    assert fine * sum(lengths) == daily_penalty(fine, rounds, LAW).amount


@given(fine=FINES, length=st.integers(0, 29))
def test_a_later_finding_never_costs_less_within_the_window(fine: Decimal, length: int) -> None:
    """Within thirty days the amount grows with the day of the finding."""
    start = date(2020, 1, 1)
    earlier, later = (daily_penalty(fine, [cycle(start, start + timedelta(days=n))], LAW) for n in (length, length + 1))

    assert earlier.amount <= later.amount
