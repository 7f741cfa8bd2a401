"""Files that no worker can carry on (停滞的案卷) are set back by one step, and go on from there by themselves.

A worker may die when the engine knows that a file took an act and has the result of its judgment, but not yet the
receipt: the step in between was cut short to answer a question that came in. Whoever carries the file next finds the
receipt while it replays, and the engine's library (1.35) drops the answer to an update that it finds then, yet keeps
the command that announces it ("ProtocolMessageCommand referenced absent message ID"): the engine refuses that step for
ever, and no timer of the file fires any more. Set back to the step before, the act is judged anew under the same key.
"""

import asyncio
from collections.abc import Iterable, Sequence
from datetime import timedelta

import structlog
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.api.workflowservice.v1 import ResetWorkflowExecutionRequest
from temporalio.client import Client
from temporalio.client import WorkflowExecution as Found

LOOKS_EVERY = timedelta(seconds=30)
"""How often it is looked whether a file stands still; the engine says so after five failed steps, in about a minute."""
STANDING_STILL = "TemporalReportedProblems IS NOT NULL AND ExecutionStatus = 'Running'"
TRIES = 3
"""So many times a step has failed before the file is set back: what a death cut off is done by the next worker."""

log = structlog.get_logger()


async def keep_going(client: Client) -> None:
    """Set back whatever stands still, for as long as the worker works; what fails is told, and tried the next time."""
    while True:
        try:
            await set_back_what_stands_still(client)
        except Exception as error:  # noqa: BLE001  a worker works whatever comes of this; an old engine cannot be asked
            log.warning("not_looked_for_files_standing_still", error=type(error).__name__)
        await asyncio.sleep(LOOKS_EVERY.total_seconds())


async def set_back_what_stands_still(client: Client) -> list[str]:
    """Set back every file whose steps fail over an answer that is never sent; return their workflows' ids."""
    return [found.id async for found in client.list_workflows(STANDING_STILL) if await _set_back(client, found)]


async def _set_back(client: Client, found: Found) -> bool:
    handle = client.get_workflow_handle(found.id, run_id=found.run_id)
    if (await handle.describe()).raw_description.pending_workflow_task.attempt < TRIES:
        return False
    step = step_to_take_again((await handle.fetch_history()).events)
    if step is None:
        log.error("file_stands_still", workflow_id=found.id, run_id=found.run_id)
        return False
    await client.workflow_service.reset_workflow_execution(
        ResetWorkflowExecutionRequest(
            namespace=client.namespace,
            workflow_execution=WorkflowExecution(workflow_id=found.id, run_id=found.run_id),
            reason="update answered while replaying",
            workflow_task_finish_event_id=step,
            request_id=f"{found.run_id}/{step}",  # two workers that see it at once set it back once
        )
    )
    log.warning("file_set_back", workflow_id=found.id, run_id=found.run_id, step=step)
    return True


def step_to_take_again(events: Sequence[HistoryEvent]) -> int | None:
    """Return the last step (completed workflow task) of a run that stands still over an answer; None where it does not.

    It recorded what a judgment said, and an act that was taken has no receipt. What is dropped with it is that record
    alone and what the same step took: the engine gives the acts to the new run again, in their order.
    """
    steps = [event.event_id for event in events if event.event_type == EventType.EVENT_TYPE_WORKFLOW_TASK_COMPLETED]
    if not steps:
        return None
    judged = any(
        event.event_type == EventType.EVENT_TYPE_MARKER_RECORDED for event in events if event.event_id > steps[-1]
    )
    return steps[-1] if judged and _unanswered(events) else None


def _unanswered(events: Iterable[HistoryEvent]) -> set[str]:
    taken, answered = set(), set()
    for event in events:
        if event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_ACCEPTED:
            taken.add(event.workflow_execution_update_accepted_event_attributes.protocol_instance_id)
        elif event.event_type == EventType.EVENT_TYPE_WORKFLOW_EXECUTION_UPDATE_COMPLETED:
            answered.add(event.workflow_execution_update_completed_event_attributes.meta.update_id)
    return taken - answered
