"""Things taken, from hand to hand (证据、涉案物品的保管链): taken in, handed over, let go; always in exactly one hand."""

from typing import Annotated, Literal

from pydantic import Field

from models.acts.content import Content, OnSite, PointsAt
from models.values import Count, Line, MaybeLine, MaybeText


class TakeEvidence(OnSite):
    """A thing is taken as evidence, sealed, and given to who keeps it (提取证据入册)."""

    act: Literal["take_evidence"] = "take_evidence"
    label = "提取证据入册"
    mark: Line
    """What tells it apart (证据编号); no two things of a file have the same."""
    name: Line
    form: Literal["thing", "sample", "document", "electronic", "images"]
    quantity: Count = 1
    place: Line
    """Where it was taken."""
    sealing: MaybeLine = ""
    """How it is sealed, with the number of the seal (封存方式、封签编号); empty where it is not sealed."""
    digest: MaybeLine = ""
    """The hash of electronic data (校验值)."""
    keeper: Line
    """Who keeps it from now on: a person's id."""
    unit: Line
    kept_at: MaybeLine = Field(default="", exclude_if=lambda place: not place)
    """Where it is kept (存放地点)."""
    identity_shown: bool


class HandOverEvidence(Content):
    """It passes from one hand into another (移交证据)."""

    act: Literal["hand_over_evidence"] = "hand_over_evidence"
    label = "移交证据"
    of: Annotated[int, PointsAt("take_evidence")]
    giver: Line
    """Who has it until now."""
    keeper: Line
    """Who keeps it from now on: a person's id, or an outside body such as a laboratory."""
    unit: MaybeLine = ""
    """The unit of who keeps it from now on; empty for an outside body."""
    purpose: Literal["keep", "test", "appraise", "inspect", "other"] = "keep"
    is_intact: bool
    """Whether the seal was whole when it was handed over."""
    sealing: MaybeLine = ""
    """The new seal, where it was sealed anew."""
    kept_at: MaybeLine = Field(default="", exclude_if=lambda place: not place)
    """Where it is kept from now on (存放地点)."""
    note: MaybeText = ""
    """What was found where the seal was not whole."""


class LetGoOfEvidence(Content):
    """It leaves the investigation for good: to a case, to the police, to its owner, to the archive (证据去向)."""

    act: Literal["let_go_of_evidence"] = "let_go_of_evidence"
    label = "登记证据去向"
    of: Annotated[int, PointsAt("take_evidence", once=True)]
    giver: Line
    outcome: Literal["with_case", "with_police", "returned", "archived", "destroyed", "confiscated", "used_up"]
    keeper: Line
    """Who has it now, or saw to its end."""
    receipt: MaybeLine = ""
    """The number of the receipt, or of the case it went with."""
