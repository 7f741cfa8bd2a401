"""The only way from outside to a file: commands as updates, questions as queries."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import uuid4
from zlib import crc32

from temporalio.client import Client, WithStartWorkflowOperation, WorkflowExecutionDescription, WorkflowHandle
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.service import RPCError

from judging.admission import admit
from judging.kind import Kind
from kinds import kind_of
from law.edition import Law
from law.refusals import OutOfOrder, Refused
from models.acts import Act, Command
from models.file import Acts, Answer, File, Opening, Receipt
from models.ids import is_rehearsal, workflow_id
from workflows import over
from workflows.asking import ASKED, Asking
from workflows.no_answer import JudgmentFailed, NoSuchFile, WorkerAway
from workflows.sent import update_id
from workflows.virtual_time import VirtualTime

READINGS = 5
"""How often a file is read anew because it changed between two pages."""


class FileClient:
    """Sends commands to files of every kind and asks them where they stand."""

    def __init__(
        self,
        client: Client,
        law: Callable[[], Law],
        *,
        task_queue: str,
        timeout: timedelta,
        spread: timedelta = timedelta(0),
        recorded: over.Recorded = over.nothing_recorded,
    ) -> None:
        self._client = client
        self._archive = over.Archive(recorded)
        self._asking = Asking(self._archive, timeout)
        self._law = law
        self._task_queue = task_queue
        self._timeout = timeout
        self._spread = spread
        self._virtual = VirtualTime(client)

    async def open(
        self,
        kind: Kind,
        file_no: str,
        command: Command,
        *,
        rehearsal: bool = False,
        shift: timedelta = timedelta(0),
    ) -> Receipt:
        """Start a file with its opening act, or repeat the receipt if this command opened it before.

        `shift` moves a rehearsal's clock: the story's time is the workflow's time plus `shift`.
        """
        try:
            admit(kind, (), command, self._law(), datetime.now(UTC) + shift)
        except Refused:
            # What opened the file once has opened it, whatever the law or a grant has become.
            earlier = await self._had_before(file_no, command)
            if earlier is None:
                raise
            return earlier
        earlier = await self._archive.receipt(file_no, command)
        if earlier is not None:
            return earlier
        # A rehearsal wakes at the instant itself.
        stagger = timedelta(0) if rehearsal else staggered(file_no, self._spread)
        opening = Opening(file_no=file_no, rehearsal=rehearsal, shift=shift, stagger=stagger)
        sending = uuid4().hex
        answer = self._asking.answer(self._handle(file_no), lambda: self._started(kind, opening, command, sending))
        return await self._receipt(file_no, command, answer, sending)

    async def _started(self, kind: Kind, opening: Opening, command: Command, sending: str) -> Answer:
        """Start a file with the command that opens it; one that another sending has started is sent the command."""
        allowed = WorkflowIDReusePolicy
        start: WithStartWorkflowOperation[Any, Receipt] = WithStartWorkflowOperation(
            kind.name,
            opening,
            id=workflow_id(kind.name, opening.file_no),
            task_queue=self._task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=allowed.ALLOW_DUPLICATE if opening.again else allowed.ALLOW_DUPLICATE_FAILED_ONLY,
            static_summary=f"{kind.label}{opening.file_no}",
            result_type=Receipt,
        )
        client = self._virtual.client if opening.rehearsal else self._client
        answer: Answer = await client.execute_update_with_start_workflow(
            command.content.act,
            args=[command, sending],
            start_workflow_operation=start,
            id=update_id(command),
            result_type=Answer,
            rpc_timeout=self._timeout,
        )
        return answer

    async def act(self, file_no: str, command: Command) -> Receipt:
        """Have an act done in a file; raises the refusal with its article when the law says no."""
        sending = uuid4().hex
        try:
            return await self._receipt(file_no, command, self._sent(file_no, command, sending), sending)
        except OutOfOrder as no:
            if no.code != over.ARCHIVED or not _opens_archive(file_no, command):
                raise
        return await self._opened_again(file_no, command, sending)

    async def _opened_again(self, file_no: str, command: Command, sending: str) -> Receipt:
        """Carry an archived file on that is over: its whole list, in a new run, which begins with this command."""
        kind, file = kind_of(file_no), await self._archive.file(file_no)
        if file is None:
            raise over.archived()
        admit(kind, file.acts, command, self._law(), datetime.now(UTC))
        opening = over.opening_again(file, self._law().edition, staggered(file_no, self._spread))
        answer = self._asking.answer(self._handle(file_no), lambda: self._started(kind, opening, command, sending))
        return await self._receipt(file_no, command, answer, sending)

    async def _sent(self, file_no: str, command: Command, sending: str, update: str = "") -> Answer:
        handle = self._handle(file_no)
        return await self._asking.answer(
            handle,
            lambda: handle.execute_update(
                command.content.act,
                args=[command, sending],
                id=update or update_id(command),
                result_type=Answer,
                rpc_timeout=self._timeout,
            ),
        )

    async def file(self, file_no: str) -> File:
        """Return acts and standing of a file as they are at this moment; of one kept no more, as they were recorded."""
        try:
            return await self._file(file_no, await self.now(file_no))
        except OutOfOrder:
            recorded = await self._archive.file(file_no)
            if recorded is None:
                raise
            return recorded

    async def _file(self, file_no: str, at: datetime | None) -> File:
        """Return a file whole; what came in while its pages were read has it read again."""
        handle = self._handle(file_no)
        for _ in range(READINGS):
            file: File = await self._asking.answer(
                handle, lambda: handle.query("file", at, result_type=File, rpc_timeout=self._timeout / ASKED)
            )
            acts = await self._acts(handle, file)
            if acts is not None:
                return file.model_copy(update={"acts": acts})
        raise WorkerAway

    async def _acts(self, handle: WorkflowHandle[Any, Any], file: File) -> tuple[Act, ...] | None:
        """Return all acts of a file of which the first page is known; None once it is not that file any more."""
        acts = file.acts
        while len(acts) < file.standing.acts:
            after = len(acts)
            page: Acts = await self._asking.answer(
                handle,
                lambda: handle.query("acts", after, result_type=Acts, rpc_timeout=self._timeout / ASKED),  # noqa: B023
            )
            if page.count != file.standing.acts or page.revision != file.revision or not page.acts:
                return None
            acts += page.acts
        return acts

    async def now(self, file_no: str) -> datetime:
        """Return the time it is in a file: the story's time in a rehearsal, else the time."""
        if not is_rehearsal(file_no):
            return datetime.now(UTC)
        handle = self._handle(file_no)
        shift: timedelta = await self._asking.answer(
            handle, lambda: handle.query("clock", result_type=timedelta, rpc_timeout=self._timeout / ASKED)
        )
        return await self._asking.answer(handle, lambda: self._virtual.now(handle)) + shift

    async def advance(self, file_no: str, to: datetime) -> datetime:
        """Move a rehearsal's clock to an instant of the story; every term on the way runs as it would have."""
        if not is_rehearsal(file_no):
            raise OutOfOrder("not-a-rehearsal", "只有演练案件可以推进时钟，真实案件的时间不能改变", field="file_no")
        wait = to - await self.now(file_no)
        if wait > timedelta(0):
            try:
                await self._virtual.fast_forward(self._handle(file_no), wait)
            except RPCError as error:
                raise await self._asking.why(self._handle(file_no), error) or WorkerAway() from error
        return await self.now(file_no)

    async def end_rehearsal(self, file_no: str) -> None:
        """End a rehearsal where it stands, nothing more happens in it; one that has ended stays so."""
        if not is_rehearsal(file_no):
            raise OutOfOrder("not-a-rehearsal", "只有演练案卷可以这样结束，真实案卷依法结案、归档", field="file_no")
        handle = self._handle(file_no)
        try:
            await self._asking.answer(
                handle, lambda: handle.terminate(reason=over.REHEARSAL_ENDED, rpc_timeout=self._timeout)
            )
        except OutOfOrder as no:
            if no.code != over.REHEARSAL_ENDED:
                raise

    async def described(self, file_no: str) -> WorkflowExecutionDescription:
        """Return what the engine shows of a file at this moment."""
        handle = self._handle(file_no)
        return await self._asking.answer(handle, lambda: handle.describe(rpc_timeout=self._timeout))

    async def judge_again(self, file_no: str) -> None:
        """Have a file judged anew, by the law as it now is."""
        handle = self._handle(file_no)
        await self._asking.answer(handle, lambda: handle.signal("judge_again"))

    async def _receipt(self, file_no: str, command: Command, answer: Awaitable[Answer], sending: str) -> Receipt:
        """Return the receipt of a command; a file that is over repeats it for what it had taken in its time."""
        try:
            return _receipt(await answer, sending)
        except JudgmentFailed as failed:
            if failed.sending == sending:
                raise
            # The engine repeats what an earlier sending was answered; the file may be well again by now.
            update = f"{update_id(command)}/{sending}"
            return _receipt(await self._sent(file_no, command, sending, update), sending)
        except OutOfOrder as no:
            if no.code != over.ARCHIVED:
                raise
            earlier = await self._had_before(file_no, command)
            if earlier is None:
                raise
            return earlier

    async def _had_before(self, file_no: str, command: Command) -> Receipt | None:
        """Return the receipt of a command that a file took in before; None where it did not, or there is no file."""
        try:
            return over.had_before(await self._file(file_no, None), command)
        except NoSuchFile:
            return None
        except OutOfOrder:
            return await self._archive.receipt(file_no, command)

    def _handle(self, file_no: str) -> WorkflowHandle[Any, Any]:
        try:
            kind = kind_of(file_no)
        except KeyError:
            raise NoSuchFile from None
        return self._client.get_workflow_handle(workflow_id(kind.name, file_no), result_type=Receipt)


def _opens_archive(file_no: str, command: Command) -> bool:
    """Tell whether a command opens the archive of a file; a rehearsal that is over stays so, with its clock."""
    return kind_of(file_no).opens_archive is type(command.content) and not is_rehearsal(file_no)


def staggered(file_no: str, spread: timedelta) -> timedelta:
    """Return how long after an instant at which time acts a file wakes: its own share of the spread, ever the same."""
    return spread * (crc32(file_no.encode()) / 2**32)


def _receipt(answer: Answer, sending: str) -> Receipt:
    """Return the receipt for one sending of a command: it repeats the one that an earlier sending got."""
    is_repeated = answer.repeated or answer.sending != sending
    return Receipt.stored_as({**answer.model_dump(exclude={"sending"}), "repeated": is_repeated})
