"""What of the system is up: engine, worker, docket; asked of the engine itself, never guessed."""

import asyncio
from datetime import UTC, datetime
from typing import Literal

from temporalio.api.enums.v1 import TaskQueueType
from temporalio.api.taskqueue.v1 import TaskQueue
from temporalio.api.workflowservice.v1 import DescribeTaskQueueRequest
from temporalio.client import Client
from temporalio.service import RPCError

from models.values import Value

WITHIN = 2.0
"""Seconds within which a part that is up answers."""
FRESH = 90.0
"""Seconds since a worker last asked for work, beyond which it counts as away; an idle one asks once a minute."""

State = Literal["up", "down", "unknown"]


class Pulse(Value):
    """What answered."""

    engine: State
    worker: State
    worker_seen: datetime | None = None
    """When a worker last asked for work."""


NOTHING = Pulse(engine="down", worker="unknown")


async def pulse_of(client: Client, task_queue: str) -> Pulse:
    """Ask the engine whether it serves and whether a worker of the queue asks it for work."""
    request = DescribeTaskQueueRequest(
        namespace=client.namespace,
        task_queue=TaskQueue(name=task_queue),
        task_queue_type=TaskQueueType.TASK_QUEUE_TYPE_WORKFLOW,
    )
    try:
        async with asyncio.timeout(WITHIN):
            answer = await client.workflow_service.describe_task_queue(request, retry=False)
    except (RPCError, TimeoutError):
        return NOTHING
    seen = max((poller.last_access_time.ToDatetime(UTC) for poller in answer.pollers), default=None)
    fresh = seen is not None and (datetime.now(UTC) - seen).total_seconds() < FRESH
    return Pulse(engine="up", worker="up" if fresh else "down", worker_seen=seen)
