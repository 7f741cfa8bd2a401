"""The courier of a file: carries what leaves it, each once under its key, and brings back what became of it.

It never holds the file: a receiver that stays away is tried on in the background, also by the next run; once the time
of the city's own norm has passed, somebody is told to see to it on paper. What is on its way when the file ends is left
to a `Delivery`, which tries on.
"""

import asyncio
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import datetime

from temporalio import workflow
from temporalio.exceptions import WorkflowAlreadyStartedError

with workflow.unsafe.imports_passed_through():
    from activities.messages import Sending, Undelivered
    from activities.outside import OutsideActivities
    from models.acts.delivery import Delivery, RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
    from models.effects import Feedback, OpenFile, Outcome, Outgoing, TellFile
    from models.file import Opening
    from workflows import delivery, patience


class Courier:
    """What is on its way, and what was told to be late already."""

    def __init__(self, pending: Iterable[Outgoing], overdue: Iterable[str]) -> None:
        self._pending = {effect.key: effect for effect in pending}
        self._overdue = set(overdue)
        self._tasks: dict[str, asyncio.Task[None]] = {}

    @property
    def pending(self) -> tuple[Outgoing, ...]:
        """Return what is not answered yet."""
        return tuple(self._pending.values())

    @property
    def overdue(self) -> tuple[str, ...]:
        """Return the keys of what was told to be late and is not answered yet."""
        return tuple(key for key in self._pending if key in self._overdue)

    @property
    def is_settled(self) -> bool:
        """Tell whether everything was answered, or is somebody's to see to on paper."""
        return all(key in self._overdue for key in self._pending)

    @property
    def next_at(self) -> datetime | None:
        """Return the next instant at which something counts as not delivered in time."""
        waiting = (effect.give_up_at for key, effect in self._pending.items() if key not in self._overdue)
        return min((at for at in waiting if at is not None), default=None)

    def take(self, outgoing: Iterable[Outgoing]) -> None:
        """Take what has left the file."""
        self._pending |= {effect.key: effect for effect in outgoing}

    def send(
        self, returned: Callable[[str, Delivery], None], now: Callable[[], datetime], *, rehearsal: bool = False
    ) -> None:
        """Send what is not under way yet, without holding up the file; the outcome is handed to `returned`."""
        for key, effect in self._pending.items():
            if key not in self._tasks:
                self._tasks[key] = asyncio.create_task(self._deliver(effect, returned, now(), rehearsal=rehearsal))

    def late(self, now: datetime) -> list[RecordDeliveryFailed]:
        """Return what is told to be late now, once for each."""
        found = [
            effect
            for key, effect in self._pending.items()
            if key not in self._overdue and effect.give_up_at is not None and effect.give_up_at <= now
        ]
        self._overdue |= {effect.key for effect in found}
        return [
            RecordDeliveryFailed(effect=effect.key, receiver=receiver_of(effect), told=effect.see_to_it)
            for effect in found
        ]

    async def hand_over(self, opening: Opening, now: datetime) -> None:
        """Leave what is still on its way when the file ends to workflows of their own, which outlive it and try on."""
        for effect in self.pending:
            sending = Sending(effect=effect, at=now, rehearsal=opening.rehearsal)
            with suppress(WorkflowAlreadyStartedError):
                await workflow.start_child_workflow(
                    delivery.Delivery.run,
                    Undelivered(file_no=opening.file_no, sending=sending, shift=opening.shift),
                    id=f"Delivery:{effect.key}",
                    parent_close_policy=workflow.ParentClosePolicy.ABANDON,
                    static_summary=f"继续送交：{effect.title}",
                )

    async def _deliver(
        self, effect: Outgoing, returned: Callable[[str, Delivery], None], now: datetime, *, rehearsal: bool
    ) -> None:
        outcome = await workflow.execute_activity_method(
            OutsideActivities.deliver,
            Sending(effect=effect, at=now, rehearsal=rehearsal),
            start_to_close_timeout=patience.MINUTE,
            retry_policy=patience.PATIENT if isinstance(effect, Feedback) else patience.NEAR,
        )
        told = _as_act(effect, outcome)
        del self._pending[effect.key], self._tasks[effect.key]
        returned(effect.key, told)


def receiver_of(effect: Outgoing) -> str:
    """Return whom an effect is for, as the acts about its delivery name it."""
    if isinstance(effect, OpenFile):
        return effect.opens
    return effect.file_no if isinstance(effect, TellFile) else "、".join(effect.to)


def _as_act(effect: Outgoing, outcome: Outcome) -> Delivery:
    receiver = outcome.receiver or receiver_of(effect)
    if outcome.taken:
        return RecordDelivery(effect=effect.key, receiver=receiver, file_no=outcome.file_no, act_no=outcome.act_no)
    return RecordDeliveryRefused(
        effect=effect.key, receiver=receiver, code=outcome.code, sentence=outcome.sentence, article=outcome.article
    )
