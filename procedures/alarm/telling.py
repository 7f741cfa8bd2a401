"""What leaves an alarm's file (监测报警): a case to open, or word to the open case that it is joined to."""

from collections.abc import Iterable, Sequence
from typing import Any

from judging.attempt import Attempt
from judging.record import Record
from models.acts import Act
from models.acts.alarm import AddExceedance, JoinAlarmToCase, OpenCaseOfAlarm, ReceiveAlarm, RecordAlarm
from models.acts.finding import ReportFinding
from models.effects import OpenFile, TellFile
from models.values import civil_day
from procedures.alarm.reading import JOINED, case_of, exceedances, in_words, opening_of, span, taken_over
from procedures.other_files import CASE, answering, to_open, to_tell, violation_in


def case_opened(done: Attempt[OpenCaseOfAlarm]) -> Iterable[OpenFile[ReportFinding]]:
    """Return the case that is to be opened; its review runs from the day on which the alarm came (办法 art. 18)."""
    opening, known = opening_of(done.record), span(done.record)
    if opening is None or known is None or done.record.opening is None:
        return
    violation = violation_in(opening)
    said: dict[str, Any] = {
        "party": opening.party or done.content.party,
        "conduct_from": opening.conduct_from or min(civil_day(known[0]), done.act.day),
    }
    content = ReportFinding(
        **{**violation, **said},
        answerable=answering(done.record),
        summary=done.content.summary,
        source="monitoring",
        received_on=done.record.opening.day,
        alarm=done.file_no,
    )
    yield to_open(done, CASE, "为监测报警开立案件", "ViolationCase", content)


def joined(done: Attempt[JoinAlarmToCase]) -> Iterable[TellFile[RecordAlarm]]:
    """Tell the case that an alarm is joined to what was measured by then, and why it belongs there."""
    told = exceedances(done.record.before(done.act))
    if told:
        yield from _told(done, done.content.case, told, done.content.reason)


def gone_on(done: Attempt[AddExceedance]) -> Iterable[TellFile[RecordAlarm]]:
    """Tell the case that has the alarm that it goes on, once a day."""
    before = done.record.before(done.act)
    case = case_of(before)
    if case and taken_over(before) is not None and not _was_told_today(before, done.act):
        yield from _told(done, case, [done.act], "")


def _was_told_today(before: Record, act: Act) -> bool:
    """Tell whether the exceedance was told of on that day already, since it was taken over."""
    since = taken_over(before)
    return any(one.day == act.day and since is not None and one.no > since.no for one in before.all(AddExceedance))


def _told(
    done: Attempt, case: str, told: Sequence[Act[ReceiveAlarm | AddExceedance]], reason: str
) -> Iterable[TellFile[RecordAlarm]]:
    opening = opening_of(done.record)
    if opening is None:
        return
    content = RecordAlarm(
        alarm=done.file_no,
        grid=opening.place.grid,
        point=opening.point,
        pollution=tuple(opening.pollution),
        party=opening.party.id if opening.party else "",
        exceedance=_in_words(told),
        reason=reason,
    )
    yield to_tell(done, JOINED, "监测报警并入在办案件", "ViolationCase", case, content)


def _in_words(told: Sequence[Act[ReceiveAlarm | AddExceedance]]) -> str:
    first, last = told[0], told[-1]
    if first is last:
        return in_words(first.content)
    return f"共{len(told)}次报送：首次{in_words(first.content)}；末次{in_words(last.content)}"
