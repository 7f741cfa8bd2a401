"""The monitoring alarm (监测报警): an exceedance that was sent, until a case has it or it is put aside with reasons."""

from judging.kind import Kind
from judging.record import Record
from models.acts.alarm import ArchiveAlarm, JoinAlarmToCase, OpenCaseOfAlarm, SetAlarmAside
from models.particulars import AlarmParticulars
from procedures import receipts, recording, reporting_upward
from procedures.alarm import steps
from procedures.alarm.reading import case_of, exceedances, opening_of, span


def particulars(record: Record) -> AlarmParticulars:
    """Return what the standing of an alarm says besides the common part: which outlet, how often, who has it."""
    opening, known = opening_of(record), span(record)
    if opening is None or known is None:
        return AlarmParticulars()
    return AlarmParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        party=opening.party.id if opening.party else "",
        point=opening.point,
        pollutant=opening.pollutant,
        exceedances=len(exceedances(record)),
        until=known[1],
        case=case_of(record),
    )


ALARM = Kind(
    name="Alarm",
    label="监测报警",
    collection="alarms",
    letter="M",
    procedures=(steps.PROCEDURE, receipts.PROCEDURE, recording.PROCEDURE, reporting_upward.PROCEDURE),
    closes=(SetAlarmAside, ArchiveAlarm),
    archives=ArchiveAlarm,
    particulars=particulars,
    holder=steps.holder,
    course=(OpenCaseOfAlarm, JoinAlarmToCase, ArchiveAlarm),
)
