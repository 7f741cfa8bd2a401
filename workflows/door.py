"""The only way from outside to a case: commands as updates, questions as queries."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from temporalio.client import (
    Client,
    RPCTimeoutOrCancelledError,
    WithStartWorkflowOperation,
    WorkflowHandle,
    WorkflowQueryFailedError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.common import WorkflowIDConflictPolicy, WorkflowIDReusePolicy
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError, RPCStatusCode

from law import edition
from law.refusals import OutOfOrder
from models.acts import Command
from models.case import CaseFile, Opening, Receipt
from models.ids import case_workflow_id
from workflows.procedures.admission import admit
from workflows.violation_case import ViolationCase
from workflows.virtual_time import VirtualTime
from workflows.wire import refusal_from

T = TypeVar("T")

GRACE = timedelta(seconds=1)
"""How long after a call's own limit it is given up from outside."""
NOT_READY = 0.05
"""Seconds between two questions to a run that has not done its first task yet."""


class NoSuchCase(Exception):  # noqa: N818  an answer, not an error
    """No case has this number."""


class WorkerAway(Exception):  # noqa: N818
    """No worker answered in time; the command may be sent again under the same key."""


class EngineAway(Exception):  # noqa: N818
    """The engine cannot be reached; the command may be sent again under the same key."""


class CaseDoor:
    """Sends commands to cases and asks them where they stand."""

    def __init__(self, client: Client, *, task_queue: str, timeout: timedelta) -> None:
        self._client = client
        self._task_queue = task_queue
        self._timeout = timeout
        self._virtual = VirtualTime(client)

    async def open(
        self, case_no: str, command: Command, *, rehearsal: bool = False, shift: timedelta = timedelta(0)
    ) -> Receipt:
        """Start a case with its opening act, or repeat the receipt if this command opened it before.

        `shift` moves a rehearsal's clock: the story's time is the workflow's time plus `shift`.
        """
        admit((), command, edition.current(), datetime.now(UTC) + shift)
        start = WithStartWorkflowOperation(
            ViolationCase.run,
            Opening(case_no=case_no, rehearsal=rehearsal, shift=shift),
            id=case_workflow_id(case_no),
            task_queue=self._task_queue,
            id_conflict_policy=WorkflowIDConflictPolicy.USE_EXISTING,
            id_reuse_policy=WorkflowIDReusePolicy.ALLOW_DUPLICATE_FAILED_ONLY,
            static_summary=f"案件{case_no}",
        )
        client = self._virtual.client if rehearsal else self._client
        return await self._answered(
            client.execute_update_with_start_workflow(
                command.content.act,
                command,
                start_workflow_operation=start,
                id=_update_id(command),
                result_type=Receipt,
                rpc_timeout=self._timeout,
            )
        )

    async def act(self, case_no: str, command: Command) -> Receipt:
        """Have an act done in a case; raises the refusal with its article when the law says no."""
        return await self._answered(
            self._handle(case_no).execute_update(
                command.content.act, command, id=_update_id(command), result_type=Receipt, rpc_timeout=self._timeout
            )
        )

    async def file(self, case_no: str) -> CaseFile:
        """Return the acts and the standing of a case as they are at this moment."""
        at = await self.now(case_no)
        return await self._asked(lambda: self._handle(case_no).query(ViolationCase.file, at, rpc_timeout=self._timeout))

    async def now(self, case_no: str) -> datetime:
        """Return the time it is in a case: the story's time in a rehearsal, else the time."""
        if not case_no.startswith("R"):
            return datetime.now(UTC)
        shift: timedelta = await self._asked(
            lambda: self._handle(case_no).query(ViolationCase.clock, rpc_timeout=self._timeout)
        )
        return await self._answered(self._virtual.now(self._handle(case_no))) + shift

    async def advance(self, case_no: str, to: datetime) -> datetime:
        """Move a rehearsal's clock to an instant of the story; every term on the way runs as it would have."""
        if not case_no.startswith("R"):
            raise OutOfOrder("not-a-rehearsal", "只有演练案件可以推进时钟，真实案件的时间不能改变", field="case_no")
        wait = to - await self.now(case_no)
        if wait > timedelta(0):
            await self._virtual.fast_forward(self._handle(case_no), wait)
        return await self.now(case_no)

    async def judge_again(self, case_no: str) -> None:
        """Have a case judged anew, by the law as it now is."""
        await self._answered(self._handle(case_no).signal(ViolationCase.judge_again))

    def _handle(self, case_no: str) -> WorkflowHandle[ViolationCase, Receipt]:
        return self._client.get_workflow_handle_for(ViolationCase.run, case_workflow_id(case_no))

    async def _asked(self, question: Callable[[], Awaitable[T]]) -> T:
        """Ask a question; a run that has only just begun is asked again until it can answer."""

        async def patiently() -> T:
            while True:
                try:
                    return await question()
                except RPCError as error:
                    if error.status != RPCStatusCode.FAILED_PRECONDITION:
                        raise
                await asyncio.sleep(NOT_READY)

        return await self._answered(patiently())

    async def _answered(self, call: Awaitable[T]) -> T:
        """Wait for an answer, and say clearly which part of the house did not give one."""
        try:
            async with asyncio.timeout((self._timeout + GRACE).total_seconds()):
                return await call
        except WorkflowUpdateFailedError as error:
            raise refusal_from(error.cause) or error from None
        except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError, RPCTimeoutOrCancelledError):
            raise WorkerAway from None
        except WorkflowAlreadyStartedError:
            raise OutOfOrder("case-archived", "案件已归档，不能再次开立", field="case_no") from None
        except WorkflowQueryFailedError:
            raise
        except RPCError as error:
            raise _rpc_answer(error) from error


def _rpc_answer(error: RPCError) -> Exception:
    if error.status == RPCStatusCode.NOT_FOUND:
        if "completed" in str(error):
            return OutOfOrder("case-archived", "案件已归档，不能再办理；如需更正请联系档案管理人员", field="case_no")
        return NoSuchCase()
    if error.status in (RPCStatusCode.DEADLINE_EXCEEDED, RPCStatusCode.FAILED_PRECONDITION):
        return WorkerAway()
    if error.status in (RPCStatusCode.UNAVAILABLE, RPCStatusCode.CANCELLED, RPCStatusCode.UNKNOWN):
        return EngineAway()
    return error


def _update_id(command: Command) -> str:
    """Return the update's id: the same command gets the same id, other content under the same key another."""
    said = f"{command.key}\n{command.by.id}\n{command.content.model_dump_json()}"
    return hashlib.sha256(said.encode()).hexdigest()
