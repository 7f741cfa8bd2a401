"""Administrative reconsideration (行政复议), as the bureau whose decision it is about lives through it.

行政复议法: the party applies within its period (art. 20), for penalties on the spot also through the bureau, which
forwards the application or puts its decision right (art. 32, 实施条例 art. 38). The reconsideration body admits, asks to
complete, or declines (art. 30, 31); sends the copy, and the bureau answers with all its evidence (art. 48, 54), or
is taken to have none (art. 70). It decides within its term (art. 62), suspended for cause (art. 39): the decision
stands, is varied, revoked, revoked to be made again, declared unlawful or void (art. 63 to 69). Then the party may
sue within the short period (行政诉讼法 art. 45). Before 2024 the law of 1999 said much the same, with ten calendar days
for the answer.
"""

from datetime import date

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Excludes, Opens, Procedure, Step, after, ends, voids, who
from law.instruments import Suspension
from law.refusals import OutOfBounds, Unclear
from models.acts.reconsideration import (
    AcceptReconsideration,
    AnswerReconsideration,
    ApplyReconsideration,
    DecideReconsideration,
    ReceiveReconsiderationCopy,
    ResumeReconsideration,
    SuspendReconsideration,
    TerminateReconsideration,
)
from models.people import Role
from procedures.competence import ours_from
from procedures.contests import reconsideration_goes_on
from procedures.payment.returning import RETURN
from procedures.penalty.decisions import served_by
from procedures.penalty.gains_left import left_is_told
from procedures.reconsideration_admission import ADMISSION, ADMITTING, admitted_to, ended_application
from procedures.redoing import TAKEN_UP, taken_up_is_told
from procedures.remedies import RECORDERS
from procedures.revision import NO_RESULT, OBJECT_GONE, WITHDRAWAL

BUREAU = (1, 2)


def evidence_goes_along(attempt: Attempt[AnswerReconsideration]) -> None:
    """Refuse an answer without the evidence: what is not handed in does not exist (复议法 art. 48, 70)."""
    if not attempt.content.with_evidence:
        sentence = "书面答复须一并提交作出被复议行政行为的全部证据、依据和其他材料；未提交的，视为没有"
        raise OutOfBounds(
            "no-evidence", sentence, article=attempt.cite("reconsideration_evidence"), field="with_evidence"
        )


@asks_for(AskedFor("redo_by", must="只用于责令重新作出的决定，须在送达之后"), AskedFor("fine", must="只用于变更决定"))
def decision_is_complete(attempt: Attempt[DecideReconsideration]) -> None:
    """Refuse a day for deciding again that is not after the decision served, or set where nothing is to be redone."""
    content = attempt.content
    if content.redo_by is not None and (content.outcome != "redo" or content.redo_by <= attempt.day):
        sentence = "“重新作出的期限”（redo_by）只用于责令重新作出的决定，并且须晚于复议决定送达日"
        raise Unclear("impossible-redo-day", sentence, field="redo_by")
    if content.fine is not None and content.outcome != "vary":
        raise Unclear("fine-without-variation", "只有变更决定才写明变更后的罚款", field="fine")


def _suspended(_attempt: Attempt[SuspendReconsideration]) -> Suspension | None:
    return "review_suspended"


def _redo(attempt: Attempt[DecideReconsideration]) -> bool:
    return attempt.content.outcome == "redo"


def _redo_by(attempt: Attempt[DecideReconsideration]) -> date | None:
    return attempt.content.redo_by


def _suit_told(attempt: Attempt[DecideReconsideration]) -> bool:
    return attempt.content.suit_told


def _suit_untold(attempt: Attempt[DecideReconsideration]) -> bool:
    return not attempt.content.suit_told


EXAMINATION = ("review_copy", "review_answer", "review_decision")

EXAMINING = (
    Step(
        ReceiveReconsiderationCopy,
        RECORDERS,
        needs=(after(AcceptReconsideration),),
        guards=(reconsideration_goes_on,),
        ends=ends("review_copy"),
        opens=(Opens("review_answer", admitted_to),),
        stage="reconsideration_copy_received",
        when_closed=True,
        effects=(message("已收到行政复议申请书副本，须按期答复", "holder"),),
        citation=("review_copy",),
    ),
    Step(
        AnswerReconsideration,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(ReceiveReconsiderationCopy),),
        guards=(reconsideration_goes_on, evidence_goes_along),
        ends=ends("review_answer"),
        stage="reconsideration_answered",
        when_closed=True,
        effects=(document("行政复议答复书", "复答"),),
        citation=("review_answer",),
    ),
    Step(
        SuspendReconsideration,
        RECORDERS,
        needs=(after(AcceptReconsideration),),
        guards=(reconsideration_goes_on,),
        begins_excluded=Excludes(_suspended),
        stage="reconsideration_suspended",
        when_closed=True,
        citation=("reconsideration_suspension",),
    ),
    Step(
        ResumeReconsideration,
        RECORDERS,
        needs=(after(SuspendReconsideration),),
        guards=(reconsideration_goes_on,),
        ends_excluded=True,
        day_counts=True,
        stage="reconsideration_resumed",
        when_closed=True,
        citation=("reconsideration_suspension",),
    ),
    Step(
        TerminateReconsideration,
        RECORDERS,
        needs=(after(ApplyReconsideration),),
        guards=(reconsideration_goes_on,),
        ends=(*voids(*ADMISSION, *EXAMINATION), *voids("suit_after_review", about=ended_application)),
        stage="reconsideration_terminated",
        when_closed=True,
        effects=(message("行政复议已终止", "holder"),),
        citation=("reconsideration_ending",),
    ),
    Step(
        DecideReconsideration,
        RECORDERS,
        needs=(after(AcceptReconsideration),),
        guards=(reconsideration_goes_on, decision_is_complete),
        ends=(
            *ends("review_decision"),
            *voids("review_copy", "review_answer"),
            *voids("suit_direct", about=served_by),
            *voids("suit_after_review", about=ended_application),
            *OBJECT_GONE,
            NO_RESULT,
            *TAKEN_UP,
        ),
        opens=(
            Opens("suit_after_review", when=_suit_told),
            Opens("suit_after_review_2026", "untold", when=_suit_untold),
            Opens("redo_after_review", when=_redo, starts=ours_from, last_day=_redo_by),
            WITHDRAWAL,
            RETURN,
        ),
        stage="reconsideration_decided",
        when_closed=True,
        effects=(message("行政复议决定已送达", "holder"), left_is_told, taken_up_is_told),
        citation=("reconsideration_decision_kinds",),
    ),
)

PROCEDURE = Procedure(
    "reconsideration",
    "行政复议",
    (*ADMITTING, *EXAMINING),
    {
        "reconsideration_applied": "已申请行政复议",
        "reconsideration_forwarded": "已转送复议机关",
        "reconsideration_supplement_asked": "待申请人补正",
        "reconsideration_supplemented": "申请人已补正",
        "reconsideration_accepted": "复议已受理",
        "reconsideration_declined": "复议不予受理（驳回）",
        "reconsideration_copy_received": "已收到副本，待答复",
        "reconsideration_answered": "已答复",
        "reconsideration_suspended": "复议中止",
        "reconsideration_resumed": "复议恢复",
        "reconsideration_terminated": "复议终止",
        "reconsideration_decided": "已作出复议决定",
    },
)
