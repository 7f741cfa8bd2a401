"""What police, procuratorate and court made of a transfer (公安、检察、审判机关办理), recorded by a clerk or an officer.

移送适用行政拘留办法 art. 13 to 15: the police say what is missing, send a copy of the detention, or send the file back.
衔接工作办法 art. 8 to 11: they accept, file or refuse and say so; things are handed over; a refusal is answered by a
request for reconsideration, or the procuratorate is asked to step in (人民检察院办理行政执法机关移送涉嫌犯罪案件的规定 art. 10). Art. 16,
18: with refusal, dismissal, no prosecution or judgment the time for the penalty counts again. Their terms are
judged; nobody in the bureau answers for them.
"""

from typing import cast

from models.acts import Act
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
    RecordPoliceRefusal,
    RecordPoliceReturn,
    RecordProsecution,
    RecordReasonsDemanded,
    RecordReasonsGiven,
    RecordReconsideration,
    RecordSupplementRequest,
    RecordTrial,
    SupplementMaterials,
)
from workflows.procedures.effects import message
from workflows.procedures.guarding import points_at
from workflows.procedures.record import Record
from workflows.procedures.referral import DESK, DETENTION, LIAISON, crime, detention
from workflows.procedures.referral_reading import TRANSFER, accepted_at, accepted_on, found_at, tells_of
from workflows.procedures.step import Ends, Opens, Procedure, Step, Test, ends

SUPERVISION = "《人民检察院办理行政执法机关移送涉嫌犯罪案件的规定》"
TAKEN_UP = (TRANSFER, "record_reconsideration", "record_appeal")
"""What a branch runs from; its end points at one of them."""


def _review(_record: Record, act: Act) -> str:
    review = cast("RecordPoliceAcceptance", act.content).review
    return "" if review == "ordinary" else review


def _taken_up_again(_record: Record, act: Act) -> str:
    return "crime_transfer" if cast("RecordReconsideration", act.content).filed else ""


def _course(*courses: str) -> Test:
    return lambda _record, act: cast("AnswerRefusal", act.content).course in courses


def _still_refused(_record: Record, act: Act) -> bool:
    return not cast("RecordReconsideration", act.content).filed


POLICE = (
    Step(
        RecordPoliceAcceptance,
        DESK,
        guards=(points_at(TRANSFER),),
        opens=(
            Opens("police_filing_decision", case=_review, when=crime),
            Opens("police_case_period", when=detention),
        ),
        stage="accepted_by_police",
        once_each=True,
        when_closed=True,
        citation=f"{DETENTION}第13条；{LIAISON}第7条",
    ),
    Step(
        RecordSupplementRequest,
        DESK,
        guards=(points_at(TRANSFER),),
        opens=(
            Opens("detention_supplement", when=detention, starts=accepted_on, met=True),
            Opens("police_incomplete", case="notify", when=crime, starts=accepted_at, met=True),
            Opens("police_incomplete", case="supplement", when=crime),
        ),
        when_closed=True,
        effects=(message("公安机关要求补充材料", "holder"),),
        citation=f"{DETENTION}第13条；{LIAISON}第8条",
    ),
    Step(
        SupplementMaterials,
        DESK,
        guards=(points_at("record_supplement_request"),),
        ends=(Ends("police_incomplete", case="supplement"),),
        when_closed=True,
        citation=f"{LIAISON}第8条",
    ),
    Step(
        RecordPoliceReturn,
        DESK,
        guards=(points_at(TRANSFER),),
        ends=ends("police_case_period", "police_filing_decision"),
        opens=(
            Opens("detention_return", when=detention, starts=accepted_on, met=True),
            Opens("police_wrong_jurisdiction", when=crime, starts=found_at, met=True),
        ),
        ends_excluded=True,
        stage="returned_by_police",
        when_closed=True,
        effects=(message("公安机关退回案卷", "holder"),),
        citation=f"{DETENTION}第15条；{LIAISON}第9条",
    ),
    Step(
        RecordDetention,
        DESK,
        guards=(points_at(TRANSFER),),
        ends=ends("police_case_period"),
        opens=(Opens("detention_copy"),),
        stage="detained",
        when_closed=True,
        citation=f"{DETENTION}第14条",
    ),
    Step(
        ReceiveDetentionCopy,
        DESK,
        guards=(points_at("record_detention"),),
        ends=ends("detention_copy"),
        when_closed=True,
        citation=f"{DETENTION}第14条",
    ),
    Step(
        RecordPoliceFiling,
        DESK,
        guards=(points_at(TRANSFER),),
        ends=(*ends("police_filing_decision"), Ends("filing_supervision", case="file")),
        opens=(Opens("police_notify"),),
        stage="crime_filed",
        when_closed=True,
        citation=f"{LIAISON}第9条",
    ),
    Step(
        RecordPoliceRefusal,
        DESK,
        guards=(points_at(TRANSFER),),
        ends=ends("police_filing_decision"),
        opens=(Opens("police_notify"),),
        ends_excluded=True,
        stage="crime_refused",
        when_closed=True,
        citation=f"{LIAISON}第9条",
    ),
    Step(
        RecordDismissal,
        DESK,
        guards=(points_at(TRANSFER),),
        opens=(Opens("police_notify"),),
        ends_excluded=True,
        stage="crime_refused",
        when_closed=True,
        citation=f"{LIAISON}第9条",
    ),
    Step(
        ReceiveFilingNotice,
        DESK,
        guards=(points_at("record_police_filing", "record_police_refusal", "record_dismissal"),),
        ends=ends("police_notify"),
        opens=(
            Opens("handover_items", when=tells_of("record_police_filing")),
            Opens("crime_reconsideration", case="request", when=tells_of("record_police_refusal")),
        ),
        once_each=True,
        when_closed=True,
        effects=(message("收到公安机关立案结果通知", "holder"),),
        citation=f"{LIAISON}第9条",
    ),
    Step(
        HandOverItems,
        DESK,
        guards=(points_at("receive_filing_notice"),),
        ends=ends("handover_items"),
        when_closed=True,
        citation=f"{LIAISON}第10条",
    ),
)

REFUSED = (
    Step(
        AnswerRefusal,
        DESK,
        guards=(points_at("receive_filing_notice", "record_reconsideration"),),
        ends=(
            Ends("crime_reconsideration", case="request"),
            Ends("crime_reconsideration", case="supervise", when=_course("supervision", "accepted")),
        ),
        opens=(
            Opens("crime_reconsideration", case="answer", when=_course("reconsideration")),
            Opens("platform_entry", when=_course("reconsideration", "supervision")),
        ),
        once_each=True,
        when_closed=True,
        citation=f"{LIAISON}第11条",
    ),
    Step(
        RecordReconsideration,
        DESK,
        guards=(points_at("answer_refusal"),),
        ends=(Ends("crime_reconsideration", case="answer"),),
        opens=(Opens("crime_reconsideration", case="supervise", when=_still_refused),),
        begins_excluded=_taken_up_again,
        when_closed=True,
        citation=f"{LIAISON}第11条",
    ),
    Step(
        RecordReasonsDemanded,
        DESK,
        opens=(Opens("filing_supervision", case="explain"),),
        when_closed=True,
        citation=f"{SUPERVISION}第10条",
    ),
    Step(
        RecordReasonsGiven,
        DESK,
        guards=(points_at("record_reasons_demanded"),),
        ends=(Ends("filing_supervision", case="explain"),),
        when_closed=True,
        citation=f"{SUPERVISION}第10条",
    ),
    Step(
        RecordFilingOrdered,
        DESK,
        opens=(Opens("filing_supervision", case="file"),),
        when_closed=True,
        citation=f"{SUPERVISION}第10条",
    ),
)

COURT = (
    Step(RecordCustody, DESK, when_closed=True, stage="in_custody"),
    Step(RecordProsecution, DESK, when_closed=True, stage="prosecuted"),
    Step(
        RecordNonprosecution,
        DESK,
        guards=(points_at(*TAKEN_UP),),
        opens=(Opens("nonprosecution_notice"),),
        ends_excluded=True,
        stage="not_prosecuted",
        when_closed=True,
        citation=f"{LIAISON}第18条",
    ),
    Step(
        ReceiveNonprosecutionNotice,
        DESK,
        guards=(points_at("record_nonprosecution"),),
        ends=ends("nonprosecution_notice"),
        when_closed=True,
        effects=(message("收到不起诉告知", "holder"),),
        citation=f"{LIAISON}第18条",
    ),
    Step(RecordTrial, DESK, when_closed=True, stage="tried"),
    Step(
        RecordCriminalJudgment,
        DESK,
        guards=(points_at(*TAKEN_UP),),
        ends_excluded=True,
        stage="judged",
        when_closed=True,
        citation=f"{LIAISON}第16条",
    ),
    Step(
        RecordAppeal,
        DESK,
        guards=(points_at("record_criminal_judgment"),),
        begins_excluded=lambda _record, _act: "crime_transfer",
        stage="appealed",
        when_closed=True,
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
