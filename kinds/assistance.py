"""The request for assistance (协助调查): one letter, dealt with by the unit that is asked, in a file of its own."""

from judging.kind import Kind
from judging.record import Record
from models.acts.assistance import (
    AgreeToAssist,
    ArchiveAssistance,
    DeclineAssistance,
    RecordAssistanceWork,
    RecordRequestWithdrawn,
    ReplyAssistance,
)
from models.particulars import AssistanceParticulars
from procedures import receipts, recording
from procedures.assistance import steps as assistance
from procedures.assistance.steps import holder, request_in


def particulars(record: Record) -> AssistanceParticulars:
    """Return what the standing of a request says besides the common part: who asks whom, and from which file."""
    request = request_in(record)
    if request is None:
        return AssistanceParticulars()
    return AssistanceParticulars(
        grid=request.place.grid,
        pollution=tuple(request.pollution),
        party=request.party.id if request.party else "",
        requester=request.requester,
        document_no=request.document_no,
        origin=request.origin,
    )


ASSISTANCE = Kind(
    name="Assistance",
    label="协助调查",
    collection="assistances",
    letter="X",
    procedures=(assistance.PROCEDURE, receipts.PROCEDURE, recording.PROCEDURE),
    closes=(ReplyAssistance, DeclineAssistance, RecordRequestWithdrawn),
    archives=ArchiveAssistance,
    particulars=particulars,
    holder=holder,
    course=(AgreeToAssist, RecordAssistanceWork, ReplyAssistance, ArchiveAssistance),
)
