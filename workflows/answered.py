"""Waiting for an answer of the engine, and saying clearly who did not give one: the engine itself, or a worker."""

import asyncio
from collections.abc import Awaitable
from datetime import timedelta
from typing import TypeVar

from temporalio.client import (
    RPCTimeoutOrCancelledError,
    WorkflowUpdateFailedError,
    WorkflowUpdateRPCTimeoutOrCancelledError,
)
from temporalio.exceptions import WorkflowAlreadyStartedError
from temporalio.service import RPCError

from workflows.no_answer import WorkerAway, failed_judgment, said_by
from workflows.over import archived
from workflows.wire import Unreadable, is_unreadable, refusal_from

T = TypeVar("T")

GRACE = timedelta(seconds=1)
"""How long after a call's own limit it is given up from outside."""


async def answered(within: timedelta, call: Awaitable[T]) -> T:
    """Return the answer to a call that has a limit of its own; raise the refusal, or who is away."""
    try:
        async with asyncio.timeout((within + GRACE).total_seconds()):
            return await call
    except WorkflowUpdateFailedError as error:
        if is_unreadable(error.cause):
            raise WorkerAway from None
        raise refusal_from(error.cause) or failed_judgment(error.cause) or error from None
    except Unreadable:
        raise WorkerAway from None
    except (TimeoutError, WorkflowUpdateRPCTimeoutOrCancelledError, RPCTimeoutOrCancelledError):
        raise WorkerAway from None
    except WorkflowAlreadyStartedError:
        raise archived() from None
    except RPCError as error:
        raise said_by(error) from error
