"""Institutions that served the party, and the list of violators (环境服务机构责任、“黑名单”)."""

from typing import Annotated, Literal

from models.acts.content import Approved, DayBehind, PointsAt
from models.documents import Basis, Remedies
from models.people import PartyRef
from models.values import Day, Several, Text

InstitutionKind = Literal["eia", "monitoring", "operation", "other"]

INSTITUTION_NAMES: dict[str, str] = {
    "eia": "环境影响评价机构",
    "monitoring": "环境监测机构",
    "operation": "监测设备、防治设施维护运营机构",
    "other": "其他生态环境技术服务机构",
}


class HoldInstitutionLiable(Approved):
    """An institution is found jointly liable for what it helped to cause (连带责任); its fine is a case of its own."""

    act: Literal["hold_institution_liable"] = "hold_institution_liable"
    label = "认定服务机构连带责任"
    institution: PartyRef
    kind: InstitutionKind
    fault: Literal["forgery", "violation"]
    """弄虚作假 (a forged report, forged data), or another breach of the law."""
    is_responsible: bool
    """Whether it answers for the pollution or harm that was caused (对造成的污染、破坏负有责任)."""
    conduct_on: Annotated[Day, DayBehind()]
    facts: Text
    basis: Several[Basis]


class ListViolator(Approved):
    """An enterprise is put on the published list of violators (列入“黑名单”)."""

    act: Literal["list_violator"] = "list_violator"
    label = "列入环境违法“黑名单”"
    of: Annotated[
        int,
        PointsAt(
            "decide_penalty",
            "decide_daily_penalty",
            "decide_production_stop",
            "decide_restriction",
            "decide_shutdown",
            "hold_institution_liable",
        ),
    ]
    """The number of the decision or finding it rests on."""
    subject: PartyRef
    reason: Text
    basis: Several[Basis] = ()
    """The law or regulation that provides for the list (列入的法律依据)."""
    noticed_on: Annotated[Day | None, DayBehind()] = None
    """The day on which the enterprise was told of reasons, basis and rights beforehand (事先告知)."""
    objection_answered: bool = True
    """Whether an objection, where there was one, was examined and answered (异议核实反馈)."""
    remedies: Remedies = Remedies()


class DelistViolator(Approved):
    """It is taken off the list again (移出“黑名单”)."""

    act: Literal["delist_violator"] = "delist_violator"
    label = "移出环境违法“黑名单”"
    of: Annotated[int, PointsAt("list_violator", once=True)]
    ground: Literal["repaired", "overturned", "error"]
    reason: Text
