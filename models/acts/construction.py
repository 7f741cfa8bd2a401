"""Building projects that break the rules on assessment and facilities (建设项目违法的三类情形)."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, DayAhead, OnSite, PointsAt, Served
from models.documents import Basis, Remedies
from models.values import Day, MaybeLine, Several, Text

ProjectClass = Literal["beyond_powers", "unapproved", "unaccepted"]

CLASS_NAMES: dict[str, str] = {
    "beyond_powers": "越权审批但尚未开工建设",
    "unapproved": "未批先建、边批边建或者以采代探",
    "unaccepted": "环保设施和措施落实不到位擅自投产或者运行",
}

Order = Literal["do_not_begin", "stop_building", "restore", "rectify", "stop_use"]

ORDER_NAMES: dict[str, str] = {
    "do_not_begin": "不得开工",
    "stop_building": "停止建设",
    "restore": "恢复原状",
    "rectify": "限期整改",
    "stop_use": "停止生产或者使用",
}


class ClassifyProject(Content):
    """The violation of a project is put in its class (认定建设项目违法情形); only projects with a report or a form."""

    act: Literal["classify_project"] = "classify_project"
    label = "认定建设项目违法情形"
    project_class: ProjectClass
    variant: Literal["no_approval", "building_while_applying", "mining_as_exploration"] | None = None
    """未批先建、边批边建、以采代探; only for what was built without approval."""
    assessment: Literal["report", "form"]
    """环境影响报告书 or 报告表; registration forms are only filed (备案)."""
    is_begun: bool
    is_in_use: bool
    is_grave: bool = False
    """Whether grave pollution or ecological harm was caused (造成重大环境污染或者生态破坏)."""
    approver: MaybeLine = ""
    """Who approved beyond its powers (越权审批的机关)."""
    facts: Text


class OrderConstruction(Served):
    """The order that belongs to the class is served (责令不得开工、停止建设、限期整改)."""

    act: Literal["order_construction"] = "order_construction"
    label = "送达建设项目处理决定书"
    of: Annotated[int, PointsAt("classify_project", once=True)]
    """The number of the classification."""
    orders: Several[Order] = Field(min_length=1)
    correct_by: Annotated[Day | None, DayAhead()] = None
    """The last day for putting it right, where that is ordered."""
    requirement: Text
    basis: Several[Basis]
    remedies: Remedies


class InspectConstruction(OnSite):
    """The bureau looks whether the order is obeyed (检查命令执行情况)."""

    act: Literal["inspect_construction"] = "inspect_construction"
    label = "检查建设项目命令执行情况"
    of: Annotated[int, PointsAt("order_construction")]
    """The number of the order."""
    is_obeyed: bool
    record: Text


class LiftConstruction(Approved):
    """The order is lifted because its ground is gone (解除建设项目处理决定)."""

    act: Literal["lift_construction"] = "lift_construction"
    label = "解除建设项目处理决定"
    of: Annotated[int, PointsAt("order_construction", once=True)]
    ground: Literal["approved", "accepted", "restored", "abandoned"]
    """Approved by who may; facilities accepted; restored; given up."""
    approver: MaybeLine = ""
    document_no: MaybeLine = ""
    reason: Text
