"""Administrative review (行政复议), as it looks from the bureau whose decision is under review."""

from datetime import date
from typing import Literal

from models.acts.content import Approved, Content, OfDecision
from models.acts.penalty import Yuan
from models.values import Line, Text

ReviewOutcome = Literal["maintain", "vary", "revoke", "redo", "unlawful", "void"]
"""维持、变更、撤销、撤销并责令重新作出、确认违法、确认无效."""


class ApplyReview(OfDecision):
    """The party asks for review (申请行政复议)."""

    act: Literal["apply_review"] = "apply_review"
    label = "申请行政复议"
    body: Line
    through_bureau: bool = False
    """Whether the application was handed to the bureau itself (经处罚机关提交)."""


class ForwardReview(Content):
    """The bureau keeps to its decision and forwards the application (转送复议申请)."""

    act: Literal["forward_review"] = "forward_review"
    label = "转送行政复议机关"
    of: int


class AskSupplement(Content):
    """The review body asks the applicant to complete the application (补正通知)."""

    act: Literal["ask_supplement"] = "ask_supplement"
    label = "复议机关通知补正"
    of: int


class SupplementReview(Content):
    """The applicant completes the application (补正)."""

    act: Literal["supplement_review"] = "supplement_review"
    label = "申请人补正"
    of: int
    """The number of the request to complete."""


class AdmitReview(Content):
    """The review body admits the application, or time has (受理、视为受理)."""

    act: Literal["admit_review"] = "admit_review"
    label = "受理行政复议"
    of: int
    procedure: Literal["ordinary", "summary"] = "ordinary"


class DeclineReview(Content):
    """The applicant is served the decision not to admit, or to dismiss (不予受理、驳回申请)."""

    act: Literal["decline_review"] = "decline_review"
    label = "复议机关不予受理（驳回申请）"
    of: int
    kind: Literal["not_admitted", "dismissed"]
    reason: Text


class ReceiveReviewCopy(Content):
    """The bureau receives the copy of the application (收到复议申请书副本)."""

    act: Literal["receive_review_copy"] = "receive_review_copy"
    label = "收到复议申请书副本"
    of: int
    """The number of the admission."""


class AnswerReview(Approved):
    """The bureau answers, with all its evidence (提交答复书和证据)."""

    act: Literal["answer_review"] = "answer_review"
    label = "提交行政复议答复"
    of: int
    """The number of the receipt of the copy."""
    with_evidence: bool
    """Whether all evidence, basis and papers go with it."""


class SuspendReview(Content):
    """The review is suspended, or waits for an inspection or appraisal (复议中止、勘验、鉴定)."""

    act: Literal["suspend_review"] = "suspend_review"
    label = "复议中止"
    of: int
    reason: Text


class ResumeReview(Content):
    """The review goes on (恢复复议)."""

    act: Literal["resume_review"] = "resume_review"
    label = "复议恢复"
    of: int
    """The number of the suspension."""


class WithdrawReview(Content):
    """The applicant withdraws, or the parties settle, and the review ends (撤回申请、和解、终止)."""

    act: Literal["withdraw_review"] = "withdraw_review"
    label = "复议终止"
    of: int
    ground: Literal["withdrawn", "settled", "other"]


class DecideReview(Content):
    """The review decision is served (行政复议决定书送达)."""

    act: Literal["decide_review"] = "decide_review"
    label = "送达行政复议决定"
    of: int
    outcome: ReviewOutcome
    fine: Yuan | None = None
    """The fine as varied."""
    redo_by: date | None = None
    """The day the decision sets for deciding again; None = the general term."""
    suit_told: bool = True
    """Whether it tells the right to sue and the period (告知诉权和起诉期限)."""
