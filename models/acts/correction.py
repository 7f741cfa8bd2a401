"""The order to correct and its recheck (责令改正、复查)."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Content, DayAhead, OnSite, PointsAt, Served
from models.documents import Basis, Remedies
from models.values import Day, Several, Text


class ServeCorrectionOrder(Served):
    """An order to correct is served (责令改正违法行为决定书送达)."""

    act: Literal["serve_correction_order"] = "serve_correction_order"
    label = "送达责令改正决定书"
    order_kind: Literal["correct", "remove"] = "correct"
    """责令改正, or 责令限期拆除."""
    requirement: Text
    correct_by: Annotated[Day | None, DayAhead()] = None
    """The day the order sets; None = at once."""
    basis: Several[Basis] = ()
    remedies: Remedies | None = None
    in_place_of: Annotated[int | None, PointsAt("serve_correction_order")] = Field(
        default=None, exclude_if=lambda of: of is None
    )
    """The number of the one set aside in whose place it is made; None = the first that waits for it (重新作出)."""


class RecheckCorrection(OnSite):
    """The bureau rechecks, unannounced, whether the violation was corrected (复查)."""

    act: Literal["recheck_correction"] = "recheck_correction"
    label = "复查"
    of: Annotated[int, PointsAt("serve_correction_order")]
    """The number of the act by which the order was served."""
    corrected: bool
    """Whether it was put right, or production has stopped or closed (已改正或者已停产、停业、关闭)."""
    obstructed: bool = False
    """Whether the party refused or obstructed the recheck (拒绝、阻挠复查)."""
    despite_measure: bool = False
    """Whether the discharge went on although a seizure, restriction or stop should have ended it."""
    identity_shown: bool = True
    """Whether the officers showed their certificates (出示执法证件)."""
    record: Text


class ReportCorrection(Content):
    """The party reports that it has corrected (报告改正情况)."""

    act: Literal["report_correction"] = "report_correction"
    label = "当事人报告改正"
    of: Annotated[int, PointsAt("serve_correction_order")]
