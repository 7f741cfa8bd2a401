"""Stop for rectification (停产整治)."""

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import PointsAt
from models.acts.measure import (
    CompletionFiling,
    FollowUp,
    MeasureDecision,
    MeasureEnd,
    MeasureService,
    RectificationPlan,
    Supervision,
)

StopGround = Literal["evasion", "heavy_metal", "annual_total", "after_restriction", "emergency", "other_law"]

STOP_GROUNDS: dict[str, str] = {
    "evasion": "以逃避监管的方式排放并超标",
    "heavy_metal": "排放含重金属、持久性有机污染物等超标",
    "annual_total": "超过重点污染物年度总量控制指标",
    "after_restriction": "被责令限制生产后仍然超标",
    "emergency": "突发事件造成超标或者超总量",
    "other_law": "法律、法规规定的其他情形",
}


class DecideProductionStop(MeasureDecision):
    """The bureau decides to stop production until it is put right (责令停产整治决定)."""

    act: Literal["decide_production_stop"] = "decide_production_stop"
    label = "作出停产整治决定"
    ground: StopGround
    multiple: Decimal | None = None
    """How many times the standard the discharge reached, where the ground is heavy metal and the like (超标倍数)."""


class ServeProductionStop(MeasureService):
    """The decision is served and production stops (责令停产整治决定书送达)."""

    act: Literal["serve_production_stop"] = "serve_production_stop"
    label = "送达停产整治决定书"
    of: Annotated[int, PointsAt("decide_production_stop", once=True)]
    in_place_of: Annotated[int | None, PointsAt("serve_production_stop")] = Field(
        default=None, exclude_if=lambda of: of is None
    )
    """The number of the one set aside in whose place it is made; None = the first that waits for it (重新作出)."""


class FileProductionStopPlan(RectificationPlan):
    """The plan of a party that had to stop (整改方案备案)."""

    act: Literal["file_production_stop_plan"] = "file_production_stop_plan"
    label = "停产整治整改方案备案"
    of: Annotated[int, PointsAt("decide_production_stop", once=True)]


class SuperviseProductionStop(Supervision):
    """Whether the stop is obeyed (停产整治后督察)."""

    act: Literal["supervise_production_stop"] = "supervise_production_stop"
    label = "停产整治后督察"
    of: Annotated[int, PointsAt("decide_production_stop")]


class LiftProductionStop(CompletionFiling):
    """The rectification is filed, the stop lifted the same day (停产整治解除)."""

    act: Literal["lift_production_stop"] = "lift_production_stop"
    label = "整改完成备案，解除停产整治"
    of: Annotated[int, PointsAt("decide_production_stop")]


class FollowUpProductionStop(FollowUp):
    """The inspection after the lifting (跟踪检查)."""

    act: Literal["follow_up_production_stop"] = "follow_up_production_stop"
    label = "停产整治解除后跟踪检查"
    of: Annotated[int, PointsAt("decide_production_stop", once=True)]


class EndProductionStop(MeasureEnd):
    """The stop ends by itself (停产整治自行终止)."""

    act: Literal["end_production_stop"] = "end_production_stop"
    label = "停产整治自行终止"
    of: Annotated[int, PointsAt("decide_production_stop")]
