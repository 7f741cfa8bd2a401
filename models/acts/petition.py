"""After the answer to a complaint: the reporter's word on it, review and recheck (复查、复核), taking it up again."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, PointsAt
from models.values import Line, MaybeLine, MaybeText, Text

Outcome = Literal["maintained", "changed", "redo"]
"""The answer stands, the superior has put another in its place, or it is to be dealt with again (维持、变更、责令重新办理)."""


class RecordSatisfaction(Content):
    """The reporter was asked what they think of the answer (满意度回访)."""

    act: Literal["record_satisfaction"] = "record_satisfaction"
    label = "记录满意度"
    of: Annotated[int, PointsAt("answer_complaint", once=True)]
    satisfaction: Literal["dissatisfied", "understands", "satisfied", "very_satisfied", "unreachable"]
    """不满意、基本理解、满意、非常满意, or nobody could be reached."""
    solved: Literal["solved", "partly", "unsolved", "unsaid"] = "unsaid"
    """Whether, as the reporter sees it, what was complained of is solved."""
    reason: MaybeText = ""
    """Why the reporter is dissatisfied, without a word about who it is."""


class ReopenComplaint(Approved):
    """The complaint is taken up again (重新办理举报件): forwarded, found and answered anew."""

    act: Literal["reopen_complaint"] = "reopen_complaint"
    label = "重新办理举报件"
    ground: Literal["dissatisfied", "new_facts", "review", "superior", "wrong"]
    """The reporter's justified word, new facts, an opinion of review, a superior's order, an answer found wrong."""
    reason: Text


class Opinion(Content):
    """What every opinion of a superior on an answer says."""

    outcome: Outcome
    document_no: MaybeLine = ""
    """The number of the opinion (文号)."""
    reason: Text


class RequestPetitionReview(Content):
    """The reporter has asked the superior to review the answer (请求复查)."""

    act: Literal["request_petition_review"] = "request_petition_review"
    label = "请求信访复查"
    of: Annotated[int, PointsAt("answer_complaint", once=True)]
    body: Line
    """Which authority reviews it: the next above the one that answered."""


class RecordReviewOpinion(Opinion):
    """The superior's opinion on the answer has come (收到复查意见)."""

    act: Literal["record_review_opinion"] = "record_review_opinion"
    label = "收到复查意见"
    of: Annotated[int, PointsAt("request_petition_review", once=True)]


class RequestPetitionRecheck(Content):
    """The reporter has asked the next superior to check the opinion of review (请求复核)."""

    act: Literal["request_petition_recheck"] = "request_petition_recheck"
    label = "请求信访复核"
    of: Annotated[int, PointsAt("record_review_opinion", once=True)]
    body: Line
    """Which authority checks it: the next above the one that reviewed."""


class RecordRecheckOpinion(Opinion):
    """The opinion of the recheck has come (收到复核意见); on the same facts and reasons nothing more is accepted."""

    act: Literal["record_recheck_opinion"] = "record_recheck_opinion"
    label = "收到复核意见"
    of: Annotated[int, PointsAt("request_petition_recheck", once=True)]
