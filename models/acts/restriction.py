"""Restriction of production (限制生产)."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import DayAhead, PointsAt, Served
from models.acts.measure import (
    CompletionFiling,
    FollowUp,
    MeasureDecision,
    MeasureEnd,
    MeasureService,
    RectificationPlan,
    Supervision,
)
from models.documents import Remedies
from models.values import Day, Text


class DecideRestriction(MeasureDecision):
    """The bureau decides to restrict production (责令限制生产决定)."""

    act: Literal["decide_restriction"] = "decide_restriction"
    label = "作出限制生产决定"
    ground: Literal["over_standard", "over_daily_total"]
    starts_on: Annotated[Day, DayAhead()]
    until: Annotated[Day, DayAhead()]
    """The last day the decision sets."""


class ServeRestriction(MeasureService):
    """The decision is served and production restricted (责令限制生产决定书送达)."""

    act: Literal["serve_restriction"] = "serve_restriction"
    label = "送达限制生产决定书"
    of: Annotated[int, PointsAt("decide_restriction", once=True)]
    in_place_of: Annotated[int | None, PointsAt("serve_restriction")] = Field(
        default=None, exclude_if=lambda of: of is None
    )
    """The number of the one set aside in whose place it is made; None = the first that waits for it (重新作出)."""


class NotifyRestrictionExtension(Served):
    """The party is told in writing that the restriction was extended, and why (告知延长限制生产期限)."""

    act: Literal["notify_restriction_extension"] = "notify_restriction_extension"
    label = "告知延长限制生产期限"
    of: Annotated[int, PointsAt("extend_term")]
    """The number of the extension (延长期限)."""
    reason: Text
    remedies: Remedies | None = Field(default=None, exclude_if=lambda told: told is None)


class FileRestrictionPlan(RectificationPlan):
    """The plan of a party whose production is restricted (整改方案备案)."""

    act: Literal["file_restriction_plan"] = "file_restriction_plan"
    label = "限制生产整改方案备案"
    of: Annotated[int, PointsAt("decide_restriction", once=True)]


class SuperviseRestriction(Supervision):
    """Whether the restriction is obeyed (限制生产后督察)."""

    act: Literal["supervise_restriction"] = "supervise_restriction"
    label = "限制生产后督察"
    of: Annotated[int, PointsAt("decide_restriction")]


class LiftRestriction(CompletionFiling):
    """The rectification is filed, the restriction lifted (限制生产解除)."""

    act: Literal["lift_restriction"] = "lift_restriction"
    label = "整改完成备案，解除限制生产"
    of: Annotated[int, PointsAt("decide_restriction")]


class FollowUpRestriction(FollowUp):
    """The inspection after the lifting (跟踪检查)."""

    act: Literal["follow_up_restriction"] = "follow_up_restriction"
    label = "限制生产解除后跟踪检查"
    of: Annotated[int, PointsAt("decide_restriction", once=True)]


class EndRestriction(MeasureEnd):
    """The restriction ends by itself (限制生产自行终止)."""

    act: Literal["end_restriction"] = "end_restriction"
    label = "限制生产自行终止"
    of: Annotated[int, PointsAt("decide_restriction")]
