"""`PatrolDue`: what a grid's Schedule starts each morning; it has the round of that day opened, once, and ends."""

from datetime import datetime

from temporalio import workflow
from temporalio.common import SearchAttributeKey

with workflow.unsafe.imports_passed_through():
    from activities.patrols import PatrolActivities, PlannedDay
    from models.values import civil_day
    from workflows.patience import MINUTE, MORE_PATIENT

SCHEDULED: SearchAttributeKey[datetime] = SearchAttributeKey.for_datetime("TemporalScheduledStartTime")
"""For when the Schedule meant it to start: made up for later, it is still the round of that day."""


@workflow.defn(name="PatrolDue")
class PatrolDue:
    """The round of one grid on one day."""

    @workflow.run
    async def run(self, grid: str) -> str:
        """Return the number of the round, or why there is none."""
        info = workflow.info()
        day = civil_day(info.typed_search_attributes.get(SCHEDULED) or info.start_time)
        return await workflow.execute_activity_method(
            PatrolActivities.open_planned_round,
            PlannedDay(grid=grid, day=day),
            start_to_close_timeout=MINUTE,
            retry_policy=MORE_PATIENT,
        )
