"""When a complaint is answered, or refused, once more (再次答复): there is news, or what was told was put right."""

from judging.attempt import Situation
from judging.record import Record, in_order, is_new_to
from models.acts import Act
from models.acts.complaint import AnswerComplaint, RecordComplaintResult, RefuseComplaint
from models.acts.complaint_points import JudgePoint
from models.acts.joint_origin import RecordJointConclusion, RecordJointEnd
from models.acts.petition import ReopenComplaint
from models.acts.transfer import RecordTransferResult
from procedures.complaint.reading import is_since
from procedures.telling import was_told_otherwise

NEWS = (
    RecordComplaintResult,
    RecordTransferResult,
    RecordJointConclusion,
    RecordJointEnd,
    JudgePoint,
    ReopenComplaint,
)
"""What makes an answer be given anew that was given before it."""


def is_to_be_answered_anew(now: Situation) -> bool:
    """Tell whether there is news since the last answer, or what it rests on, or the answer itself, was put right."""
    record = now.record
    answers = record.all(AnswerComplaint)
    if not answers:
        return False
    news = in_order(record.all(*NEWS))
    more = any(all(is_new_to(record, one, answer) for answer in answers) for one in news)
    latest = max(answers, key=lambda answer: answer.no)
    return more or was_told_otherwise(record, answers[-1]) or _rests_on_nothing(record, latest)


def _rests_on_nothing(record: Record, answer: Act[AnswerComplaint]) -> bool:
    """Tell whether the result that an answer gave, the last one known to it, was withdrawn since."""
    gone = [result.no for result in record.withdrawn_after(answer, RecordComplaintResult)]
    known = [result.no for result in record.all(RecordComplaintResult) if result.no < answer.no]
    return max(gone, default=0) > max(known, default=0)


def is_to_be_refused_anew(now: Situation) -> bool:
    """Tell whether the refusal was put right, or the complaint taken up again: the reporter is told once more."""
    refusals = now.record.all(RefuseComplaint)
    if not refusals:
        return False
    return was_told_otherwise(now.record, refusals[-1]) or not is_since(now.record, refusals[-1])


def is_not_refused(now: Situation) -> bool:
    """Tell whether the complaint is not refused since it was taken up last."""
    return all(not is_since(now.record, act) for act in now.record.all(RefuseComplaint))
