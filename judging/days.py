"""The days that an act says (行为所载日期): come by the day of the act, or not further ahead than anything is planned.

An act of which only the day is known is kept as its midnight (零时): it is compared by its day, any other by its instant.
"""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from judging.attempt import Attempt
from judging.clock_reading import read_clocks
from judging.kind import Kind
from judging.record import Record
from law.edition import Law
from law.instruments import Unit
from law.refusals import OutOfTime, Unclear
from models.acts import Act, DayAhead, DayBehind, days_in, numbers_in
from models.chinese import name_of
from models.values import CIVIL, civil_day

HOURS_OF_A_DAY = timedelta(days=1) // timedelta(hours=1)


def is_before(at: datetime, other: datetime) -> bool:
    """Tell whether an instant lies before another one, by their days where the hour of the first is not known."""
    if at.astimezone(CIVIL).time() == time():
        return civil_day(at) < civil_day(other)
    return at < other


def told_apart(at: datetime, other: datetime) -> tuple[str, str]:
    """Return two instants in words, to the minute where their days are the same."""
    if civil_day(at) != civil_day(other):
        return f"日期{civil_day(at)}", f"日期{civil_day(other)}"
    return f"时间{at.astimezone(CIVIL):%Y-%m-%d %H:%M}", f"时间{other.astimezone(CIVIL):%Y-%m-%d %H:%M}"


def not_before_the_opening(at: datetime, opening: Act | None) -> None:
    """Refuse an instant at which the file was not open yet."""
    if opening is not None and is_before(at, opening.happened_at):
        own, first = told_apart(at, opening.happened_at)
        raise OutOfTime("before-the-opening", f"发生{own}早于发现（接报）{first}", field="happened_at")


def not_before_its_object(act: Act, record: Record) -> None:
    """Refuse an hour at which what the act is about had not happened yet, on the same day."""
    for _, mark, number in numbers_in(act.content):
        target = record.act(number) if mark.names else None
        if target is not None and target.day == act.day and is_before(act.happened_at, target.happened_at):
            own, earlier = told_apart(act.happened_at, target.happened_at)
            sentence = f"发生{own}早于第{number}号行为“{target.content.called}”的{earlier}"
            raise OutOfTime("before-what-it-depends-on", sentence, field="happened_at")


def has_its_hour(kind: Kind, acts: Sequence[Act], act: Act, law: Law) -> None:
    """Refuse a bare day for what starts or ends a term that runs in hours: its midnight would be made up.

    Of a norm of the city that lasts a whole day, a bare day says enough.
    """
    for clock in read_clocks(Record.of((*acts, act)), kind, law).all.values():
        is_its = act.no in (clock.started_by.no, clock.ended_by.no if clock.ended_by else 0)
        is_short = clock.cited is not None or clock.limit.amount < HOURS_OF_A_DAY
        if is_its and is_short and clock.limit.unit is Unit.HOUR:
            sentence = f"“{clock.duty.name}”按小时计算，请写明“{act.content.called}”的发生时刻（happened_at），不能只写日期（on）"
            article = clock.cited.shown if clock.cited else ""
            raise Unclear("no-hour", sentence, article=article, field="happened_at")


def days_are_likely(attempt: Attempt) -> None:
    """Refuse a day that can only be mistyped: what has happened lies behind the act, what is set not years ahead of it.

    How far ahead a day may lie is the city's own norm where no guard of the law is narrower, and is told as such.
    """
    bounds = attempt.law.norms.bounds
    for field, mark, day in days_in(attempt.content):
        if isinstance(mark, DayAhead) and mark.by_others:
            continue
        told = f"“{name_of(field, attempt.act.name)}”{day.isoformat()}"
        if day < bounds.earliest_day:
            raise OutOfTime("day-too-early", f"{told}过早，请核对年份", field=field)
        if isinstance(mark, DayBehind):
            if day > attempt.day:
                sentence = f"{told}晚于“{attempt.content.label}”的日期{attempt.day.isoformat()}，尚未到来"
                raise OutOfTime("day-not-come", sentence, field=field)
        elif not is_within_reach(attempt, day):
            sentence = f"{told}距“{attempt.content.label}”的日期超过{bounds.years_ahead}年或者超出工作日历，请核对年份"
            raise OutOfTime("day-too-far", f"{sentence}（本市服务规范，非法定期限）", field=field)


def is_within_reach(attempt: Attempt, day: date) -> bool:
    """Tell whether a day that is set lies no further ahead than the city's norms and the calendar reach."""
    return day.year - attempt.day.year <= attempt.law.norms.bounds.years_ahead and day <= attempt.law.calendar.last
