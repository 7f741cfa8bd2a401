"""The arithmetic agrees with a slow day-by-day reading of the same rules, on a hundred thousand random terms a run."""

from __future__ import annotations

import os
import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from law.calendar import Calendar
from law.instruments import Limit, Unit
from law.terms import Extended, Reckoning, Suspended, reckon
from tests.law.oracle import SHANGHAI, Answer, Case, answer

CALENDAR = Calendar.load()
SEED = int(os.environ.get("GRIDCASE_SEED", "20261123"))
BATCHES = 20
PER_BATCH = 5_000
AMOUNTS = {"working_day": 30, "calendar_day": 90, "month": 6, "year": 2, "hour": 48}
UNITS = ("working_day", "calendar_day", "working_day", "calendar_day", "month", "hour", "working_day", "month", "year")
FIRST, LAST = date(2007, 6, 1).toordinal(), date(2029, 12, 31).toordinal()
WITHOUT = {year: CALENDAR.without(year) for year in (0, *range(2008, 2027))}


def fast(case: Case, calendar: Calendar = CALENDAR) -> Reckoning:
    """Put a plain case to the arithmetic."""
    stops = [Suspended(ground="monitoring", first=first, last=last) for first, last in case.suspended]
    more = [Extended(amount=amount, unit=Unit(unit)) for amount, unit in case.extended]
    limit = Limit(amount=case.amount, unit=Unit(case.unit))
    return reckon(case.start, limit, calendar, rolls=case.rolls, suspended=stops, extended=more)


def random_case(dice: random.Random) -> Case:
    """Make up a term: any unit, up to four suspensions and two extensions."""
    start: date | datetime = date.fromordinal(dice.randint(FIRST, LAST))
    unit = dice.choice(UNITS)
    if unit == "hour" and dice.random() < 0.8:
        start = datetime(start.year, start.month, start.day, dice.randrange(24), dice.choice((0, 30)), tzinfo=SHANGHAI)
    return Case(
        start=start,
        amount=dice.randint(1, AMOUNTS[unit]),
        unit=unit,
        rolls=dice.random() < 0.6,
        suspended=tuple(random_stop(dice, start) for _ in range(dice.choice((0, 0, 1, 2, 4)))),
        extended=tuple(random_extension(dice, unit) for _ in range(dice.choice((0, 0, 0, 1, 2)))),
    )


def random_stop(dice: random.Random, start: date) -> tuple[date, date | None]:
    """Make up a suspension near the term; one in twelve still runs."""
    first = date.fromordinal(start.toordinal() + dice.randint(-20, 90))
    return first, None if dice.random() < 1 / 12 else first + timedelta(days=dice.randrange(25))


def random_extension(dice: random.Random, unit: str) -> tuple[int, str]:
    """Make up an extension, mostly in the term's own unit."""
    other = unit if dice.random() < 0.7 else dice.choice(UNITS[:6])
    return dice.randint(1, max(1, AMOUNTS[other] // 3)), other


def expected(early: Answer, late: Answer) -> tuple[object, ...]:
    """Put two slow answers into the form of a reckoning."""
    return early.last_day, early.ends_at, early.last_day, late.last_day


def check(case: Case, missing: int = 0) -> None:
    """Hold one case against the slow reading, in both readings of the calendar."""
    result = fast(case, WITHOUT[missing])
    early = answer(case, "early", missing)
    late = answer(case, "late", missing) if early.last_day else early

    assert expected(early, late) == (result.last_day, result.ends_at, result.earliest, result.latest), case
    assert early.suspended_days in (None, result.suspended_days), case


@pytest.mark.parametrize("batch", range(BATCHES))
def test_random_terms_agree_with_the_slow_reading(batch: int) -> None:
    """Twenty times five thousand random terms end on the same day in both readings."""
    dice = random.Random(f"{SEED}-{batch}")

    for _ in range(PER_BATCH):
        check(random_case(dice))


@pytest.mark.parametrize("year", range(2008, 2027))
def test_the_true_last_day_lies_within_the_bounds_of_a_year_without_its_notice(year: int) -> None:
    """Pretend that a year's notice is not out: the day that came true is never outside earliest and latest."""
    dice = random.Random(f"{SEED}-{year}")
    calendar = WITHOUT[year]

    for _ in range(300):
        case = random_case(dice)
        start = date(year - 1, 12, 1) + timedelta(days=dice.randrange(390))
        case = Case(start, case.amount, case.unit, case.rolls, (), case.extended)
        true, bounds = fast(case), fast(case, calendar)
        assert bounds.earliest <= true.earliest, case
        assert true.latest <= bounds.latest, case
        check(case, missing=year)


days = st.dates(date(2010, 1, 1), date(2026, 6, 30))
spans = st.tuples(days, st.integers(0, 30)).map(lambda pair: (pair[0], pair[0] + timedelta(days=pair[1])))
units = st.sampled_from(("working_day", "calendar_day", "month"))
amounts = st.integers(1, 60)


@settings(deadline=None, max_examples=100)
@given(days, amounts, units, st.lists(spans, max_size=5), st.randoms(use_true_random=False))
def test_the_order_in_which_suspensions_are_entered_does_not_matter(
    start: date, amount: int, unit: str, stops: list[tuple[date, date]], dice: random.Random
) -> None:
    """A suspension entered late gives the same term as one entered in time."""
    shuffled = dice.sample(stops, len(stops))

    assert fast(Case(start, amount, unit, True, tuple(stops))) == fast(Case(start, amount, unit, True, tuple(shuffled)))


@settings(deadline=None, max_examples=100)
@given(days, amounts, units, spans, st.integers(0, 30))
def test_a_suspension_in_two_parts_is_one(
    start: date, amount: int, unit: str, stop: tuple[date, date], cut: int
) -> None:
    """Splitting an interval, even with an overlap, takes out the same days."""
    first, last = stop
    middle = min(first + timedelta(days=cut), last)
    parts = ((first, middle), (middle, last))

    assert fast(Case(start, amount, unit, True, (stop,))) == fast(Case(start, amount, unit, True, parts))


@settings(deadline=None, max_examples=100)
@given(days, amounts, units, st.integers(1, 30), st.booleans())
def test_extending_never_shortens(start: date, amount: int, unit: str, more: int, rolls: bool) -> None:
    """A longer term never ends earlier, whatever the calendar."""
    short = fast(Case(start, amount, unit, rolls)).last_day
    extended = fast(Case(start, amount, unit, rolls, (), ((more, unit),))).last_day

    assert short <= extended


@settings(deadline=None, max_examples=100)
@given(days, st.integers(1, 60), st.integers(0, 20), st.integers(0, 59))
def test_a_suspension_inside_moves_the_end_by_its_own_days(start: date, amount: int, length: int, offset: int) -> None:
    """F4: calendar days taken out are added at the end, one for one, before rolling."""
    first = start + timedelta(days=1 + offset % amount)
    stop = (first, first + timedelta(days=length))

    plain = fast(Case(start, amount, "calendar_day")).last_day
    assert plain + timedelta(days=length + 1) == fast(Case(start, amount, "calendar_day", False, (stop,))).last_day


@settings(deadline=None, max_examples=100)
@given(st.dates(date(2025, 12, 1), date(2026, 12, 20)), amounts, units, st.lists(spans, max_size=3))
def test_a_notice_only_ever_narrows_the_bounds(
    start: date, amount: int, unit: str, stops: list[tuple[date, date]]
) -> None:
    """Once the notice is out, earliest and latest lie within what was said before."""
    case = Case(start, amount, unit, True, tuple(stops))
    before, after = fast(case, WITHOUT[2026]), fast(case)

    assert before.earliest <= after.earliest <= after.latest <= before.latest
