"""Around reconsideration and suit (复议、诉讼): a stay of execution, and what keeps the party from acting in time."""

from typing import Annotated, Literal

from models.acts.content import Content, OfParty, PointsAt
from models.acts.penalty import OfBurden
from models.values import Text


class OrderStay(OfBurden):
    """Execution of the decision, or of the order or measure that is contested, is stayed (停止执行)."""

    act: Literal["order_stay"] = "order_stay"
    label = "停止执行处罚决定"
    ordered_by: Literal["bureau", "reconsideration_body", "court"]
    reason: Text


class LiftStay(Content):
    """The stay ends (恢复执行处罚决定)."""

    act: Literal["lift_stay"] = "lift_stay"
    label = "解除停止执行"
    of: Annotated[int, PointsAt("order_stay", once=True)]


class BeginHindrance(OfParty):
    """Something beyond the party keeps it from asking for reconsideration or suing (耽误期限的正当理由)."""

    act: Literal["begin_hindrance"] = "begin_hindrance"
    label = "当事人行使救济权受阻"
    ground: Literal["force_majeure", "promise_to_correct", "guardian_absent"]
    reason: Text


class EndHindrance(Content):
    """The hindrance is gone and the periods run on (障碍消除)."""

    act: Literal["end_hindrance"] = "end_hindrance"
    label = "障碍消除"
    of: Annotated[int, PointsAt("begin_hindrance", once=True)]
