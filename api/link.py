"""The API's link to the engine, made at the first need: the API starts and answers while the engine does not."""

import asyncio
from datetime import datetime, timedelta

from temporalio.client import Client

from api.pulse import NOTHING, Pulse, pulse_of
from models.acts import Command
from models.case import CaseFile, Receipt
from workflows.door import CaseDoor, EngineAway
from workflows.wire import DATA_CONVERTER


class Link:
    """A door that connects when somebody first knocks; once connected the SDK itself keeps the line up."""

    def __init__(self, address: str, namespace: str, *, task_queue: str, timeout: timedelta) -> None:
        self._address, self._namespace = address, namespace
        self._task_queue, self._timeout = task_queue, timeout
        self._client: Client | None = None
        self._connecting = asyncio.Lock()

    async def open(
        self, case_no: str, command: Command, *, rehearsal: bool = False, shift: timedelta = timedelta(0)
    ) -> Receipt:
        """Start a case with its opening act."""
        return await (await self._door()).open(case_no, command, rehearsal=rehearsal, shift=shift)

    async def act(self, case_no: str, command: Command) -> Receipt:
        """Have an act done in a case."""
        return await (await self._door()).act(case_no, command)

    async def file(self, case_no: str) -> CaseFile:
        """Return the acts and the standing of a case."""
        return await (await self._door()).file(case_no)

    async def now(self, case_no: str) -> datetime:
        """Return the time it is in a case."""
        return await (await self._door()).now(case_no)

    async def advance(self, case_no: str, to: datetime) -> datetime:
        """Move a rehearsal's clock."""
        return await (await self._door()).advance(case_no, to)

    async def pulse(self) -> Pulse:
        """Tell which of engine and worker are up."""
        try:
            return await pulse_of(await self._connected(), self._task_queue)
        except EngineAway:
            return NOTHING

    async def _door(self) -> CaseDoor:
        return CaseDoor(await self._connected(), task_queue=self._task_queue, timeout=self._timeout)

    async def _connected(self) -> Client:
        async with self._connecting:
            if self._client is None:
                self._client = await self._connect()
        return self._client

    async def _connect(self) -> Client:
        try:
            async with asyncio.timeout(self._timeout.total_seconds()):
                return await Client.connect(self._address, namespace=self._namespace, data_converter=DATA_CONVERTER)
        except (RuntimeError, TimeoutError) as error:
            raise EngineAway from error
