"""The points of a complaint (举报事项): one letter that names several places is taken apart, each point dealt with."""

from typing import Annotated, Literal

from models.acts.complaint import Finding, Refusal
from models.acts.content import Approved, Content, PointsAt
from models.acts.finding import Place, Pollution
from models.people import PartyRef
from models.values import Some, Text


class ListPoint(Content):
    """One point of the complaint, with its own place (列明举报事项): forwarded, judged and answered by itself."""

    act: Literal["list_point"] = "list_point"
    label = "列明举报事项"
    place: Place
    pollution: Some[Pollution]
    party: PartyRef | None = None
    summary: Text
    """What is complained of there, without a word about who complained."""


class RefusePoint(Approved):
    """One point is not dealt with here, with the reason (不予受理举报事项); the others go on."""

    act: Literal["refuse_point"] = "refuse_point"
    label = "不予受理举报事项"
    of: Annotated[int, PointsAt("list_point")]
    ground: Refusal
    reason: Text


class JudgePoint(Content):
    """What was found of one point (认定举报事项), as its case or the unit that it was transferred to has told."""

    act: Literal["judge_point"] = "judge_point"
    label = "认定举报事项"
    of: Annotated[int, PointsAt("list_point")]
    finding: Finding
    result: Text
