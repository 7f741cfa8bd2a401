"""How the round of a day is opened (下达巡查任务): under one key for a grid and a day, whoever asks, so once."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Protocol

from judging.admission import admit
from judging.kind import Kind
from judging.step import name_of
from kinds import PATROL_ROUND
from law.edition import Law
from models.acts import Command
from models.acts.patrol import PlanPatrol
from models.file import Receipt
from models.grants import Grant
from models.people import Actor
from models.values import start_of_day

PLANNER = Actor(id="patrol-plan", kind="system", grants=(Grant(act=name_of(PlanPatrol)),))
"""Who lays on what the plan has."""


class Opens(Protocol):
    """The way to a new file."""

    async def open(self, kind: Kind, file_no: str, command: Command) -> Receipt:
        """Start a file with its opening act, or repeat the receipt."""


class PlannedRounds:
    """The rounds of the plan, each opened once."""

    def __init__(self, files: Opens, law: Callable[[], Law], number: Callable[[str, str, int], str]) -> None:
        self._files, self._law, self._number = files, law, number

    async def open(self, round_of_day: PlanPatrol, day: date, now: datetime, *, by: Actor = PLANNER) -> Receipt:
        """Open a round of a day, or repeat its receipt; raise the refusal, which costs no number."""
        key = f"{by.id}/patrol/{round_of_day.place.grid}/{day.isoformat()}"
        command = Command(key=key, happened_at=start_of_day(day), by=by, content=round_of_day)
        admit(PATROL_ROUND, (), command, self._law(), now)
        number = self._number(by.id, key, day.year)
        return await self._files.open(PATROL_ROUND, number, command)
