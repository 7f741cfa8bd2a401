"""Administrative reconsideration (行政复议), as it looks from the bureau whose decision is reconsidered."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, DayAhead, PointsAt
from models.acts.penalty import OfBurden, Yuan
from models.values import Day, Line, Text

ReconsiderationOutcome = Literal["maintain", "vary", "revoke", "redo", "unlawful", "void"]
"""维持、变更、撤销、撤销并责令重新作出、确认违法、确认无效."""


class ApplyReconsideration(OfBurden):
    """The party asks for reconsideration (申请行政复议)."""

    act: Literal["apply_reconsideration"] = "apply_reconsideration"
    label = "申请行政复议"
    body: Line
    through_bureau: bool = False
    """Whether the application was handed to the bureau itself (经处罚机关提交)."""


class ForwardReconsideration(Content):
    """The bureau keeps to its decision and forwards the application (转送复议申请)."""

    act: Literal["forward_reconsideration"] = "forward_reconsideration"
    label = "转送行政复议机关"
    of: Annotated[int, PointsAt("apply_reconsideration", once=True)]


class AskSupplement(Content):
    """The reconsideration body asks the applicant to complete the application (补正通知)."""

    act: Literal["ask_supplement"] = "ask_supplement"
    label = "复议机关通知补正"
    of: Annotated[int, PointsAt("apply_reconsideration")]


class SupplementReconsideration(Content):
    """The applicant completes the application (补正)."""

    act: Literal["supplement_reconsideration"] = "supplement_reconsideration"
    label = "申请人补正"
    of: Annotated[int, PointsAt("ask_supplement", once=True)]
    """The number of the request to complete."""


class AcceptReconsideration(Content):
    """The reconsideration body admits the application, or time has (受理、视为受理)."""

    act: Literal["accept_reconsideration"] = "accept_reconsideration"
    label = "受理行政复议"
    of: Annotated[int, PointsAt("apply_reconsideration", once=True)]
    procedure: Literal["ordinary", "summary"] = "ordinary"


class DeclineReconsideration(Content):
    """The applicant is served the decision not to admit, or to dismiss (不予受理、驳回申请)."""

    act: Literal["decline_reconsideration"] = "decline_reconsideration"
    label = "复议机关不予受理（驳回申请）"
    of: Annotated[int, PointsAt("apply_reconsideration")]
    kind: Literal["not_admitted", "dismissed"]
    reason: Text


class ReceiveReconsiderationCopy(Content):
    """The bureau receives the copy of the application (收到复议申请书副本)."""

    act: Literal["receive_reconsideration_copy"] = "receive_reconsideration_copy"
    label = "收到复议申请书副本"
    of: Annotated[int, PointsAt("accept_reconsideration", once=True)]
    """The number of the admission."""


class AnswerReconsideration(Approved):
    """The bureau answers, with all its evidence (提交答复书和证据)."""

    act: Literal["answer_reconsideration"] = "answer_reconsideration"
    label = "提交行政复议答复"
    of: Annotated[int, PointsAt("receive_reconsideration_copy", once=True)]
    """The number of the receipt of the copy."""
    with_evidence: bool
    """Whether all evidence, basis and papers go with it."""


class SuspendReconsideration(Content):
    """The reconsideration is suspended, or waits for an inspection or appraisal (复议中止、勘验、鉴定)."""

    act: Literal["suspend_reconsideration"] = "suspend_reconsideration"
    label = "复议中止"
    of: Annotated[int, PointsAt("accept_reconsideration")]
    reason: Text


class ResumeReconsideration(Content):
    """The reconsideration goes on (恢复复议)."""

    act: Literal["resume_reconsideration"] = "resume_reconsideration"
    label = "复议恢复"
    of: Annotated[int, PointsAt("suspend_reconsideration", once=True)]
    """The number of the suspension."""


class TerminateReconsideration(Content):
    """The applicant withdraws, or the parties settle, and the reconsideration ends (撤回申请、和解、终止)."""

    act: Literal["terminate_reconsideration"] = "terminate_reconsideration"
    label = "复议终止"
    of: Annotated[int, PointsAt("apply_reconsideration")]
    ground: Literal["withdrawn", "settled", "other"]


class DecideReconsideration(Content):
    """The decision on reconsideration is served (行政复议决定书送达)."""

    act: Literal["decide_reconsideration"] = "decide_reconsideration"
    label = "送达行政复议决定"
    of: Annotated[int, PointsAt("apply_reconsideration")]
    outcome: ReconsiderationOutcome
    fine: Yuan | None = None
    """The fine as varied, or the cost of a performance by another (变更后的数额)."""
    redo_by: Annotated[Day | None, DayAhead()] = None
    """The day the decision sets for deciding again; None = the general term."""
    suit_told: bool = True
    """Whether it tells the right to sue and the period (告知诉权和起诉期限)."""
