"""Stop for rectification (停产整治)."""

from decimal import Decimal
from typing import Literal

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


class DecideStop(MeasureDecision):
    """The bureau decides to stop production until it is put right (责令停产整治决定)."""

    act: Literal["decide_stop"] = "decide_stop"
    label = "作出停产整治决定"
    ground: StopGround
    multiple: Decimal | None = None
    """How many times the standard the discharge reached, where the ground is heavy metal and the like (超标倍数)."""


class StopProduction(MeasureService):
    """The decision is served and production stops (责令停产整治决定书送达)."""

    act: Literal["stop_production"] = "stop_production"
    label = "送达停产整治决定书"


class FileStopPlan(RectificationPlan):
    """The plan of a party that had to stop (整改方案备案)."""

    act: Literal["file_stop_plan"] = "file_stop_plan"
    label = "停产整治整改方案备案"


class SuperviseStop(Supervision):
    """Whether the stop is obeyed (停产整治后督察)."""

    act: Literal["supervise_stop"] = "supervise_stop"
    label = "停产整治后督察"


class LiftStop(CompletionFiling):
    """The rectification is filed, the stop lifted the same day (停产整治解除)."""

    act: Literal["lift_stop"] = "lift_stop"
    label = "整改完成备案，解除停产整治"


class FollowUpStop(FollowUp):
    """The inspection after the lifting (跟踪检查)."""

    act: Literal["follow_up_stop"] = "follow_up_stop"
    label = "停产整治解除后跟踪检查"


class EndStop(MeasureEnd):
    """The stop ends by itself (停产整治自行终止)."""

    act: Literal["end_stop"] = "end_stop"
    label = "停产整治自行终止"
