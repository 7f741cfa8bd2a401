"""Requests for assistance (协助调查函): asked in one file, dealt with in a file of its own, answered or declined."""

from typing import Annotated, Literal

from models.acts.content import Content, DayAhead, PointsAt, ToldByFile
from models.acts.finding import TellsOfViolation
from models.acts.waiting import StopsWaiting
from models.people import Answerable
from models.values import Count, Day, Line, MaybeLine, MaybeText, Several, Text


class RequestAssistance(Content):
    """Another authority is asked in writing to help with the investigation (发出协助调查函)."""

    act: Literal["request_assistance"] = "request_assistance"
    label = "发出协助调查函"
    unit: MaybeLine = ""
    """The unit of the register that is asked; empty where it is an authority outside."""
    answerable: Answerable | None = None
    """Who answers there."""
    body: MaybeLine = ""
    """The authority outside that is asked, as the bureau of another city."""
    document_no: Line
    request: Text
    due: Annotated[Day, DayAhead()]


class UrgeAssistance(Content):
    """The authority is reminded that its answer is due (催办协助调查)."""

    act: Literal["urge_assistance"] = "urge_assistance"
    label = "催办协助调查"
    of: Annotated[int, PointsAt("request_assistance")]


class WithdrawAssistanceRequest(StopsWaiting):
    """Help is no longer needed, and the authority hears so (撤回协助请求)."""

    act: Literal["withdraw_assistance_request"] = "withdraw_assistance_request"
    label = "撤回协助请求"
    of: Annotated[int, PointsAt("request_assistance", once=True)]
    reason: Text


class RecordAssistanceReply(ToldByFile):
    """The answer to a request (收到协助调查复函): told by the file of the request, or entered from the letter."""

    act: Literal["record_assistance_reply"] = "record_assistance_reply"
    label = "收到协助调查复函"
    of: Annotated[int | None, PointsAt("request_assistance")] = None
    """The request; None where the file opened for it tells the answer."""
    assistance: MaybeLine = ""
    """The number of the file that tells it; empty where it is entered from a letter."""
    is_given: bool
    """Whether help was given, or declined."""
    reply: Text
    document_no: MaybeLine = ""


class ReceiveAssistanceRequest(TellsOfViolation):
    """A letter that asks for help has arrived (收到协助调查函)."""

    act: Literal["receive_assistance_request"] = "receive_assistance_request"
    label = "收到协助调查函"
    fixed = frozenset({"answerable", "origin", "unit"})
    unit: Line
    """The unit that is asked."""
    requester: Line
    """Who asks: the number of a unit, or the name of an authority outside."""
    document_no: Line
    request: Text
    due: Annotated[Day | None, DayAhead()] = None
    """The last day that the letter names; None = it names none."""
    origin: MaybeLine = ""
    """The number of the file that asks; empty where the letter came on paper."""


class AgreeToAssist(Content):
    """The unit helps, and says so (同意协助)."""

    act: Literal["agree_to_assist"] = "agree_to_assist"
    label = "同意协助"


class RecordAssistanceWork(Content):
    """What was done to help (记录协助办理情况)."""

    act: Literal["record_assistance_work"] = "record_assistance_work"
    label = "记录协助办理情况"
    record: Text


class DeclineAssistance(Content):
    """The unit cannot help, and says why, in writing (函告无法协助)."""

    act: Literal["decline_assistance"] = "decline_assistance"
    label = "函告无法协助"
    ground: Literal["not_competent", "impossible", "would_hinder", "other"]
    reason: Text
    competent: MaybeLine = ""
    """Who is competent instead, as far as is known."""
    document_no: MaybeLine = ""


class ReplyAssistance(Content):
    """The answer to the request goes out, with its materials (协助调查复函)."""

    act: Literal["reply_assistance"] = "reply_assistance"
    label = "协助调查复函"
    reply: Text
    materials: Several[Line] = ()
    """What goes with it, each with its pages or its hash."""
    document_no: MaybeLine = ""


class RecordUrging(ToldByFile):
    """Who asked reminds the unit (收到催办)."""

    act: Literal["record_urging"] = "record_urging"
    label = "收到协助催办"
    is_last_word = False


class RecordRequestWithdrawn(ToldByFile):
    """Who asked needs no help any more (对方撤回协助请求)."""

    act: Literal["record_request_withdrawn"] = "record_request_withdrawn"
    label = "对方撤回协助请求"
    reason: MaybeText = ""


class ArchiveAssistance(Content):
    """The file is ordered and handed to the archive (协助调查归档); it ends."""

    act: Literal["archive_assistance"] = "archive_assistance"
    label = "协助调查归档"
    pages: Count | None = None
