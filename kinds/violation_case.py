"""The violation case (环境违法案件): from the first finding to the archive, one case one file (一案一卷)."""

from judging.kind import Kind
from judging.parties import named_in, parts
from judging.record import Record
from kinds.to_do import OF_A_CASE
from kinds.usual_acts import BY_NOW, COURSE, USUAL_WHEN
from models.acts import PassesOn
from models.acts.archiving import OpenArchive
from models.acts.closing import ArchiveCase, CloseCase
from models.acts.filing import FileCase
from models.acts.finding import ReportFinding, TellsOfViolation
from models.acts.summary import DecideOnTheSpot
from models.ids import file_no_in
from models.particulars import CaseParticulars
from procedures import (
    alarms_joined,
    archive,
    assistance_requests,
    closing,
    confirming,
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
    issuing,
    joined,
    joint_origin,
    jurisdiction,
    measure_notice,
    order_revision,
    oversight,
    parties,
    patrol_joining,
    production_stop,
    prosecution,
    reconsideration,
    recording,
    remedies,
    reporting_upward,
    restriction,
    revision,
    substitute,
    suit,
    summary,
)
from procedures.archive import archive_stays_shut
from procedures.assistance_requests import files_asked
from procedures.competence import owed_by
from procedures.custody import in_cases
from procedures.custody.guards import custody_stays_whole
from procedures.custody.hands import shown
from procedures.daily_penalty import steps as daily_penalty
from procedures.enforcement import steps as enforcement
from procedures.legal_basis import conduct_day
from procedures.payment import steps as payment
from procedures.payment.owing import surcharges
from procedures.penalty import steps as penalty
from procedures.penalty.decisions import points_to
from procedures.publicity import receipt as credit_platform
from procedures.publicity import steps as publicity
from procedures.redoing import taken_up_since
from procedures.referral import steps as referral
from procedures.seizure import steps as seizure
from procedures.shutdown import steps as shutdown
from procedures.telling import joined_in
from procedures.transfer import steps as transfer
from procedures.transfer.guards import transfer_stands


def particulars(record: Record) -> CaseParticulars:
    """Return what the standing of a case says besides the common part: where, what is polluted, who, from where."""
    opening = record.opening.content if record.opening else None
    if not isinstance(opening, TellsOfViolation):
        return CaseParticulars()
    found = opening if isinstance(opening, ReportFinding) else None
    return CaseParticulars(
        grid=opening.place.grid,
        pollution=tuple(opening.pollution),
        party=_party(record, opening),
        parties=named_in(record),
        complaint=found.complaint if found else "",
        emergency=_emergency(record),
        joint=found.joint if found else "",
        assistances=tuple(files_asked(record)),
        matter=found.matter if found else "",
        joined=joined_in(record),
        alarm=found.alarm if found else "",
        patrol=found.patrol if found else "",
        evidence=shown(record),
    )


def _emergency(record: Record) -> str:
    opening = record.opening
    content = opening.content if opening else None
    is_of_one = isinstance(content, ReportFinding) and content.source == "emergency"
    return file_no_in(opening.by.id) if opening and is_of_one else ""


def _on_the_spot(record: Record) -> DecideOnTheSpot | None:
    first = record.first(DecideOnTheSpot)
    return first.content if first else None


def _party(record: Record, opening: TellsOfViolation) -> str:
    heirs = parts(record)[0].bearing(PassesOn)
    if heirs:
        return heirs[-1].content.successors[0].id
    for content in (record.content(FileCase), _on_the_spot(record), opening):
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
        patrol_joining.PROCEDURE,
        reporting_upward.PROCEDURE,
        filing.PROCEDURE,
        parties.PROCEDURE,
        summary.PROCEDURE,
        investigation.PROCEDURE,
        confirming.PROCEDURE,
        evidence.PROCEDURE,
        in_cases.PROCEDURE,
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
        order_revision.PROCEDURE,
        shutdown.PROCEDURE,
        institutions.PROCEDURE,
        construction.PROCEDURE,
        publicity.PROCEDURE,
        credit_platform.PROCEDURE,
        joined.PROCEDURE,
        closing.PROCEDURE,
        archive.PROCEDURE,
        assistance_requests.PROCEDURE,
        alarms_joined.PROCEDURE,
        delivery.PROCEDURE,
        issuing.PROCEDURE,
        recording.PROCEDURE,
        transfer.PROCEDURE,
        jurisdiction.PROCEDURE,
        joint_origin.PROCEDURE,
    ),
    closes=(CloseCase,),
    taken_up_since=taken_up_since,
    archives=ArchiveCase,
    opens_archive=OpenArchive,
    particulars=particulars,
    holder=finding.holder,
    owed_by=owed_by,
    conduct_on=conduct_day,
    always=(
        deliberation.nobody_recused,
        transfer_stands,
        joint_origin.joint_stands,
        custody_stays_whole,
        archive_stays_shut,
    ),
    account=parties.account,
    course=COURSE,
    usual_when=USUAL_WHEN,
    told_when=OF_A_CASE,
    by_now=BY_NOW,
    points_to=points_to,
    run_up=surcharges,
)
