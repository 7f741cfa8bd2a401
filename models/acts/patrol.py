"""A patrol round's own file (网格巡查): who sees which points on which day, what was seen, found, missed."""

from datetime import timedelta
from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.acts.answerers import OpensFile
from models.acts.content import Content, PointsAt, ToldByFile
from models.acts.finding import Place, Pollution
from models.entering import Words
from models.people import PartyRef
from models.values import Count, Line, MaybeLine, MaybeText, Moment, Several, Some, Text, Value

Digest = Annotated[str, Words(64, pattern=r"[0-9a-f]{64}")]
Bytes = Annotated[int, Field(ge=0)]
Reading = Annotated[Decimal, Field(decimal_places=9, max_digits=18)]


class PatrolPoint(Value):
    """A point that a round has to see (巡查点位): the ground itself, a special grid, a polluter, one added; no names."""

    point: Line
    """The grid's code, the special grid's number, the polluter's credit code, or the number of what the city added."""
    sort: Literal["ground", "special", "polluter", "added"] = "ground"
    every: Count
    """How many days lie between two rounds that see it."""
    reason: MaybeLine = ""


class Position(Value):
    """Where the phone was (经纬度), in degrees."""

    longitude: Line
    latitude: Line


class Photo(Value):
    """A photograph by what tells it from any other (照片校验值); the picture itself is kept elsewhere."""

    sha256: Digest
    type: Line
    """What it is said to be, as image/jpeg."""
    size: Bytes


class Measured(Value):
    """One value that was measured on site (现场监测值)."""

    item: Line
    value: Reading
    unit: Line


class Phone(Value):
    """What a phone that was without network says of what it noted (离线记录): in which order, and when by its clock."""

    device: Line
    sequence: Count
    """Its place among what this phone noted of the round, from 1 on without a gap."""
    noted_at: Moment
    """When it was noted, by the phone's own clock."""
    sent_at: Moment
    """When it was sent, by the phone's clock: beside `received_at` it tells how far that clock is off."""
    received_at: Moment
    """When it came in, by the server's clock."""
    by_server: bool = False
    """Whether the time was put right by the server's clock, because the phone's was too far off."""

    @property
    def fast(self) -> timedelta:
        """Return by how much the phone's clock is ahead of the server's; behind it is negative."""
        return self.sent_at - self.received_at


class Sighting(Value):
    """What was seen at a point (巡查情况)."""

    point: Line
    state: Literal["normal", "problem", "closed", "out_of_reach"] = "normal"
    remark: MaybeText = ""
    position: Position | None = None
    photos: Several[Photo] = ()
    measured: Several[Measured] = ()


class PlanPatrol(OpensFile):
    """A round of a day is laid on (下达巡查任务): the plan does it, or somebody by hand."""

    act: Literal["plan_patrol"] = "plan_patrol"
    label = "下达巡查任务"
    fixed = frozenset({"answerable", "points", "patroller"})
    place: Place
    patroller: Line
    """The number of the person who walks it."""
    points: Some[PatrolPoint]
    reason: MaybeText = ""


class RecordSightings(Content):
    """Points of the round were seen (记录巡查情况)."""

    act: Literal["record_sightings"] = "record_sightings"
    label = "记录巡查情况"
    seen: Some[Sighting]
    phone: Phone | None = None


class ReportPatrolFinding(Content):
    """The round found a violation, stopped it as far as that could be done, and reports it (发现、制止、上报)."""

    act: Literal["report_patrol_finding"] = "report_patrol_finding"
    label = "上报巡查发现的问题"
    fixed = frozenset({"goes", "case"})
    point: MaybeLine = ""
    spot: MaybeText = ""
    pollution: Some[Pollution]
    party: PartyRef | None = None
    summary: Text
    stopped: Literal["obeyed", "not_obeyed", "not_possible"]
    measures: MaybeText = ""
    """What was done to stop it."""
    position: Position | None = None
    photos: Several[Photo] = ()
    measured: Several[Measured] = ()
    goes: Literal["new", "join"] | None = None
    """Whether a case is opened for it, or it joins one that is open (另立案件、并入在办案件)."""
    case: MaybeLine = ""
    """The case that it joins."""
    of: Annotated[int | None, PointsAt("report_patrol_finding", once=True)] = None
    """The finding that is reported anew, because the case did not take it."""
    phone: Phone | None = None


class ExplainMissedPoints(Content):
    """Why points were not seen (说明未巡查原因)."""

    act: Literal["explain_missed_points"] = "explain_missed_points"
    label = "说明未巡查原因"
    points: Some[Line]
    reason: Text


class ClosePatrol(Content):
    """The round is done: every point seen or accounted for, every finding in a case (完成巡查)."""

    act: Literal["close_patrol"] = "close_patrol"
    label = "完成巡查"
    summary: MaybeText = ""


class RecordPatrolFinding(ToldByFile):
    """A round found the same conduct at the same site again (并入巡查发现): it joins this case."""

    act: Literal["record_patrol_finding"] = "record_patrol_finding"
    label = "并入巡查发现"
    patrol: Line
    place: Place
    pollution: Some[Pollution]
    party: PartyRef | None = None
    summary: Text


class AssistOnSite(Content):
    """The township helps those who deal with the case (配合调查处理)."""

    act: Literal["assist_on_site"] = "assist_on_site"
    label = "配合调查处理"
    summary: Text
