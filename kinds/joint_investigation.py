"""The joint investigation (联合调查): convened, members, shared evidence, one conclusion, follow-ups to their end."""

from judging.kind import Kind
from judging.record import Record
from kinds.to_do import OF_REQUESTS, OF_TRANSFERS
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.acts.joint_investigation import (
    AnswerInvitation,
    ArchiveJointInvestigation,
    AssignFollowUp,
    CancelJointInvestigation,
    CloseJointInvestigation,
    ConcludeJointInvestigation,
    ConfirmConvening,
    ConveneJointInvestigation,
    DiscloseJointResult,
    FeedBackJointResult,
    InviteMember,
    RecordFollowUpResult,
    ReportMemberTask,
)
from models.acts.oversight import HoldJointMeeting
from models.particulars import JointParticulars, MemberState
from procedures import assistance_requests, receipts, recording
from procedures.assistance_requests import files_asked
from procedures.custody import steps as custody
from procedures.custody.guards import custody_stays_whole
from procedures.custody.hands import shown
from procedures.joint_follow_up import steps as joint_follow_up
from procedures.joint_follow_up import transferring
from procedures.joint_follow_up.guards import follow_up_stands
from procedures.joint_follow_up.reading import cases_opened
from procedures.joint_investigation import steps as joint_investigation
from procedures.joint_investigation.members import holder, members
from procedures.transfer.guards import transfer_stands


def particulars(record: Record) -> JointParticulars:
    """Return what the standing of a joint investigation says besides the common part: members, evidence, its cases."""
    opening = record.opening.content if record.opening else None
    if not isinstance(opening, ConveneJointInvestigation):
        return JointParticulars()
    return JointParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        party=opening.party.id if opening.party else "",
        origin=opening.origin,
        members=tuple(
            MemberState(invitation=one.invitation.no, unit=one.unit, state=one.state, due=one.due, tasks=one.tasks)
            for one in members(record)
            if one.state != "gone"
        ),
        evidence=shown(record),
        cases=tuple(cases_opened(record)),
        assistances=tuple(files_asked(record)),
    )


JOINT_INVESTIGATION = Kind(
    name="JointInvestigation",
    label="联合调查",
    collection="joint_investigations",
    letter="L",
    procedures=(
        joint_investigation.PROCEDURE,
        custody.PROCEDURE,
        joint_follow_up.PROCEDURE,
        assistance_requests.PROCEDURE,
        transferring.PROCEDURE,
        receipts.PROCEDURE,
        recording.PROCEDURE,
    ),
    closes=(CloseJointInvestigation, CancelJointInvestigation),
    archives=ArchiveJointInvestigation,
    particulars=particulars,
    holder=holder,
    always=(follow_up_stands, custody_stays_whole, transfer_stands),
    told_when={**OF_REQUESTS, **OF_TRANSFERS},
    course=(
        ConfirmConvening,
        InviteMember,
        AnswerInvitation,
        TakeEvidence,
        HandOverEvidence,
        ReportMemberTask,
        HoldJointMeeting,
        ConcludeJointInvestigation,
        AssignFollowUp,
        RecordFollowUpResult,
        FeedBackJointResult,
        DiscloseJointResult,
        LetGoOfEvidence,
        CloseJointInvestigation,
        ArchiveJointInvestigation,
    ),
)
