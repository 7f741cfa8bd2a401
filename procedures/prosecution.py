"""What police, procuratorate and court made of a referral (公安、检察、审判机关办理), recorded by a clerk or an officer.

移送适用行政拘留办法 art. 12 to 15: the police take the file, say what is missing, detain and say so, or send it back.
衔接工作办法 art. 8 to 11: they accept, file or refuse and say so; things are handed over; a refusal is answered by a
request for reconsideration, or the procuratorate is asked to step in (人民检察院办理行政执法机关移送涉嫌犯罪案件的规定 art. 10). Art. 16,
18: with refusal, dismissal, no prosecution or judgment the time for the penalty counts again; a conviction ends it.
Their terms are judged; nobody in the bureau answers for them.
"""

from collections.abc import Callable

from judging.attempt import Attempt
from judging.effects import message
from judging.step import Ends, Excludes, Opens, Procedure, Step, after, ends
from law.instruments import Suspension
from models.acts.referral import (
    AnswerRefusal,
    ReceiveNonprosecutionNotice,
    RecordAppeal,
    RecordCriminalJudgment,
    RecordCustody,
    RecordFilingOrdered,
    RecordNonprosecution,
    RecordPoliceReconsideration,
    RecordProsecution,
    RecordReasonsDemanded,
    RecordReasonsGiven,
    RecordTrial,
    ReferToPolice,
)
from procedures.platform import may_have_joined
from procedures.referral import reading
from procedures.referral.offset import says_what_the_court_imposed, set_off
from procedures.referral.police import POLICE
from procedures.referral.steps import DESK


def _taken_up_again(attempt: Attempt[RecordPoliceReconsideration]) -> Suspension | None:
    return "crime_transfer" if attempt.content.filed else None


def _appealed(_attempt: Attempt[RecordAppeal]) -> Suspension | None:
    return "crime_transfer"


def _course(*courses: str) -> Callable[[Attempt[AnswerRefusal]], bool]:
    return lambda attempt: attempt.content.course in courses


def _asked_on_the_platform(attempt: Attempt[AnswerRefusal]) -> bool:
    return attempt.content.course in ("reconsideration", "supervision") and may_have_joined(attempt)


def _still_refused(attempt: Attempt[RecordPoliceReconsideration]) -> bool:
    return not attempt.content.filed


REFERRED = after(ReferToPolice, article="referral_to_police")

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
            Opens("platform_entry", when=_asked_on_the_platform),
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
        effects=(reading.comes_back,),
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
        effects=(set_off, reading.comes_back),
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
