"""What a joint investigation leads to (联合调查后续处理): each unit's part seen to its end, fed back, disclosed, archived.

The opinions (衡政办发〔2015〕76号, plan 四(四)1): whoever accepts a matter finishes in the given time and feeds the result
back; results are told up, down and across, and made public as required. What a member has to do upon the conclusion is
a case of its own, a transfer, or a measure of its own, each with a last day; the joint investigation is not closed
before each has come to its end. 政府信息公开条例 art. 26: what is to be made public is so within its working days.
"""

from datetime import date

from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.step import Condition, Opens, Procedure, Step, after, before, ends, who
from models.acts.joint_investigation import (
    ArchiveJointInvestigation,
    AssignFollowUp,
    CancelJointInvestigation,
    CloseJointInvestigation,
    ConcludeJointInvestigation,
    DiscloseJointResult,
    FeedBackJointResult,
    RecordFollowUpResult,
    WithholdJointResult,
)
from models.people import Role
from procedures.assistance_requests import ANSWERED as HELPED
from procedures.custody.hands import held
from procedures.joint_follow_up.guards import (
    DISCLOSURE,
    case_is_of_its_own_grid,
    follow_up_is_of_a_member,
    result_is_of_a_follow_up,
    result_is_redacted,
    there_is_news,
)
from procedures.joint_follow_up.reading import conclusion_in, followed, theirs, unfinished, untold
from procedures.joint_follow_up.telling import (
    assigned,
    case_opened,
    disclosure,
    fed_back,
    second_case_warned,
    told_of_the_end,
)
from procedures.joint_follow_up.telling_origin import cancel_told, close_told
from procedures.joint_investigation.guards import JOINT, by_the_lead, due_lies_ahead
from procedures.joint_investigation.steps import DESK, EVERYTHING, HEADS, PAPER
from procedures.transfer.guards import SETTLED as ALL_ANSWERED


def _all_told(attempt: Attempt[FeedBackJointResult]) -> bool:
    """Tell whether with this word everybody knows what was known by then; what comes later has a term of its own."""
    return not untold(attempt.record.before(attempt.act)) - {attempt.content.direction}


def _due(attempt: Attempt[AssignFollowUp]) -> date:
    return attempt.content.due


def _followed(attempt: Attempt[RecordFollowUpResult]) -> int | None:
    return followed(attempt.record, attempt.content)


def _of(attempt: Attempt) -> int | None:
    return attempt.content.target


def _is_followed_up(now: Situation) -> bool:
    """Tell whether something follows where something was found (属实的须有后续处理)."""
    concluded = conclusion_in(now.record)
    return concluded is None or concluded.content.finding == "untrue" or now.record.has(AssignFollowUp)


CONCLUDED = after(ConcludeJointInvestigation)
FOLLOWED_UP = Condition(_is_followed_up, f"查证属实的，须先“{AssignFollowUp.label}”", JOINT)
FINISHED = Condition(lambda now: not unfinished(now.record), "尚有后续处理没有结果，不得办结", JOINT)
TOLD = Condition(
    lambda now: not untold(now.record), "联合调查结果尚未向上级、下级和各成员单位全部反馈，不得办结", JOINT
)
SHOWN = after(DiscloseJointResult, WithholdJointResult, sentence="结果尚未公开，也未决定不予公开，不得办结")
SETTLED = Condition(lambda now: not held(now.record), "尚有证据在保管中，须先逐件“登记证据去向”", "joint_emergency")
NOT_ENDED = before(CancelJointInvestigation, CloseJointInvestigation)

STEPS = (
    Step(
        AssignFollowUp,
        HEADS,
        needs=(CONCLUDED,),
        guards=(by_the_lead, due_lies_ahead, follow_up_is_of_a_member, case_is_of_its_own_grid),
        opens=(Opens("norm.joint_follow_up", last_day=_due, owner=theirs),),
        stage="follow_up_assigned",
        effects=(case_opened, assigned, second_case_warned),
        citation=(JOINT,),
    ),
    Step(
        RecordFollowUpResult,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, Role.HEAD, files=True, basis=JOINT),
        needs=(after(AssignFollowUp), before(ArchiveJointInvestigation)),
        guards=(result_is_of_a_follow_up,),
        ends=ends("norm.joint_follow_up", about=_followed),
        opens=(Opens("norm.joint_feed_back"),),
        stage="follow_up_resulted",
        when_closed=True,
        effects=(message("已收到联合调查后续处理结果，应当反馈", "holder"),),
        citation=(JOINT,),
    ),
    Step(
        FeedBackJointResult,
        DESK,
        needs=(CONCLUDED, before(ArchiveJointInvestigation)),
        guards=(by_the_lead, there_is_news),
        ends=ends("norm.joint_feed_back", when=_all_told),
        stage="joint_fed_back",
        when_closed=True,
        effects=(fed_back,),
        citation=("grid_operation",),
    ),
    Step(
        DiscloseJointResult,
        DESK,
        needs=(CONCLUDED, before(WithholdJointResult)),
        guards=(by_the_lead, result_is_redacted),
        ends=ends(DISCLOSURE, about=_of),
        stage="joint_disclosed",
        effects=(disclosure,),
        citation=("grid_operation", DISCLOSURE),
    ),
    Step(
        WithholdJointResult,
        HEADS,
        needs=(CONCLUDED, before(DiscloseJointResult)),
        guards=(by_the_lead,),
        ends=ends(DISCLOSURE, about=_of),
        stage="joint_disclosed",
        citation=(DISCLOSURE,),
    ),
    Step(
        CloseJointInvestigation,
        HEADS,
        needs=(CONCLUDED, NOT_ENDED, FOLLOWED_UP, FINISHED, ALL_ANSWERED, HELPED, TOLD, SHOWN, SETTLED),
        guards=(by_the_lead,),
        opens=(Opens("norm.joint_archive"),),
        stage="joint_closed",
        once=True,
        effects=(close_told,),
        citation=(JOINT,),
    ),
    Step(
        CancelJointInvestigation,
        HEADS,
        needs=(before(ConcludeJointInvestigation), NOT_ENDED, PAPER, ALL_ANSWERED, HELPED, SETTLED),
        guards=(by_the_lead,),
        ends=EVERYTHING,
        opens=(Opens("norm.joint_archive"),),
        stage="joint_cancelled",
        once=True,
        effects=(told_of_the_end, cancel_told),
        citation=(JOINT,),
    ),
    Step(
        ArchiveJointInvestigation,
        DESK,
        needs=(after(CloseJointInvestigation, CancelJointInvestigation), TOLD),
        ends=ends("norm.joint_archive"),
        stage="joint_archived",
        once=True,
        when_closed=True,
        norm="joint_archive",
    ),
)

PROCEDURE = Procedure(
    "joint_follow_up",
    "联合调查后续处理",
    STEPS,
    {
        "follow_up_assigned": "已分派后续处理",
        "follow_up_resulted": "已有后续处理结果",
        "joint_fed_back": "已反馈联合调查结果",
        "joint_disclosed": "已公开（不予公开）联合调查结果",
        "joint_closed": "联合调查已办结",
        "joint_cancelled": "联合调查已终止",
        "joint_archived": "联合调查已归档",
    },
)
