"""The ordinary penalty: review, prior notice, statement, decision, service (行政处罚普通程序)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, PointsAt, Served
from models.documents import Basis, Remedies
from models.values import MaybeText, Several, Some, Text

Yuan = Annotated[Decimal, Field(ge=0, decimal_places=2, max_digits=14)]

Measure = Literal[
    "warning",
    "criticism",
    "fine",
    "confiscation",
    "permit_suspension",
    "downgrade",
    "permit_revocation",
    "application_ban",
    "restriction",
    "stop_rectification",
    "stop_business",
    "closure",
    "occupation_limit",
    "occupation_ban",
]

MEASURE_NAMES: dict[str, str] = {
    "warning": "警告",
    "criticism": "通报批评",
    "fine": "罚款",
    "confiscation": "没收违法所得、没收非法财物",
    "permit_suspension": "暂扣许可证件",
    "downgrade": "降低资质等级",
    "permit_revocation": "吊销许可证件",
    "application_ban": "一定时期内不得申请行政许可",
    "restriction": "限制开展生产经营活动",
    "stop_rectification": "责令停产整治",
    "stop_business": "责令停产停业",
    "closure": "责令关闭",
    "occupation_limit": "限制从业",
    "occupation_ban": "禁止从业",
}


class OfDecision(Content):
    """An act about one served decision (处罚决定); which one need not be said while there is only one."""

    of: Annotated[int | None, PointsAt("serve_decision", "serve_daily_decision", "decide_on_the_spot")] = None
    """The number of the act by which the decision was served, or handed over on the spot."""


class OfBurden(OfDecision):
    """An act about what burdens the party: a served decision, or an order, a measure, an enforcement (被复议、被诉的行为)."""

    of: Annotated[
        int | None,
        PointsAt(
            "serve_decision",
            "serve_daily_decision",
            "decide_on_the_spot",
            "serve_correction_order",
            "impose_seizure",
            "notify_seizure_extension",
            "serve_restriction",
            "serve_production_stop",
            "serve_shutdown",
            "order_construction",
            "serve_substitute_decision",
            "perform_at_once",
        ),
    ] = None
    """The number of the act by which it reached the party; None = the only penalty decision."""


class ReviewCase(Content):
    """Someone other than the investigators reviews the case (案件审核)."""

    act: Literal["review_case"] = "review_case"
    label = "案件审核"
    opinion: Literal["agree", "amend", "return"]
    reason: MaybeText = ""


class ServeNotice(Served):
    """The prior notice of penalty is served (行政处罚事先告知书送达)."""

    act: Literal["serve_notice"] = "serve_notice"
    label = "送达事先告知书"
    measures: Some[Measure]
    fine: Yuan | None = None
    confiscation: Yuan | None = None
    facts: Text
    basis: Several[Basis]
    hearing_offered: bool = False
    """Whether the notice tells the right to a hearing (听证告知)."""


class ReceiveStatement(Content):
    """The party's statement or defence arrives (陈述、申辩)."""

    act: Literal["receive_statement"] = "receive_statement"
    label = "收到陈述申辩"
    of: Annotated[int | None, PointsAt("serve_notice", "serve_daily_notice")] = None
    """The number of the notice it is about; None = the last one."""
    summary: Text
    new_evidence: bool = False
    """Whether it brings facts or evidence the legal review has not seen (新的事实、证据)."""


class WaiveStatement(Content):
    """The party waives statement and defence in writing (书面放弃陈述申辩)."""

    act: Literal["waive_statement"] = "waive_statement"
    label = "放弃陈述申辩"
    of: Annotated[int | None, PointsAt("serve_notice", "serve_daily_notice")] = None
    """The number of the notice it is about; None = the last one."""
    in_writing: bool


class ExamineStatement(Content):
    """The statement is examined and answered (复核陈述申辩)."""

    act: Literal["examine_statement"] = "examine_statement"
    label = "复核陈述申辩"
    of: Annotated[int, PointsAt("receive_statement", once=True)]
    accepted: Literal["wholly", "partly", "not"]
    reason: Text


class DecidePenalty(Approved):
    """The penalty is decided (作出行政处罚决定)."""

    act: Literal["decide_penalty"] = "decide_penalty"
    label = "作出处罚决定"
    measures: Some[Measure]
    fine: Yuan | None = None
    confiscation: Yuan | None = None
    facts: Text
    basis: Several[Basis]
    remedies: Remedies
    fine_min: Yuan | None = None
    fine_max: Yuan | None = None
    """The bounds of the penal provision, as the case handler reads them."""
    mitigation: MaybeText = ""
    """The legal ground for going below the minimum (减轻处罚情形); empty when there is none."""
    evasion: bool = False
    """Whether the conduct is found to evade supervision (以逃避监管的方式排放污染物), which the Code has referred."""


class DecideNoPenalty(Approved):
    """No penalty is imposed (不予行政处罚), with reasons."""

    act: Literal["decide_no_penalty"] = "decide_no_penalty"
    label = "不予行政处罚"
    ground: Literal["slight_corrected", "first_slight_corrected", "no_fault", "time_barred", "not_established", "minor"]
    reason: Text
    educated: bool = False
    """Whether the party was educated (教育), as the law asks where no penalty follows."""


class ServeDecision(Served):
    """The decision is served (处罚决定书送达); clocks of payment, reconsideration and suit begin."""

    act: Literal["serve_decision"] = "serve_decision"
    label = "送达处罚决定书"
