"""What police, procuratorate and court made of a referral (公安、检察、审判机关办理), recorded by a clerk or an officer.

移送适用行政拘留办法 art. 12 to 15: the police take the file, say what is missing, detain and say so, or send it back.
衔接工作办法 art. 8 to 11: they accept, file or refuse and say so; things are handed over; a refusal is answered by a
request for reconsideration, or the procuratorate is asked to step in (人民检察院办理行政执法机关移送涉嫌犯罪案件的规定 art. 10). Art. 16,
18: with refusal, dismissal, no prosecution or judgment the time for the penalty counts again; a conviction ends it.
Their terms are judged; nobody in the bureau answers for them.
"""

from collections.abc import Callable

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.step import Ends, Excludes, Opens, Procedure, Step, after, ends
from law.instruments import Suspension
from law.refusals import OutOfBounds
from models.acts.referral import (
    AnswerRefusal,
    HandOverItems,
    ReceiveDetentionCopy,
    ReceiveFilingNotice,
    ReceiveNonprosecutionNotice,
    RecordAppeal,
    RecordCriminalJudgment,
    RecordCustody,
    RecordDetention,
    RecordDismissal,
    RecordFilingOrdered,
    RecordNonprosecution,
    RecordPoliceAcceptance,
    RecordPoliceFiling,
    RecordPoliceReconsideration,
    RecordPoliceRefusal,
    RecordPoliceReturn,
    RecordProsecution,
    RecordReasonsDemanded,
    RecordReasonsGiven,
    RecordSupplementRequest,
    RecordTrial,
    ReferToPolice,
    SupplementMaterials,
)
from procedures.referral import reading
from procedures.referral.offset import says_what_the_court_imposed, set_off
from procedures.referral.steps import DESK, crime, detention


@asks_for(AskedFor("days", must="须大于零，不超过合并执行的上限", rule="detention_combined"))
def detention_is_possible(attempt: Attempt[RecordDetention]) -> None:
    """Refuse a length that no detention can have, even of several put together (行政拘留合并执行的上限)."""
    days, cited = attempt.content.days, attempt.law.catalogue.find("detention_combined", attempt.day)
    if days is None or cited is None:
        return
    most = cited.limit("max").amount
    if not 0 < days <= most:
        sentence = f"行政拘留{days}日不在法定范围以内，合并执行最长不超过{most}日，请核对决定书"
        raise OutOfBounds("detention-too-long", sentence, article=cited.citation, field="days")


def _review(attempt: Attempt[RecordPoliceAcceptance]) -> str:
    review = attempt.content.review
    return "" if review == "ordinary" else review


def _taken_up_again(attempt: Attempt[RecordPoliceReconsideration]) -> Suspension | None:
    return "crime_transfer" if attempt.content.filed else None


def _appealed(_attempt: Attempt[RecordAppeal]) -> Suspension | None:
    return "crime_transfer"


def _course(*courses: str) -> Callable[[Attempt[AnswerRefusal]], bool]:
    return lambda attempt: attempt.content.course in courses


def _still_refused(attempt: Attempt[RecordPoliceReconsideration]) -> bool:
    return not attempt.content.filed


REFERRED = after(ReferToPolice, article="referral_to_police")

POLICE = (
    Step(
        RecordPoliceAcceptance,
        DESK,
        opens=(
            Opens("police_filing_decision", variant=_review, when=crime),
            Opens("police_case_period", when=reading.counts_from_acceptance),
        ),
        stage="accepted_by_police",
        when_closed=True,
        citation=("police_receipt",),
    ),
    Step(
        RecordSupplementRequest,
        DESK,
        opens=(
            Opens("detention_supplement", when=detention, starts=reading.accepted_on, met=True),
            Opens("police_incomplete", variant="notify", when=crime, starts=reading.accepted_at, met=True),
            Opens("police_incomplete", variant="supplement", when=crime),
        ),
        when_closed=True,
        effects=(message("公安机关要求补充材料", "holder"),),
        citation=("incomplete_referral",),
    ),
    Step(
        SupplementMaterials,
        DESK,
        ends=(Ends("police_incomplete", variant="supplement"),),
        when_closed=True,
        citation=("police_incomplete",),
    ),
    Step(
        RecordPoliceReturn,
        DESK,
        ends=ends("police_case_period", "police_filing_decision"),
        opens=(
            Opens("detention_return", when=detention, starts=reading.accepted_on, met=True),
            Opens("police_wrong_jurisdiction", when=crime, starts=reading.found_at, met=True),
        ),
        ends_excluded=True,
        stage="returned_by_police",
        when_closed=True,
        effects=(message("公安机关退回案卷", "holder"),),
        citation=("police_return",),
    ),
    Step(
        RecordDetention,
        DESK,
        guards=(detention_is_possible,),
        ends=ends("police_case_period"),
        opens=(Opens("detention_copy"),),
        stage="detained",
        when_closed=True,
        citation=("detention_copy",),
    ),
    Step(
        ReceiveDetentionCopy,
        DESK,
        ends=ends("detention_copy"),
        when_closed=True,
        citation=("detention_copy",),
    ),
    Step(
        RecordPoliceFiling,
        DESK,
        ends=(*ends("police_filing_decision"), Ends("filing_supervision", variant="file")),
        opens=(
            Opens("police_notify", when=reading.crime_was_referred),
            Opens("police_case_period", when=reading.counts_from_filing),
        ),
        stage="crime_filed",
        when_closed=True,
        citation=("police_filing_decision",),
    ),
    Step(
        RecordPoliceRefusal,
        DESK,
        ends=ends("police_filing_decision"),
        opens=(Opens("police_notify"),),
        ends_excluded=True,
        stage="crime_refused",
        when_closed=True,
        citation=("police_filing_decision",),
    ),
    Step(
        RecordDismissal,
        DESK,
        opens=(Opens("police_notify"),),
        ends_excluded=True,
        stage="crime_refused",
        when_closed=True,
        citation=("police_notify",),
    ),
    Step(
        ReceiveFilingNotice,
        DESK,
        ends=ends("police_notify"),
        opens=(
            Opens("handover_items", when=reading.tells_of(RecordPoliceFiling)),
            Opens("crime_reconsideration", variant="request", when=reading.tells_of(RecordPoliceRefusal)),
        ),
        when_closed=True,
        effects=(message("收到公安机关立案结果通知", "holder"),),
        citation=("police_notify",),
    ),
    Step(
        HandOverItems,
        DESK,
        ends=ends("handover_items"),
        when_closed=True,
        citation=("handover_items",),
    ),
)

REFUSED = (
    Step(
        AnswerRefusal,
        DESK,
        ends=(
            Ends("crime_reconsideration", variant="request"),
            Ends("crime_reconsideration", variant="supervise", when=_course("supervision", "accepted")),
        ),
        opens=(
            Opens("crime_reconsideration", variant="answer", when=_course("reconsideration")),
            Opens("platform_entry", when=_course("reconsideration", "supervision")),
        ),
        when_closed=True,
        citation=("crime_reconsideration",),
    ),
    Step(
        RecordPoliceReconsideration,
        DESK,
        ends=(Ends("crime_reconsideration", variant="answer"),),
        opens=(Opens("crime_reconsideration", variant="supervise", when=_still_refused),),
        begins_excluded=Excludes(_taken_up_again),
        when_closed=True,
        citation=("crime_reconsideration",),
    ),
    Step(
        RecordReasonsDemanded,
        DESK,
        needs=(REFERRED,),
        opens=(Opens("filing_supervision", variant="explain"),),
        when_closed=True,
        citation=("filing_supervision",),
    ),
    Step(
        RecordReasonsGiven,
        DESK,
        ends=(Ends("filing_supervision", variant="explain"),),
        when_closed=True,
        citation=("filing_supervision",),
    ),
    Step(
        RecordFilingOrdered,
        DESK,
        needs=(after(RecordReasonsDemanded),),
        opens=(Opens("filing_supervision", variant="file"),),
        when_closed=True,
        citation=("filing_supervision",),
    ),
)

COURT = (
    Step(RecordCustody, DESK, needs=(REFERRED,), when_closed=True, stage="in_custody"),
    Step(RecordProsecution, DESK, needs=(REFERRED,), when_closed=True, stage="prosecuted"),
    Step(
        RecordNonprosecution,
        DESK,
        opens=(Opens("nonprosecution_notice"),),
        ends_excluded=True,
        stage="not_prosecuted",
        when_closed=True,
        citation=("nonprosecution_notice",),
    ),
    Step(
        ReceiveNonprosecutionNotice,
        DESK,
        ends=ends("nonprosecution_notice"),
        when_closed=True,
        effects=(message("收到不起诉告知", "holder"),),
        citation=("nonprosecution_notice",),
    ),
    Step(RecordTrial, DESK, needs=(after(RecordProsecution),), when_closed=True, stage="tried"),
    Step(
        RecordCriminalJudgment,
        DESK,
        guards=(says_what_the_court_imposed,),
        ends=reading.CONVICTION,
        opens=(reading.TO_TELL,),
        ends_excluded=True,
        stage="judged",
        when_closed=True,
        effects=(set_off,),
        citation=("crime_transfer_clock_stop",),
    ),
    Step(
        RecordAppeal,
        DESK,
        begins_excluded=Excludes(_appealed),
        stage="appealed",
        when_closed=True,
        citation=("crime_transfer_clock_stop",),
    ),
)

PROCEDURE = Procedure(
    "prosecution",
    "公安和司法机关办理",
    (*POLICE, *REFUSED, *COURT),
    {
        "accepted_by_police": "公安机关已受案",
        "returned_by_police": "公安机关已退回",
        "detained": "已决定行政拘留",
        "crime_filed": "公安机关已立案",
        "crime_refused": "公安机关未立案或者已撤案",
        "in_custody": "已采取强制措施",
        "prosecuted": "已提起公诉",
        "not_prosecuted": "不起诉",
        "tried": "已开庭审理",
        "judged": "已判决",
        "appealed": "上诉（抗诉）中",
    },
)
