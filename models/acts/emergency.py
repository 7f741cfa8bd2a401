"""An environmental emergency's own file (突发环境事件): known, classed, reported, responded to, investigated, ended."""

from decimal import Decimal
from typing import Annotated, Literal

from models.acts.content import Approved, Content, PointsAt
from models.acts.finding import TellsOfViolation
from models.acts.penalty import Yuan
from models.people import PartyRef
from models.values import Count, Line, MaybeLine, MaybeText, Several, Some, Text

Level = Literal["extraordinary", "major", "large", "ordinary"]
LEVELS: dict[Level, str] = {
    "extraordinary": "特别重大（Ⅰ级）",
    "major": "重大（Ⅱ级）",
    "large": "较大（Ⅲ级）",
    "ordinary": "一般（Ⅳ级）",
}
"""The four classes of an emergency, the gravest first (突发环境事件信息报告办法 art. 2)."""

Circumstance = Literal[
    "drinking_water", "sensitive_place", "heavy_metals", "cross_province", "unrest", "cross_boundary", "other"
]
CIRCUMSTANCES: dict[Circumstance, str] = {
    "drinking_water": "对饮用水水源保护区造成或者可能造成影响",
    "sensitive_place": "涉及居民聚居区、学校、医院等敏感区域和敏感人群",
    "heavy_metals": "涉及重金属或者类金属污染",
    "cross_province": "有可能产生跨省或者跨国影响",
    "unrest": "因环境污染引发群体性事件，或者社会影响较大",
    "cross_boundary": "已经或者可能涉及相邻行政区域",
    "other": "有必要上报的其他情形",
}
"""What may lie in it: all but `cross_boundary` make it be reported as a major one while its class is not known."""

Recipient = Literal["government", "superior", "province", "ministry"]
RECIPIENTS: dict[Recipient, str] = {
    "government": "本级人民政府",
    "superior": "上一级生态环境主管部门",
    "province": "省级生态环境主管部门",
    "ministry": "国务院生态环境主管部门",
}
Organiser = Literal["ministry", "province", "city"]
ORGANISERS: dict[Organiser, str] = {
    "ministry": "国务院生态环境主管部门",
    "province": "省级生态环境主管部门",
    "city": "设区的市级生态环境主管部门",
}


class ReportEmergency(TellsOfViolation):
    """The bureau found or learned of an emergency (发现或者得知突发环境事件): its instant starts the hours."""

    act: Literal["report_emergency"] = "report_emergency"
    label = "接报突发环境事件"
    fixed = frozenset({"answerable"})
    summary: Text
    source: Literal["enterprise", "public", "patrol", "monitoring", "department", "neighbour", "superior"] = (
        "enterprise"
    )
    circumstances: Several[Circumstance] = ()


class Extent(Content):
    """What is known of an emergency by now (已查明的人员、财产、环境损害)."""

    deaths: Count = 0
    injured: Count = 0
    """Poisoned or gravely hurt (中毒或者重伤)."""
    evacuated: Count = 0
    loss: Yuan = Decimal(0)
    """Direct economic loss in yuan (直接经济损失)."""
    water_cut: Literal["none", "township", "county", "city"] = "none"
    """Whose central source of drinking water could not be drawn from (集中式饮用水水源地取水中断)."""
    crosses: Literal["none", "county", "city", "province", "border"] = "none"
    """Which boundary its effects cross (跨行政区域影响)."""
    reason: Text


class ClassifyEmergency(Extent):
    """Nature and class are found for the first time (初步认定性质和等级)."""

    act: Literal["classify_emergency"] = "classify_emergency"
    label = "初步认定事件等级"
    level: Level


class ChangeEmergencyClass(Extent, Approved):
    """The class is raised or lowered as things go on (调整事件等级); the head does it."""

    act: Literal["change_emergency_class"] = "change_emergency_class"
    label = "调整事件等级"
    level: Level


class EmergencyReport(Content):
    """A report on an emergency (突发环境事件信息报告)."""

    to: Some[Recipient]
    way: Literal["written", "telephone"] = "written"
    """In writing (by network, fax, post or express), or by telephone, which is to be followed in writing."""
    summary: Text


class SendFirstReport(EmergencyReport):
    """The first report (初报)."""

    act: Literal["send_first_report"] = "send_first_report"
    label = "初报"


class SendWrittenReport(Content):
    """What was told by telephone is reported in writing (补充书面报告)."""

    act: Literal["send_written_report"] = "send_written_report"
    label = "补充书面报告"
    of: Annotated[int, PointsAt("send_first_report", "send_follow_up", once=True)]
    document: MaybeLine = ""
    """Number of the report (文号), if it has one."""


class SendFollowUp(EmergencyReport):
    """A report on how it goes on (续报)."""

    act: Literal["send_follow_up"] = "send_follow_up"
    label = "续报"


class NotifyNeighbour(Content):
    """The department of a neighbouring region is told, and the own government advised to tell the other (跨界通报)."""

    act: Literal["notify_neighbour"] = "notify_neighbour"
    label = "通报相邻区域"
    region: Line
    department: Line
    is_advised: bool
    """Whether the own government was advised to tell that region's government (已提出通报建议)."""


class StartResponse(Approved):
    """The emergency response begins (启动应急响应), by the government that has to."""

    act: Literal["start_response"] = "start_response"
    label = "启动应急响应"
    organ: Line
    response: Literal["i", "ii", "iii", "iv"]
    measures: MaybeText = ""


class EndResponse(Approved):
    """The emergency response ends (终止应急响应): from here the investigation's days run."""

    act: Literal["end_response"] = "end_response"
    label = "终止应急响应"
    of: Annotated[int, PointsAt("start_response", once=True)]
    organ: Line
    is_removed: bool
    """Whether the cause is removed and the pollutants are below their limits (事件条件已经排除、污染物已降至限值以内)."""
    reason: Text


class BeginDamageAssessment(Content):
    """The pollution damage is being assessed (污染损害评估): that time does not count."""

    act: Literal["begin_damage_assessment"] = "begin_damage_assessment"
    label = "开始污染损害评估"
    assessor: Line


class EndDamageAssessment(Content):
    """The assessment of the damage is there (完成污染损害评估)."""

    act: Literal["end_damage_assessment"] = "end_damage_assessment"
    label = "完成污染损害评估"
    of: Annotated[int, PointsAt("begin_damage_assessment", once=True)]
    loss: Yuan
    result: Text


class BeginEmergencyInvestigation(Approved):
    """Who is competent for the class sets up a group that investigates (成立调查组)."""

    act: Literal["begin_emergency_investigation"] = "begin_emergency_investigation"
    label = "成立事件调查组"
    organiser: Organiser
    is_entrusted: bool = False
    """Whether a superior has entrusted the city with what is its own to investigate (委托下级调查)."""
    leader: Line
    """The number of the person who leads the group (组长)."""


class DeclineEmergencyInvestigation(Approved):
    """An ordinary emergency is not investigated by a group (不组织调查), and why."""

    act: Literal["decline_emergency_investigation"] = "decline_emergency_investigation"
    label = "决定不组织事件调查"
    reason: Text


class SubmitInvestigationReport(Content):
    """The report of the investigation goes to government and superior (提交调查报告)."""

    act: Literal["submit_investigation_report"] = "submit_investigation_report"
    label = "提交事件调查报告"
    cause: Text
    nature: Text
    responsibility: Text
    is_violation: bool
    """Whether a violation was found that has to be dealt with (涉嫌环境违法)."""


class SendFinalReport(Content):
    """The report of how it was dealt with (处理结果报告)."""

    act: Literal["send_final_report"] = "send_final_report"
    label = "处理结果报告"
    to: Some[Recipient]
    summary: Text


class OpenCaseOfEmergency(Approved):
    """A violation found in it is handed to who investigates it: a case is opened (移送立案查处)."""

    act: Literal["open_case_of_emergency"] = "open_case_of_emergency"
    label = "转立案查处"
    party: PartyRef | None = None
    summary: Text


class FindNoEmergency(Approved):
    """On checking it is no emergency (核实不属于突发环境事件): the file ends; a case may follow all the same."""

    act: Literal["find_no_emergency"] = "find_no_emergency"
    label = "核实不属于突发环境事件"
    reason: Text


class CloseEmergency(Approved):
    """Everything that follows from it is done (办结)."""

    act: Literal["close_emergency"] = "close_emergency"
    label = "突发环境事件办结"
    summary: MaybeText = ""


class ArchiveEmergency(Content):
    """The file is ordered and handed to the archive (归档): the bureau's archive of emergencies (信息档案)."""

    act: Literal["archive_emergency"] = "archive_emergency"
    label = "突发环境事件归档"
    pages: Count | None = None
