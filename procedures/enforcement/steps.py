"""Enforcement through the court (申请人民法院强制执行).

行政强制法 ch. 5: the bureau has no power of its own to collect. Once the decision is final and the days after the demand
have passed it asks the court, within its window (art. 53, 54). The court accepts within days or refuses, and the
bureau may object to the court above (art. 56); it rules on the papers (art. 57), or, where the decision looks
plainly unlawful, after hearing both sides and with more time (art. 58); in urgent cases execution follows at once
(art. 59). Execution may be suspended, is not taken up again after years of that, and may end for good (art. 39,
40). The case may be closed once the court has accepted (生态环境行政处罚办法 art. 77(2)).
"""

from datetime import date

from judging.attempt import Attempt
from judging.effects import document, message
from judging.step import Condition, Ends, Opens, Procedure, Step, after, ends, voids, who
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
from models.acts.substitute import DemandSubstituteCost
from models.people import Role
from procedures.enforcement.guards import (
    answered_once,
    application_fits,
    ending_is_grounded,
    execution_is_due,
    not_suspended_already,
    objected_to,
    objection_is_in_time,
    ruling_was_against_us,
    something_may_be_enforced,
)
from procedures.enforcement.window import ENFORCING
from procedures.payment.steps import ORDERED
from procedures.penalty.decisions import names_its_decision, served_by
from procedures.remedies import RECORDERS
from procedures.substitute_cost import cost_meant

BUREAU = (1, 2)
WINDOWS = ("court_application_window", "deferral_court_window")


def _objects_to_refusal(attempt: Attempt[ObjectToCourt]) -> bool:
    return objected_to(attempt) == "court_accept"


def _objects_to_ruling(attempt: Attempt[ObjectToCourt]) -> bool:
    return not _objects_to_refusal(attempt)


def _enforces_at_once(attempt: Attempt[CourtRules]) -> bool:
    return attempt.content.outcome == "enforce" and attempt.content.urgent


def _refuses_to_enforce(attempt: Attempt[CourtRules]) -> bool:
    return attempt.content.outcome == "refuse"


def _accepted_on(attempt: Attempt[CourtHears]) -> date | None:
    accepted = attempt.record.act(attempt.content.of)
    return accepted.day if accepted else None


def _shared_cost(attempt: Attempt[CourtAccepts]) -> int | None:
    """Return the demand for a cost that is with the court now: whoever else bears it, nobody asks the court again."""
    application = attempt.record.act(attempt.content.of, ApplyToCourt)
    demand = cost_meant(attempt.record, application) if application is not None else None
    return demand.no if demand is not None else None


SOMETHING_OWED = Condition(
    lambda now: ORDERED.holds(now) or now.record.has(DemandSubstituteCost), ORDERED.sentence, ORDERED.article
)
"""A decision orders money, or the cost of a performance was demanded."""

STEPS = (
    Step(
        ApplyToCourt,
        who(Role.HEAD, levels=BUREAU),
        needs=(SOMETHING_OWED,),
        bars=(something_may_be_enforced,),
        guards=(application_fits,),
        ends=tuple(Ends(rule, about=served_by) for rule in WINDOWS),
        opens=(Opens("court_accept"),),
        stage="court_applied",
        effects=(document("强制执行申请书", "强执"),),
        citation=("court_application",),
    ),
    Step(
        CourtAccepts,
        RECORDERS,
        needs=(after(ApplyToCourt),),
        guards=(answered_once,),
        ends=(
            Ends("court_accept", variant=""),
            *voids(*ENFORCING, about=_shared_cost, of_all=True),
        ),
        opens=(Opens("court_ruling_plain"),),
        stage="court_accepted",
        effects=(message("人民法院已受理强制执行申请", "holder"),),
        citation=("court_accept",),
    ),
    Step(
        CourtRefuses,
        RECORDERS,
        needs=(after(ApplyToCourt),),
        guards=(answered_once,),
        ends=(Ends("court_accept", variant=""),),
        opens=(Opens("court_accept", "objection"),),
        stage="court_not_accepted",
        effects=(message("人民法院不予受理强制执行申请", "holder"),),
        citation=("court_accept",),
    ),
    Step(
        CourtHears,
        RECORDERS,
        needs=(after(CourtAccepts),),
        ends=voids("court_ruling_plain"),
        opens=(Opens("court_ruling_contested", starts=_accepted_on),),
        stage="court_hearing",
        when_closed=True,
        citation=("court_ruling_contested",),
    ),
    Step(
        CourtRules,
        RECORDERS,
        needs=(after(CourtAccepts),),
        ends=(Ends("court_ruling_plain"), Ends("court_ruling_contested", variant="")),
        opens=(
            Opens("court_urgent", when=_enforces_at_once),
            Opens("court_ruling_contested", "service", when=_refuses_to_enforce),
        ),
        stage="court_ruled",
        when_closed=True,
        citation=("court_ruling",),
    ),
    Step(
        ReceiveRefusalToEnforce,
        RECORDERS,
        needs=(after(CourtRules),),
        guards=(ruling_was_against_us,),
        ends=(Ends("court_ruling_contested", variant="service"),),
        opens=(Opens("court_ruling_contested", "objection"),),
        stage="court_refused_to_enforce",
        when_closed=True,
        effects=(message("人民法院裁定不予执行", "holder"),),
        citation=("court_ruling_contested",),
    ),
    Step(
        ObjectToCourt,
        who(Role.HEAD, levels=BUREAU),
        needs=(after(CourtRefuses, ReceiveRefusalToEnforce),),
        guards=(objection_is_in_time,),
        ends=(Ends("court_accept", variant="objection"), Ends("court_ruling_contested", variant="objection")),
        opens=(
            Opens("court_accept", "upper_court", when=_objects_to_refusal),
            Opens("court_ruling_contested", "upper_court", when=_objects_to_ruling),
        ),
        stage="court_objected",
        when_closed=True,
        effects=(document("强制执行复议申请书", "执复"),),
        citation=("court_reconsideration",),
    ),
    Step(
        UpperCourtRules,
        RECORDERS,
        needs=(after(ObjectToCourt),),
        ends=(Ends("court_accept", variant="upper_court"), Ends("court_ruling_contested", variant="upper_court")),
        stage="upper_court_ruled",
        when_closed=True,
        citation=("court_reconsideration",),
    ),
    Step(
        CourtExecutes,
        RECORDERS,
        needs=(after(CourtRules),),
        ends=ends("court_urgent"),
        stage="court_executed",
        when_closed=True,
        citation=("court_urgent",),
    ),
    Step(
        SuspendExecution,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, not_suspended_already, execution_is_due),
        opens=(Opens("execution_terminates_3y"),),
        stage="execution_suspended",
        when_closed=True,
        citation=("execution_suspension",),
    ),
    Step(
        ResumeExecution,
        RECORDERS,
        needs=(after(SuspendExecution),),
        ends=voids("execution_terminates_3y"),
        stage="execution_resumed",
        when_closed=True,
        citation=("execution_suspension",),
    ),
    Step(
        EndExecution,
        who(Role.HEAD, levels=BUREAU),
        needs=(ORDERED,),
        guards=(names_its_decision, execution_is_due, ending_is_grounded),
        ends=(
            Ends("execution_terminates_3y", about=served_by),
            *voids(*ENFORCING, "demand_before_court", about=served_by),
        ),
        stage="execution_ended",
        when_closed=True,
        citation=("execution_ending",),
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
        "court_hearing": "法院听取意见",
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
