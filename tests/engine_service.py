"""A real engine, a real worker, a real docket, and files whose clock the test moves: what tests of workflows stand on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx
from cryptography.fernet import Fernet
from sqlalchemy import Engine
from temporalio.client import Client
from temporalio.common import SearchAttributeKey
from temporalio.testing import WorkflowEnvironment
from temporalio.worker import Worker

import engine
from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.mail import MailServer
from docket.archive import archived_file
from judging.kind import Kind
from judging.record import Record
from kinds import ALARM, COMPLAINT, DISCLOSURE_REQUEST, EMERGENCY, PATROL_ROUND, VIOLATION_CASE, kind_of
from models.acts import Act, Command
from models.acts.delivery import RecordDelivery
from models.file import File, Receipt
from models.ids import workflow_id
from registry.sealed import Seal
from tests import serials
from tests.builders import PENALTY_PATH, command, moment, pointed
from worker import Parts, file_worker
from workflows.attributes import ATTRIBUTES
from workflows.client import FileClient
from workflows.wire import DATA_CONVERTER

PATIENCE = timedelta(seconds=60)
"""How long whoever waits for something that does come waits: several times what the slowest machine needs."""
SKIPPING = ("--dynamic-config-value", "frontend.WorkflowTimeSkippingEnabled=true")


@asynccontextmanager
async def started_engine(file: Path | None = None) -> AsyncIterator[WorkflowEnvironment]:
    """Start our own engine, in memory or on a file, with clocks that can be moved."""
    found = engine.find(None, print).path
    environment = await WorkflowEnvironment.start_local(
        dev_server_existing_path=str(found),
        dev_server_database_filename=str(file) if file else None,
        data_converter=DATA_CONVERTER,
        dev_server_extra_args=list(SKIPPING),
        search_attributes=[SearchAttributeKey.for_keyword(name) for name in ATTRIBUTES],
    )
    async with environment:
        yield environment


@dataclass
class CaseService:
    """One task queue with its docket; `worker()` carries its files while it is open."""

    client: Client
    docket: Engine
    queue: str = field(default_factory=lambda: f"cases-{uuid4().hex[:8]}")
    timeout: timedelta = PATIENCE
    judge: type[JudgeActivities] = JudgeActivities
    """Who judges: a test may have it fail."""
    seal: Seal = field(default_factory=lambda: Seal(Fernet.generate_key().decode()))
    """The key that the secrets of other systems are kept under."""

    mail: MailServer | None = None
    """The mail server over which who reported is told."""

    @property
    def cases(self) -> FileClient:
        """Return the client of its files."""
        recorded, law = partial(archived_file, self.docket), LawInForce(self.docket)
        return FileClient(self.client, law, task_queue=self.queue, timeout=self.timeout, recorded=recorded)

    @asynccontextmanager
    async def worker(self) -> AsyncIterator[Worker]:
        """Carry the files of this service."""
        async with (
            httpx.AsyncClient(timeout=30) as http,
            file_worker(
                self.client,
                self.docket,
                http,
                LawInForce(self.docket),
                threads=8,
                task_queue=self.queue,
                parts=Parts(judge=self.judge),
                seal=self.seal,
                mail=self.mail,
            ) as worker,
        ):
            yield worker

    def case(self) -> "LiveCase":
        """Return a case that is not opened yet, under a number of its own."""
        return LiveCase(self, f"R2026-{serials.single():06d}")

    async def found(self, no: str) -> "LiveCase":
        """Return a file that another file opened, of whatever kind its number says."""
        case = LiveCase(self, no, kind=kind_of(no))
        case.acts = (await case.file()).acts
        return case

    def complaint(self) -> "LiveCase":
        """Return a complaint's file that is not opened yet, under a number of its own."""
        return LiveCase(self, f"RT2026-{serials.single():06d}", kind=COMPLAINT)

    def alarm(self) -> "LiveCase":
        """Return a monitoring alarm's file that is not opened yet, under a number of its own."""
        return LiveCase(self, f"RM2026-{serials.single():06d}", kind=ALARM)

    def patrol(self) -> "LiveCase":
        """Return a round that is not laid on yet, under a number of its own."""
        return LiveCase(self, f"RP2026-{serials.single():06d}", kind=PATROL_ROUND)

    def request(self) -> "LiveCase":
        """Return the file of a request for information that is not opened yet, under a number of its own."""
        return LiveCase(self, f"RG2026-{serials.single():06d}", kind=DISCLOSURE_REQUEST)

    def emergency(self) -> "LiveCase":
        """Return an emergency's file that is not opened yet, under a number of its own."""
        return LiveCase(self, f"RE2026-{serials.single():06d}", kind=EMERGENCY)


@dataclass
class LiveCase:
    """A rehearsal on the real engine, a case unless said otherwise; its story begins with its first act."""

    service: CaseService
    no: str
    acts: tuple[Act, ...] = ()
    kind: Kind = VIOLATION_CASE

    async def does(self, act: str, on: str | date | datetime, **rest: Any) -> Receipt:  # noqa: ANN401
        """Move the case's clock to the day, and have an act done then."""
        asked = command(act, on, **pointed(self.acts, rest))
        if self.acts:
            await self.service.cases.advance(self.no, asked.happened_at)
        return await self.sends(asked)

    async def sends(self, asked: Command) -> Receipt:
        """Send a command as it is, whatever the clock says; the first one opens the case."""
        if not self.acts:
            receipt = await self.service.cases.open(
                self.kind, self.no, asked, rehearsal=True, shift=asked.happened_at - datetime.now(UTC)
            )
        else:
            receipt = await self.service.cases.act(self.no, asked)
        self.acts = (await self.file()).acts
        return receipt

    async def goes(self, until: str) -> None:
        """Go the penalty path up to and including an act."""
        for act, on, fields in PENALTY_PATH:
            await self.does(act, on, **fields)
            if act == until:
                break

    async def waits_until(self, at: str | date | datetime) -> None:
        """Let the case's time pass."""
        await self.service.cases.advance(self.no, moment(at))
        self.acts = (await self.file()).acts

    async def opened(self) -> "LiveCase":
        """Return the file that the last receipt of this one names."""
        receipt = Record.of(self.acts).all(RecordDelivery)[-1]
        return await self.service.found(receipt.content.file_no)

    async def file(self) -> File:
        """Return the case file as the workflow knows it."""
        return await self.service.cases.file(self.no)

    @property
    def names(self) -> list[str]:
        """Return the names of the acts, in the order of the list."""
        return [act.name for act in self.acts]

    @property
    def workflow_id(self) -> str:
        """Return the id of the case's workflow."""
        return workflow_id(self.kind.name, self.no)
