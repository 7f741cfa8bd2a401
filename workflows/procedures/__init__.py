"""How a case moves: pure; one statutory procedure a file, in the order in which a case meets them."""

from workflows.procedures import (
    closing,
    correction,
    daily,
    deliberation,
    demand,
    enforcement,
    evidence,
    filing,
    finding,
    hearing,
    investigation,
    measure_notice,
    oversight,
    payment,
    penalty,
    prosecution,
    publicity,
    recording,
    referral,
    remedies,
    restriction,
    review,
    revision,
    seizure,
    stopping,
    substitute,
    suit,
    summary,
)
from workflows.procedures.step import Procedure, Step

PROCEDURES: tuple[Procedure, ...] = (
    finding.PROCEDURE,
    filing.PROCEDURE,
    summary.PROCEDURE,
    investigation.PROCEDURE,
    evidence.PROCEDURE,
    correction.PROCEDURE,
    deliberation.PROCEDURE,
    penalty.PROCEDURE,
    hearing.PROCEDURE,
    daily.PROCEDURE,
    seizure.PROCEDURE,
    referral.PROCEDURE,
    prosecution.PROCEDURE,
    oversight.PROCEDURE,
    measure_notice.PROCEDURE,
    restriction.PROCEDURE,
    stopping.PROCEDURE,
    payment.PROCEDURE,
    demand.PROCEDURE,
    enforcement.PROCEDURE,
    substitute.PROCEDURE,
    review.PROCEDURE,
    suit.PROCEDURE,
    remedies.PROCEDURE,
    revision.PROCEDURE,
    publicity.PROCEDURE,
    closing.PROCEDURE,
    recording.PROCEDURE,
)

STEPS: dict[str, Step] = {step.name: step for procedure in PROCEDURES for step in procedure.steps}
PROCEDURE_OF: dict[str, Procedure] = {step.name: procedure for procedure in PROCEDURES for step in procedure.steps}
STAGE_NAMES: dict[str, str] = {
    stage: label for procedure in PROCEDURES for stage, label in procedure.stages.items()
}
