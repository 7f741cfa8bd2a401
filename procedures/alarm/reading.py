"""What the record of an alarm says (监测报警): from when to when it was above its limit, how marked, what became of it."""

from datetime import datetime

from judging.record import Record
from models.acts import Act
from models.acts.alarm import (
    AddExceedance,
    Exceedance,
    JoinAlarmToCase,
    OpenCaseOfAlarm,
    ReceiveAlarm,
    SetAlarmAside,
)
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.ids import act_no_in, what_in
from models.values import CIVIL
from procedures.other_files import CASE

JOINED = "joined"
"""The last part of the key under which a case is told of an alarm."""
TakenOver = OpenCaseOfAlarm | JoinAlarmToCase


def opening_of(record: Record) -> ReceiveAlarm | None:
    """Return the alarm that opened the file."""
    content = record.opening.content if record.opening else None
    return content if isinstance(content, ReceiveAlarm) else None


def exceedances(record: Record) -> list[Act[ReceiveAlarm | AddExceedance]]:
    """Return every time that the exceedance was told of."""
    return record.all(ReceiveAlarm, AddExceedance)


def end_of(told: Act[ReceiveAlarm | AddExceedance]) -> datetime:
    """Return by when an exceedance is known to have gone on: what was going on, until it was sent."""
    return told.content.ended_at or max(told.happened_at, told.content.began_at)


def span(record: Record) -> tuple[datetime, datetime] | None:
    """Return from when to when it was above its limit, gaps included; None before anything was told."""
    told = exceedances(record)
    if not told:
        return None
    return min(act.content.began_at for act in told), max(end_of(act) for act in told)


def is_marked_invalid(record: Record) -> bool:
    """Tell whether all its data are marked as those of a device out of order (标记为无效)."""
    told = exceedances(record)
    return bool(told) and all(act.content.data_mark == "device" for act in told)


def in_words(content: Exceedance) -> str:
    """Return what was measured, in a sentence."""
    began = content.began_at.astimezone(CIVIL)
    until = f"至{content.ended_at.astimezone(CIVIL):%Y-%m-%d %H:%M}" if content.ended_at else "起，仍在持续"
    side = "低于下限" if content.is_floor else "超过限值"
    return (
        f"{began:%Y-%m-%d %H:%M}{until}，{content.pollutant}{content.value.normalize():f}"
        f"{content.measured_in}，{side}{content.limit.normalize():f}{content.measured_in}"
    )


def taken_over(record: Record) -> Act[TakenOver] | None:
    """Return the act by which it was last taken over, unless that was refused where it went."""
    last = record.last(OpenCaseOfAlarm, JoinAlarmToCase)
    return None if last is None or is_refused(record, last) else last


def is_refused(record: Record, act: Act) -> bool:
    """Tell whether what an act sent was refused by the file, or in opening the file, that it went to."""
    return any(act_no_in(one.content.effect) == act.no for one in record.all(RecordDeliveryRefused))


def has_arrived(record: Record, act: Act) -> bool:
    """Tell whether what an act sent was taken."""
    return any(act_no_in(one.content.effect) == act.no for one in record.all(RecordDelivery))


def case_of(record: Record) -> str:
    """Return the case that has it, once its receipt is back; empty before, and where none has."""
    receipts = [one.content for one in record.all(RecordDelivery) if what_in(one.content.effect) in (CASE, JOINED)]
    return receipts[-1].file_no if receipts else ""


def aside(record: Record) -> Act[SetAlarmAside] | None:
    """Return the act by which it was put aside."""
    return record.last(SetAlarmAside)
