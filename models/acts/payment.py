"""Paying what a decision orders (缴纳): payments, deferral and instalments, an agreement on how to perform."""

from typing import Annotated, Literal

from models.acts.content import Approved, BearsExhibits, Content, DayAhead, DayBehind, PointsAt
from models.acts.penalty import OfDecision, Yuan
from models.values import Day, Line, Several, Text, Value


class Instalment(Value):
    """One payment of a plan (分期缴纳的一期)."""

    due_on: Annotated[Day, DayAhead()]
    amount: Yuan


class RecordPayment(BearsExhibits, OfDecision):
    """A payment arrived at the collecting bank (缴纳罚款)."""

    act: Literal["record_payment"] = "record_payment"
    label = "缴纳罚款"
    amount: Yuan
    receipt: Line
    source: Literal["party", "court", "set_off"] = "party"
    """Paid by the party, collected by the court, or set off by auction of what had been seized (拍卖抵缴)."""


class CollectOnTheSpot(OfDecision):
    """An officer collects a fine on the spot, against a receipt of the finance department (当场收缴)."""

    act: Literal["collect_on_the_spot"] = "collect_on_the_spot"
    label = "当场收缴罚款"
    amount: Yuan
    receipt: Line
    ground: Literal["small", "hard_later", "remote"]
    """A small fine on the spot, one hard to collect later, or a remote place where the party asks for it."""
    asked_by_party: bool = False


class HandInCollection(Content):
    """The officer hands in to the bureau what was collected (交至行政机关)."""

    act: Literal["hand_in_collection"] = "hand_in_collection"
    label = "交回当场收缴的罚款"
    of: Annotated[int, PointsAt("collect_on_the_spot", once=True)]


class BankCollection(Content):
    """The bureau pays in at the bank what was handed in (缴付指定银行)."""

    act: Literal["bank_collection"] = "bank_collection"
    label = "将当场收缴的罚款缴付银行"
    of: Annotated[int, PointsAt("hand_in_collection", once=True)]
    """The number of the handing in."""


class RefundPayment(Content):
    """Money that was paid on a decision which no longer orders it is given back (退还罚没款)."""

    act: Literal["refund_payment"] = "refund_payment"
    label = "退还罚没款"
    of: Annotated[int, PointsAt("serve_decision", "serve_daily_decision", "decide_on_the_spot")]
    """The number of the act that served the decision on which it was paid."""
    amount: Yuan
    interest: Yuan | None = None
    """The interest of a bank that was paid with it (银行同期存款利息)."""
    receipt: Line
    way: Literal["returned", "deposited"] = "returned"
    """Returned to the party, or deposited for one that cannot be found or does not take it (提存)."""


class DeferPayment(OfDecision, Approved):
    """Payment is deferred or split on written application (延期、分期缴纳)."""

    act: Literal["defer_payment"] = "defer_payment"
    label = "批准延期（分期）缴纳"
    applied_on: Annotated[Day, DayBehind()]
    until: Annotated[Day, DayAhead()]
    """The last day of the whole plan."""
    parts: Several[Instalment] = ()
    """The payments of a plan by instalments; none = everything on the last day."""


class RefuseDeferral(OfDecision, Approved):
    """The application for deferral or instalments is refused, with reasons (不予延期、分期)."""

    act: Literal["refuse_deferral"] = "refuse_deferral"
    label = "不予延期（分期）缴纳"
    applied_on: Annotated[Day | None, DayBehind()] = None
    """The day of the application that is refused; acts from before do not say it."""
    reason: Text


class ForgoSurcharge(OfDecision, Approved):
    """The bureau decides not to add a surcharge to a fine that was paid late (决定不加处罚款), as it may."""

    act: Literal["forgo_surcharge"] = "forgo_surcharge"
    label = "决定不加处罚款"
    reason: Text


class AgreeExecution(OfDecision, Approved):
    """Bureau and party agree on performance in stages (执行协议, 行政强制法 art. 42)."""

    act: Literal["agree_execution"] = "agree_execution"
    label = "达成执行协议"
    terms: Text
    remedied: bool
    """Whether the party has taken measures of remedy (采取补救措施)."""
    surcharge_waived: Yuan
    """How much of the surcharge is given up; only to who has remedied."""
