"""What the police make of a referral (公安机关受理、立案、拘留), recorded by a clerk or an officer.

移送适用行政拘留办法 art. 12 to 15: they take the file, say what is missing, detain and say so, or send it back. 衔接工作办法
art. 8 to 11: they accept, file or refuse and say so; things are handed over.
"""

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt
from judging.effects import message
from judging.step import Ends, Opens, Step, ends, voids
from law.refusals import OutOfBounds
from models.acts.referral import (
    HandOverItems,
    ReceiveDetentionCopy,
    ReceiveFilingNotice,
    RecordDetention,
    RecordDismissal,
    RecordPoliceAcceptance,
    RecordPoliceFiling,
    RecordPoliceRefusal,
    RecordPoliceReturn,
    RecordSupplementRequest,
    SupplementMaterials,
)
from procedures.referral import reading
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
        raise OutOfBounds("detention-too-long", sentence, article=cited.shown, field="days")


def _review(attempt: Attempt[RecordPoliceAcceptance]) -> str:
    review = attempt.content.review
    return "" if review == "ordinary" else review


def _referral(attempt: Attempt[RecordPoliceFiling]) -> int | None:
    return attempt.content.of


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
        effects=(message("公安机关退回案卷", "holder"), reading.comes_back),
        citation=("police_return",),
    ),
    Step(
        RecordDetention,
        DESK,
        guards=(detention_is_possible,),
        ends=(Ends("police_case_period", of_all=True),),
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
        ends=(
            *ends("police_filing_decision"),
            Ends("filing_supervision", variant="file"),
            *voids("police_case_period", when=reading.counts_from_filing, about=_referral),
        ),
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
        effects=(reading.comes_back,),
        citation=("police_filing_decision",),
    ),
    Step(
        RecordDismissal,
        DESK,
        opens=(Opens("police_notify"),),
        ends_excluded=True,
        stage="crime_refused",
        when_closed=True,
        effects=(reading.comes_back,),
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
