"""A complaint (投诉举报件): accepted or refused in its time, forwarded, answered; it leads to a case, or to a reasoned end.

环保举报热线工作管理办法: the reporter is told within days whether the complaint is accepted; what is accepted reaches who
investigates it within working days, and is brought to its end within sixty days, with an answer. What is forwarded
opens a case of its own, which tells what came of it. The opinions (衡政办发〔2015〕76号, plan 四(四)1): everything is fed back.
Between the answer and the archive the file can be put right, and what its case tells then is answered once more.
"""

from collections.abc import Iterable
from datetime import date

from judging.answering import COUNTY, chain, nearest
from judging.attempt import Attempt, Situation
from judging.effects import message
from judging.record import Record, is_new_to, is_outside
from judging.step import Condition, Opens, Procedure, Step, after, before, ends, voids, who
from law.refusals import NotCompetent, OutOfOrder
from models.acts import Act
from models.acts.complaint import (
    AnswerComplaint,
    ArchiveComplaint,
    ForwardComplaint,
    RecordComplaintResult,
    RefuseComplaint,
)
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import AcceptComplaint, ReceiveComplaint, ReportFinding
from models.acts.joint_origin import RecordJointConclusion, RecordJointEnd
from models.acts.terms import WithdrawAct
from models.acts.transfer import RecordTransferResult
from models.effects import OpenFile
from models.ids import act_no_in, file_no_in, what_in
from models.people import Answerable, Role
from procedures.competence import clue_since, complaint_since
from procedures.feedback import acceptance_told, answer_told, refusal_told
from procedures.finding import REASSIGNMENT, place_is_answered_for
from procedures.joint_origin import CONCLUDED, ENDED, without_end
from procedures.other_files import CASE, answering, files_opened, to_open, violation_in
from procedures.petition import ACCEPTANCE, COMPLETED, RECEIVED, RECEPTION
from procedures.telling import was_told_otherwise
from procedures.telling_terms import ALL_ARRIVED, ALL_CONFIRMED, BY_HAND, TOLD_ANEW
from procedures.transfer.guards import SETTLED
from procedures.transfer.reading import is_out

BUREAU = (1, 2)
RECORDERS = who(Role.CLERK, Role.OFFICER, levels=BUREAU)
NOT_ARCHIVED = before(ArchiveComplaint)


RESULTS = (RecordComplaintResult, RecordTransferResult, RecordJointConclusion, RecordJointEnd)
"""What a complaint is answered by: what its case, the unit it went to, or a joint investigation out of it has told."""


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers for a complaint: the county's, whoever took it down."""
    levels = chain(record)
    return nearest(levels, COUNTY) if levels else None


def _refused_by_the_case(now: Situation) -> bool:
    """Tell whether what was last forwarded was refused, so that it may be forwarded again."""
    sent = now.record.last(ForwardComplaint)
    return sent is not None and _is_refused(now.record, sent.no)


def _is_refused(record: Record, forwarding: int) -> bool:
    return _came_back(record, forwarding, RecordDeliveryRefused)


def _opens_no_case(record: Record, forwarding: Act) -> bool:
    """Tell whether a forwarding has no case of its own: it was refused, or happened outside and nothing was sent."""
    if is_outside(forwarding):
        return not _came_back(record, forwarding.no, RecordDelivery)
    return _is_refused(record, forwarding.no)


def _came_back(record: Record, forwarding: int, outcome: type[RecordDelivery | RecordDeliveryRefused]) -> bool:
    effects = (act.content.effect for act in record.all(outcome))
    return any(what_in(effect) == CASE and act_no_in(effect) == forwarding for effect in effects)


def _is_to_be_answered_anew(now: Situation) -> bool:
    """Tell whether the case has told more since the last answer, or what it told or the answer itself was put right."""
    record = now.record
    answers = record.all(AnswerComplaint)
    if not answers:
        return False
    results = record.all(*RESULTS)
    more = any(all(is_new_to(record, result, answer) for answer in answers) for result in results)
    latest = max(answers, key=lambda answer: answer.no)
    return more or was_told_otherwise(record, answers[-1]) or _rests_on_nothing(record, latest)


def _nothing_is_to_come(done: Attempt[AnswerComplaint]) -> bool:
    """Tell whether with an answer the file is ready for the archive: no joint investigation has more to tell."""
    return not without_end(done.record.before(done.act))


def _rests_on_nothing(record: Record, answer: Act[AnswerComplaint]) -> bool:
    """Tell whether the result that an answer gave, the last one known to it, was withdrawn since."""
    gone = [result.no for result in record.withdrawn_after(answer, RecordComplaintResult)]
    known = [result.no for result in record.all(RecordComplaintResult) if result.no < answer.no]
    return max(gone, default=0) > max(known, default=0)


def _is_to_be_refused_anew(now: Situation) -> bool:
    """Tell whether the refusal was put right, so that the reporter is told once more."""
    refusals = now.record.all(RefuseComplaint)
    return bool(refusals) and was_told_otherwise(now.record, refusals[-1])


def cases_opened(record: Record) -> list[str]:
    """Return the numbers of the cases that were opened for a complaint, in order; usually one."""
    return list(files_opened(record, CASE))


def result_comes_from_its_case(attempt: Attempt[RecordComplaintResult]) -> None:
    """Refuse the result of another case than the one that was opened for this complaint, whoever tells it."""
    by, case, opened = attempt.act.by, attempt.content.case, cases_opened(attempt.whole)
    is_told_by_itself = by.kind != "file" or file_no_in(by.id) == case
    if not is_told_by_itself or (opened and case not in opened):
        known = "、".join(opened) or "尚无"
        sentence = f"“{case}”不是为本举报件开立的案件，不能据以记录办理结果；为本举报件开立的案件：{known}"
        raise NotCompetent("not-its-case", sentence, article=attempt.cite("hotline_complete"), field="case")


def forwarding_stands(attempt: Attempt) -> None:
    """Refuse to withdraw a forwarding once its case is opened, or on its way to be: the case would live on unknown."""
    content = attempt.content
    target = attempt.whole.act(content.of) if isinstance(content, WithdrawAct) else None
    if target is None or not isinstance(target.content, ForwardComplaint):
        return
    if _opens_no_case(attempt.whole, target):
        return
    case = "、".join(cases_opened(attempt.whole)) or "正在开立"
    sentence = f"已为本举报件开立案件（{case}），转交办理不能撤回；案件不应立案的，请在案件中办理“不予立案”"
    raise OutOfOrder("case-was-opened", sentence, article=attempt.cite("hotline_forward_internal"), field="of")


def _had_since(done: Attempt[ForwardComplaint]) -> date:
    """Return the day since which the unit that forwards has had the complaint: the review runs from it (办法 art. 18)."""
    return clue_since(done.record, done.act.by.unit) or done.act.day


def case_opened(done: Attempt[ForwardComplaint]) -> Iterable[OpenFile[ReportFinding]]:
    """Return the case that is to be opened for what was forwarded; nothing of who complained goes along."""
    opening = done.record.opening.content if done.record.opening else None
    if not isinstance(opening, ReceiveComplaint):
        return
    content = ReportFinding(
        **violation_in(opening),
        answerable=answering(done.record),
        summary=done.content.summary,
        source="complaint",
        complaint=done.file_no,
        received_on=_had_since(done),
        complained_on=complaint_since(done.record, done.act.by.unit),
    )
    yield to_open(done, CASE, "为举报件开立案件", "ViolationCase", content)


HERE = Condition(
    lambda now: not is_out(now.record), "举报件已整件移送，对方退回以前不得转交立案调查", "jurisdiction_of_others"
)
ANSWERED = Condition(
    lambda now: not _is_to_be_answered_anew(now),
    "答复或者其所依据的办理结果已有变化（新收到、更正或者撤回），须先再次“答复举报人”，不得归档",
    "hotline_complete",
)

STEPS = (
    Step(
        ReceiveComplaint,
        who(Role.PATROLLER, Role.OFFICER, Role.CLERK, systems=True),
        guards=(place_is_answered_for,),
        opens=RECEPTION,
        stage="complaint_received",
        once=True,
        opening=True,
        citation=("complaint_reception",),
    ),
    Step(
        AcceptComplaint,
        RECORDERS,
        needs=(before(RefuseComplaint),),
        ends=RECEIVED,
        opens=ACCEPTANCE,
        stage="complaint_accepted",
        once=True,
        effects=(acceptance_told,),
        citation=("hotline_accept",),
    ),
    Step(
        RefuseComplaint,
        who(Role.HEAD, levels=BUREAU),
        needs=(before(AcceptComplaint), NOT_ARCHIVED, SETTLED, CONCLUDED),
        ends=(*RECEIVED, *voids("norm.complaint_archive"), *TOLD_ANEW),
        opens=(Opens("norm.complaint_archive"), BY_HAND),
        stage="complaint_refused",
        once=True,
        again_if=_is_to_be_refused_anew,
        when_closed=True,
        effects=(refusal_told,),
        citation=("hotline_accept",),
    ),
    Step(
        ForwardComplaint,
        RECORDERS,
        needs=(after(AcceptComplaint), HERE),
        ends=ends("hotline_forward_internal"),
        stage="complaint_forwarded",
        once=True,
        again_if=_refused_by_the_case,
        effects=(case_opened, message("举报件已转交办理", "holder")),
        citation=("hotline_forward_internal",),
    ),
    Step(
        RecordComplaintResult,
        who(Role.CLERK, Role.OFFICER, levels=BUREAU, files=True),
        needs=(after(ForwardComplaint), NOT_ARCHIVED),
        guards=(result_comes_from_its_case,),
        stage="complaint_resulted",
        when_closed=True,
        effects=(message("已收到举报件的办理结果，应当答复举报人", "holder"),),
        citation=("hotline_complete",),
    ),
    Step(
        AnswerComplaint,
        RECORDERS,
        needs=(after(*RESULTS), NOT_ARCHIVED, SETTLED, CONCLUDED),
        ends=(*ends(*COMPLETED, "norm.feed_back"), *voids("norm.complaint_archive"), *TOLD_ANEW),
        opens=(Opens("norm.complaint_archive", when=_nothing_is_to_come), BY_HAND),
        stage="complaint_answered",
        once=True,
        again_if=_is_to_be_answered_anew,
        when_closed=True,
        effects=(answer_told,),
        citation=("hotline_complete",),
    ),
    Step(
        ArchiveComplaint,
        RECORDERS,
        needs=(after(AnswerComplaint, RefuseComplaint), ALL_CONFIRMED, ALL_ARRIVED, ANSWERED, ENDED),
        ends=ends("norm.complaint_archive"),
        norm="complaint_archive",
        stage="complaint_archived",
        once=True,
        when_closed=True,
    ),
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
        "complaint_forwarded": "已转交办理",
        "complaint_resulted": "已有办理结果",
        "complaint_answered": "已答复举报人",
        "complaint_archived": "举报件已归档",
    },
)
