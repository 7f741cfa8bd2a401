"""What a platform says of the work order by which it sent a complaint (平台工单): its deadline, urging, a return (退单)."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, DayAhead, PointsAt
from models.values import Day, Line, MaybeText, Text


class SetOrderDeadline(Content):
    """The platform sets, or moves, the last day by which it wants the work order dealt with (平台规定、调整办理时限)."""

    act: Literal["set_order_deadline"] = "set_order_deadline"
    label = "平台规定办理时限"
    handle_by: Annotated[Day, DayAhead()]
    """The last day that the platform has set; never a term of any law."""
    reason: MaybeText = ""


class RecordOrderUrging(Content):
    """The platform urges the work order (催办), or has it dealt with under its supervision (督办)."""

    act: Literal["record_order_urging"] = "record_order_urging"
    label = "平台催办、督办"
    way: Literal["remind", "supervise"]
    """催办 asks for haste and is counted; 督办 has to be replied to as well."""
    demand: Text
    reply_by: Annotated[Day | None, DayAhead()] = Field(default=None, exclude_if=lambda day: day is None)
    """The last day to reply that the platform has set; None = none was set."""


class ReplyToUrging(Content):
    """The platform is told how the work order stands (回复催办、督办)."""

    act: Literal["reply_to_urging"] = "reply_to_urging"
    label = "回复平台催办、督办"
    of: Annotated[int, PointsAt("record_order_urging", once=True)]
    result: Text
    """How it stands, without a word about who complained."""


class ReturnOrder(Approved):
    """The work order is not ours, and the platform is asked to take it back (申请退单)."""

    act: Literal["return_order"] = "return_order"
    label = "申请退单"
    ground: Literal["not_environmental", "elsewhere"]
    """Not a matter of the ecology department, or not of this place (不属于本部门职责、不属于本地管辖)."""
    competent: Line
    """Who is competent (有权处理的机关)."""
    reason: Text


class RecordReturnAccepted(Content):
    """The platform takes the work order back and sends it to whoever is competent (平台同意退单)."""

    act: Literal["record_return_accepted"] = "record_return_accepted"
    label = "平台同意退单"
    of: Annotated[int, PointsAt("return_order", once=True)]
    reason: MaybeText = ""


class RecordReturnRefused(Content):
    """The platform does not take the work order back (平台不同意退单): it is dealt with here, or transferred."""

    act: Literal["record_return_refused"] = "record_return_refused"
    label = "平台不同意退单"
    of: Annotated[int, PointsAt("return_order", once=True)]
    reason: Text
