"""A joint investigation (联合调查): convened, its members, minutes, its one conclusion, what each does next, the end."""

from typing import Annotated, Literal

from models.acts.answerers import BringsIn, HandsOver
from models.acts.content import Approved, Content, DayAhead, PointsAt, ToldByFile
from models.acts.finding import Place, TellsOfViolation
from models.people import Answerable, Officer
from models.values import Count, Day, Line, MaybeLine, MaybeText, Several, Text

INVITATION = ("invite_member", "replace_member")
"""The acts by which a unit is asked to take part."""


class ConveneJointInvestigation(TellsOfViolation):
    """The responsible body of the grid, or the common superior, convenes a joint investigation (启动联合调查)."""

    act: Literal["convene_joint_investigation"] = "convene_joint_investigation"
    label = "启动联合调查"
    fixed = frozenset({"answerable", "origin"})
    reason: Text
    is_urgent: bool = False
    """Whether evidence would be lost: it begins at once, and the paper follows (紧急情况,防止证据灭失)."""
    consented_by: MaybeLine = ""
    """For an urgent one that no head convened: the id of the head who agreed by telephone or message."""
    counties: Several[Line] = ()
    """The level-2 grids it reaches besides its own (跨县市区)."""
    origin: MaybeLine = ""
    """The number of the file that it came from; empty where it came from none."""


class ConfirmConvening(Approved):
    """The paper of an urgent one follows: the head convenes it in writing (补办联合调查启动手续)."""

    act: Literal["confirm_convening"] = "confirm_convening"
    label = "补办联合调查启动手续"
    document_no: Line


class InviteMember(BringsIn):
    """A unit is asked to take part, with its tasks and their last day (邀请成员单位)."""

    act: Literal["invite_member"] = "invite_member"
    label = "邀请成员单位"
    tasks: Text
    due: Annotated[Day, DayAhead()]


class ReplaceMember(BringsIn):
    """Another unit takes the place of a member (更换成员单位)."""

    act: Literal["replace_member"] = "replace_member"
    label = "更换成员单位"
    of: Annotated[int, PointsAt(*INVITATION, once=True)]
    tasks: Text
    due: Annotated[Day, DayAhead()]
    reason: Text


class ReleaseMember(Content):
    """A member takes part no longer, and nobody takes its place (成员单位退出)."""

    act: Literal["release_member"] = "release_member"
    label = "成员单位退出"
    of: Annotated[int, PointsAt(*INVITATION, once=True)]
    reason: Text


class AnswerInvitation(Content):
    """A unit says whether it takes part, and with whom (成员单位答复)."""

    act: Literal["answer_invitation"] = "answer_invitation"
    label = "成员单位答复"
    of: Annotated[int, PointsAt(*INVITATION, once=True)]
    is_confirmed: bool
    officers: Several[Officer] = ()
    """The persons it sends."""
    reason: MaybeText = ""
    """Why it does not take part."""
    document_no: MaybeLine = ""
    """The number of its letter, where the convening body enters the answer for it."""


class SetMemberTask(Content):
    """A member's tasks, or their last day, are set anew (调整成员任务)."""

    act: Literal["set_member_task"] = "set_member_task"
    label = "调整成员任务"
    of: Annotated[int, PointsAt(*INVITATION)]
    tasks: Text
    due: Annotated[Day, DayAhead()]
    reason: Text


class ReportMemberTask(Content):
    """A member reports what it found and did (成员单位报告任务完成)."""

    act: Literal["report_member_task"] = "report_member_task"
    label = "报告任务完成"
    of: Annotated[int, PointsAt(*INVITATION, once=True)]
    result: Text
    document_no: MaybeLine = ""
    """The number of its letter, where the convening body enters the report for it."""


class ChangeLead(Approved, HandsOver):
    """Another unit leads from now on (变更牵头单位); there is one lead at any time."""

    act: Literal["change_lead"] = "change_lead"
    label = "变更牵头单位"
    reason: Text


class ConcludeJointInvestigation(Approved):
    """The one conclusion of the joint investigation (作出联合调查结论)."""

    act: Literal["conclude_joint_investigation"] = "conclude_joint_investigation"
    label = "作出联合调查结论"
    finding: Literal["true", "mostly_true", "partly_true", "untrue"]
    facts: Text
    dissent: MaybeText = ""
    """What members see otherwise, each by its unit; it stands beside the conclusion and does not split it."""


class AssignFollowUp(Approved):
    """What one unit has to do upon the conclusion (分派后续处理): a case, a transfer, or a measure of its own."""

    act: Literal["assign_follow_up"] = "assign_follow_up"
    label = "分派后续处理"
    fixed = frozenset({"answerable"})
    of: Annotated[int, PointsAt("conclude_joint_investigation")]
    unit: Line
    route: Literal["case", "transfer", "measure"]
    requirement: Text
    due: Annotated[Day, DayAhead()]
    place: Place | None = None
    """Where, if elsewhere than the investigation itself: the case of another county."""
    answerable: Several[Answerable] = ()
    """Who answers there, as the register says."""


class RecordFollowUpResult(ToldByFile):
    """What came of a follow-up (后续处理结果): told by the case that was opened for it, or entered by hand."""

    act: Literal["record_follow_up_result"] = "record_follow_up_result"
    label = "收到后续处理结果"
    of: Annotated[int | None, PointsAt("assign_follow_up")] = None
    """The follow-up; None where the case opened for it tells the result."""
    case: MaybeLine = ""
    """The number of the case that tells it; empty where it is entered by hand."""
    result: Text
    document_no: MaybeLine = ""


class FeedBackJointResult(Content):
    """What was found and done is fed back: to the superior, to the townships, to the members (反馈联合调查结果)."""

    act: Literal["feed_back_joint_result"] = "feed_back_joint_result"
    label = "反馈联合调查结果"
    direction: Literal["up", "down", "across"]
    result: Text


class DiscloseJointResult(Content):
    """The result is made public (公开联合调查结果)."""

    act: Literal["disclose_joint_result"] = "disclose_joint_result"
    label = "公开联合调查结果"
    of: Annotated[int, PointsAt("conclude_joint_investigation", once=True)]
    redacted: bool = True
    """Whether personal data and secrets were taken out."""
    summary: Text


class WithholdJointResult(Approved):
    """The result is not made public, with the legal reason (不予公开联合调查结果)."""

    act: Literal["withhold_joint_result"] = "withhold_joint_result"
    label = "不予公开联合调查结果"
    of: Annotated[int, PointsAt("conclude_joint_investigation", once=True)]
    reason: Text


class CloseJointInvestigation(Approved):
    """Every follow-up is at its end, everybody was told: the joint investigation is closed (联合调查办结)."""

    act: Literal["close_joint_investigation"] = "close_joint_investigation"
    label = "联合调查办结"
    summary: Text


class CancelJointInvestigation(Approved):
    """It is ended without a conclusion, with the reason (终止联合调查)."""

    act: Literal["cancel_joint_investigation"] = "cancel_joint_investigation"
    label = "终止联合调查"
    reason: Text


class ArchiveJointInvestigation(Content):
    """The file is ordered and handed to the archive (联合调查归档); it ends."""

    act: Literal["archive_joint_investigation"] = "archive_joint_investigation"
    label = "联合调查归档"
    pages: Count | None = None
