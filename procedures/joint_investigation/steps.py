"""Joint investigation (联合调查): convened, its members asked, their tasks done, minutes kept, one conclusion.

The opinions (衡政办发〔2015〕76号, plan 四(四)1): where several departments have to investigate together, the responsible
body of the grid at that level organises it; across counties that is their common superior, the city. 二(三): in an
emergency it begins at once, so that no evidence is lost; what is on paper follows. One unit leads at any time. The
opinions name no days: the times here are service norms, and the last day of each task is set by who leads.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from judging.attempt import Attempt, Situation
from judging.effects import document, key, message, people
from judging.step import Condition, Ends, Opens, Procedure, Step, after, before, ends, instant_of_act, voids, who
from models.acts.joint_investigation import (
    AnswerInvitation,
    ArchiveJointInvestigation,
    CancelJointInvestigation,
    ChangeLead,
    ConcludeJointInvestigation,
    ConfirmConvening,
    ConveneJointInvestigation,
    InviteMember,
    ReleaseMember,
    ReplaceMember,
    ReportMemberTask,
    SetMemberTask,
)
from models.acts.oversight import HoldJointMeeting
from models.effects import Message
from models.people import Answerable, Role
from procedures.assistance_requests import ANSWERED
from procedures.finding import REASSIGNMENT, place_is_answered_for
from procedures.joint_follow_up.telling_origin import conclusion_told
from procedures.joint_investigation import guards
from procedures.joint_investigation.guards import EMERGENCY, JOINT
from procedures.joint_investigation.members import Invitation, invitation_of, present, row_of, who_answers

BUREAU = (1, 2)
DESK = who(Role.OFFICER, Role.CLERK, Role.HEAD, levels=BUREAU, basis=JOINT)
ANY_UNIT = who(Role.PATROLLER, Role.OFFICER, Role.CLERK, Role.HEAD, basis=JOINT)
HEADS = who(Role.HEAD, levels=BUREAU, basis=JOINT)
RUNNING = before(ConcludeJointInvestigation, CancelJointInvestigation)


def _urgent(attempt: Attempt[ConveneJointInvestigation]) -> bool:
    return attempt.content.is_urgent


def _due(attempt: Attempt[Invitation | SetMemberTask]) -> date:
    return attempt.content.due


def _of(attempt: Attempt) -> int | None:
    return attempt.content.target


def _declines(attempt: Attempt[AnswerInvitation]) -> bool:
    return not attempt.content.is_confirmed


def _member(attempt: Attempt[SetMemberTask]) -> Answerable | None:
    asked = invitation_of(attempt.record, attempt.content.of)
    return row_of(attempt.record, asked.content.unit) if asked else None


def is_on_paper(now: Situation) -> bool:
    """Tell whether the paper of an urgent joint investigation has followed, or it began with it."""
    opening = now.record.opening.content if now.record.opening else None
    is_urgent = isinstance(opening, ConveneJointInvestigation) and opening.is_urgent
    return not is_urgent or now.record.has(ConfirmConvening)


def _began_without_paper(now: Situation) -> bool:
    opening = now.record.opening.content if now.record.opening else None
    return isinstance(opening, ConveneJointInvestigation) and opening.is_urgent


def _somebody_came(now: Situation) -> bool:
    return any(one.state == "done" for one in present(now.record))


def _all_done(now: Situation) -> bool:
    return all(one.state == "done" for one in present(now.record))


def told_to_the_member(title: str, done: Attempt, row: Answerable | None) -> Iterable[Message]:
    """Return the word to the persons of a unit that takes part."""
    if row is not None:
        yield Message(key=key(done, "message-member"), act_no=done.act.no, title=title, to=people(row))


def invited(done: Attempt[Invitation]) -> Iterable[Message]:
    """Tell the unit that it is asked, and until when its tasks are to be done."""
    title = f"请参加联合调查，任务最迟于{done.content.due.isoformat()}完成，请先答复是否参加"
    return told_to_the_member(title, done, who_answers(done))


def task_set(done: Attempt[SetMemberTask]) -> Iterable[Message]:
    """Tell the member that its tasks were set anew."""
    title = f"联合调查任务已调整，最迟于{done.content.due.isoformat()}完成"
    return told_to_the_member(title, done, _member(done))


PAPER = Condition(is_on_paper, f"情况紧急先行启动的，须先“{ConfirmConvening.label}”", EMERGENCY)
ALL_DONE = Condition(_all_done, "尚有成员单位没有答复、不参加或者没有报告任务完成；须先报告完成、更换或者退出", JOINT)
JOINED = Condition(
    _somebody_came, "没有一个成员单位参加并完成任务，不成为联合调查；不需要联合调查的请“终止联合调查”", JOINT
)
ASKED = (
    Opens("norm.joint_answer", owner=who_answers),
    Opens("norm.joint_task", last_day=_due, owner=who_answers),
)
"""What a unit that is asked has to do: to answer, and its tasks."""
LET_GO: tuple[Ends, ...] = voids("norm.joint_answer", "norm.joint_task", about=_of)
"""What ends where a member leaves: nobody waits for it any more."""
EVERYTHING = voids("norm.joint_paper", "norm.joint_answer", "norm.joint_task", "norm.joint_conclusion")

STEPS = (
    Step(
        ConveneJointInvestigation,
        who(Role.HEAD, Role.OFFICER, levels=BUREAU, files=True, basis=JOINT),
        guards=(
            place_is_answered_for,
            guards.convened_by_the_responsible_body,
            guards.common_superior_convenes,
            guards.head_convenes,
        ),
        opens=(
            Opens("norm.joint_paper", when=_urgent, starts=instant_of_act),
            Opens("norm.joint_conclusion"),
        ),
        stage="joint_convened",
        once=True,
        opening=True,
        effects=(document("联合调查通知书", "联调"), message("已启动联合调查", "holder")),
        citation=(JOINT, EMERGENCY),
    ),
    Step(
        ConfirmConvening,
        HEADS,
        needs=(Condition(_began_without_paper, "只有情况紧急先行启动的联合调查才补办手续", EMERGENCY),),
        guards=(guards.by_the_lead,),
        ends=ends("norm.joint_paper"),
        once=True,
        effects=(document("联合调查启动审批表", "联审"),),
        citation=(EMERGENCY,),
    ),
    Step(
        InviteMember,
        DESK,
        needs=(RUNNING,),
        guards=(guards.by_the_lead, guards.can_be_asked, guards.due_lies_ahead),
        opens=ASKED,
        stage="joint_members_asked",
        effects=(document("联合调查邀请函", "联邀"), invited),
        citation=(JOINT,),
    ),
    Step(
        AnswerInvitation,
        ANY_UNIT,
        needs=(RUNNING,),
        guards=(guards.by_the_member, guards.still_takes_part, guards.answer_is_whole),
        ends=(*ends("norm.joint_answer", about=_of), *voids("norm.joint_task", when=_declines, about=_of)),
        stage="joint_investigating",
        effects=(message("成员单位已答复是否参加联合调查", "holder"),),
        citation=(JOINT,),
    ),
    Step(
        SetMemberTask,
        DESK,
        needs=(RUNNING,),
        guards=(guards.by_the_lead, guards.still_takes_part, guards.due_lies_ahead),
        ends=voids("norm.joint_task", about=_of),
        opens=(Opens("norm.joint_task", last_day=_due, owner=_member),),
        effects=(task_set,),
        citation=(JOINT,),
    ),
    Step(
        ReplaceMember,
        DESK,
        needs=(RUNNING,),
        guards=(
            guards.by_the_lead,
            guards.still_takes_part,
            guards.is_not_the_lead,
            guards.can_be_asked,
            guards.due_lies_ahead,
        ),
        ends=LET_GO,
        opens=ASKED,
        effects=(document("联合调查邀请函", "联邀"), invited),
        citation=(JOINT,),
    ),
    Step(
        ReleaseMember,
        DESK,
        needs=(RUNNING,),
        guards=(guards.by_the_lead, guards.still_takes_part, guards.is_not_the_lead),
        ends=LET_GO,
        citation=(JOINT,),
    ),
    Step(
        ChangeLead,
        HEADS,
        needs=(RUNNING,),
        guards=(guards.new_lead_takes_part,),
        effects=(message("已变更为联合调查牵头单位", "holder"),),
        citation=(JOINT,),
    ),
    Step(
        HoldJointMeeting,
        DESK,
        needs=(before(ArchiveJointInvestigation),),
        guards=(guards.by_the_lead,),
        when_closed=True,
        citation=("joint_meeting",),
    ),
    Step(
        ReportMemberTask,
        ANY_UNIT,
        needs=(RUNNING,),
        guards=(guards.by_the_member, guards.still_takes_part, guards.had_not_declined),
        ends=ends("norm.joint_answer", "norm.joint_task", about=_of),
        stage="joint_investigating",
        effects=(message("成员单位已报告联合调查任务完成", "holder"),),
        citation=(JOINT,),
    ),
    Step(
        ConcludeJointInvestigation,
        HEADS,
        needs=(
            before(CancelJointInvestigation),
            PAPER,
            JOINED,
            ALL_DONE,
            ANSWERED,
            after(HoldJointMeeting, article="joint_meeting", sentence="须先会商并记录（“多部门会商”）"),
        ),
        guards=(guards.by_the_lead,),
        ends=ends("norm.joint_conclusion"),
        opens=(Opens("norm.joint_feed_back"), Opens("gov_info_proactive")),
        stage="joint_concluded",
        once=True,
        effects=(
            document("联合调查报告", "联报"),
            message("联合调查已有结论，请分派后续处理并反馈、公开", "holder"),
            conclusion_told,
        ),
        citation=(JOINT,),
    ),
    replace(REASSIGNMENT, needs=(before(ArchiveJointInvestigation),)),
)

PROCEDURE = Procedure(
    "joint_investigation",
    "联合调查",
    STEPS,
    {
        "joint_convened": "已启动联合调查",
        "joint_members_asked": "已邀请成员单位",
        "joint_investigating": "联合调查中",
        "joint_concluded": "已作出联合调查结论",
    },
)
