"""What the routes stand on: settings, the files, the register, the docket."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, Protocol, cast

from fastapi import Depends, Request
from sqlalchemy import Engine

from api.doors.limits import DoorLimits
from api.pulse import Pulse
from evidence.keeping import Materials
from judging.kind import Kind
from law.edition import Law
from models.acts import Command
from models.file import File, Receipt
from registry.proof_signing import Signer
from registry.registry import Registry
from settings import Settings


class Files(Protocol):
    """The only way to a file of any kind; `workflows.client.FileClient` is it."""

    async def open(
        self, kind: Kind, file_no: str, command: Command, *, rehearsal: bool = False, shift: timedelta = timedelta(0)
    ) -> Receipt:
        """Start a file with its opening act."""
        ...

    async def act(self, file_no: str, command: Command) -> Receipt:
        """Have an act done in a file."""
        ...

    async def file(self, file_no: str) -> File:
        """Return the acts and the standing of a file."""
        ...

    async def now(self, file_no: str) -> datetime:
        """Return the time it is in a file."""
        ...

    async def advance(self, file_no: str, to: datetime) -> datetime:
        """Move a rehearsal's clock."""
        ...

    async def end_rehearsal(self, file_no: str) -> None:
        """End a rehearsal where it stands."""
        ...


Probe = Callable[[], Awaitable[Pulse]]


@dataclass(frozen=True, slots=True)
class World:
    """Everything outside the request."""

    settings: Settings
    files: Files
    registry: Registry
    docket: Engine
    probe: Probe
    law: Callable[[], Law]
    """Returns the law in force, holiday notices included; it may ask the database."""
    signer: Signer
    materials: Materials
    limits: DoorLimits
    """How often complaints may come in through the doors."""


def _world(request: Request) -> World:
    return cast("World", request.app.state.world)


TheWorld = Annotated[World, Depends(_world)]


def minute_now() -> datetime:
    """Return the present minute: how exactly an act without a time is dated."""
    return datetime.now(UTC).replace(second=0, microsecond=0)
