"""A workflow that waits long and counts what it is told: enough to see whether an engine keeps its promises."""

from datetime import timedelta

from temporalio import workflow

QUEUE = "engine-tests"


@workflow.defn
class LongWait:
    """Waits for some days and can be told things meanwhile."""

    def __init__(self) -> None:
        self.told = 0

    @workflow.run
    async def run(self, days: int) -> str:
        """Wait, then say on which day the wait was over."""
        await workflow.sleep(timedelta(days=days))
        return workflow.now().date().isoformat()

    @workflow.update
    async def tell(self) -> int:
        """Count one more."""
        self.told += 1
        return self.told

    @workflow.query
    def heard(self) -> int:
        """Return the count."""
        return self.told
