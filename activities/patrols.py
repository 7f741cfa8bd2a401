"""The round that the plan has for a grid on a day: opened once, or the reason why there is none."""

from collections.abc import Awaitable, Callable
from datetime import date

from temporalio import activity

from law.refusals import Refused
from models.values import Value


class PlannedDay(Value):
    """A grid and a day."""

    grid: str
    day: date


OpensRound = Callable[[str, date], Awaitable[str]]
"""Opens the planned round of a grid on a day and returns its number; empty where no point is due."""


async def opens_none(_grid: str, _day: date) -> str:
    """Open nothing."""
    return ""


class PatrolActivities:
    """What lays on the rounds of the day."""

    def __init__(self, opens: OpensRound) -> None:
        self._opens = opens

    @activity.defn
    async def open_planned_round(self, planned: PlannedDay) -> str:
        """Open the round, or return the refusal's sentence; fails, to be tried again, while something is away."""
        try:
            return await self._opens(planned.grid, planned.day)
        except Refused as no:
            return no.sentence
