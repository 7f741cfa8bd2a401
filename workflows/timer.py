"""The one durable timer of a file: for the next instant at which time itself changes something."""

import asyncio
from datetime import datetime, timedelta

from temporalio import workflow


class Timer:
    """Runs to one instant at a time."""

    def __init__(self) -> None:
        self._task: asyncio.Task[None] | None = None
        self._at: datetime | None = None

    @property
    def has_fired(self) -> bool:
        """Tell whether the instant has come."""
        return self._task is not None and self._task.done()

    def set(self, at: datetime | None, now: datetime) -> None:
        """Keep exactly one timer, for this instant (None = none); one that runs to it already is left alone."""
        if self._task is not None and at == self._at and not self._task.done():
            return
        if self._task is not None and not self._task.done():
            self._task.cancel()
        self._task, self._at = None, at
        if at is not None:
            wait = max(at - now, timedelta(0))
            self._task = asyncio.create_task(workflow.sleep(wait, summary="法定期限"))
