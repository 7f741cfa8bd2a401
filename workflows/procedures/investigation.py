"""Inquiry and evidence (调查取证).

行政处罚法 art. 42, 55 and 生态环境行政处罚办法 art. 23: at least two certified officers, who show their
certificates; art. 29(3): the party is told the result of monitoring and appraisal; art. 35: suspension on a
listed ground, resumed at once when it is gone; art. 57(2): time of monitoring, appraisal and the like does not
count. It ends with a report (调查报告).
"""

from typing import cast

from models.acts import Act
from models.acts.investigation import (
    BeginExcludedTime,
    ConcludeInvestigation,
    EndExcludedTime,
    InformResults,
    InspectSite,
    Interview,
    ReceiveReport,
    ResumeInvestigation,
    SuspendInvestigation,
    TakeSample,
)
from models.people import Role
from workflows.procedures.correction import correction_confirmed
from workflows.procedures.guarding import (
    identity_was_shown,
    points_at,
    suspension_is_over,
    two_certified_officers,
)
from workflows.procedures.prior_notice import something_to_decide
from workflows.procedures.record import Record
from workflows.procedures.step import Condition, Opens, Procedure, Step, after, before, who

RULES = "《生态环境行政处罚办法》"
BUREAU = (1, 2)
EVIDENCE = ("inspect_site", "interview", "receive_report", "take_sample")


def _ground(_record: Record, act: Act) -> str:
    return cast("BeginExcludedTime", act.content).ground


def _suspended(_record: Record, _act: Act) -> str:
    return "investigation_suspended"


def _exceeds(_record: Record, act: Act) -> bool:
    return cast("ReceiveReport", act.content).exceeds


def _runs(record: Record) -> bool:
    return len(record.all("suspend_investigation")) == len(record.all("resume_investigation"))


RUNNING = Condition(_runs, "调查已中止，须先“恢复调查”", f"{RULES}第35条")
SUSPENDED = Condition(lambda record: not _runs(record), "调查没有中止，无须恢复", f"{RULES}第35条")
UNDECIDED = before("decide_penalty", "decide_no_penalty", "revoke_filing", "decline_filing")
STILL_OPEN = Condition(
    lambda record: something_to_decide(record) or not correction_confirmed(record),
    "案件已经决定，责令改正也已复查，不再调查取证",
)

ON_SITE = (two_certified_officers, identity_was_shown)

STEPS = (
    Step(
        InspectSite,
        who(Role.OFFICER, levels=BUREAU),
        needs=(STILL_OPEN,),
        guards=ON_SITE,
        stage="investigated",
        citation=f"{RULES}第23条",
    ),
    Step(
        Interview,
        who(Role.OFFICER, levels=BUREAU),
        needs=(STILL_OPEN,),
        guards=ON_SITE,
        stage="investigated",
        citation=f"{RULES}第23条",
    ),
    Step(
        TakeSample,
        who(Role.OFFICER, levels=BUREAU),
        needs=(STILL_OPEN,),
        guards=ON_SITE,
        stage="investigated",
        citation=f"{RULES}第23条",
    ),
    Step(
        BeginExcludedTime,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("file_case"), UNDECIDED),
        begins_excluded=_ground,
        citation=f"{RULES}第57条第2款",
    ),
    Step(
        EndExcludedTime,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU),
        needs=(after("begin_excluded_time"),),
        guards=(points_at("begin_excluded_time"),),
        ends_excluded=True,
        citation=f"{RULES}第57条第2款",
    ),
    Step(
        ReceiveReport,
        who(Role.OFFICER, Role.CLERK, levels=BUREAU, systems=True),
        opens=(Opens("correction_order_after_lab", when=_exceeds),),
        stage="investigated",
        citation=f"{RULES}第29条",
    ),
    Step(
        InformResults,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after("receive_report"),),
        guards=(points_at("receive_report"),),
        citation=f"{RULES}第29条第3款",
    ),
    Step(
        SuspendInvestigation,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("file_case"), RUNNING, UNDECIDED),
        begins_excluded=_suspended,
        stage="suspended",
        citation=f"{RULES}第35条",
    ),
    Step(
        ResumeInvestigation,
        who(Role.OFFICER, Role.HEAD, levels=BUREAU),
        needs=(SUSPENDED,),
        guards=(suspension_is_over,),
        ends_excluded=True,
        stage="investigated",
        citation=f"{RULES}第35条",
    ),
    Step(
        ConcludeInvestigation,
        who(Role.OFFICER, levels=BUREAU),
        needs=(after("file_case"), RUNNING, after(*EVIDENCE), UNDECIDED),
        stage="concluded",
        once=True,
        citation=f"{RULES}第34条",
    ),
)

PROCEDURE = Procedure(
    "investigation",
    "调查取证",
    STEPS,
    {"investigated": "调查中", "suspended": "中止调查", "concluded": "调查终结"},
)
