"""A request for government information (依申请公开, 政府信息公开条例 of 2019): received, answered, served, archived.

The answer is due within twenty working days of the receipt (art. 33), which is the day that art. 31 says. What is
unclear is asked for once, within seven working days, and then the days run from the completed request (art. 30). Time
in which a third party or another authority is asked does not count (art. 32 to 34); each has fifteen working days.
The head of the office may extend by up to twenty working days, which counts once the applicant was told. Requests
clearly beyond the reasonable in number are given reasons for, answered later, or not dealt with (art. 35), and may cost
a fee (art. 42), from whose payment the days run anew. An answer is of one of the kinds of art. 36 to 39 and says what
its kind asks. Who applies stays sealed; what the file says names nobody.

A refusal to disclose goes to reconsideration first (行政复议法 art. 23, from memory); every other answer may be sued over
directly. What a review or a court sets aside is answered anew in the same file, even after its archive, by the day that
was set or else within the days of art. 33, which go before the sixty of 行政复议法实施条例 art. 58 (法规另有期限的从其规定).
"""

from dataclasses import replace

from judging.answering import CITY, COUNTY, chain, nearest
from judging.attempt import Situation
from judging.effects import document, message
from judging.record import Record
from judging.step import Condition, Ends, Opens, Procedure, Step, after, ends, voids
from models.acts.disclosure_request import (
    AnswerDisclosureRequest,
    ArchiveDisclosureRequest,
    AskForCompletion,
    DeemRequestAbandoned,
    NotifyProcessingFee,
    ReceiveDisclosureRequest,
    RecordConsultation,
    ServeDisclosureAnswer,
    TellOfLongerAnswer,
    TellThirdParty,
    WithdrawDisclosureRequest,
)
from models.acts.terms import ExtendTerm
from models.people import Answerable
from procedures.disclosure_request import answering, asking, contesting, guards
from procedures.disclosure_request.conditions import (
    ANSWER_DUE,
    ANSWERED,
    ARCHIVE,
    DESK,
    HEAD,
    NOTHING_PENDING,
    OVER,
    SERVICE,
    TOLD,
    UNANSWERED,
    WAITS,
)
from procedures.disclosure_request.reading import ANEW, LATER, RULE, is_to_be_told
from procedures.finding import REASSIGNMENT, grid_is_answered_for
from procedures.service import service_is_proved


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers: the county's, or the city's where the city received it."""
    levels, opening = chain(record), record.opening
    if opening is None or not levels:
        return None
    return nearest(levels, CITY if opening.by.level == CITY else COUNTY)


def _is_out_of_the_archive(now: Situation) -> bool:
    return not now.kind.is_archived(now.record)


CLOSED = Condition(lambda now: now.kind.is_closed(now.record), "答复尚未送达，申请也没有撤回或者视为放弃，不得归档")
EVERYONE_TOLD = Condition(
    lambda now: not is_to_be_told(now),
    f"第三方不同意而仍予公开的，须先“{TellThirdParty.label}”，才能归档",
    "gov_info_third_party",
)

STEPS = (
    Step(
        ReceiveDisclosureRequest,
        DESK,
        guards=(grid_is_answered_for, guards.receipt_counts),
        opens=(ANSWER_DUE,),
        stage="request_received",
        once=True,
        opening=True,
        effects=(message("收到政府信息公开申请，能够当场答复的请当场答复", "holder"),),
        citation=("gov_info_request", "gov_info_received"),
    ),
    *asking.STEPS,
    Step(
        TellOfLongerAnswer,
        DESK,
        needs=(after(ExtendTerm), UNANSWERED),
        guards=(guards.extension_is_of_the_answer,),
        stage="answer_extended",
        effects=(document("政府信息公开申请延期答复告知书", "信延"),),
        citation=("gov_info_extension",),
    ),
    Step(
        AnswerDisclosureRequest,
        HEAD,
        needs=(UNANSWERED,),
        guards=(
            answering.says_what_its_kind_asks,
            answering.everyone_asked_was_heard,
            answering.objection_is_heeded,
            answering.reasons_were_asked_for,
        ),
        ends=(Ends(RULE, variant=""), *ends(LATER, *ANEW), *voids(*WAITS)),
        opens=(Opens(SERVICE), Opens(TOLD, when=answering.discloses_over_an_objection)),
        stage="request_answered",
        effects=(document("政府信息公开申请答复书", "信复"),),
        citation=("gov_info_answer",),
        cites=answering.rests_on,
    ),
    Step(
        ServeDisclosureAnswer,
        DESK,
        needs=(after(AnswerDisclosureRequest), ANSWERED),
        guards=(service_is_proved,),
        ends=ends(SERVICE),
        opens=(*contesting.RELIEF, Opens(ARCHIVE)),
        stage="answer_served",
        citation=("gov_info_answer",),
    ),
    Step(
        TellThirdParty,
        DESK,
        needs=(after(RecordConsultation), after(AnswerDisclosureRequest)),
        guards=(guards.something_is_disclosed,),
        ends=ends(TOLD),
        when_closed=True,
        effects=(document("政府信息公开决定告知书", "信告"),),
        citation=("gov_info_third_party",),
    ),
    Step(
        DeemRequestAbandoned,
        HEAD,
        needs=(after(AskForCompletion, NotifyProcessingFee), UNANSWERED),
        guards=(guards.nothing_came,),
        ends=OVER,
        opens=(Opens(ARCHIVE),),
        stage="request_abandoned",
        once=True,
        citation=("gov_info_completion",),
    ),
    Step(
        WithdrawDisclosureRequest,
        DESK,
        needs=(UNANSWERED,),
        ends=OVER,
        opens=(Opens(ARCHIVE),),
        stage="request_withdrawn",
        once=True,
        citation=("gov_info_request",),
    ),
    *contesting.STEPS,
    Step(
        ArchiveDisclosureRequest,
        DESK,
        needs=(
            after(ServeDisclosureAnswer, DeemRequestAbandoned, WithdrawDisclosureRequest),
            CLOSED,
            NOTHING_PENDING,
            EVERYONE_TOLD,
        ),
        ends=ends(ARCHIVE),
        stage="request_archived",
        once=True,
        again_if=_is_out_of_the_archive,
        when_closed=True,
        norm="disclosure_archive",
    ),
    replace(REASSIGNMENT, needs=(Condition(_is_out_of_the_archive, "案卷已经归档，不得再办理"),)),
)

PROCEDURE = Procedure(
    "disclosure_request",
    "依申请公开",
    STEPS,
    {
        "request_received": "已收到申请",
        "completion_asked": "已告知补正",
        "request_completed": "已收到补正的申请",
        "reasons_asked": "已要求说明理由",
        "reasons_known": "申请理由已记录",
        "answer_postponed": "已确定延迟答复期限",
        "fee_asked": "已发出收费通知",
        "fee_paid": "已缴纳信息处理费",
        "opinions_asked": "征求意见中",
        "consultation_known": "征求意见已有结果",
        "answer_extended": "已告知延长答复期限",
        "request_answered": "已答复",
        "answer_served": "答复已送达",
        "request_abandoned": "视为放弃申请",
        "request_withdrawn": "申请人已撤回",
        "answer_contested": "答复被复议或者起诉",
        "answer_stands": "复议或者诉讼已终结",
        "answer_overturned": "责令重新答复",
        "request_archived": "依申请公开已归档",
    },
)
