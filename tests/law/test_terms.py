"""Terms end on the right day: the catalogue's examples, the day before and after, and the traps of counting."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest

from law.calendar import Calendar
from law.instruments import Limit, Unit
from law.refusals import Unclear
from law.terms import Extended, Suspended, first_after, latest_before, reckon

if TYPE_CHECKING:
    from law.terms import Reckoning

CALENDAR = Calendar.load()
SHANGHAI = ZoneInfo("Asia/Shanghai")
WORKING, CALENDAR_DAY, HOUR, MONTH, YEAR = (
    Unit.WORKING_DAY,
    Unit.CALENDAR_DAY,
    Unit.HOUR,
    Unit.MONTH,
    Unit.YEAR,
)


def day(text: str) -> date:
    """Read a date."""
    return date.fromisoformat(text)


def suspended(first: str, last: str | None, ground: str = "monitoring") -> Suspended:
    """Say that a term stood still from the one day to the other."""
    return Suspended.model_validate({"ground": ground, "first": first, "last": last})


def term(
    start: str, amount: int, unit: Unit, *stops: Suspended, rolls: bool = True, more: tuple[Extended, ...] = ()
) -> Reckoning:
    """Reckon a term from plain words."""
    return reckon(day(start), Limit(amount=amount, unit=unit), CALENDAR, rolls=rolls, suspended=stops, extended=more)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "expected"),
    [
        ("2015-09-30", 3, WORKING, "2015-10-10"),
        ("2015-09-30", 5, WORKING, "2015-10-13"),
        ("2015-09-30", 7, WORKING, "2015-10-15"),
        ("2026-09-18", 5, WORKING, "2026-09-24"),
        ("2026-02-13", 5, WORKING, "2026-02-27"),
        ("2026-02-13", 7, WORKING, "2026-03-02"),
        ("2026-09-30", 5, WORKING, "2026-10-13"),
        ("2026-09-30", 7, WORKING, "2026-10-15"),
        ("2026-09-30", 15, WORKING, "2026-10-27"),
        ("2015-09-17", 15, CALENDAR_DAY, "2015-10-08"),
        ("2026-09-16", 15, CALENDAR_DAY, "2026-10-08"),
        ("2015-12-31", 7, WORKING, "2016-01-12"),
        ("2026-07-10", 90, CALENDAR_DAY, "2026-10-08"),
        ("2026-09-01", 60, CALENDAR_DAY, "2026-11-02"),
        ("2026-09-01", 6, MONTH, "2027-03-01"),
        ("2027-03-01", 3, MONTH, "2027-06-01"),
        ("2015-07-14", 15, CALENDAR_DAY, "2015-07-29"),
        ("2015-07-14", 6, MONTH, "2016-01-14"),
        ("2016-01-14", 3, MONTH, "2016-04-14"),
        ("2014-10-10", 3, MONTH, "2015-01-12"),
        ("2015-03-20", 10, WORKING, "2015-04-03"),
        ("2015-04-09", 5, WORKING, "2015-04-16"),
    ],
)
def test_the_examples_of_the_catalogue_come_out(start: str, amount: int, unit: Unit, expected: str) -> None:
    """Catalogue §1 and §7 F3: the deadlines worked out by hand and those of published cases."""
    assert day(expected) == term(start, amount, unit).last_day


def test_overlapping_suspensions_count_once() -> None:
    """F4, 生态环境行政处罚办法第57条: 20 days of monitoring and 14 of hearing that overlap take out 29 days, not 34."""
    result = term(
        "2026-07-10",
        90,
        CALENDAR_DAY,
        suspended("2026-07-15", "2026-08-03"),
        suspended("2026-07-30", "2026-08-12", "hearing"),
    )

    assert (day("2026-11-06"), 29) == (result.last_day, result.suspended_days)


def test_the_start_day_does_not_count_and_the_last_day_counts_to_midnight() -> None:
    """民事诉讼法第85条: the day of the start is left out; the last day is used to its end."""
    result = term("2026-03-02", 3, CALENDAR_DAY)

    assert day("2026-03-05") == result.last_day
    assert datetime(2026, 3, 6, tzinfo=SHANGHAI) == result.ends_at


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("2026-09-15", "2026-09-30"),
        ("2026-09-16", "2026-10-08"),
        ("2026-09-22", "2026-10-08"),
        ("2026-09-23", "2026-10-08"),
        ("2026-09-24", "2026-10-09"),
    ],
)
def test_a_last_day_in_a_holiday_moves_to_the_first_working_day(start: str, expected: str) -> None:
    """Fifteen days ending before, in and after the National Day week of 2026."""
    assert day(expected) == term(start, 15, CALENDAR_DAY).last_day


def test_coercive_power_ends_on_the_nominal_day() -> None:
    """Catalogue §1: a seizure of 30 days that ends on 1 October is not lengthened by the holiday."""
    assert day("2026-10-01") == term("2026-09-01", 30, CALENDAR_DAY, rolls=False).last_day


def test_a_working_saturday_is_a_working_day_to_roll_to() -> None:
    """A term ending on Friday 2 January 2026 (holiday) rolls over the weekend rest to Sunday 4 January (worked)."""
    assert day("2026-01-04") == term("2025-12-30", 3, CALENDAR_DAY).last_day


@pytest.mark.parametrize(
    ("start", "months", "expected"),
    [
        ("2025-11-30", 3, "2026-02-28"),
        ("2024-11-30", 3, "2025-02-28"),
        ("2023-11-30", 3, "2024-02-29"),
        ("2026-03-31", 1, "2026-04-30"),
        ("2026-01-15", 1, "2026-02-15"),
    ],
)
def test_months_end_on_the_same_day_number_or_the_end_of_the_month(start: str, months: int, expected: str) -> None:
    """A month without the day ends on its last day."""
    assert day(expected) == term(start, months, MONTH, rolls=False).last_day


def test_years_are_twelve_months() -> None:
    """行政处罚法第36条: two years from 29 February 2024 end on 28 February 2026."""
    assert day("2026-02-28") == term("2024-02-29", 2, YEAR, rolls=False).last_day


def test_suspended_days_push_a_term_of_months() -> None:
    """Each suspended day inside adds one day to a term of months, also those that come in by the pushing."""
    result = term("2026-01-10", 1, MONTH, suspended("2026-02-09", "2026-02-11"), rolls=False)

    assert (day("2026-02-13"), 3) == (result.last_day, result.suspended_days)


def test_a_suspension_before_or_after_the_term_changes_nothing() -> None:
    """Only days after the start and up to the end can be taken out."""
    plain = term("2026-03-02", 10, CALENDAR_DAY, rolls=False)

    assert plain == term("2026-03-02", 10, CALENDAR_DAY, suspended("2026-02-01", "2026-03-02"), rolls=False)
    assert plain == term("2026-03-02", 10, CALENDAR_DAY, suspended("2026-03-13", "2026-03-20"), rolls=False)


def test_a_suspension_that_begins_on_the_last_day_takes_that_day_out() -> None:
    """The last day itself can be suspended; the day after cannot."""
    assert (
        day("2026-03-15")
        == term("2026-03-02", 10, CALENDAR_DAY, suspended("2026-03-12", "2026-03-14"), rolls=False).last_day
    )


def test_a_suspension_during_the_days_of_rolling_does_not_count() -> None:
    """The amount is used up on Saturday; what happens on Sunday no longer matters."""
    assert day("2026-03-16") == term("2026-03-04", 10, CALENDAR_DAY, suspended("2026-03-15", "2026-03-20")).last_day


def test_a_running_suspension_leaves_the_term_without_an_end() -> None:
    """While an appraisal runs nobody can say when the ninety days are over."""
    result = term("2026-07-10", 90, CALENDAR_DAY, suspended("2026-07-15", "2026-07-20"), suspended("2026-10-14", None))

    assert (None, None, None, None, 6) == (
        result.last_day,
        result.ends_at,
        result.earliest,
        result.latest,
        result.suspended_days,
    )


def test_a_running_suspension_after_the_end_comes_too_late() -> None:
    """A term that is over stays over."""
    assert day("2026-10-08") == term("2026-07-10", 90, CALENDAR_DAY, suspended("2026-10-09", None)).last_day


def test_a_reversed_suspension_is_refused() -> None:
    """A suspension that ends before it begins is a slip, and said to be one."""
    with pytest.raises(Unclear, match="2026-03-01早于开始日2026-03-05"):
        term("2026-03-02", 10, CALENDAR_DAY, suspended("2026-03-05", "2026-03-01"))


def test_an_extension_in_the_same_unit_adds_to_the_amount() -> None:
    """限制生产 3 months and 3 months more are 6 months, not twice a clamped end of month."""
    result = term("2025-11-30", 3, MONTH, rolls=False, more=(Extended(amount=3, unit=MONTH),))

    assert day("2026-05-30") == result.last_day


def test_an_extension_in_another_unit_follows_on_the_end_before_rolling() -> None:
    """One month ends on Sunday 1 March 2026; ten days more end on Wednesday the 11th, not on the 12th."""
    result = term("2026-02-01", 1, MONTH, more=(Extended(amount=10, unit=CALENDAR_DAY),))

    assert day("2026-03-11") == result.last_day


def test_the_case_period_with_both_extensions_is_150_days() -> None:
    """生态环境行政处罚办法第57条: 90 + 30 + 30 days."""
    more = (Extended(amount=30, unit=CALENDAR_DAY), Extended(amount=30, unit=CALENDAR_DAY))

    assert day("2026-05-29") == term("2025-12-30", 90, CALENDAR_DAY, rolls=False, more=more).last_day


def test_hours_run_through_nights_and_holidays() -> None:
    """行政强制法第19条: 24 hours from 17:30 before the National Day end at 17:30 on the holiday."""
    start = datetime(2026, 9, 30, 17, 30, tzinfo=SHANGHAI)
    result = reckon(start, Limit(amount=24, unit=HOUR), CALENDAR, rolls=True)

    assert (day("2026-10-01"), start + timedelta(hours=24)) == (result.last_day, result.ends_at)


def test_hours_from_a_date_count_from_its_midnight() -> None:
    """Where only the day is known, 24 hours fill the next day."""
    result = reckon(day("2026-03-02"), Limit(amount=24, unit=HOUR), CALENDAR, rolls=False)

    assert (day("2026-03-03"), datetime(2026, 3, 4, tzinfo=SHANGHAI)) == (result.last_day, result.ends_at)


def test_hours_stand_still_on_suspended_days() -> None:
    """Twelve hours from 18:00 with the next two days suspended end at 6:00 on the day after them."""
    start = datetime(2026, 3, 2, 18, tzinfo=SHANGHAI)
    result = reckon(
        start, Limit(amount=12, unit=HOUR), CALENDAR, rolls=False, suspended=[suspended("2026-03-03", "2026-03-04")]
    )

    assert (datetime(2026, 3, 5, 6, tzinfo=SHANGHAI), 2) == (result.ends_at, result.suspended_days)


def test_an_instant_is_read_in_shanghai() -> None:
    """23:00 UTC is already the next civil day in China."""
    start = datetime(2026, 3, 2, 23, tzinfo=ZoneInfo("UTC"))

    assert day("2026-03-04") == reckon(start, Limit(amount=1, unit=CALENDAR_DAY), CALENDAR, rolls=False).last_day


def test_an_instant_without_a_time_zone_is_refused() -> None:
    """Nobody guesses a time zone."""
    with pytest.raises(Unclear, match="没有写明时区"):
        reckon(datetime(2026, 3, 2, 8), Limit(amount=2, unit=HOUR), CALENDAR, rolls=False)  # noqa: DTZ001


def test_a_term_into_a_year_without_a_notice_is_provisional() -> None:
    """Five working days over the Spring Festival of 2027 have an earliest and a latest last day; the earliest counts."""
    result = term("2027-02-03", 5, WORKING)

    assert result.provisional
    assert (result.last_day, day("2027-02-12")) == (result.earliest, result.earliest)
    assert day("2027-02-19") == result.latest


def test_a_term_far_from_holidays_is_certain_without_a_notice() -> None:
    """In July no notice has ever moved a day."""
    assert not term("2027-07-01", 10, WORKING).provisional


def test_a_date_outside_the_calendar_is_refused() -> None:
    """Beyond the years of the calendar nothing is guessed."""
    with pytest.raises(Unclear, match="工作日历的范围"):
        term("2050-12-30", 5, WORKING)


@pytest.mark.parametrize(
    ("hearing", "expected"), [("2026-09-25", "2026-09-16"), ("2026-10-15", "2026-09-29"), ("2026-03-12", "2026-03-02")]
)
def test_a_hearing_notice_leaves_seven_clear_working_days(hearing: str, expected: str) -> None:
    """行政处罚法第64条: seven full working days lie between the notice and the hearing."""
    limit = Limit(amount=7, unit=WORKING, sense="at_least_before")

    last = latest_before(day(hearing), limit, CALENDAR)

    assert day(expected) == last
    assert CALENDAR.working_between(last, day(hearing) - timedelta(days=1)) >= 7
    assert CALENDAR.working_between(last + timedelta(days=1), day(hearing) - timedelta(days=1)) < 7


def test_a_period_of_at_least_has_passed_on_the_day_after_its_last() -> None:
    """行政强制法第54条: ten working days after the demand of 20 March 2015 have passed on 4 April."""
    limit = Limit(amount=10, unit=WORKING, sense="at_least")

    assert day("2015-04-04") == first_after(day("2015-03-20"), limit, CALENDAR)


def test_a_period_of_at_least_waits_while_it_stands_still() -> None:
    """While a suspension runs no day can be named."""
    limit = Limit(amount=10, unit=WORKING, sense="at_least")

    assert first_after(day("2026-03-02"), limit, CALENDAR, suspended=[suspended("2026-03-04", None)]) is None
