"""The API's link to the engine, made at the first need: the API starts and answers while the engine does not."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog
from temporalio.client import Client

from api.pulse import NOTHING, Pulse, pulse_of
from judging.kind import Kind
from law.edition import Law
from models.acts import Command
from models.file import File, Receipt
from workflows import wire
from workflows.client import FileClient
from workflows.no_answer import EngineAway, WorkerAway
from workflows.over import Recorded, nothing_recorded

log = structlog.get_logger()


@dataclass(frozen=True, slots=True)
class Line:
    """One connection, with the one client of files that uses it."""

    client: Client
    files: FileClient


class Link:
    """The files, over one connection made when somebody first asks; once connected the SDK itself keeps the line up.

    A command may take `timeout`; after `worker_wait` the engine is asked whether a worker is there at all.
    Address, TLS and API key may come from Temporal's own environment configuration, as the worker's do.
    """

    def __init__(  # noqa: PLR0913  where the engine is, and how long is waited for what
        self,
        address: str,
        namespace: str,
        law: Callable[[], Law],
        *,
        task_queue: str,
        timeout: timedelta,
        spread: timedelta = timedelta(0),
        worker_wait: timedelta | None = None,
        keys: Sequence[str] = (),
        recorded: Recorded = nothing_recorded,
    ) -> None:
        self._address, self._namespace, self._keys = address, namespace, keys
        self._recorded = recorded
        self._law = law
        self._task_queue, self._timeout, self._worker_wait = task_queue, timeout, worker_wait or timeout
        self._spread = spread
        self._line: Line | None = None
        self._connecting = asyncio.Lock()

    async def open(
        self, kind: Kind, file_no: str, command: Command, *, rehearsal: bool = False, shift: timedelta = timedelta(0)
    ) -> Receipt:
        """Start a file with its opening act."""
        files = (await self._connected()).files
        return await self._done(files.open(kind, file_no, command, rehearsal=rehearsal, shift=shift))

    async def act(self, file_no: str, command: Command) -> Receipt:
        """Have an act done in a file."""
        return await self._done((await self._connected()).files.act(file_no, command))

    async def file(self, file_no: str) -> File:
        """Return the acts and the standing of a file."""
        return await (await self._connected()).files.file(file_no)

    async def now(self, file_no: str) -> datetime:
        """Return the time it is in a file."""
        return await (await self._connected()).files.now(file_no)

    async def advance(self, file_no: str, to: datetime) -> datetime:
        """Move a rehearsal's clock."""
        return await (await self._connected()).files.advance(file_no, to)

    async def end_rehearsal(self, file_no: str) -> None:
        """End a rehearsal where it stands."""
        await (await self._connected()).files.end_rehearsal(file_no)

    async def pulse(self) -> Pulse:
        """Tell which of engine and worker are up."""
        try:
            return await pulse_of((await self._connected()).client, self._task_queue)
        except EngineAway:
            return NOTHING

    async def _done(self, command: Coroutine[None, None, Receipt]) -> Receipt:
        """Wait for a command as long as it may take, but not for a worker that is not there."""
        sent = asyncio.ensure_future(command)
        try:
            await asyncio.wait({sent}, timeout=self._worker_wait.total_seconds())
            if not sent.done() and (await self.pulse()).worker == "down" and not sent.done():
                raise WorkerAway
            return await sent
        finally:
            sent.cancel()
            sent.add_done_callback(_heard)

    async def _connected(self) -> Line:
        async with self._connecting:
            if self._line is None:
                self._line = await self._connect()
        return self._line

    async def _connect(self) -> Line:
        try:
            async with asyncio.timeout(self._worker_wait.total_seconds()):
                client = await wire.connect(self._address, self._namespace, self._keys)
        except (RuntimeError, TimeoutError) as error:
            log.warning("engine_unreachable", address=self._address, error=str(error))
            raise EngineAway from error
        files = FileClient(
            client,
            self._law,
            task_queue=self._task_queue,
            timeout=self._timeout,
            spread=self._spread,
            recorded=self._recorded,
        )
        return Line(client, files)


def _heard(sent: "asyncio.Future[Receipt]") -> None:
    """Take what became of a command that nobody waits for any more: untaken, it is logged as a fault."""
    if not sent.cancelled():
        sent.exception()
