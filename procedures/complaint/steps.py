"""A complaint (投诉举报件): accepted or refused in its time, handed on, answered; it leads to a case, or to a reasoned end.

环保举报热线工作管理办法: the reporter is told within days whether the complaint is accepted; what is accepted reaches who
investigates it within working days, and is brought to its end within sixty days, with an answer. What is forwarded
opens a case of its own, or joins one that is open, which tells what came of it; what is not ours is transferred. The
opinions (衡政办发〔2015〕76号, plan 四(四)1): everything is fed back. Between the answer and the archive the file can be put
right, reviewed and taken up again, and what its case tells then is answered once more.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from judging.answering import COUNTY, TOWNSHIP, chain, nearest
from judging.attempt import Attempt
from judging.effects import message
from judging.record import Record
from judging.step import Asks, Condition, Opens, Procedure, Step, after, before, ends, voids, who
from law.refusals import NotCompetent
from models.acts.complaint import (
    AnswerComplaint,
    ArchiveComplaint,
    ForwardComplaint,
    RecordComplaintResult,
    RefuseComplaint,
)
from models.acts.complaint_points import ListPoint
from models.acts.finding import AcceptComplaint, ReceiveComplaint, ReportFinding
from models.acts.joining import JoinCase
from models.acts.transfer import TransferMatter
from models.acts.work_order import RecordReturnAccepted
from models.effects import OpenFile
from models.ids import file_no_in
from models.people import Answerable, Role
from procedures.competence import clue_since, complaint_since
from procedures.complaint import joining, points, reopening, reviewing, work_order
from procedures.complaint.anew import is_not_refused, is_to_be_answered_anew, is_to_be_refused_anew
from procedures.complaint.conditions import (
    BUREAU,
    COMPLETION,
    FORWARDING,
    HEAD,
    HERE,
    IN_NOBODYS_HANDS,
    IS_CLOSED,
    NOT_ARCHIVED,
    RECORDERS,
    handed_on_in_full,
    is_of_a_point,
    lies_in_the_county,
    may_be_handed_on,
    transferred_point_is_free,
)
from procedures.complaint.reading import cases_of, has_new_result, is_returned, opening_of
from procedures.feedback import acceptance_told, answer_told, refusal_told
from procedures.finding import REASSIGNMENT, place_is_answered_for
from procedures.joint_origin import CONCLUDED, ENDED, without_end
from procedures.other_files import CASE, answering, to_open, violation_in
from procedures.petition import ACCEPTANCE, COMPLETED, RECEIVED, RECEPTION
from procedures.telling_terms import ALL_ARRIVED, ALL_CONFIRMED, BY_HAND, TOLD_ANEW
from procedures.transfer.guards import SETTLED


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers for a complaint: the county's, whoever took it down."""
    levels = chain(record)
    return nearest(levels, COUNTY) if levels else None


def _nothing_is_to_come(done: Attempt[AnswerComplaint]) -> bool:
    """Tell whether with an answer the file is ready for the archive: no joint investigation has more to tell."""
    return not without_end(done.record.before(done.act))


def result_comes_from_its_case(attempt: Attempt[RecordComplaintResult]) -> None:
    """Refuse the result of another case than the one that was opened for this complaint, whoever tells it."""
    by, case, known = attempt.act.by, attempt.content.case, cases_of(attempt.whole)
    is_told_by_itself = by.kind != "file" or file_no_in(by.id) == case
    if not is_told_by_itself or (known and case not in known):
        told = "、".join(known) or "尚无"
        sentence = f"“{case}”不是为本举报件开立的案件，不能据以记录办理结果；为本举报件开立的案件：{told}"
        raise NotCompetent("not-its-case", sentence, article=attempt.cite("hotline_complete"), field="case")


def _had_since(done: Attempt[ForwardComplaint]) -> date:
    """Return the day since which the unit that forwards has had the complaint: the review runs from it (办法 art. 18)."""
    return clue_since(done.record, done.act.by.unit) or done.act.day


def case_opened(done: Attempt[ForwardComplaint]) -> Iterable[OpenFile[ReportFinding]]:
    """Return the case that is to be opened for what was forwarded; nothing of who complained goes along."""
    opening = opening_of(done.record)
    if opening is None:
        return
    content = ReportFinding(
        **_violation(done, opening),
        summary=done.content.summary,
        source="complaint",
        complaint=done.file_no,
        received_on=_had_since(done),
        complained_on=complaint_since(done.record, done.act.by.unit),
    )
    yield to_open(done, CASE, "为举报件开立案件", "ViolationCase", content)


def _violation(done: Attempt[ForwardComplaint], opening: ReceiveComplaint) -> dict[str, Any]:
    """Return what is known of the violation, and who answers: of a point its own place, whose township is not ours."""
    told, rows = violation_in(opening), answering(done.record)
    point = done.record.act(done.content.point, ListPoint)
    if point is None:
        return {**told, "answerable": rows}
    own = {name: getattr(point.content, name) for name in ("place", "pollution", "party")}
    if own["place"].grid != opening.place.grid:
        rows = tuple(row for row in rows if row.level != TOWNSHIP)
    return {**told, **own, "answerable": rows}


ANSWERED = Condition(
    lambda now: not is_to_be_answered_anew(now),
    "答复或者其所依据的办理结果已有变化（新收到、更正或者撤回），须先再次“答复举报人”，不得归档",
    COMPLETION,
)
NOT_REFUSED = Condition(is_not_refused, f"已有“{RefuseComplaint.label}”，不得再办理")
NOT_RETURNED = Condition(
    lambda now: not is_returned(now.record), f"已有“{RecordReturnAccepted.label}”，举报件已退回平台，不得再不予受理"
)
RESULTED = Condition(
    lambda now: has_new_result(now.record),
    "尚无办理结果：须先收到案件、接收单位的结果或者上级终止移送的决定，或者逐项认定、不予受理；重新办理的须有新的结果",
    COMPLETION,
)

ASKS = (Asks(TransferMatter, transferred_point_is_free),)

STEPS = (
    Step(
        ReceiveComplaint,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, systems=True),
        guards=(place_is_answered_for,),
        opens=(*RECEPTION, work_order.HAS_DEADLINE),
        stage="complaint_received",
        once=True,
        opening=True,
        citation=("complaint_reception",),
    ),
    Step(
        AcceptComplaint,
        RECORDERS,
        needs=(NOT_REFUSED,),
        ends=(*RECEIVED, *work_order.GIVEN_UP),
        opens=ACCEPTANCE,
        stage="complaint_accepted",
        once=True,
        effects=(acceptance_told,),
        citation=("hotline_accept",),
    ),
    Step(
        RefuseComplaint,
        HEAD,
        needs=(before(AcceptComplaint, AnswerComplaint), NOT_RETURNED, NOT_ARCHIVED, SETTLED, CONCLUDED),
        guards=(joining.repeat_is_noted,),
        ends=(
            *RECEIVED,
            *ends(reopening.REDO),
            *voids("norm.complaint_archive"),
            *TOLD_ANEW,
            *work_order.RESULT_TOLD,
            *work_order.GIVEN_UP,
        ),
        opens=(Opens("norm.complaint_archive"), BY_HAND),
        stage="complaint_refused",
        once=True,
        again_if=is_to_be_refused_anew,
        when_closed=True,
        effects=(refusal_told,),
        citation=("hotline_accept",),
        cites=joining.refused_under,
    ),
    Step(
        ForwardComplaint,
        RECORDERS,
        needs=(after(AcceptComplaint), HERE, IN_NOBODYS_HANDS),
        guards=(is_of_a_point, lies_in_the_county),
        ends=ends(FORWARDING, when=handed_on_in_full),
        stage="complaint_forwarded",
        once=True,
        again_if=may_be_handed_on,
        effects=(case_opened, message("举报件已转交办理", "holder")),
        citation=(FORWARDING,),
    ),
    Step(
        RecordComplaintResult,
        who(Role.CLERK, Role.OFFICER, levels=BUREAU, files=True),
        needs=(after(ForwardComplaint, JoinCase), NOT_ARCHIVED),
        guards=(result_comes_from_its_case,),
        stage="complaint_resulted",
        when_closed=True,
        effects=(message("已收到举报件的办理结果，应当答复举报人", "holder"),),
        citation=(COMPLETION,),
    ),
    Step(
        AnswerComplaint,
        RECORDERS,
        needs=(RESULTED, NOT_ARCHIVED, SETTLED, CONCLUDED, points.JUDGED),
        guards=(points.fits_the_points,),
        ends=(
            *ends(*COMPLETED, "norm.feed_back", reopening.REDO, reviewing.TAKE_UP),
            *voids(reviewing.ARCHIVE),
            *TOLD_ANEW,
            *work_order.RESULT_TOLD,
        ),
        opens=(
            Opens(reviewing.ARCHIVE, when=_nothing_is_to_come, starts=reviewing.filed_away_from),
            Opens(
                reviewing.REVIEW,
                variant=reviewing.APPLY,
                when=reviewing.may_ask_for_review,
                starts=reviewing.told_on,
            ),
            BY_HAND,
        ),
        stage="complaint_answered",
        once=True,
        again_if=is_to_be_answered_anew,
        when_closed=True,
        effects=(answer_told,),
        citation=(COMPLETION,),
    ),
    Step(
        ArchiveComplaint,
        RECORDERS,
        needs=(
            after(AnswerComplaint, RefuseComplaint, RecordReturnAccepted),
            IS_CLOSED,
            ALL_CONFIRMED,
            ALL_ARRIVED,
            ANSWERED,
            ENDED,
            reviewing.HEEDED,
            reviewing.NOT_UNDER_REVIEW,
            work_order.REPLIED,
        ),
        ends=ends("norm.complaint_archive"),
        norm="complaint_archive",
        stage="complaint_archived",
        once=True,
        when_closed=True,
    ),
    *points.STEPS,
    *joining.STEPS,
    *reviewing.STEPS,
    *reopening.STEPS,
    *work_order.STEPS,
    REASSIGNMENT,
)

PROCEDURE = Procedure(
    "complaint",
    "投诉举报",
    STEPS,
    {
        "complaint_received": "已接到举报",
        "complaint_accepted": "已受理举报",
        "complaint_refused": "不予受理举报",
        "complaint_divided": "已列明举报事项",
        "complaint_forwarded": "已转交办理",
        "complaint_joined": "已并入案件",
        "complaint_resulted": "已有办理结果",
        "complaint_judged": "已认定举报事项",
        "complaint_answered": "已答复举报人",
        "complaint_reopened": "重新办理",
        "petition_under_review": "信访复查中",
        "petition_reviewed": "已收到复查意见",
        "petition_under_recheck": "信访复核中",
        "petition_rechecked": "已收到复核意见",
        **work_order.STAGES,
        "complaint_archived": "举报件已归档",
    },
    asks=ASKS,
)
