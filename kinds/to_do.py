"""When there is anything to do for an act that no order of steps rules out: it is told of then, and forbidden nowhere.

Each is asked of the file alone. What an act says may still be refused; what the file lacks for it may not be missing.
"""

from collections.abc import Callable, Mapping

from judging.attempt import Situation
from judging.effects import documents_of
from models.acts import Content
from models.acts.assistance import UrgeAssistance, WithdrawAssistanceRequest
from models.acts.complaint_points import JudgePoint
from models.acts.confirming import ConfirmRecord
from models.acts.correction import RecheckCorrection, ReportCorrection, ServeCorrectionOrder
from models.acts.crime import AnswerCrimeIndicator
from models.acts.custody import HandOverEvidence, LetGoOfEvidence, TakeEvidence
from models.acts.daily import ServeDailyNotice
from models.acts.emergency import SendFirstReport, SendFollowUp, SendWrittenReport, StartResponse
from models.acts.enforcement import (
    ApplyToCourt,
    CourtAccepts,
    CourtRefuses,
    EndExecution,
    ServeDemand,
    SuspendExecution,
)
from models.acts.evidence import RegisterEvidence
from models.acts.hearing import WaiveHearing
from models.acts.institutions import ListViolator
from models.acts.investigation import TakeSample
from models.acts.issuing import IssueDocument
from models.acts.order_revision import RevokeOrder
from models.acts.payment import (
    CollectOnTheSpot,
    DeferPayment,
    ForgoSurcharge,
    RecordPayment,
    RefundPayment,
    RefuseDeferral,
)
from models.acts.production_stop import DecideProductionStop
from models.acts.referral import DecideDetentionReferral
from models.acts.restriction import DecideRestriction
from models.acts.revision import CorrectClericalError, RevokeDecision, WithdrawPublication
from models.acts.seizure import ApproveSeizureAfterwards, ImposeSeizure
from models.acts.shutdown import DecideShutdown, DeclineShutdown, ProposeShutdown
from models.acts.substitute import PerformSubstitute, ServeSubstituteDecision
from models.acts.suit import FileSuit
from models.acts.transfer import EndTransfer, TransferMatter
from models.acts.work_order import RecordOrderUrging, RecordReturnAccepted, RecordReturnRefused, ReplyToUrging
from procedures.archive import is_shut
from procedures.assistance_requests import unanswered
from procedures.complaint.reading import has_result, points
from procedures.complaint.work_order import return_is_asked
from procedures.confirming import something_waits
from procedures.contests import undone
from procedures.custody.hands import held
from procedures.daily_penalty.steps import has_a_reviewed_round
from procedures.demand import is_to_be_demanded
from procedures.emergency.reading import running
from procedures.enforcement.guards import may_be_answered, may_be_applied_for
from procedures.institutions import may_be_listed
from procedures.measure_notice import notice_is_left
from procedures.order_revision import may_be_revoked
from procedures.payment.owing import amount_due, paid_in_full
from procedures.penalty.decisions import served_with_money, standing
from procedures.penalty.prior_notice import NOTICES
from procedures.rectification import RESTRICTION, STOP
from procedures.referral.detention import penalty_that_stands
from procedures.referral.signs import unsettled
from procedures.revision import overturned
from procedures.substitute import may_be_performed, may_be_substituted
from procedures.suit import may_be_sued_at_once
from procedures.transfer.matter import is_with_the_receiver
from procedures.transfer.reading import pending

Asked = Callable[[Situation], bool]


def _an_order_stands(now: Situation) -> bool:
    gone = undone(now.record)
    return any(order.no not in gone for order in now.record.all(ServeCorrectionOrder))


def _the_platform_waits(now: Situation) -> bool:
    return any(not now.record.pointing(act.no, ReplyToUrging) for act in now.record.all(RecordOrderUrging))


def _a_return_is_asked(now: Situation) -> bool:
    return return_is_asked(now.record)


def _signs_wait(now: Situation) -> bool:
    return bool(unsettled(now.record, now.law))


def _is_owed(now: Situation) -> bool:
    return amount_due(now.record, now.day, now.law).total > 0


def _is_to_be_returned(now: Situation) -> bool:
    return amount_due(now.record, now.day, now.law).surplus > 0


def _only_a_surcharge_is_owed(now: Situation) -> bool:
    """Tell whether a fine was paid and its surcharge was not: only then is known what is forgone."""
    return any(
        paid_in_full(now.record, now.law, one, now.day) and amount_due(now.record, now.day, now.law, one).total > 0
        for one in served_with_money(now.record)
    )


def _a_hearing_was_offered(now: Situation) -> bool:
    return any(notice.content.hearing_offered for notice in now.record.all(*NOTICES))


def _a_penalty_stands(now: Situation) -> bool:
    return penalty_that_stands(now.record) is not None


def _a_decision_stands(now: Situation) -> bool:
    return bool(standing(now.record))


def _a_published_one_was_overturned(now: Situation) -> bool:
    return bool(overturned(now.record))


def _a_proposal_waits(now: Situation) -> bool:
    answered = now.record.targets(DecideShutdown) | now.record.targets(DeclineShutdown)
    return any(act.no not in answered for act in now.record.all(ProposeShutdown))


def _an_urgent_seizure_waits(now: Situation) -> bool:
    approved = now.record.targets(ApproveSeizureAfterwards)
    return any(act.content.is_urgent and act.no not in approved for act in now.record.all(ImposeSeizure))


def _a_transfer_is_out(now: Situation) -> bool:
    return bool(pending(now.record))


def _a_request_is_unanswered(now: Situation) -> bool:
    return bool(unanswered(now.record))


def _the_receiver_has_it(now: Situation) -> bool:
    return is_with_the_receiver(now.record)


def _something_was_telephoned(now: Situation) -> bool:
    written = now.record.targets(SendWrittenReport)
    told = now.record.all(SendFirstReport, SendFollowUp)
    return any(act.content.way != "written" and act.no not in written for act in told)


def _no_response_runs(now: Situation) -> bool:
    return running(now.record) is None


def _a_point_has_its_result(now: Situation) -> bool:
    judged = now.record.targets(JudgePoint)
    return any(act.no not in judged and has_result(now.record, act.no) for act in points(now.record))


def _something_may_have_been_taken(now: Situation) -> bool:
    return now.record.has(TakeSample, RegisterEvidence, ImposeSeizure)


def _a_thing_is_in_hand(now: Situation) -> bool:
    return bool(held(now.record))


def _a_document_was_made(now: Situation) -> bool:
    return any(documents_of(now, act) for act in now.record)


def _a_document_may_be_put_out(now: Situation) -> bool:
    return _a_document_was_made(now) and not is_shut(now)


OF_REQUESTS: Mapping[type[Content], Asked] = dict.fromkeys(
    (UrgeAssistance, WithdrawAssistanceRequest), _a_request_is_unanswered
)
OF_TRANSFERS: Mapping[type[Content], Asked] = {EndTransfer: _a_transfer_is_out}
OF_A_COMPLAINT: Mapping[type[Content], Asked] = {
    **OF_TRANSFERS,
    JudgePoint: _a_point_has_its_result,
    ReplyToUrging: _the_platform_waits,
    RecordReturnAccepted: _a_return_is_asked,
    RecordReturnRefused: _a_return_is_asked,
}
OF_A_MATTER: Mapping[type[Content], Asked] = {**OF_REQUESTS, **OF_TRANSFERS, TransferMatter: _the_receiver_has_it}
OF_AN_EMERGENCY: Mapping[type[Content], Asked] = {
    **OF_REQUESTS,
    SendWrittenReport: _something_was_telephoned,
    StartResponse: _no_response_runs,
}
OF_A_CASE: Mapping[type[Content], Asked] = {
    **OF_REQUESTS,
    **OF_TRANSFERS,
    **dict.fromkeys(
        (RecordPayment, CollectOnTheSpot, DeferPayment, RefuseDeferral, SuspendExecution, EndExecution), _is_owed
    ),
    TakeEvidence: _something_may_have_been_taken,
    **dict.fromkeys((HandOverEvidence, LetGoOfEvidence), _a_thing_is_in_hand),
    RefundPayment: _is_to_be_returned,
    ForgoSurcharge: _only_a_surcharge_is_owed,
    WaiveHearing: _a_hearing_was_offered,
    ConfirmRecord: something_waits,
    RecheckCorrection: _an_order_stands,
    AnswerCrimeIndicator: _signs_wait,
    DecideDetentionReferral: _a_penalty_stands,
    IssueDocument: _a_document_may_be_put_out,
    CorrectClericalError: _a_document_was_made,
    DecideRestriction: lambda now: notice_is_left(now.record, RESTRICTION.key, DecideRestriction),
    DecideProductionStop: lambda now: notice_is_left(now.record, STOP.key, DecideProductionStop),
    RevokeDecision: _a_decision_stands,
    RevokeOrder: lambda now: may_be_revoked(now.record),
    ReportCorrection: _an_order_stands,
    WithdrawPublication: _a_published_one_was_overturned,
    **dict.fromkeys((DecideShutdown, DeclineShutdown), _a_proposal_waits),
    ApproveSeizureAfterwards: _an_urgent_seizure_waits,
    ListViolator: lambda now: may_be_listed(now.record),
    ServeDailyNotice: lambda now: has_a_reviewed_round(now.record),
    ServeSubstituteDecision: lambda now: may_be_substituted(now.record),
    PerformSubstitute: lambda now: may_be_performed(now.record),
    FileSuit: may_be_sued_at_once,
    ServeDemand: is_to_be_demanded,
    ApplyToCourt: lambda now: may_be_applied_for(now.record),
    CourtAccepts: lambda now: may_be_answered(now.record, CourtAccepts),
    CourtRefuses: lambda now: may_be_answered(now.record, CourtRefuses),
}
