"""Guards on daily penalties and seizures: the chain and the last day (G9, G10)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from refusing import DAY, refusal
from under import LAW

from law import guards
from law.guards import Cycle
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime


class TestG9:
    """The chain of a daily penalty (令第28号)."""

    cycle = Cycle(date(2026, 9, 1), date(2026, 10, 1), date(2026, 10, 1), "continued")
    original = date(2026, 9, 10)
    on = date(2026, 10, 20)

    def ask(self, *cycles: Cycle, original: date | None = None) -> None:
        """Ask the guard with a sound original decision unless told otherwise."""
        day = original or self.original
        guards.daily_penalty_chain_holds(cycles, on=self.on, law=LAW, original_decided_on=day, original_served_on=day)

    def test_a_recheck_on_the_last_day_holds(self) -> None:
        """Day 30 is in time."""
        self.ask(self.cycle)

    def test_a_recheck_a_day_later_breaks_the_cycle(self) -> None:
        """Day 31 is too late (第10条)."""
        no = refusal(OutOfTime, lambda: self.ask(replace(self.cycle, rechecked_on=date(2026, 10, 2))))

        assert "第10条" in no.article

    def test_without_an_order_there_is_no_daily_penalty(self) -> None:
        """No order to correct, no chain (第8条)."""
        refusal(OutOfOrder, self.ask)
        refusal(OutOfOrder, lambda: self.ask(replace(self.cycle, ordered_on=None)))

    @pytest.mark.parametrize("outcome", ["corrected", "stopped", None])
    def test_a_clean_recheck_allows_none(self, outcome: guards.coercion.Outcome | None) -> None:
        """Only continuing or obstructing counts as refusal (第12条、第13条)."""
        refusal(OutOfBounds, lambda: self.ask(replace(self.cycle, outcome=outcome)))

    def test_an_obstructed_recheck_counts_as_refusal(self) -> None:
        """Obstruction is refusal (第13条第2项)."""
        self.ask(replace(self.cycle, outcome="obstructed"))

    def test_the_original_decision_comes_first(self) -> None:
        """A daily penalty before the original was made and served is refused (第7条)."""
        no = refusal(OutOfOrder, lambda: self.ask(self.cycle, original=self.on + DAY))

        assert "第7条" in no.article

    def test_the_second_order_follows_the_first_recheck(self) -> None:
        """A round that begins before the one before it was rechecked is refused (第14条)."""
        second = Cycle(date(2026, 9, 20), date(2026, 10, 20), date(2026, 10, 15), "continued")

        refusal(OutOfOrder, lambda: self.ask(self.cycle, second))
        self.ask(self.cycle, replace(second, ordered_on=self.cycle.rechecked_on))


class TestG10:
    """Seizure ends on its last day (行政强制法第25条)."""

    last = date(2026, 9, 30)

    def test_the_last_day_may_still_be_used(self) -> None:
        """On day 30 it may be extended, the day after it must be lifted."""
        utmost = date(2026, 10, 30)

        guards.seizure_stays_within_limit(
            on=self.last, law=LAW, last_day=self.last, extends_to=utmost, utmost_day=utmost
        )
        no = refusal(
            OutOfTime, lambda: guards.seizure_stays_within_limit(on=self.last + DAY, law=LAW, last_day=self.last)
        )
        assert "第28条" in no.article

    def test_it_is_extended_once_and_never_past_the_utmost_day(self) -> None:
        """A second extension and a too long one are refused."""
        utmost = date(2026, 10, 30)

        def extend(to: date, *, extended: bool) -> None:
            guards.seizure_stays_within_limit(
                on=self.last, law=LAW, last_day=self.last, extends_to=to, utmost_day=utmost, extended=extended
            )

        refusal(OutOfBounds, lambda: extend(utmost, extended=True))
        refusal(OutOfBounds, lambda: extend(utmost + DAY, extended=False))
