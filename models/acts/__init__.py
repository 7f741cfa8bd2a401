"""Every act there is, by procedure; and the record of one act in a case."""

import typing
from datetime import date
from typing import Annotated

from pydantic import Field

from models.acts import (
    closing,
    closure,
    construction,
    correction,
    daily,
    deliberation,
    enforcement,
    evidence,
    filing,
    finding,
    hearing,
    institutions,
    investigation,
    measure_notice,
    oversight,
    payment,
    penalty,
    publicity,
    referral,
    remedies,
    restriction,
    review,
    revision,
    seizure,
    stopping,
    substitute,
    suit,
    summary,
    terms,
)
from models.acts.content import Approved, Content, OnSite, Served
from models.people import Actor
from models.values import Instant, Key, Value, civil_day

__all__ = ["ACTS", "Act", "AnyContent", "Approved", "Command", "Content", "OnSite", "Served"]

MODULES = (
    finding,
    filing,
    investigation,
    evidence,
    correction,
    penalty,
    hearing,
    deliberation,
    summary,
    daily,
    seizure,
    referral,
    oversight,
    measure_notice,
    restriction,
    stopping,
    payment,
    enforcement,
    substitute,
    review,
    suit,
    remedies,
    revision,
    closure,
    institutions,
    construction,
    publicity,
    closing,
    terms,
)


def _contents() -> dict[str, type[Content]]:
    """Return every concrete content by its act name, in the order of the procedures."""
    found: dict[str, type[Content]] = {}
    for module in MODULES:
        for value in vars(module).values():
            if isinstance(value, type) and issubclass(value, Content) and value.__module__ == module.__name__:
                found[value.model_fields["act"].default] = value
    return found


ACTS = _contents()

if typing.TYPE_CHECKING:
    AnyContent = Content
else:
    AnyContent = Annotated[typing.Union[tuple(ACTS.values())], Field(discriminator="act")]  # noqa: UP007


class Command(Value):
    """What somebody asks to be done: an act, when it happened, by whom, under the sender's own key."""

    key: Key
    happened_at: Instant
    by: Actor
    content: AnyContent
    of_record: bool = False
    """Enter a fact that happened although the law would have refused it (补录事实); says so for ever."""


class Act(Value):
    """One thing that happened with legal effect, as the case's list keeps it."""

    no: int
    key: Key
    happened_at: Instant
    recorded_at: Instant
    by: Actor
    content: AnyContent
    of_record: bool = False
    departs: str = ""
    """For a fact of record: the refusal that a live act would have met."""

    @property
    def name(self) -> str:
        """Return the act's stable name."""
        return self.content.act

    @property
    def day(self) -> date:
        """Return the civil day on which it happened."""
        return civil_day(self.happened_at)
