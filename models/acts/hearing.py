"""The hearing (听证): request, answer, notice, sitting, report."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Content, DayAhead, OfParty, PointsAt, Served
from models.values import Day, Line, MaybeText, Text


class RequestHearing(OfParty):
    """The party asks for a hearing (申请听证); a late request is received too, and answered by a refusal."""

    act: Literal["request_hearing"] = "request_hearing"
    label = "申请听证"
    of: Annotated[int | None, PointsAt("serve_notice", "serve_daily_notice", "serve_measure_notice")] = None
    """The number of the notice it is about; None = the last one."""
    summary: MaybeText = ""


class WaiveHearing(OfParty):
    """The party gives up the hearing in writing (书面放弃听证); statement and defence stay its right."""

    act: Literal["waive_hearing"] = "waive_hearing"
    label = "放弃听证"
    of: Annotated[int | None, PointsAt("serve_notice", "serve_daily_notice", "serve_measure_notice")] = None
    """The number of the notice it is about; None = the last one."""
    in_writing: bool


class RefuseHearing(Served):
    """The request is refused, with reasons (不予听证): out of time, or no right to a hearing."""

    act: Literal["refuse_hearing"] = "refuse_hearing"
    label = "不予听证"
    of: Annotated[int, PointsAt("request_hearing")]
    reason: Text


class WithdrawHearing(Content):
    """The party withdraws its request (撤回听证申请)."""

    act: Literal["withdraw_hearing"] = "withdraw_hearing"
    label = "撤回听证申请"
    of: Annotated[int, PointsAt("request_hearing")]


class ServeHearingNotice(Served):
    """Time, place and chair are told to the party (听证通知书送达)."""

    act: Literal["serve_hearing_notice"] = "serve_hearing_notice"
    label = "送达听证通知书"
    of: Annotated[int, PointsAt("request_hearing")]
    """The number of the request."""
    hearing_on: Annotated[Day, DayAhead()]
    place: Line
    chair: Line
    """Id of the chair (听证主持人)."""
    closed_for: Literal["", "state_secret", "trade_secret", "privacy"] = ""
    """Why the hearing is not public (不公开听证的理由); empty = it is public, as the law has it."""


class HoldHearing(Content):
    """The hearing is held, or ends because the party stays away without reason (举行听证)."""

    act: Literal["hold_hearing"] = "hold_hearing"
    label = "举行听证"
    of: Annotated[int, PointsAt("request_hearing")]
    """The number of the request."""
    chair: Line
    recorder: Line
    agents: Annotated[int, Field(ge=0)] = 0
    is_absent: bool = False
    """Whether the party stayed away or left without good reason (视为放弃听证); the hearing is then over."""
    record: Text


class ConcludeHearing(Content):
    """The chair reports on the hearing (听证报告); the time of the hearing ends."""

    act: Literal["conclude_hearing"] = "conclude_hearing"
    label = "听证报告"
    of: Annotated[int, PointsAt("request_hearing")]
    """The number of the request."""
    opinion: Text
