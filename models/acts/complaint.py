"""A complaint's own file (投诉举报件): refused or forwarded, the result of the case it led to, the answer, the archive."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Approved, Content, PointsAt, ToldByFile
from models.values import Count, Line, MaybeLine, Text

Refusal = Literal["not_environmental", "no_facts", "in_court", "already_handled", "already_accepted", "other"]
"""Not the bureau's matter, without a lead, before a court, dealt with already, being dealt with already, or other."""
Finding = Literal["true", "mostly_true", "partly_true", "untrue"]
"""属实、基本属实、部分属实、不属实."""


class RefuseComplaint(Approved):
    """The complaint is not accepted, and the reporter told why (不予受理并告知)."""

    act: Literal["refuse_complaint"] = "refuse_complaint"
    label = "不予受理举报"
    ground: Refusal
    reason: Text
    competent: MaybeLine = Field(default="", exclude_if=lambda named: not named)
    """Whom the reporter is referred to (告知依法向其提出), where that is known."""


class ForwardComplaint(Content):
    """The accepted complaint is handed to who investigates it: a case is opened for it (转交办理, 立案调查的线索)."""

    act: Literal["forward_complaint"] = "forward_complaint"
    label = "转交办理"
    summary: Text
    """What the case is opened for, without a word about who complained."""
    point: Annotated[int | None, PointsAt("list_point")] = Field(default=None, exclude_if=lambda point: point is None)
    """The point that it is opened for; None where the complaint has no points of its own."""


class RecordComplaintResult(ToldByFile):
    """The case that the complaint led to says what came of it (办理结果回告)."""

    act: Literal["record_complaint_result"] = "record_complaint_result"
    label = "收到办理结果"
    case: Line
    """The number of the case."""
    result: Text


class AnswerComplaint(Content):
    """The reporter is answered (答复举报人): what was found, and what was done."""

    act: Literal["answer_complaint"] = "answer_complaint"
    label = "答复举报人"
    finding: Finding
    result: Text


class ArchiveComplaint(Content):
    """The file of the complaint is ordered and handed to the archive (举报件归档); it ends."""

    act: Literal["archive_complaint"] = "archive_complaint"
    label = "举报件归档"
    pages: Count | None = None
