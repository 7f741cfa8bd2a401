"""Closing (停业、关闭): the bureau proposes, the government decides; supply is cut, the main equipment dismantled."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, DayAhead, DayBehind, OnSite, PointsAt, Served
from models.documents import Basis, Remedies
from models.values import Day, Line, MaybeLine, Several, Text

ShutdownMeasure = Literal["stop_business", "closure", "supply_cut", "dismantling"]
Supply = Literal["water", "power", "gas", "heat"]

SHUTDOWN_NAMES: dict[str, str] = {
    "stop_business": "责令停业",
    "closure": "责令关闭",
    "supply_cut": "停水断电",
    "dismantling": "拆除主体设备",
}
SUPPLY_NAMES: dict[str, str] = {"water": "供水", "power": "供电", "gas": "供气", "heat": "供热"}

ShutdownGround = Literal["toxic_repeat", "resumed_or_refused", "repeat_after_lifting", "refuses_correction", "serious"]

SHUTDOWN_GROUNDS: dict[str, str] = {
    "toxic_repeat": "两年内因有毒物质超标受过两次以上行政处罚，又实施前列行为",
    "resumed_or_refused": "被责令停产整治后拒不停产或者擅自恢复生产",
    "repeat_after_lifting": "停产整治决定解除后，跟踪检查发现又实施同一违法行为",
    "refuses_correction": "拒不改正违法行为",
    "serious": "法律、法规规定的其他严重情节",
}


class ProposeShutdown(Approved):
    """The bureau asks the government that has the power to close the party (报请责令停业、关闭)."""

    act: Literal["propose_shutdown"] = "propose_shutdown"
    label = "报请责令停业、关闭"
    ground: ShutdownGround
    measures: Several[ShutdownMeasure] = Field(min_length=1)
    to: Line
    """The unit of the government that has the power (有批准权的人民政府)."""
    earlier_penalties: Annotated[Several[Day], DayBehind()] = ()
    """The days of earlier penalties for toxic discharge above the standard."""
    basis: Several[Basis]
    reason: Text
    coercion_basis: Basis | None = None
    """The provision of a law that lets supply be cut (停水断电的法律依据); a policy paper is none."""


class DecideShutdown(Content):
    """The government orders the shutdown, or approves it (人民政府责令、批准停业、关闭); entered from its document."""

    act: Literal["decide_shutdown"] = "decide_shutdown"
    label = "人民政府决定停业、关闭"
    of: Annotated[int, PointsAt("propose_shutdown")]
    """The number of the proposal."""
    measures: Several[ShutdownMeasure] = Field(min_length=1)
    supplies: Several[Supply] = ()
    """Which supply is to be cut, where the decision says so."""
    issued_by: Literal["government", "bureau"]
    government: Line
    document_no: Line
    approval_no: MaybeLine = ""
    """The government's approval, where the bureau issues the order."""
    basis: Several[Basis]
    remedies: Remedies
    coercion_basis: Basis | None = None
    """The provision of a law that lets supply be cut (停水断电的法律依据); a policy paper is none."""


class DeclineShutdown(Content):
    """The government does not approve (人民政府不予批准); entered from its document."""

    act: Literal["decline_shutdown"] = "decline_shutdown"
    label = "人民政府不予批准停业、关闭"
    of: Annotated[int, PointsAt("propose_shutdown")]
    """The number of the proposal."""
    government: Line
    document_no: Line
    reason: Text


class ServeShutdown(Served):
    """The decision is served on the party (停业、关闭决定书送达)."""

    act: Literal["serve_shutdown"] = "serve_shutdown"
    label = "送达停业、关闭决定书"
    of: Annotated[int, PointsAt("decide_shutdown", once=True)]
    in_place_of: Annotated[int | None, PointsAt("serve_shutdown")] = Field(
        default=None, exclude_if=lambda of: of is None
    )
    """The number of the one set aside in whose place it is made; None = the first that waits for it (重新作出)."""


class NotifySuppliers(Content):
    """Those who supply water and power are told of the government's decision (通知供水、供电单位)."""

    act: Literal["notify_suppliers"] = "notify_suppliers"
    label = "通知供水、供电单位"
    of: Annotated[int, PointsAt("decide_shutdown")]
    """The number of the government's decision."""
    supplies: Several[Supply] = Field(min_length=1)
    suppliers: Several[Line] = Field(min_length=1)
    reaches_residents: bool = False
    """Whether the supply of residents would be cut as well (居民生活)."""
    from_day: Annotated[Day, DayAhead()]
    is_urgent: bool = Field(default=False, exclude_if=lambda urgent: not urgent)
    """Whether it is too urgent to wait for a working day (情况紧急)."""
    demanded_on: Annotated[Day | None, DayBehind()] = None
    """The day on which the party was served with a written demand to perform (催告)."""
    perform_by: Annotated[Day | None, DayBehind()] = None
    """The last day that the demand set (催告的履行期限)."""
    heard: bool = False
    """Whether what the party said on the demand was heard and examined, or it said nothing (听取陈述申辩)."""
    remedies: Remedies = Remedies()
    """The relief that the decision to enforce tells (强制执行决定的救济途径)."""


class ConfirmSupplyCut(Content):
    """A supplier reports that it has cut the supply (供应单位回复)."""

    act: Literal["confirm_supply_cut"] = "confirm_supply_cut"
    label = "供应单位回复停止供应"
    of: Annotated[int, PointsAt("notify_suppliers")]
    cut_on: Annotated[Day, DayBehind()]


class AnnounceDismantling(Content):
    """The dismantling is announced, with a day by which the party does it itself (公告限期自行拆除)."""

    act: Literal["announce_dismantling"] = "announce_dismantling"
    label = "公告限期拆除主体设备"
    of: Annotated[int, PointsAt("decide_shutdown")]
    deadline: Annotated[Day, DayAhead()]


class DismantleEquipment(OnSite):
    """The main equipment is dismantled so that production cannot be resumed (拆除主体设备)."""

    act: Literal["dismantle_equipment"] = "dismantle_equipment"
    label = "拆除主体设备"
    of: Annotated[int, PointsAt("decide_shutdown")]
    done_by: Literal["party", "government", "court"]
    ruling: MaybeLine = ""
    """The court's ruling, where the court enforces."""
    is_urgent: bool = False
    is_at_night: bool = False
    record: Text


class CheckShutdown(OnSite):
    """It is looked whether the party has closed as decided (核查停业、关闭执行情况)."""

    act: Literal["check_shutdown"] = "check_shutdown"
    label = "核查停业、关闭执行情况"
    of: Annotated[int, PointsAt("decide_shutdown")]
    is_obeyed: bool
    record: Text
