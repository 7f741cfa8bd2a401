"""The days that an act says (行为所载日期): come by the day of the act, or not further ahead than anything is planned."""

from datetime import date

from judging.attempt import Attempt
from law.refusals import OutOfTime
from models.acts import Act, DayBehind, days_in
from models.chinese import name_of


def not_before_the_opening(day: date, opening: Act | None) -> None:
    """Refuse a day on which the file was not open yet."""
    if opening is not None and day < opening.day:
        sentence = f"发生日期{day.isoformat()}早于发现（接报）日期{opening.day.isoformat()}"
        raise OutOfTime("before-the-opening", sentence, field="happened_at")


def days_are_likely(attempt: Attempt) -> None:
    """Refuse a day that can only be mistyped: what has happened lies behind the act, what is set not years ahead of it.

    How far ahead a day may lie is the city's own norm where no guard of the law is narrower, and is told as such.
    """
    bounds, last = attempt.law.norms.bounds, attempt.law.calendar.last
    for field, mark, day in days_in(attempt.content):
        told = f"“{name_of(field, attempt.act.name)}”{day.isoformat()}"
        if day < bounds.earliest_day:
            raise OutOfTime("day-too-early", f"{told}过早，请核对年份", field=field)
        if isinstance(mark, DayBehind):
            if day > attempt.day:
                sentence = f"{told}晚于“{attempt.content.label}”的日期{attempt.day.isoformat()}，尚未到来"
                raise OutOfTime("day-not-come", sentence, field=field)
        elif day.year - attempt.day.year > bounds.years_ahead or day > last:
            sentence = f"{told}距“{attempt.content.label}”的日期超过{bounds.years_ahead}年或者超出工作日历，请核对年份"
            raise OutOfTime("day-too-far", f"{sentence}（本市服务规范，非法定期限）", field=field)
