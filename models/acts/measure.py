"""What restriction of production and stop for rectification say alike (限制生产、停产整治的共同内容); no acts of their own."""

from typing import Annotated, Literal

from models.acts.content import Approved, Content, DayBehind, OnSite, PointsAt, Served
from models.documents import Basis, Remedies
from models.values import Day, MaybeText, Several, Text


class MeasureDecision(Approved):
    """A decision that orders the measure, by itself or within the penalty decision (决定)."""

    facts: Text
    basis: Several[Basis]
    remedies: Remedies
    is_major: bool = False
    """Whether the case is grave or of great public effect (案情重大或者社会影响较大)."""
    is_discussed: bool = False
    """Whether the case board deliberated (案件审查委员会集体审议)."""
    within: Annotated[int | None, PointsAt("decide_penalty")] = None
    """The number of the penalty decision that states it (在处罚决定书中载明); None = a decision of its own."""
    facts_note: MaybeText = ""
    """In what the facts differ from those of the notice, where the words are others (与告知事实的差异)."""


class MeasureService(Served):
    """The decision is served; the measure and the duty to rectify begin (送达)."""

    of: int
    """The number of the decision."""


class RectificationPlan(Content):
    """The party files its plan and publishes it (整改方案备案并公开)."""

    of: int
    """The number of the decision."""
    has_steps: bool
    has_schedule: bool
    has_funding: bool
    has_persons: bool
    is_published: bool


class Supervision(OnSite):
    """The bureau looks whether the measure is obeyed (后督察)."""

    of: int
    is_obeyed: bool
    """False = production goes on, or was resumed before the filing (拒不停产、擅自恢复生产)."""
    exceeds: bool = False
    """Whether discharge was still above the standard (仍然超标)."""
    is_completed: bool = False
    """Whether the party has done what it had to do (完成整改任务)."""
    record: Text


class CompletionFiling(Content):
    """The party files that it has rectified; the measure is lifted that day (整改完成备案,决定解除)."""

    of: int
    completed_on: Annotated[Day, DayBehind()]
    has_report: bool
    is_published: bool
    has_monitoring: bool
    has_comparison: bool
    """Power, water and output during the rectification compared with before."""


class FollowUp(OnSite):
    """The bureau comes back after the lifting (解除后跟踪检查)."""

    of: int
    is_repeated: bool
    """Whether the same violation was found again (又实施同一违法行为)."""
    record: Text


class MeasureEnd(Content):
    """The measure ends by itself (决定自行终止)."""

    of: int
    ground: Literal["dissolved", "closed"]
    """The party has ceased to exist or to trade; or a government has closed it."""
