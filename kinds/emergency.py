"""The environmental emergency (突发环境事件): reported within hours, responded to, investigated; the cases it leads to."""

from judging.kind import Kind
from judging.record import Record
from kinds.to_do import OF_AN_EMERGENCY
from models.acts.emergency import (
    ArchiveEmergency,
    ClassifyEmergency,
    CloseEmergency,
    EndResponse,
    FindNoEmergency,
    SendFinalReport,
    SendFirstReport,
    SendFollowUp,
    StartResponse,
    SubmitInvestigationReport,
)
from models.particulars import EmergencyParticulars
from procedures import assistance_requests, joint_origin, receipts, recording, reporting_upward
from procedures.assistance_requests import files_asked
from procedures.emergency import steps
from procedures.emergency.reading import cases_opened, level_of, opening_of, running


def particulars(record: Record) -> EmergencyParticulars:
    """Return what the standing of an emergency says besides the common part."""
    opening = opening_of(record)
    if opening is None:
        return EmergencyParticulars()
    begun = running(record)
    return EmergencyParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        party=opening.party.id if opening.party else "",
        level=level_of(record) or "",
        response=begun.content.response if begun else "",
        cases=cases_opened(record),
        assistances=tuple(files_asked(record)),
    )


EMERGENCY = Kind(
    name="Emergency",
    label="突发环境事件",
    collection="emergencies",
    letter="E",
    procedures=(
        steps.PROCEDURE,
        receipts.PROCEDURE,
        recording.PROCEDURE,
        joint_origin.PROCEDURE,
        assistance_requests.PROCEDURE,
        reporting_upward.PROCEDURE,
    ),
    closes=(CloseEmergency, FindNoEmergency),
    archives=ArchiveEmergency,
    particulars=particulars,
    holder=steps.holder,
    always=(joint_origin.joint_stands,),
    told_when=OF_AN_EMERGENCY,
    course=(
        ClassifyEmergency,
        SendFirstReport,
        StartResponse,
        SendFollowUp,
        EndResponse,
        SubmitInvestigationReport,
        SendFinalReport,
        CloseEmergency,
        ArchiveEmergency,
    ),
)
