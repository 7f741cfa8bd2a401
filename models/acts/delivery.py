"""What became of what left a file (送交结果): taken, refused, or still not taken after its time; or told by hand."""

from typing import Annotated, Literal

from models.acts.content import Content, PointsAt
from models.values import Count, Line, MaybeLine, Several, Text


class Delivery(Content):
    """An outcome of sending one effect."""

    effect: Line
    """The key of the effect that was sent."""
    receiver: Line
    """The system, or the file, that it was for."""


class RecordDelivery(Delivery):
    """The receiver took it (已送达对方)."""

    act: Literal["record_delivery"] = "record_delivery"
    label = "对方已接收"
    file_no: MaybeLine = ""
    """The number of the file that took it, or was opened by it; empty where the receiver is another system."""
    act_no: Count | None = None
    """Under which number that file has it."""


class RecordDeliveryRefused(Delivery):
    """The receiver refused it, for good (对方不予接收), with the article where the law refused."""

    act: Literal["record_delivery_refused"] = "record_delivery_refused"
    label = "对方不予接收"
    code: Line
    sentence: Text
    article: MaybeLine = ""


class RecordDeliveryFailed(Delivery):
    """It could not be delivered in its time (逾期未能送达对方); it is tried on, and somebody sees to it on paper."""

    act: Literal["record_delivery_failed"] = "record_delivery_failed"
    label = "未能按时送达对方"
    told: Several[Line] = ()
    """Ids of the persons who now have to see to it on paper."""


class ConfirmFeedback(Content):
    """A result was told by hand to whoever no system reaches, or could not be reached (确认反馈送达)."""

    act: Literal["confirm_feedback"] = "confirm_feedback"
    label = "确认反馈送达"
    of: Annotated[int, PointsAt("feed_back", "answer_complaint", "refuse_complaint", once=True)]
    """The number of the act by which the result was given to be told."""
    way: Literal["letter", "telephone", "in_person", "other"]
    receipt: MaybeLine = ""
    """The number of the letter, or of the receipt, if there is one."""
