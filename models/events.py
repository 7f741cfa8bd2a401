"""What other systems are told (事件): one message as it is sent, and the envelope in which it can be asked for again."""

from typing import Literal

from models.effects import Feedback
from models.ids import file_no_of
from models.values import CIVIL, Instant, Value

TYPE: Literal["file.feedback"] = "file.feedback"


class FeedbackSaid(Value):
    """Whose matter it is about, under both numbers, and what is told."""

    file_no: str
    sender_no: str
    to: str
    result: str


class FeedbackEvent(Value):
    """One message: the body that is posted, and signed, byte for byte."""

    type: Literal["file.feedback"] = TYPE
    timestamp: str
    """When what it tells of was done, in the city's time."""
    key: str
    """By which a receiver knows a message that it had before; the same as `webhook-id`."""
    title: str
    data: FeedbackSaid


class CloudEvent(Value):
    """A message in its envelope (CloudEvents 1.0)."""

    specversion: Literal["1.0"] = "1.0"
    id: str
    source: str
    type: Literal["file.feedback"] = TYPE
    time: str
    subject: str
    datacontenttype: Literal["application/json"] = "application/json"
    data: FeedbackEvent

    def headers(self) -> dict[str, str]:
        """Return the envelope as headers, where the message itself is the body (binary mode)."""
        told = self.model_dump(include={"specversion", "id", "source", "type", "time", "subject"})
        return {f"ce-{name}": str(value) for name, value in told.items()}


def event_of(effect: Feedback, at: Instant) -> CloudEvent:
    """Return what an effect tells another system; `at` where it does not say when that was done."""
    file_no = file_no_of(effect.key)
    said = FeedbackSaid(file_no=file_no, sender_no=effect.sender_no, to=effect.addressee, result=effect.result)
    time = (effect.happened_at or at).astimezone(CIVIL).isoformat()
    event = FeedbackEvent(timestamp=time, key=effect.key, title=effect.title, data=said)
    return CloudEvent(id=effect.key, source=f"urn:gridcase:file:{file_no}", time=time, subject=file_no, data=event)
