"""Feedback and disclosure (反馈、公开)."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, OfParty, PointsAt
from models.values import MaybeLine, MaybeText, Text


class FeedBack(Content):
    """Who reported is told the result (反馈处理结果)."""

    act: Literal["feed_back"] = "feed_back"
    label = "反馈处理结果"
    fixed = frozenset({"to"})
    to: Literal["reporter", "sender", "township", "transferring_unit", "complaint", "joint_investigation"]
    """Whom: the reporter, the system that sent it, the township, the transferring unit, or the file it came from."""
    result: Text


class PublishDecision(OfParty):
    """The decision is made public (公开处罚决定)."""

    act: Literal["publish_decision"] = "publish_decision"
    label = "公开处罚决定"
    of: Annotated[
        int | None,
        PointsAt(
            "decide_penalty", "decide_daily_penalty", "serve_decision", "serve_daily_decision", "decide_on_the_spot"
        ),
    ] = None
    """The number of the decision, or of its service; None while only one waits to be published."""
    redacted: bool = True
    """Whether personal data, secrets and minors' data were taken out (处罚办法 art. 64)."""
    summary: Text


class WithholdPublication(Approved, OfParty):
    """The decision is not made public, with the legal reason (不予公开)."""

    act: Literal["withhold_publication"] = "withhold_publication"
    label = "不予公开"
    of: Annotated[
        int | None,
        PointsAt(
            "decide_penalty", "decide_daily_penalty", "serve_decision", "serve_daily_decision", "decide_on_the_spot"
        ),
    ] = None
    """The number of the decision, or of its service; None while only one waits to be published."""
    reason: Text


class RecordCreditReceipt(Content):
    """The credit platform says what became of the row that was uploaded for a decision (信用平台回执, 双公示)."""

    act: Literal["record_credit_receipt"] = "record_credit_receipt"
    label = "记录信用平台回执"
    of: Annotated[int, PointsAt("publish_decision")]
    """The number of the publication whose row was uploaded."""
    outcome: Literal["accepted", "rejected"]
    receipt_no: MaybeLine = ""
    """The number of the receipt; only what was accepted has one."""
    reason: MaybeText = ""
    """Why it was rejected, with the platform's code."""
