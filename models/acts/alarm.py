"""A monitoring alarm's own file (监测报警): received, gone on, taken over into a case or put aside with reasons."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, ToldByFile
from models.acts.finding import Pollution, TellsOfViolation
from models.people import PartyRef
from models.values import Count, Line, MaybeLine, MaybeText, Moment, Several, Text

Measured = Annotated[Decimal, Field(max_digits=18, decimal_places=6)]
"""A measured value or its limit, in the unit that is said beside it; a temperature or a level may be below nought."""

Mark = Literal["none", "device", "operation"]
"""How the polluter has marked its own data (自动监测数据标记): not; the device was out of order, the data are invalid; the
plant was not in ordinary operation."""


class Exceedance(Content):
    """Values above a limit at one outlet, from an instant to an instant (超标情况)."""

    pollutant: Line
    value: Measured
    """The highest value of the time."""
    limit: Measured
    measured_in: Line
    """What both are measured in, as mg/m³."""
    is_floor: bool = False
    """Whether the limit is a lower one, as that of pH (下限)."""
    began_at: Moment
    ended_at: Moment | None = None
    """None = it was still going on when it was sent."""
    data_mark: Mark = "none"
    sender_no: MaybeLine = Field(default="", exclude_if=lambda given: not given)
    """The number under which the sender keeps this alarm."""


class ReceiveAlarm(TellsOfViolation, Exceedance):
    """A monitoring system, or whoever reads it, tells of an exceedance (监测报警): its review begins."""

    act: Literal["receive_alarm"] = "receive_alarm"
    label = "收到监测报警"
    fixed = frozenset({"answerable", "uscc", "point"})
    source: Literal["automatic", "sensor", "station"] = "automatic"
    """The polluter's own automatic monitoring, a sensor of the authority, or a station of ambient quality."""
    uscc: MaybeLine = ""
    """The polluter's credit code; empty where what was measured is nobody's outlet."""
    point: Line
    """The outlet's or the station's code (排放口、点位编号)."""


class AddExceedance(Exceedance):
    """The same exceedance goes on, or begins anew after a short gap (续报超标)."""

    act: Literal["add_exceedance"] = "add_exceedance"
    label = "续报超标"


class TakesOver(Content):
    """The alarm is taken over, by whatever way (接办)."""

    is_falsely_marked: bool = False
    """Whether it is taken over because its data seem to be marked falsely (涉嫌虚假标记)."""


class OpenCaseOfAlarm(TakesOver):
    """The alarm is taken over: a case is opened for it (报警转案件)."""

    act: Literal["open_case_of_alarm"] = "open_case_of_alarm"
    label = "报警转案件查处"
    summary: Text
    party: PartyRef | None = None
    """Who it is where the alarm does not say so."""


class JoinAlarmToCase(TakesOver):
    """The alarm is taken over into an open case on the same site and conduct (报警并入在办案件), and why."""

    act: Literal["join_alarm_to_case"] = "join_alarm_to_case"
    label = "报警并入在办案件"
    case: Line
    reason: Text


class SetAlarmAside(Approved):
    """The alarm is not taken over, and why (报警不予转办); the head does it."""

    act: Literal["set_alarm_aside"] = "set_alarm_aside"
    label = "报警不予转办"
    ground: Literal["marked_invalid", "device_fault", "checked_below_limit", "no_violation", "other"]
    """Marked invalid; the device's fault, reported; checked and below the limit; no violation by law; other."""
    reason: Text
    fault_reported_at: Moment | None = None
    """When the polluter reported the fault of its device (报告故障的时间)."""
    record: MaybeLine = ""
    """The number of what bears it out: a report, a record of operation and maintenance (佐证材料编号)."""


class ArchiveAlarm(Content):
    """The file of the alarm is ordered and handed to the archive (监测报警归档)."""

    act: Literal["archive_alarm"] = "archive_alarm"
    label = "监测报警归档"
    pages: Count | None = None


class RecordAlarm(ToldByFile):
    """An alarm on the same site and conduct is joined to this case, or goes on (并入监测报警)."""

    act: Literal["record_alarm"] = "record_alarm"
    label = "并入监测报警"
    alarm: Line
    """The number of the alarm's file."""
    grid: Line
    point: MaybeLine = ""
    pollution: Several[Pollution] = ()
    party: MaybeLine = ""
    """The party that the alarm is about, as the register knows it; empty where it is not known."""
    exceedance: Text
    """What was measured, in words."""
    reason: MaybeText = ""
    """Why it belongs to this case, as who joined it said."""
