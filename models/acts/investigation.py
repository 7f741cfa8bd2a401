"""Inquiry and evidence (调查取证)."""

from typing import Annotated, Literal

from models.acts.content import Approved, BearsExhibits, Content, OfParty, OnSite, PointsAt
from models.acts.crime import StatesCrimeFacts
from models.values import Line, Text

Excluded = Literal["monitoring", "appraisal", "assessment", "determination", "public_notice", "service"]


class InspectSite(OnSite, StatesCrimeFacts):
    """An on-site inspection with a record (现场检查、勘察)."""

    act: Literal["inspect_site"] = "inspect_site"
    label = "现场检查"
    record: Text
    identity_shown: bool
    """Whether the officers showed their certificates (出示执法证件)."""


class Interview(OnSite):
    """An interview with a record (调查询问)."""

    act: Literal["interview"] = "interview"
    label = "调查询问"
    record: Text
    identity_shown: bool


class TakeSample(OnSite, StatesCrimeFacts):
    """A sample is taken (采样取证)."""

    act: Literal["take_sample"] = "take_sample"
    label = "采样"
    item: Line
    identity_shown: bool


class BeginExcludedTime(Approved):
    """Time begins that does not count: monitoring, appraisal … (扣除期间开始)."""

    act: Literal["begin_excluded_time"] = "begin_excluded_time"
    label = "扣除期间开始"
    ground: Excluded


class EndExcludedTime(Content):
    """That time ends (扣除期间结束); `of` is the number of the act that began it."""

    act: Literal["end_excluded_time"] = "end_excluded_time"
    label = "扣除期间结束"
    of: Annotated[int, PointsAt("begin_excluded_time", once=True)]


class ReceiveReport(BearsExhibits, StatesCrimeFacts):
    """A monitoring report or expert opinion arrives (监测报告、鉴定意见)."""

    act: Literal["receive_report"] = "receive_report"
    label = "取得监测（鉴定）报告"
    kind: Literal["monitoring", "appraisal"] = "monitoring"
    exceeds: bool
    result: Text


class InformResults(Content):
    """The party is told the result of monitoring or appraisal (告知监测、鉴定结果)."""

    act: Literal["inform_results"] = "inform_results"
    label = "告知监测结果"
    of: Annotated[int, PointsAt("receive_report")]


class SuspendInvestigation(Approved):
    """The investigation is suspended on a listed ground (中止调查)."""

    act: Literal["suspend_investigation"] = "suspend_investigation"
    label = "中止调查"
    ground: Literal["awaits_ruling", "legal_question", "force_majeure", "party_missing", "other"]
    reason: Text


class ResumeInvestigation(Content):
    """The ground is gone and the investigation resumes at once (恢复调查)."""

    act: Literal["resume_investigation"] = "resume_investigation"
    label = "恢复调查"


class TerminateInvestigation(Approved, OfParty):
    """The investigation is ended because it cannot go on (终止调查)."""

    act: Literal["terminate_investigation"] = "terminate_investigation"
    label = "终止调查"
    concerns_all = True
    ground: Literal["citizen_died", "entity_ended", "other"]
    """A citizen died, an organisation ended with nobody to take over its rights and duties, or other (办法 art. 36)."""
    reason: Text


class ConcludeInvestigation(StatesCrimeFacts):
    """The investigation ends with a report and a proposal (调查终结)."""

    act: Literal["conclude_investigation"] = "conclude_investigation"
    label = "调查终结"
    proposal: Literal["penalise", "no_penalty", "transfer", "close"]
    report: Text
    is_complex: bool = False
    """Whether the case is difficult or touches several legal relations (疑难复杂、涉及多个法律关系)."""
    public_interest: bool = False
    """Whether it touches a major public interest (涉及重大公共利益)."""
