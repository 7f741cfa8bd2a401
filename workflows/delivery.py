"""`Delivery`: tries on what was still on its way when its file came to its end (继续送交), for as long as it takes.

The file has told somebody to see to it on paper, and takes no act any more. What became of it in the end is told to
the same persons, and is what this workflow ends with.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.late_delivery import LateDeliveryActivities
    from activities.messages import DeliveredLate, Undelivered
    from activities.outside import OutsideActivities
    from models.effects import Outcome
    from workflows.patience import MINUTE, MORE_PATIENT


@workflow.defn(name="Delivery")
class Delivery:
    """One effect that outlives the file it left."""

    @workflow.run
    async def run(self, undelivered: Undelivered) -> Outcome:
        """Send it, under its key, until it is taken or refused; then tell who was told to see to it on paper."""
        outcome = await workflow.execute_activity_method(
            OutsideActivities.deliver, undelivered.sending, start_to_close_timeout=MINUTE, retry_policy=MORE_PATIENT
        )
        late = DeliveredLate(
            file_no=undelivered.file_no,
            effect=undelivered.sending.effect,
            outcome=outcome,
            at=workflow.now() + undelivered.shift,
        )
        await workflow.execute_activity_method(
            LateDeliveryActivities.tell_late_delivery, late, start_to_close_timeout=MINUTE, retry_policy=MORE_PATIENT
        )
        return outcome
