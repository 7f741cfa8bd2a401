"""The complaint (投诉举报件): received, accepted or refused, forwarded, answered, archived; the case it leads to."""

from judging.attempt import Situation
from judging.kind import Kind
from judging.record import Record
from kinds.to_do import OF_A_COMPLAINT
from models.acts.complaint import AnswerComplaint, ArchiveComplaint, ForwardComplaint, RefuseComplaint
from models.acts.delivery import ConfirmFeedback
from models.acts.finding import AcceptComplaint
from models.acts.joining import NoteRepeat, RecordRepeat
from models.acts.joint_origin import CallJointInvestigation
from models.acts.petition import RecordSatisfaction, ReopenComplaint
from models.acts.work_order import RecordOrderUrging, RecordReturnAccepted, ReturnOrder, SetOrderDeadline
from models.particulars import ComplaintParticulars
from procedures import delivery, joint_origin, recording, reporting_upward
from procedures.complaint import steps as complaint
from procedures.complaint.conditions import forwarding_stands
from procedures.complaint.reading import cases_of, opening_of, points
from procedures.transfer import steps as transfer
from procedures.transfer.guards import transfer_stands


def particulars(record: Record) -> ComplaintParticulars:
    """Return what the standing of a complaint says besides the common part; nothing of who complained."""
    opening = opening_of(record)
    if opening is None:
        return ComplaintParticulars()
    cases, repeats = cases_of(record), record.all(NoteRepeat)
    return ComplaintParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        channel=opening.channel,
        party=opening.party.id if opening.party else "",
        case=cases[-1] if cases else "",
        cases=tuple(cases) if len(cases) > 1 else (),
        points=len(points(record)),
        repeats=len(record.all(RecordRepeat)),
        earlier=repeats[-1].content.earlier if repeats else "",
        urged=len(record.all(RecordOrderUrging)),
        satisfaction=said.content.satisfaction if (said := record.last(RecordSatisfaction)) else "",
    )


def _never(_now: Situation) -> bool:
    return False


COMPLAINT = Kind(
    name="Complaint",
    label="举报件",
    collection="complaints",
    letter="T",
    procedures=(
        complaint.PROCEDURE,
        delivery.PROCEDURE,
        recording.PROCEDURE,
        reporting_upward.PROCEDURE,
        transfer.PROCEDURE,
        joint_origin.PROCEDURE,
    ),
    closes=(AnswerComplaint, RefuseComplaint, RecordReturnAccepted),
    archives=ArchiveComplaint,
    reopens=(ReopenComplaint,),
    particulars=particulars,
    holder=complaint.holder,
    always=(forwarding_stands, transfer_stands, joint_origin.joint_stands),
    told_when=OF_A_COMPLAINT,
    usual_when=dict.fromkeys((CallJointInvestigation, SetOrderDeadline, RecordOrderUrging, ReturnOrder), _never),
    course=(AcceptComplaint, ForwardComplaint, AnswerComplaint, ConfirmFeedback, ArchiveComplaint),
)
