"""A complaint's own file (投诉举报件): refused or forwarded, the result of the case it led to, the answer, the archive."""

from typing import Literal

from models.acts.content import Approved, Content, ToldByFile
from models.values import Count, Line, Text


class RefuseComplaint(Approved):
    """The complaint is not accepted, and the reporter told why (不予受理并告知)."""

    act: Literal["refuse_complaint"] = "refuse_complaint"
    label = "不予受理举报"
    ground: Literal["not_environmental", "no_facts", "in_court", "already_handled", "other"]
    """Not the bureau's matter, without a lead, before a court or in reconsideration, dealt with already, or other."""
    reason: Text


class ForwardComplaint(Content):
    """The accepted complaint is handed to who investigates it: a case is opened for it (转交办理, 立案调查的线索)."""

    act: Literal["forward_complaint"] = "forward_complaint"
    label = "转交办理"
    summary: Text
    """What the case is opened for, without a word about who complained."""


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
    finding: Literal["true", "mostly_true", "partly_true", "untrue"]
    """属实、基本属实、部分属实、不属实."""
    result: Text


class ArchiveComplaint(Content):
    """The file of the complaint is ordered and handed to the archive (举报件归档); it ends."""

    act: Literal["archive_complaint"] = "archive_complaint"
    label = "举报件归档"
    pages: Count | None = None
