"""What is refused in a joint investigation: who may convene it, who acts for whom, whom it asks, what it ends with."""

from datetime import date
from typing import Protocol

from judging.answering import CITY, COUNTY, chain
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from law.refusals import NotCompetent, OutOfOrder, OutOfTime, Unclear
from models.acts import ActContent
from models.acts.joint_investigation import (
    AnswerInvitation,
    ChangeLead,
    ConveneJointInvestigation,
    ReportMemberTask,
)
from models.people import Role
from procedures.joint_investigation.members import Invitation, convener, invitation_of, lead, present

JOINT = "joint_investigation"
EMERGENCY = "joint_emergency"


class HasDue(ActContent, Protocol):
    """An act that sets the last day of a task."""

    @property
    def due(self) -> date:
        """Return the last day."""


def convened_by_the_responsible_body(attempt: Attempt[ConveneJointInvestigation]) -> None:
    """Refuse whoever is not the responsible body of the grid at level 1 or 2 (同级网格责任主体, plan 四(四)1)."""
    units = [row.unit for row in attempt.content.answerable if row.level in (CITY, COUNTY)]
    if attempt.act.by.unit not in units:
        known = "、".join(units) or "无"
        sentence = (
            f"联合调查由同级网格责任主体组织；单位“{attempt.act.by.unit}”不是本网格的市级、县级责任单位（{known}）"
        )
        raise NotCompetent("not-the-responsible-body", sentence, article=attempt.cite(JOINT), field="by")


@asks_for(AskedFor("counties", when="跨县市区的", must="须由市级召集"))
def common_superior_convenes(attempt: Attempt[ConveneJointInvestigation]) -> None:
    """Refuse a county that convenes across counties: that is its common superior's (共同的上一级)."""
    content = attempt.content
    own = {row.grid for row in content.answerable}
    others = [grid for grid in content.counties if grid not in own]
    if others and attempt.act.by.level != CITY:
        sentence = f"联合调查涉及其他县市区（{'、'.join(others)}），应当由共同的上级网格（市级）责任主体组织"
        raise NotCompetent("common-superior-convenes", sentence, article=attempt.cite(JOINT), field="counties")


@asks_for(AskedFor("consented_by", when="情况紧急、由执法人员先行启动的", rule=EMERGENCY))
def head_convenes(attempt: Attempt[ConveneJointInvestigation]) -> None:
    """Refuse an officer who convenes without an emergency, or in one without a head's word (先启动后补手续, 二(三))."""
    content, by = attempt.content, attempt.act.by
    if by.kind != "person" or Role.HEAD in by.roles:
        return
    if not content.is_urgent:
        sentence = "启动联合调查由行政机关负责人决定；情况紧急、证据可能灭失的，执法人员可以先行启动，再补办手续"
        raise NotCompetent("head-convenes", sentence, article=attempt.cite(JOINT), field="by")
    if not content.consented_by:
        sentence = "情况紧急先行启动的，须先以电话或者即时通讯方式报负责人同意，请写明同意的负责人"
        raise Unclear("nobody-consented", sentence, article=attempt.cite(EMERGENCY), field="consented_by")
    if content.consented_by == by.id:
        sentence = "先行启动联合调查须由负责人同意，办理人不能以自己的同意代替"
        raise NotCompetent("consents-to-itself", sentence, article=attempt.cite(EMERGENCY), field="consented_by")


def by_the_lead(attempt: Attempt) -> None:
    """Refuse whoever belongs neither to the lead nor to who convened it (牵头单位); other files and systems pass."""
    by, record = attempt.act.by, attempt.whole
    if by.kind == "person" and by.unit not in (lead(record), convener(record)):
        sentence = f"“{attempt.content.label}”由牵头单位（{lead(record)}）或者召集单位（{convener(record)}）办理"
        raise NotCompetent("not-the-lead", sentence, article=attempt.cite(JOINT), field="by")


@asks_for(AskedFor("document_no", when="由牵头单位代为记录的", offered=True))
def by_the_member(attempt: Attempt[AnswerInvitation | ReportMemberTask]) -> None:
    """Refuse whoever answers for a unit that is not theirs; the lead enters what came on paper, with its number."""
    asked, by = invitation_of(attempt.whole, attempt.content.of), attempt.act.by
    if asked is None or by.kind != "person" or by.unit == asked.content.unit:
        return
    if by.unit not in (lead(attempt.whole), convener(attempt.whole)):
        sentence = f"第{asked.no}号行为邀请的是单位“{asked.content.unit}”，其他单位不能代为办理"
        raise NotCompetent("not-the-member", sentence, article=attempt.cite(JOINT), field="by")
    if not attempt.content.document_no:
        sentence = "由牵头单位代为记录成员单位的书面答复、报告的，须写明其文号"
        raise Unclear("no-document", sentence, article=attempt.cite(JOINT), field="document_no")


@asks_for(AskedFor("answerable", when="单位不在本网格责任链上的"))
def can_be_asked(attempt: Attempt[Invitation]) -> None:
    """Refuse to invite the lead itself, who takes part already, or a unit in which nobody is known to answer."""
    content, record = attempt.content, attempt.whole
    if content.unit == lead(record):
        sentence = f"单位“{content.unit}”是牵头单位，不必邀请自己"
        raise OutOfOrder("invites-itself", sentence, article=attempt.cite(JOINT), field="unit")
    there = next((one for one in present(record) if one.unit == content.unit), None)
    if there is not None:
        sentence = (
            f"单位“{content.unit}”已受邀参加（第{there.invitation.no}号行为），不得重复邀请；调整任务请用“调整成员任务”"
        )
        raise OutOfOrder("already-invited", sentence, article=attempt.cite(JOINT), field="unit")
    if content.answerable is None and content.unit not in {row.unit for row in chain(record).values()}:
        sentence = f"单位“{content.unit}”不在本网格责任链上，须同时写明该单位的责任人"
        raise Unclear("nobody-answers", sentence, article=attempt.cite("grid_persons"), field="answerable")


def still_takes_part(attempt: Attempt) -> None:
    """Refuse what is about a member that was replaced or released."""
    of = attempt.content.target
    if of is not None and of not in {one.invitation.no for one in present(attempt.whole)}:
        sentence = f"第{of}号行为邀请的单位已被更换或者退出联合调查"
        raise OutOfOrder("member-is-gone", sentence, article=attempt.cite(JOINT), field="of")


def due_lies_ahead(attempt: Attempt[HasDue]) -> None:
    """Refuse a last day that has passed by the day on which it is set."""
    if attempt.content.due < attempt.day:
        sentence = f"最后一日{attempt.content.due.isoformat()}早于办理之日{attempt.day.isoformat()}"
        raise OutOfTime("due-is-past", sentence, article=attempt.cite(JOINT), field="due")


@asks_for(
    AskedFor("officers", when="参加的", must="须写明派出人员"),
    AskedFor("reason", when="不参加的"),
)
def answer_is_whole(attempt: Attempt[AnswerInvitation]) -> None:
    """Refuse a yes without persons, and a no without its reason."""
    content = attempt.content
    if content.is_confirmed and not content.officers:
        sentence = "参加联合调查的，须写明派出的人员"
        raise Unclear("nobody-sent", sentence, article=attempt.cite(JOINT), field="officers")
    if not content.is_confirmed and not content.reason.strip():
        raise Unclear("no-reason", "不参加联合调查的，须说明理由", article=attempt.cite(JOINT), field="reason")


def had_not_declined(attempt: Attempt[ReportMemberTask]) -> None:
    """Refuse a report of a unit that said it does not take part."""
    declined = {one.invitation.no for one in present(attempt.whole) if one.state == "declined"}
    if attempt.content.of in declined:
        sentence = "该单位已答复不参加联合调查；改为参加的，请先“撤回记录”原答复，再重新答复"
        raise OutOfOrder("had-declined", sentence, article=attempt.cite(JOINT), field="of")


def new_lead_takes_part(attempt: Attempt[ChangeLead]) -> None:
    """Refuse a lead that does not take part, or that leads already; only the convener or the city changes it."""
    content, record, by = attempt.content, attempt.whole, attempt.act.by
    if by.kind == "person" and by.unit != convener(record) and by.level != CITY:
        sentence = f"牵头单位由召集单位（{convener(record)}）或者上级变更"
        raise NotCompetent("convener-changes-the-lead", sentence, article=attempt.cite(JOINT), field="by")
    if content.unit == lead(record):
        sentence = f"单位“{content.unit}”已是牵头单位"
        raise OutOfOrder("leads-already", sentence, article=attempt.cite(JOINT), field="unit")
    known = {one.unit for one in present(record) if one.state in ("confirmed", "done")} | {convener(record)}
    if content.unit not in known:
        sentence = f"牵头单位须是召集单位或者已确认参加的成员单位（{'、'.join(sorted(known))}）"
        raise OutOfOrder("lead-takes-no-part", sentence, article=attempt.cite(JOINT), field="unit")


def is_not_the_lead(attempt: Attempt) -> None:
    """Refuse to let the lead go: another unit leads first (先变更牵头单位)."""
    of = attempt.content.target
    asked = invitation_of(attempt.whole, of) if of is not None else None
    if asked is not None and asked.content.unit == lead(attempt.whole):
        sentence = f"单位“{asked.content.unit}”现为牵头单位，须先“{ChangeLead.label}”"
        raise OutOfOrder("leads-still", sentence, article=attempt.cite(JOINT), field="of")
