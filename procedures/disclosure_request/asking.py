"""What is asked before the answer: of the applicant (补正、理由、费用), of a third party or another authority (征求意见)."""

from datetime import date

from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Ends, Excludes, Opens, Step, after, ends
from law.instruments import Suspension
from models.acts.disclosure_request import (
    AskForCompletion,
    AskForReasons,
    CompleteDisclosureRequest,
    ConsultOnDisclosure,
    NotifyProcessingFee,
    PostponeAnswer,
    RecordConsultation,
    RecordProcessingFee,
    RecordReasons,
)
from procedures.disclosure_request import guards
from procedures.disclosure_request.conditions import (
    ANSWER_DUE,
    COMPLETION,
    DESK,
    HEAD,
    REASONS,
    SETTLE,
    STOPPED,
    UNANSWERED,
)
from procedures.disclosure_request.reading import (
    COMPLETION_NOTICE,
    FEE,
    LATER,
    RULE,
    THIRD_PARTY,
    awaited_until,
    last_word_day,
)
from procedures.service import service_is_proved


def _received_on(attempt: Attempt) -> date | None:
    return attempt.record.opening.day if attempt.record.opening else None


def _due(attempt: Attempt[AskForCompletion | AskForReasons]) -> date:
    return attempt.content.due


def _fee_due(attempt: Attempt[NotifyProcessingFee]) -> date | None:
    return awaited_until(attempt.act, attempt.law)


def _until(attempt: Attempt[PostponeAnswer]) -> date:
    return attempt.content.until


def _consulting(_attempt: Attempt[ConsultOnDisclosure]) -> Suspension:
    return "third_party_consultation"


def _at_the_latest(attempt: Attempt[ConsultOnDisclosure]) -> date:
    """Return the last day that does not count: no silence is recorded so late that more days go by uncounted."""
    return last_word_day(attempt.act, attempt.law) or attempt.day


def _was_silent(attempt: Attempt[RecordConsultation]) -> bool:
    return attempt.content.says == "silent"


def _said_something(attempt: Attempt[RecordConsultation]) -> bool:
    return attempt.content.says != "silent"


STEPS = (
    Step(
        AskForCompletion,
        DESK,
        needs=(UNANSWERED,),
        guards=(guards.asked_for_in_time, guards.due_lies_ahead),
        ends=STOPPED,
        opens=(
            Opens(RULE, COMPLETION_NOTICE, starts=_received_on, met=True),
            Opens(COMPLETION, last_day=_due),
            Opens(SETTLE, starts=_due),
        ),
        stage="completion_asked",
        once=True,
        effects=(document("政府信息公开申请补正告知书", "信补"),),
        citation=("gov_info_completion",),
    ),
    Step(
        CompleteDisclosureRequest,
        DESK,
        needs=(after(AskForCompletion), UNANSWERED),
        ends=ends(COMPLETION, SETTLE),
        opens=(ANSWER_DUE,),
        stage="request_completed",
        effects=(message("收到补正的申请，答复期限重新计算", "holder"),),
        citation=("gov_info_completion",),
    ),
    Step(
        AskForReasons,
        DESK,
        needs=(UNANSWERED,),
        guards=(guards.due_lies_ahead,),
        opens=(Opens(REASONS, last_day=_due),),
        stage="reasons_asked",
        once=True,
        effects=(document("政府信息公开申请说明理由通知书", "信由"),),
        citation=("gov_info_excess",),
    ),
    Step(
        RecordReasons,
        DESK,
        needs=(after(AskForReasons), UNANSWERED),
        guards=(guards.reasons_or_silence,),
        ends=ends(REASONS),
        stage="reasons_known",
        citation=("gov_info_excess",),
    ),
    Step(
        PostponeAnswer,
        HEAD,
        needs=(after(RecordReasons), UNANSWERED),
        guards=(guards.reasons_are_good,),
        ends=STOPPED,
        opens=(Opens(LATER, last_day=_until),),
        stage="answer_postponed",
        effects=(document("政府信息公开申请延迟答复告知书", "信迟"),),
        citation=("gov_info_excess",),
    ),
    Step(
        NotifyProcessingFee,
        HEAD,
        needs=(after(RecordReasons), UNANSWERED),
        guards=(guards.fee_is_by_the_scale,),
        ends=STOPPED,
        opens=(Opens(FEE), Opens(SETTLE, starts=_fee_due)),
        stage="fee_asked",
        effects=(document("政府信息公开信息处理费收费通知", "信费"),),
        citation=("gov_info_fees", "gov_info_fee"),
    ),
    Step(
        RecordProcessingFee,
        DESK,
        needs=(after(NotifyProcessingFee), UNANSWERED),
        ends=ends(FEE, SETTLE),
        opens=(ANSWER_DUE,),
        stage="fee_paid",
        citation=("gov_info_fees", "gov_info_fee"),
    ),
    Step(
        ConsultOnDisclosure,
        DESK,
        needs=(UNANSWERED,),
        guards=(guards.says_who_is_asked, service_is_proved),
        opens=(Opens(RULE, THIRD_PARTY),),
        begins_excluded=Excludes(_consulting, until=_at_the_latest),
        stage="opinions_asked",
        effects=(document("政府信息公开征求意见书", "信征"),),
        citation=("gov_info_third_party", "gov_info_joint"),
    ),
    Step(
        RecordConsultation,
        DESK,
        needs=(after(ConsultOnDisclosure), UNANSWERED),
        guards=(guards.word_or_silence,),
        ends=(
            Ends(RULE, variant=THIRD_PARTY, when=_said_something),
            Ends(RULE, variant=THIRD_PARTY, when=_was_silent, voids=True),
        ),
        ends_excluded=True,
        stage="consultation_known",
        citation=("gov_info_third_party", "gov_info_joint"),
    ),
)
