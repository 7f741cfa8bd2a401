"""What became of what left a file (送交回执): entered by the engine, told to who answers.

What is sent to another system or file comes back as an act: it was taken, it was refused with the article, or it could
not be delivered within the city's own norm; then who answers sees to it on paper, and the engine tries on.
"""

from collections.abc import Iterable

from judging.attempt import Attempt
from judging.effects import key, who_sees_to_it
from judging.step import ENGINE, Procedure, Step
from models.acts.delivery import RecordDelivery, RecordDeliveryFailed, RecordDeliveryRefused
from models.effects import Message


def _refused(done: Attempt[RecordDeliveryRefused]) -> Iterable[Message]:
    content = done.content
    title = f"送交“{content.receiver}”被拒：{content.sentence}"
    yield Message(key=key(done, "message"), act_no=done.act.no, title=title, to=who_sees_to_it(done))


def _failed(done: Attempt[RecordDeliveryFailed]) -> Iterable[Message]:
    title = f"未能按时送达“{done.content.receiver}”，请以书面方式办理；系统继续送交"
    yield Message(key=key(done, "message"), act_no=done.act.no, title=title, to=done.content.told)


STEPS = (
    Step(RecordDelivery, ENGINE, when_closed=True),
    Step(RecordDeliveryRefused, ENGINE, when_closed=True, effects=(_refused,)),
    Step(RecordDeliveryFailed, ENGINE, when_closed=True, effects=(_failed,)),
)

PROCEDURE = Procedure("delivery", "送交与回执", STEPS)
