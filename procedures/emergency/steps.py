"""An environmental emergency (突发环境事件): known, reported by its class within hours, responded to, investigated, ended.

突发环境事件信息报告办法 (令17): from the instant at which the bureau finds or learns of it, an ordinary or larger one is
reported within four hours to the own government and the superior, a major or extraordinary one within two to the own
government, the province and, past those between, the ministry (art. 3); while the class is not known and water, heavy
metals, crowds or a province's border are touched, as a major one (art. 4). The hours run through nights and holidays. A
class that changes is reported as what it has become. Neighbours are told (art. 8); first, follow-up and final reports
are in writing, what was telephoned is written after (art. 12 to 14). With the end of the response the days of the
investigation begin (突发环境事件调查处理办法, 令32, art. 16), without those of the assessment of damage; who
investigates follows from the class (art. 4). What was found to be a violation becomes a case of its own.
"""

from judging.answering import CITY, COUNTY, chain, nearest
from judging.record import Record
from judging.step import (
    Condition,
    Opens,
    Procedure,
    Step,
    after,
    before,
    ends,
    voids,
)
from models.acts.emergency import (
    ArchiveEmergency,
    CloseEmergency,
    FindNoEmergency,
    SendFinalReport,
    StartResponse,
)
from models.people import Answerable
from procedures.assistance_requests import ANSWERED
from procedures.emergency import following, guards, reporting
from procedures.emergency.closing import CLOSABLE, RESPONDED
from procedures.emergency.conditions import (
    CLASSED,
    HEAD,
    OPEN,
    RECORDERS,
    REPORTED,
    TERMS,
)
from procedures.emergency.reading import (
    GENERAL,
    cases_on_their_way,
)
from procedures.finding import REASSIGNMENT
from procedures.joint_origin import CONCLUDED


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers: the county's, or the city's where the city learned of it itself."""
    levels, opening = chain(record), record.opening
    if opening is None or not levels:
        return None
    return nearest(levels, CITY if opening.by.level == CITY else COUNTY)


ARRIVED = Condition(
    lambda now: not cases_on_their_way(now), "案件正在开立，尚未收到回执，不得归档", "emergency_follows"
)
STEPS = (
    *reporting.STEPS,
    *following.STEPS,
    Step(
        SendFinalReport,
        RECORDERS,
        needs=(REPORTED, RESPONDED, OPEN),
        guards=(guards.everyone_is_told,),
        ends=(*ends("norm.emergency_final"), *voids("norm.emergency_follow_up")),
        stage="emergency_told",
        citation=("emergency_report_types",),
    ),
    Step(
        FindNoEmergency,
        HEAD,
        needs=(before(StartResponse), CONCLUDED, ANSWERED),
        ends=voids(*TERMS),
        opens=(Opens("norm.emergency_archive"),),
        stage="emergency_none",
        once=True,
        citation=(GENERAL,),
    ),
    Step(
        CloseEmergency,
        HEAD,
        needs=(
            CLASSED,
            after(SendFinalReport, article="emergency_report_types"),
            *CLOSABLE,
            CONCLUDED,
            ANSWERED,
        ),
        ends=voids(*TERMS),
        opens=(Opens("norm.emergency_archive"),),
        stage="emergency_closed",
        once=True,
        citation=("emergency_after",),
    ),
    Step(
        ArchiveEmergency,
        RECORDERS,
        needs=(after(CloseEmergency, FindNoEmergency), ARRIVED),
        ends=ends("norm.emergency_archive"),
        stage="emergency_archived",
        once=True,
        when_closed=True,
        citation=("emergency_archive",),
    ),
    REASSIGNMENT,
)

PROCEDURE = Procedure(
    "emergency",
    "突发环境事件应对",
    STEPS,
    {
        "emergency_known": "已接报突发环境事件",
        "emergency_classed": "已认定事件等级",
        "emergency_reported": "已报告事件信息",
        "emergency_responded": "应急响应中",
        "emergency_response_ended": "应急响应已终止",
        "emergency_investigated": "事件调查中",
        "emergency_found": "事件调查已完成",
        "emergency_told": "已报告处理结果",
        "emergency_none": "不属于突发环境事件",
        "emergency_closed": "突发环境事件已办结",
        "emergency_archived": "突发环境事件已归档",
    },
)
