"""The violation case (环境违法案件): from the first finding to the archive, one case one file (一案一卷)."""

from judging.kind import Kind
from judging.record import Record
from models.acts.closing import ArchiveCase, CloseCase
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.delivery import ConfirmFeedback
from models.acts.filing import FileCase
from models.acts.finding import HandToDepartment, ReportFinding, ReportUpward, TellsOfViolation
from models.acts.investigation import ConcludeInvestigation, InspectSite, Interview
from models.acts.payment import RecordPayment
from models.acts.penalty import DecidePenalty, ExamineStatement, ReviewCase, ServeDecision, ServeNotice
from models.acts.publicity import FeedBack, PublishDecision
from models.acts.summary import DecideOnTheSpot
from models.standing import CaseParticulars
from procedures import (
    closing,
    construction,
    correction,
    deliberation,
    delivery,
    demand,
    evidence,
    filing,
    finding,
    hearing,
    institutions,
    investigation,
    jurisdiction,
    measure_notice,
    oversight,
    production_stop,
    prosecution,
    reconsideration,
    recording,
    remedies,
    restriction,
    revision,
    substitute,
    suit,
    summary,
)
from procedures.daily_penalty import steps as daily_penalty
from procedures.enforcement import steps as enforcement
from procedures.legal_basis import conduct_day
from procedures.payment import steps as payment
from procedures.payment.owing import surcharges
from procedures.penalty import steps as penalty
from procedures.penalty.decisions import points_to
from procedures.publicity import steps as publicity
from procedures.referral import steps as referral
from procedures.seizure import steps as seizure
from procedures.shutdown import steps as shutdown
from procedures.transfer import steps as transfer
from procedures.transfer.guards import transfer_stands


def particulars(record: Record) -> CaseParticulars:
    """Return what the standing of a case says besides the common part: where, what is polluted, who, from where."""
    opening = record.opening.content if record.opening else None
    if not isinstance(opening, TellsOfViolation):
        return CaseParticulars()
    return CaseParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        party=_party(record, opening),
        complaint=opening.complaint if isinstance(opening, ReportFinding) else "",
        matter=opening.matter if isinstance(opening, ReportFinding) else "",
    )


def _party(record: Record, opening: TellsOfViolation) -> str:
    for content in (record.content(FileCase), record.content(DecideOnTheSpot), opening):
        if content is not None and content.party is not None:
            return content.party.id
    return ""


VIOLATION_CASE = Kind(
    name="ViolationCase",
    label="案件",
    collection="cases",
    letter="",
    procedures=(
        finding.PROCEDURE,
        filing.PROCEDURE,
        summary.PROCEDURE,
        investigation.PROCEDURE,
        evidence.PROCEDURE,
        correction.PROCEDURE,
        deliberation.PROCEDURE,
        penalty.PROCEDURE,
        hearing.PROCEDURE,
        daily_penalty.PROCEDURE,
        seizure.PROCEDURE,
        referral.PROCEDURE,
        prosecution.PROCEDURE,
        oversight.PROCEDURE,
        measure_notice.PROCEDURE,
        restriction.PROCEDURE,
        production_stop.PROCEDURE,
        payment.PROCEDURE,
        demand.PROCEDURE,
        enforcement.PROCEDURE,
        substitute.PROCEDURE,
        reconsideration.PROCEDURE,
        suit.PROCEDURE,
        remedies.PROCEDURE,
        revision.PROCEDURE,
        shutdown.PROCEDURE,
        institutions.PROCEDURE,
        construction.PROCEDURE,
        publicity.PROCEDURE,
        closing.PROCEDURE,
        delivery.PROCEDURE,
        recording.PROCEDURE,
        transfer.PROCEDURE,
        jurisdiction.PROCEDURE,
    ),
    closes=(CloseCase,),
    archives=ArchiveCase,
    particulars=particulars,
    holder=finding.holder,
    conduct_on=conduct_day,
    always=(deliberation.nobody_recused, transfer_stands),
    course=(
        ReportUpward,
        HandToDepartment,
        InspectSite,
        FileCase,
        Interview,
        ServeCorrectionOrder,
        ConcludeInvestigation,
        ReviewCase,
        ServeNotice,
        ExamineStatement,
        RecheckCorrection,
        DecidePenalty,
        ServeDecision,
        RecordPayment,
        PublishDecision,
        FeedBack,
        ConfirmFeedback,
        CloseCase,
        ArchiveCase,
    ),
    points_to=points_to,
    run_up=surcharges,
)
