"""What became of what outlived its file: told to those who were to see to it on paper."""

import structlog
from sqlalchemy import Engine
from temporalio import activity

from activities.messages import DeliveredLate
from docket.late_deliveries import enter
from models.effects import LATE, Message

log = structlog.get_logger()


class LateDeliveryActivities:
    """The word to the persons who answer, in the docket: the file itself takes no act any more."""

    def __init__(self, docket: Engine) -> None:
        self._docket = docket

    @activity.defn
    def tell_late_delivery(self, late: DeliveredLate) -> None:
        """Leave a message, once; fails, to be tried again, while the docket is away."""
        enter(self._docket, late.file_no, message_of(late), late.at)
        log.info("effect_delivered_late", key=late.effect.key, taken=late.outcome.taken)


def message_of(late: DeliveredLate) -> Message:
    """Return what is told: what was to be done on paper need not be done any more, or still has to be."""
    effect, outcome = late.effect, late.outcome
    if outcome.taken:
        title = f"此前未能按时送达的“{effect.title}”现已由“{outcome.receiver}”接收，无须再以书面方式办理"
    else:
        ground = f"（{outcome.article}）" if outcome.article else ""
        title = f"此前未能按时送达的“{effect.title}”被“{outcome.receiver}”拒收：{outcome.sentence}{ground}；仍须以书面方式办理"
    return Message(key=f"{effect.key}{LATE}", act_no=effect.act_no, title=title, to=effect.see_to_it)
