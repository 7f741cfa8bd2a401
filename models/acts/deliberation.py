"""Before the decision: legal review, collective discussion, recusal (法制审核、集体讨论、回避)."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, PointsAt
from models.values import Line, MaybeText, Some, Text


class ReviewLegality(Content):
    """The legal reviewers give their written opinion (法制审核)."""

    act: Literal["review_legality"] = "review_legality"
    label = "法制审核"
    opinion: Literal["agreed", "to_improve", "rejected"]
    reason: MaybeText = ""


class DiscussCollectively(Approved):
    """The heads discuss the case together and vote (负责人集体讨论)."""

    act: Literal["discuss_collectively"] = "discuss_collectively"
    label = "集体讨论"
    about: Literal["decision", "extension"] = "decision"
    """The decision on the case, or the second extension of its term (再次延长), which may come while it is investigated."""
    voters: Some[Line]
    """Ids of those who voted."""
    conclusion: Text


class RequestRecusal(Content):
    """The party or an officer asks that somebody keep away (申请回避)."""

    act: Literal["request_recusal"] = "request_recusal"
    label = "申请回避"
    person: Line
    office: Literal["principal", "deputy", "staff"] = "staff"
    """Whether the person is the principal head, another head, or anybody else; decides who decides."""
    reason: Text


class DecideRecusal(Approved):
    """The request is decided and told (回避决定)."""

    act: Literal["decide_recusal"] = "decide_recusal"
    label = "回避决定"
    of: Annotated[int, PointsAt("request_recusal", once=True)]
    granted: bool
    is_collective: bool = False
    """Whether the heads decided it together (负责人集体讨论决定)."""
    reason: Text
