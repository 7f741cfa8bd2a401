"""The base of every act's content: its name as a command, its Chinese legal term."""

from typing import ClassVar, Literal

from models.people import Officer
from models.values import Value


class Content(Value):
    """What an act says. Each subclass fixes `act` (the stable name) and `label` (the legal term)."""

    act: str
    label: ClassVar[str] = ""


class OnSite(Content):
    """An act that the law lets only two or more certified officers do on site (行政处罚法 art. 42, 55)."""

    officers: tuple[Officer, ...] = ()


class Served(Content):
    """An act by which a document reaches the party (送达)."""

    mode: Literal["direct", "left", "entrusted", "post", "electronic", "forwarded", "public_notice"] = "direct"
    """直接、留置、委托、邮寄、电子、转交、公告送达 (民事诉讼法 ch. 7)."""
    consent: bool = False
    """Whether the party has signed the confirmation for electronic service (送达地址确认书)."""


class Approved(Content):
    """An act that a head must approve (负责人批准): the head does it, under the head's own identity."""


class OfDecision(Content):
    """An act about one served decision (处罚决定); which one need not be said while there is only one."""

    of: int | None = None
    """The number of the act by which the decision was served, or handed over on the spot."""
