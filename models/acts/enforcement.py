"""Enforcement through the court (申请人民法院强制执行): demand, application, ruling, execution, its suspension and end."""

from decimal import Decimal
from typing import Annotated, Literal

from models.acts.content import Approved, Content, DayAhead, PointsAt, Served
from models.acts.penalty import OfDecision, Yuan
from models.values import Day, Line, MaybeText, Text


class ServeDemand(OfDecision, Served):
    """A demand to perform is served (催告书送达); `of` may also be an order to correct, or what a performance cost."""

    act: Literal["serve_demand"] = "serve_demand"
    label = "送达催告书"
    of: Annotated[
        int | None,
        PointsAt(
            "serve_decision",
            "serve_daily_decision",
            "decide_on_the_spot",
            "serve_correction_order",
            "demand_substitute_cost",
        ),
    ] = None
    amount: Yuan = Decimal(0)
    """How much it demands, the surcharge included; nothing where an order to correct is to be performed."""
    perform_by: Annotated[Day | None, DayAhead()] = None
    """The day it sets for performing an order to correct (履行期限)."""
    rights_told: bool
    """Whether it tells the right to state and defend (陈述权、申辩权)."""


class StateOnDemand(Content):
    """The party states or defends itself on the demand (对催告的陈述、申辩)."""

    act: Literal["state_on_demand"] = "state_on_demand"
    label = "收到对催告的陈述申辩"
    of: Annotated[int, PointsAt("serve_demand")]
    summary: Text


class AnswerOnDemand(Content):
    """What the party said on the demand is examined and answered (复核对催告的陈述、申辩)."""

    act: Literal["answer_on_demand"] = "answer_on_demand"
    label = "复核对催告的陈述申辩"
    of: Annotated[int, PointsAt("state_on_demand", once=True)]
    accepted: Literal["wholly", "partly", "not"]
    reason: Text


class ApplyToCourt(OfDecision, Approved):
    """The bureau asks the court to enforce (申请人民法院强制执行), a decision or the cost of a performance."""

    act: Literal["apply_to_court"] = "apply_to_court"
    label = "申请人民法院强制执行"
    of: Annotated[
        int | None,
        PointsAt("serve_decision", "serve_daily_decision", "decide_on_the_spot", "demand_substitute_cost"),
    ] = None
    court: Line
    claimed: Yuan
    """How much is asked for, the surcharge included."""
    urgent: bool = False
    """Whether execution at once is asked for, to keep the public safe (申请立即执行)."""
    late_reason: MaybeText = ""
    """The justified reason for applying after the last day (正当理由); the court judges it."""


class CourtAccepts(Content):
    """The court accepts the application (法院受理)."""

    act: Literal["court_accepts"] = "court_accepts"
    label = "法院受理强制执行申请"
    of: Annotated[int, PointsAt("apply_to_court")]


class CourtRefuses(Content):
    """The bureau receives the ruling not to accept (收到不予受理裁定)."""

    act: Literal["court_refuses"] = "court_refuses"
    label = "收到不予受理裁定"
    of: Annotated[int, PointsAt("apply_to_court")]
    reason: Text


class CourtHears(Content):
    """The court finds reason to look deeper before it rules (明显违法情形审查, 听取意见)."""

    act: Literal["court_hears"] = "court_hears"
    label = "法院听取意见"
    of: Annotated[int, PointsAt("court_accepts", once=True)]
    reason: Text


class CourtRules(Content):
    """The court rules on execution (执行裁定)."""

    act: Literal["court_rules"] = "court_rules"
    label = "法院作出执行裁定"
    of: Annotated[int, PointsAt("court_accepts", once=True)]
    """The number of the acceptance."""
    outcome: Literal["enforce", "refuse"]
    urgent: bool = False
    """Whether the court's president approved execution at once."""
    reason: MaybeText = ""


class ReceiveRefusalToEnforce(Content):
    """The bureau receives the ruling not to enforce (收到不予执行裁定)."""

    act: Literal["receive_refusal_to_enforce"] = "receive_refusal_to_enforce"
    label = "收到不予执行裁定"
    of: Annotated[int, PointsAt("court_rules", once=True)]
    """The number of the ruling."""


class ObjectToCourt(Approved):
    """The bureau asks the upper court to look again (向上一级人民法院申请复议)."""

    act: Literal["object_to_court"] = "object_to_court"
    label = "向上一级法院申请复议"
    of: Annotated[int, PointsAt("court_refuses", "receive_refusal_to_enforce", once=True)]
    """The number of the receipt of the ruling objected to."""
    reason: Text


class UpperCourtRules(Content):
    """The upper court rules on the objection (上一级人民法院裁定)."""

    act: Literal["upper_court_rules"] = "upper_court_rules"
    label = "上一级法院裁定"
    of: Annotated[int, PointsAt("object_to_court", once=True)]
    """The number of the objection."""
    outcome: Literal["granted", "dismissed"]
    """Granted: the application is accepted, or execution goes ahead."""


class CourtExecutes(Content):
    """The court reports what execution brought (法院执行情况); money that came in is a payment of its own."""

    act: Literal["court_executes"] = "court_executes"
    label = "法院执行情况"
    of: Annotated[int, PointsAt("apply_to_court")]
    """The number of the application."""
    result: Literal["complete", "partial", "nothing"]


class SuspendExecution(OfDecision, Approved):
    """Execution is suspended (中止执行)."""

    act: Literal["suspend_execution"] = "suspend_execution"
    label = "中止执行"
    ground: Literal["unable", "third_party_claim", "irreparable_harm", "other"]
    reason: Text


class ResumeExecution(Content):
    """Execution is resumed (恢复执行)."""

    act: Literal["resume_execution"] = "resume_execution"
    label = "恢复执行"
    of: Annotated[int, PointsAt("suspend_execution", once=True)]


class EndExecution(OfDecision, Approved):
    """Execution ends for good (终结执行), or is not taken up again after years of suspension (不再执行)."""

    act: Literal["end_execution"] = "end_execution"
    label = "终结执行"
    ground: Literal["deceased", "dissolved", "object_lost", "decision_revoked", "never_resumed", "other"]
    harmless: bool = False
    """For `never_resumed`: there is no evident harm to society (没有明显社会危害)."""
    unable: bool = False
    """For `never_resumed`: the party is truly unable to perform (确无能力履行)."""
    reason: Text
