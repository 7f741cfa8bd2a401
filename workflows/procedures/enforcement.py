"""Enforcement through the court (申请人民法院强制执行).

行政强制法 ch. 5: the bureau has no power of its own to collect. Once the decision is final and the days after the demand
have passed it asks the court, within its window (art. 53, 54). The court accepts within days or refuses, and the
bureau may object to the court above (art. 56); it rules on the papers (art. 57), or, where the decision looks
plainly unlawful, after hearing both sides and with more time (art. 58); in urgent cases execution follows at once
(art. 59). Execution may be suspended, is not taken up again after years of that, and may end for good (art. 39,
40). The case may be closed once the court has accepted (生态环境行政处罚办法 art. 77(2)).
"""

from datetime import date
from typing import cast

from models.acts import Act
from models.acts.enforcement import (
    ApplyToCourt,
    CourtAccepts,
    CourtExecutes,
    CourtHears,
    CourtRefuses,
    CourtRules,
    EndExecution,
    ObjectToCourt,
    ReceiveRefusalToEnforce,
    ResumeExecution,
    SuspendExecution,
    UpperCourtRules,
)
from models.people import Role
from workflows.procedures.court_window import COERCION, ENFORCING
from workflows.procedures.decisions import names_its_decision, served_by
from workflows.procedures.effects import document, message
from workflows.procedures.enforcement_guards import (
    answered_once,
    application_fits,
    ending_is_grounded,
    not_suspended_already,
    objected_to,
    objection_is_in_time,
    ruling_was_against_us,
    something_may_be_enforced,
)
from workflows.procedures.guarding import points_at
from workflows.procedures.payment import ORDERED
from workflows.procedures.record import Record
from workflows.procedures.remedies import RECORDERS
from workflows.procedures.step import Ends, Opens, Procedure, Step, after, ends, voids, who

BUREAU = (1, 2)
WINDOWS = ("court_application_window", "deferral_court_window")


def _objects_to_refusal(record: Record, act: Act) -> bool:
    return objected_to(record, act) == "court_accept"


def _objects_to_ruling(record: Record, act: Act) -> bool:
    return not _objects_to_refusal(record, act)


def _enforces_at_once(_record: Record, act: Act) -> bool:
    content = cast("CourtRules", act.content)
    return content.outcome == "enforce" and content.urgent


def _refuses_to_enforce(_record: Record, act: Act) -> bool:
    return cast("CourtRules", act.content).outcome == "refuse"


def _accepted_on(record: Record, act: Act) -> date | None:
    accepted = record.act(cast("CourtHears", act.content).of)
    return accepted.day if accepted else None


STEPS = (
    Step(
        ApplyToCourt,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        bars=(something_may_be_enforced,),
        guards=(names_its_decision, application_fits),
        ends=tuple(Ends(rule, about=served_by) for rule in WINDOWS),
        opens=(Opens("court_accept"),),
        stage="court_applied",
        effects=(document("强制执行申请书", "强执"),),
        citation=f"{COERCION}第53条至第55条",
    ),
    Step(
        CourtAccepts,
        RECORDERS,
        needs=(after("apply_to_court"),),
        guards=(points_at("apply_to_court"), answered_once),
        ends=(Ends("court_accept", case=""),),
        opens=(Opens("court_ruling_plain"),),
        stage="court_accepted",
        effects=(message("人民法院已受理强制执行申请", "holder"),),
        citation=f"{COERCION}第56条",
    ),
    Step(
        CourtRefuses,
        RECORDERS,
        needs=(after("apply_to_court"),),
        guards=(points_at("apply_to_court"), answered_once),
        ends=(Ends("court_accept", case=""),),
        opens=(Opens("court_accept", "objection"),),
        stage="court_not_accepted",
        effects=(message("人民法院不予受理强制执行申请", "holder"),),
        citation=f"{COERCION}第56条",
    ),
    Step(
        CourtHears,
        RECORDERS,
        needs=(after("court_accepts"),),
        guards=(points_at("court_accepts"),),
        ends=voids("court_ruling_plain"),
        opens=(Opens("court_ruling_contested", starts=_accepted_on),),
        stage="court_hears",
        once_each=True,
        when_closed=True,
        citation=f"{COERCION}第58条",
    ),
    Step(
        CourtRules,
        RECORDERS,
        needs=(after("court_accepts"),),
        guards=(points_at("court_accepts"),),
        ends=(Ends("court_ruling_plain"), Ends("court_ruling_contested", case="")),
        opens=(
            Opens("court_urgent", when=_enforces_at_once),
            Opens("court_ruling_contested", "service", when=_refuses_to_enforce),
        ),
        stage="court_ruled",
        once_each=True,
        when_closed=True,
        citation=f"{COERCION}第57条至第59条",
    ),
    Step(
        ReceiveRefusalToEnforce,
        RECORDERS,
        needs=(after("court_rules"),),
        guards=(points_at("court_rules"), ruling_was_against_us),
        ends=(Ends("court_ruling_contested", case="service"),),
        opens=(Opens("court_ruling_contested", "objection"),),
        stage="court_refused_to_enforce",
        once_each=True,
        when_closed=True,
        effects=(message("人民法院裁定不予执行", "holder"),),
        citation=f"{COERCION}第58条",
    ),
    Step(
        ObjectToCourt,
        who(Role.HEAD, levels=BUREAU),
        needs=(after("court_refuses", "receive_refusal_to_enforce"),),
        guards=(points_at("court_refuses", "receive_refusal_to_enforce"), objection_is_in_time),
        ends=(Ends("court_accept", case="objection"), Ends("court_ruling_contested", case="objection")),
        opens=(
            Opens("court_accept", "upper_court", when=_objects_to_refusal),
            Opens("court_ruling_contested", "upper_court", when=_objects_to_ruling),
        ),
        stage="court_objected",
        once_each=True,
        when_closed=True,
        effects=(document("强制执行复议申请书", "执复"),),
        citation=f"{COERCION}第56条第2款、第58条第3款",
    ),
    Step(
        UpperCourtRules,
        RECORDERS,
        needs=(after("object_to_court"),),
        guards=(points_at("object_to_court"),),
        ends=(Ends("court_accept", case="upper_court"), Ends("court_ruling_contested", case="upper_court")),
        stage="upper_court_ruled",
        once_each=True,
        when_closed=True,
        citation=f"{COERCION}第56条第2款、第58条第3款",
    ),
    Step(
        CourtExecutes,
        RECORDERS,
        needs=(after("court_rules"),),
        guards=(points_at("apply_to_court"),),
        ends=ends("court_urgent"),
        stage="court_executed",
        when_closed=True,
        citation=f"{COERCION}第59条",
    ),
    Step(
        SuspendExecution,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, not_suspended_already),
        opens=(Opens("execution_terminates_3y"),),
        stage="execution_suspended",
        when_closed=True,
        citation=f"{COERCION}第39条",
    ),
    Step(
        ResumeExecution,
        RECORDERS,
        needs=(after("suspend_execution"),),
        guards=(points_at("suspend_execution"),),
        ends=voids("execution_terminates_3y"),
        stage="execution_resumed",
        once_each=True,
        when_closed=True,
        citation=f"{COERCION}第39条",
    ),
    Step(
        EndExecution,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, ending_is_grounded),
        ends=(
            Ends("execution_terminates_3y", about=served_by),
            *voids(*ENFORCING, "demand_before_court", about=served_by),
        ),
        stage="execution_ended",
        when_closed=True,
        citation=f"{COERCION}第39条第2款、第40条",
    ),
)

PROCEDURE = Procedure(
    "enforcement",
    "申请法院强制执行",
    STEPS,
    {
        "court_applied": "已申请强制执行",
        "court_accepted": "法院已受理",
        "court_not_accepted": "法院不予受理",
        "court_hears": "法院听取意见",
        "court_ruled": "法院已裁定",
        "court_refused_to_enforce": "法院不予执行",
        "court_objected": "已向上一级法院申请复议",
        "upper_court_ruled": "上一级法院已裁定",
        "court_executed": "已执行",
        "execution_suspended": "已中止执行",
        "execution_resumed": "已恢复执行",
        "execution_ended": "已终结执行",
    },
)
