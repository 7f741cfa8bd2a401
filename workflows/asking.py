"""How a file is asked until it answers (追问): what a failed call means, and when the question is put again."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any, TypeVar

from temporalio.client import WorkflowExecutionStatus, WorkflowHandle, WorkflowUpdateFailedError
from temporalio.exceptions import ApplicationError
from temporalio.service import RPCError, RPCStatusCode

from models.ids import file_no_in, is_rehearsal
from workflows import over
from workflows.answered import answered
from workflows.no_answer import PUT_OFF, TOO_LATE, NoSuchFile, said_by

T = TypeVar("T")

NOT_READY = 0.05
"""Seconds between two calls to a run that has not done its first task yet, or is just being followed by another."""
ASKED = 2
"""How often a question is asked within its limit: one that meets a run just when a worker puts it away is lost."""
CUT_OFF = "AcceptedUpdateCompletedWorkflow"
"""What the engine calls the end of an update whose run ended under it."""


class Asking:
    """Asks files within a limit of time; the archive says which of those that the engine keeps no more have been."""

    def __init__(self, archive: over.Archive, timeout: timedelta) -> None:
        self._archive = archive
        self._timeout = timeout

    async def answer(self, handle: WorkflowHandle[Any, Any], question: Callable[[], Awaitable[T]]) -> T:
        """Ask a file; a run that has just begun, or is just followed by the next, is asked until it answers."""

        async def patiently() -> T:
            lost = 0
            while True:
                try:
                    return await question()
                except RPCError as error:
                    lost += error.status in TOO_LATE
                    is_lost = error.status in TOO_LATE and lost < ASKED
                    why = None if is_lost else await self.why(handle, error)
                    if why is not None:
                        raise why from error
                except WorkflowUpdateFailedError as error:
                    if not isinstance(error.cause, ApplicationError) or error.cause.type != CUT_OFF:
                        raise
                await asyncio.sleep(NOT_READY)

        return await answered(self._timeout, patiently())

    async def why(self, handle: WorkflowHandle[Any, Any], error: RPCError) -> Exception | None:
        """Return what a failed call means; None = the file is there and is to be asked again."""
        if error.status in (*PUT_OFF, RPCStatusCode.FAILED_PRECONDITION):
            return None
        if error.status != RPCStatusCode.NOT_FOUND:
            return said_by(error)
        try:
            status = (await handle.describe(rpc_timeout=self._timeout)).status
        except RPCError as unknown:
            is_gone = unknown.status == RPCStatusCode.NOT_FOUND and await self._archive.file(file_no_in(handle.id))
            return over.archived() if is_gone else said_by(unknown)
        if status == WorkflowExecutionStatus.RUNNING:
            return None
        if status == WorkflowExecutionStatus.TERMINATED and is_rehearsal(file_no_in(handle.id)):
            return over.rehearsal_ended()
        return NoSuchFile() if status == WorkflowExecutionStatus.FAILED else over.archived()
