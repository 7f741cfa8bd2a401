"""The ordinary penalty: review, prior notice, statement, decision, service (行政处罚普通程序)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, BearsExhibits, Content, DayBehind, OfParty, PointsAt, Served
from models.documents import Basis, Remedies, Weighing
from models.values import Day, Line, MaybeLine, MaybeText, Several, Some, Text

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

MitigationGround = Literal[
    "harm_removed", "coerced", "deceived", "confessed", "merit", "under_eighteen", "restored", "compensated", "other"
]

MITIGATION_NAMES: dict[str, str] = {
    "harm_removed": "主动消除或者减轻违法行为危害后果",
    "coerced": "受他人胁迫实施违法行为",
    "deceived": "受他人诱骗实施违法行为",
    "confessed": "主动供述行政机关尚未掌握的违法行为",
    "merit": "配合行政机关查处违法行为有立功表现",
    "under_eighteen": "已满十四周岁不满十八周岁",
    "restored": "有效采取生态环境修复措施",
    "compensated": "及时缴纳赔偿金",
    "other": "法律、法规、规章规定的其他情形",
}


OWN_WORD = (
    "serve_correction_order",
    "impose_seizure",
    "notify_seizure_extension",
    "serve_restriction",
    "notify_restriction_extension",
    "serve_production_stop",
    "serve_shutdown",
    "order_construction",
    "serve_substitute_decision",
    "perform_at_once",
    "demand_substitute_cost",
    "notify_suppliers",
)
"""The acts by which an order, a measure or an enforcement reaches the party, which the bureau may take back itself."""


class OfDecision(OfParty):
    """An act about one served decision (处罚决定); which one need not be said while there is only one."""

    of: Annotated[int | None, PointsAt("serve_decision", "serve_daily_decision", "decide_on_the_spot")] = None
    """The number of the act by which the decision was served, or handed over on the spot."""


class OfBurden(OfDecision):
    """An act about what burdens the party: a served decision, or an order, a measure, an enforcement (被复议、被诉的行为)."""

    of: Annotated[
        int | None,
        PointsAt("serve_decision", "serve_daily_decision", "decide_on_the_spot", *OWN_WORD, "list_violator"),
    ] = None
    """The number of the act by which it reached the party; None = the only penalty decision."""


class ReviewCase(Content):
    """Someone other than the investigators reviews the case (案件审核)."""

    act: Literal["review_case"] = "review_case"
    label = "案件审核"
    opinion: Literal["agree", "amend", "return"]
    reason: MaybeText = ""


class ServeNotice(Served, OfParty):
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
    fine_min: Yuan | None = None
    fine_max: Yuan | None = None
    """The bounds of the penal provision, as the case handler reads them."""
    fine_range: MaybeLine = ""
    """The range of the penal provision that applies, in its own words; empty for the ordinary one."""
    fine_base: Yuan | None = None
    """What the provision takes a share or multiple of (总投资额、处置费用)."""
    several_acts: bool = False
    """Whether the fine is the sum for several violations, each by its own provision (分别裁量、合并处罚)."""
    mitigation_ground: MitigationGround | None = None
    mitigation: MaybeText = ""
    """What bears out the legal ground for going below the minimum (减轻处罚情形); empty when there is none."""
    illegal_gain: Yuan | None = None
    """What the party gained by the violation (违法所得); 0 = nothing, None = not said."""
    refunded: Yuan = Decimal(0)
    """What of it has to be paid back to others (依法应当退赔)."""
    weighing: Weighing | None = None
    new_facts: MaybeText = ""
    """The new facts for which a notice served anew is heavier than the one the party answered (新的事实)."""


class ReceiveStatement(BearsExhibits, OfParty):
    """The party's statement or defence arrives (陈述、申辩)."""

    act: Literal["receive_statement"] = "receive_statement"
    label = "收到陈述申辩"
    of: Annotated[int | None, PointsAt("serve_notice", "serve_daily_notice")] = None
    """The number of the notice it is about; None = the last one."""
    summary: Text
    new_evidence: bool = False
    """Whether it brings facts or evidence the legal review has not seen (新的事实、证据)."""


class WaiveStatement(OfParty):
    """The party waives statement and defence in writing (书面放弃陈述申辩); a hearing it gives up by an act of its own."""

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


class DecidePenalty(Approved, OfParty):
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
    """What bears out the legal ground for going below the minimum (减轻处罚情形); empty when there is none."""
    mitigation_ground: MitigationGround | None = None
    fine_range: MaybeLine = ""
    """The range of the penal provision that applies, in its own words (情节严重、逾期不改正); empty for the ordinary one."""
    several_acts: bool = False
    """Whether the fine is the sum for several violations, each by its own provision (分别裁量、合并处罚)."""
    fine_base: Yuan | None = None
    """What the provision takes a share or multiple of (总投资额、处置费用)."""
    illegal_gain: Yuan | None = None
    """What the party gained by the violation (违法所得); 0 = nothing, None = not said."""
    refunded: Yuan = Decimal(0)
    """What of it has to be paid back to others (依法应当退赔)."""
    gained_together: bool | None = Field(default=None, exclude_if=lambda together: together is None)
    """Whether several parties made that gain together (共同违法所得), so that it is confiscated once; None = unsaid."""
    facts_note: MaybeText = ""
    """In what the facts differ from those notified, and why that takes nothing from the party (与告知的差异)."""
    fined_before: Several[Line] = ()
    """The numbers of decisions, of whatever body, that have fined the same conduct (同一违法行为已受罚款)."""
    weighing: Weighing | None = None
    evasion: bool = False
    """Whether the conduct is found to evade supervision (以逃避监管的方式排放污染物), which the Code has referred."""
    beside_crime: bool = False
    """Whether it goes ahead of the criminal case (刑事处理结果之前先行作出), and leaves the rest to be decided after it."""


class DecideNoPenalty(Approved, OfParty):
    """No penalty is imposed (不予行政处罚), with reasons."""

    act: Literal["decide_no_penalty"] = "decide_no_penalty"
    label = "不予行政处罚"
    ground: Literal["slight_corrected", "first_slight_corrected", "no_fault", "time_barred", "not_established", "minor"]
    reason: Text
    educated: bool = False
    """Whether the party was educated (教育), as the law asks where no penalty follows."""
    first_time: bool | None = None
    """Whether it is the party's first violation (初次违法)."""
    harm: Literal["none", "slight", "grave"] | None = None
    """What the violation did (危害后果)."""
    corrected_on: Annotated[Day | None, DayBehind()] = None
    """When it was put right, where no recheck of the file says so."""
    evidence: MaybeText = ""
    """What proves it: that there was no fault, that it was put right in time, the party's age."""


class ServeDecision(Served, OfParty):
    """The decision is served (处罚决定书送达); clocks of payment, reconsideration and suit begin."""

    act: Literal["serve_decision"] = "serve_decision"
    label = "送达处罚决定书"
