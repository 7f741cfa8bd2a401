"""The complaint (投诉举报件): received, accepted or refused, forwarded, answered, archived; the case it leads to."""

from judging.attempt import Situation
from judging.kind import Kind
from judging.record import Record
from models.acts.complaint import AnswerComplaint, ArchiveComplaint, ForwardComplaint, RefuseComplaint
from models.acts.delivery import ConfirmFeedback
from models.acts.finding import AcceptComplaint, ReceiveComplaint
from models.acts.joint_origin import CallJointInvestigation
from models.particulars import ComplaintParticulars
from procedures import complaint, delivery, joint_origin, recording
from procedures.transfer import steps as transfer
from procedures.transfer.guards import transfer_stands


def particulars(record: Record) -> ComplaintParticulars:
    """Return what the standing of a complaint says besides the common part; nothing of who complained."""
    opening = record.opening.content if record.opening else None
    if not isinstance(opening, ReceiveComplaint):
        return ComplaintParticulars()
    opened = complaint.cases_opened(record)
    return ComplaintParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        channel=opening.channel,
        party=opening.party.id if opening.party else "",
        case=opened[-1] if opened else "",
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
        transfer.PROCEDURE,
        joint_origin.PROCEDURE,
    ),
    closes=(AnswerComplaint, RefuseComplaint),
    archives=ArchiveComplaint,
    particulars=particulars,
    holder=complaint.holder,
    always=(complaint.forwarding_stands, transfer_stands, joint_origin.joint_stands),
    usual_when={CallJointInvestigation: _never},
    course=(AcceptComplaint, ForwardComplaint, AnswerComplaint, ConfirmFeedback, ArchiveComplaint),
)
