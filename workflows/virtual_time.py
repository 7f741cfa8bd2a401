"""Virtual time of rehearsals and tests: the only file that knows the SDK's experimental time skipping."""

from datetime import datetime, timedelta
from typing import Any

from temporalio.client import Client, WorkflowHandle
from temporalio.testing._timeskipping import TimeSkipper, TimeSkippingConfig

MOST_SKIPS = 100_000


class VirtualTime:
    """A clock per workflow that stands still in its own time until it is moved."""

    def __init__(self, client: Client) -> None:
        config = TimeSkippingConfig(enabled=False, max_session_skip_count=MOST_SKIPS)
        self._skipper = TimeSkipper(client, config=config)

    @property
    def client(self) -> Client:
        """Return the client that starts workflows with a clock of their own."""
        return self._skipper.client

    async def fast_forward(self, handle: WorkflowHandle[Any, Any], by: timedelta) -> bool:
        """Advance one workflow's clock, through every timer on the way; False when the workflow ended first."""
        return await self._skipper.fast_forward(handle, by)

    async def now(self, handle: WorkflowHandle[Any, Any]) -> datetime:
        """Return the time in one workflow."""
        return await self._skipper.get_current_time(handle)
