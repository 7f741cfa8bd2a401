"""From the finding or the complaint to the department: patrol, stop, report upward (网格发现、制止、报告、转办)."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.answerers import HandsOver, OpensFile, Reassigns
from models.acts.content import BearsExhibits, Content, DayAhead, DayBehind
from models.people import PartyRef
from models.values import Day, Line, MaybeLine, MaybeText, Several, Some, Text, Value

Pollution = Literal["air", "water", "noise", "solid_waste", "soil", "ecology", "radiation", "construction_project"]

POLLUTION_NAMES = {
    "air": "大气",
    "water": "水",
    "noise": "噪声",
    "solid_waste": "固体废物",
    "soil": "土壤",
    "ecology": "生态",
    "radiation": "辐射",
    "construction_project": "建设项目",
}


class Place(Value):
    """Where it is: the level-3 grid, and words that name a place, not a person."""

    grid: Line
    text: MaybeText = ""


class OpensAtPlace(OpensFile):
    """What opens a file that belongs to a place: who answers for its grid answers for the file."""

    place: Place


class TellsOfViolation(OpensAtPlace):
    """What opens a file by telling of a violation: where it is, what is polluted, who it was, since when."""

    pollution: Some[Pollution]
    party: PartyRef | None = None
    conduct_from: Annotated[Day | None, DayBehind()] = None
    conduct_until: Annotated[Day | None, DayBehind()] = None
    sender_no: MaybeLine = Field(default="", exclude_if=lambda given: not given)
    """The number under which the sender keeps it, as that of a hotline's work order; empty where it has none."""


CAME_BY = {
    "inspection": "检查发现",
    "monitoring": "监测发现",
    "handed_down": "上级交办线索",
    "transferred_in": "其他部门移送线索",
    "complaint": "投诉举报转来线索",
}
"""What a finding is called that no patrol made, by its source."""


class ReportFinding(TellsOfViolation):
    """A patrol, inspection or monitor found a violation (巡查发现)."""

    act: Literal["report_finding"] = "report_finding"
    label = "巡查发现"
    fixed = frozenset(
        {"answerable", "complaint", "received_on", "complained_on", "joint", "matter", "passed", "alarm", "patrol"}
    )
    summary: Text
    source: Literal[
        "patrol",
        "inspection",
        "monitoring",
        "handed_down",
        "transferred_in",
        "complaint",
        "emergency",
        "joint_investigation",
    ] = "patrol"
    complaint: MaybeLine = ""
    """The number of the complaint's file it came from (来源举报件); empty when it came from elsewhere."""
    received_on: Annotated[Day | None, DayBehind()] = Field(default=None, exclude_if=lambda given: given is None)
    """The day on which the department had the complaint that it came from (收到线索之日); None = that of the act."""
    complained_on: Annotated[Day | None, DayBehind()] = Field(default=None, exclude_if=lambda given: given is None)
    """The day on which that complaint came in, where the department took it in before it accepted it (接到举报之日)."""
    joint: MaybeLine = Field(default="", exclude_if=lambda given: not given)
    """The number of the joint investigation it came from (来源联合调查); empty when it came from elsewhere."""
    matter: MaybeLine = Field(default="", exclude_if=lambda given: not given)
    """The number of the transferred matter's file it came from (来源移送事项); empty when it came from elsewhere."""
    passed: Several[Line] = Field(default=(), exclude_if=lambda given: not given)
    """The units that the transferred matter had gone through before it became a case, the first one first."""
    alarm: MaybeLine = Field(default="", exclude_if=lambda given: not given)
    """The number of the monitoring alarm's file it came from (来源监测报警); empty when it came from elsewhere."""
    patrol: MaybeLine = Field(default="", exclude_if=lambda given: not given)
    """The number of the patrol round that found it (来源巡查); empty when it came from elsewhere."""

    @property
    def called(self) -> str:
        """Return what the finding is called, by its source."""
        return CAME_BY.get(self.__dict__.get("source", ""), self.label)


class ReceiveComplaint(TellsOfViolation):
    """A complaint arrived (接到投诉举报); who sent it and their words are sealed elsewhere under `sealed`."""

    act: Literal["receive_complaint"] = "receive_complaint"
    label = "接到投诉举报"
    fixed = frozenset({"answerable", "sealed", "sender"})
    channel: Literal["telephone", "wechat", "web", "letter", "visit", "mayor", "inspection_letter", "system", "other"]
    sealed: Line
    named: bool = False
    """Whether the reporter gave a name (实名举报) and must be told the result."""
    sender: MaybeLine = ""
    """The system that sent it and waits for feedback; empty when a person did."""
    handle_by: Annotated[Day | None, DayAhead(by_others=True)] = Field(default=None, exclude_if=lambda day: day is None)
    """The last day by which the platform that sent it wants it dealt with; no term of any law, None = none was set.

    One that is past when it comes opens no term, and is kept: nobody's complaint is refused for it.
    """

    @property
    def is_petition(self) -> bool:
        """Tell whether it came by letter or visit (来信、来访); where a source leaves that open, it did not."""
        return self.__dict__.get("channel") in ("letter", "visit")

    @property
    def is_anonymous(self) -> bool:
        """Tell whether nobody can be told: no name was given, and no system stands behind it (匿名举报)."""
        return self.__dict__.get("named") is False and not self.__dict__.get("sender")

    @property
    def sent_by(self) -> str:
        """Return the system that sent it in."""
        return self.sender


class AcceptComplaint(Content):
    """The complaint is accepted and the reporter told (受理并告知)."""

    act: Literal["accept_complaint"] = "accept_complaint"
    label = "受理举报"


class StopOnSite(BearsExhibits):
    """The township stopped the violation on site (现场制止); it has no power to penalise."""

    act: Literal["stop_on_site"] = "stop_on_site"
    label = "现场制止"
    measures: Text
    obeyed: bool


class ReportUpward(Content):
    """The township reports to the level-2 working group (向县级监管工作组报告)."""

    act: Literal["report_upward"] = "report_upward"
    label = "向上级报告"
    summary: MaybeText = ""


class HandToDepartment(HandsOver):
    """The working group hands the matter to the department that is competent (交主管部门处理)."""

    act: Literal["hand_to_department"] = "hand_to_department"
    label = "交主管部门"


class Reassign(Reassigns):
    """Another unit or other persons answer from now on (变更责任单位、责任人)."""

    act: Literal["reassign"] = "reassign"
    label = "变更责任人"
    reason: Text
