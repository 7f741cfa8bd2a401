"""What the routes stand on: settings, the door to the cases, the register, the docket."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request
from sqlalchemy import Engine

from api.pulse import Pulse
from law.edition import Law
from models.acts import Command
from models.case import CaseFile, Receipt
from registry.registry import Registry
from settings import Settings


class Door(Protocol):
    """The only way to a case; `workflows.door.CaseDoor` is it."""

    async def open(
        self, case_no: str, command: Command, *, rehearsal: bool = False, shift: timedelta = timedelta(0)
    ) -> Receipt:
        """Start a case with its opening act."""
        ...

    async def act(self, case_no: str, command: Command) -> Receipt:
        """Have an act done in a case."""
        ...

    async def file(self, case_no: str) -> CaseFile:
        """Return the acts and the standing of a case."""
        ...

    async def now(self, case_no: str) -> datetime:
        """Return the time it is in a case."""
        ...

    async def advance(self, case_no: str, to: datetime) -> datetime:
        """Move a rehearsal's clock."""
        ...


Probe = Callable[[], Awaitable[Pulse]]


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside the request."""

    settings: Settings
    door: Door
    registry: Registry
    docket: Engine
    probe: Probe
    law: Callable[[], Law]
    """Brings this process to the law in force, holiday notices included, and returns it."""


def _world(request: Request) -> World:
    return cast("World", request.app.state.world)


TheWorld = Annotated[World, Depends(_world)]


def answering_by_the_law_in_force(world: TheWorld) -> None:
    """See to it, before a question is answered, that this process knows of a holiday notice that came in."""
    world.law()


def minute_now() -> datetime:
    """Return the present minute: how exactly an act without a time is dated."""
    return datetime.now(UTC).replace(second=0, microsecond=0)
