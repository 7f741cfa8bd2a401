"""Term arithmetic (期间计算): from a start and a limit to the last day, with suspensions and extensions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict

from law.instruments import Limit, Suspension, Unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law.calendar import Calendar


class Suspended(BaseModel):
    """An interval that does not count (扣除、中止): civil dates, both included; `last` None = still running."""

    model_config = ConfigDict(frozen=True)
    ground: Suspension
    first: date
    last: date | None = None
    basis: str = ""
    act: int = 0


class Extended(BaseModel):
    """An extension that was granted (延长)."""

    model_config = ConfigDict(frozen=True)
    amount: int
    unit: Unit
    key: str = ""
    by: str = ""
    act: int = 0


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the arithmetic gives. Dates are civil days in Asia/Shanghai; `ends_at` is the first instant after the term.

    While a suspension is still running the term has no end: `last_day`, `ends_at`, `earliest` and `latest` are None.
    """

    last_day: date | None
    ends_at: datetime | None
    earliest: date | None
    latest: date | None
    suspended_days: int

    @property
    def provisional(self) -> bool:
        """Tell whether the last day depends on a holiday notice that is not out yet (暂定)."""
        return self.earliest != self.latest


def reckon(  # noqa: PLR0913  a term has this many sides
    start: date | datetime,
    limit: Limit,
    calendar: Calendar,
    *,
    rolls: bool,
    suspended: Sequence[Suspended] = (),
    extended: Sequence[Extended] = (),
) -> Reckoning:
    """Return the last day of a limit that starts with `start` (a date; for hours an aware instant)."""
    raise NotImplementedError
