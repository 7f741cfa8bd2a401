"""What supervisors count of a file: decisions, measures and referrals that stand, each on its day (统计事项)."""

from datetime import date
from decimal import Decimal
from typing import Literal

from pydantic import Field

from models.values import Value

CountedKind = Literal["filed", "penalty", "daily", "seizure", "restriction", "detention", "crime", "closed"]
COUNTED_NAMES: dict[str, str] = {
    "filed": "立案",
    "penalty": "行政处罚",
    "daily": "按日连续处罚",
    "seizure": "查封、扣押",
    "restriction": "限制生产、停产整治",
    "detention": "移送行政拘留",
    "crime": "移送涉嫌犯罪",
    "closed": "结案",
}
"""The five kinds of cases (五类案件) are those from `daily` to `crime`."""


class Counted(Value):
    """One act that is counted, as it stands after corrections; what was withdrawn is not counted."""

    act: int
    kind: CountedKind
    on: date
    unit: str
    """The unit that did it."""
    fine: Decimal | None = Field(default=None, ge=0)
    """The fine as it was decided, in yuan."""
