"""How the transfers of a file stand, read off the file that sent them (移送的状态).

What the receiving unit's file has told last decides; until it has told that it accepted, the sender answers
(衡政办发〔2015〕76号, plan 四(四)1: handed over in time, dealt with by whoever takes it, the result fed back).
"""

from dataclasses import dataclass
from typing import Literal

from judging.record import Record
from models.acts import Act, Content
from models.acts.delivery import RecordDelivery, RecordDeliveryRefused
from models.acts.finding import ReportFinding
from models.acts.transfer import (
    EndTransfer,
    ReceiveTransfer,
    RecordTransferAccepted,
    RecordTransferDesignated,
    RecordTransferResult,
    RecordTransferReturned,
    ToldOfTransfer,
    TransferMatter,
)
from models.ids import act_no_in, what_in
from models.people import Answerable

State = Literal["sent", "refused", "accepted", "designated", "returned", "resulted", "ended"]
OPENED = "matter"
"""The last part of the key under which the receiving unit's file is opened."""
OVER: frozenset[State] = frozenset({"refused", "returned", "resulted", "ended"})
"""States in which nobody waits for the other unit any more."""
STATES: dict[type[Content], State] = {
    RecordTransferAccepted: "accepted",
    RecordTransferDesignated: "designated",
    RecordTransferReturned: "returned",
    RecordTransferResult: "resulted",
    EndTransfer: "ended",
}


@dataclass(frozen=True, slots=True)
class Transfer:
    """One transfer as it stands."""

    act: Act[TransferMatter]
    state: State
    holder: Answerable | None
    """Who has it at the other end; None while it is, or is again, the sender's."""
    matter_no: str
    """The number of the receiving unit's file; empty until it is known."""

    @property
    def is_over(self) -> bool:
        """Tell whether nobody waits for the other unit any more."""
        return self.state in OVER

    @property
    def is_whole(self) -> bool:
        """Tell whether the whole case went, not one matter in it."""
        return self.act.content.scope == "whole"


def transfers(record: Record) -> list[Transfer]:
    """Return every transfer of a file as it stands, in order."""
    return [_read(record, act) for act in record.all(TransferMatter)]


def _read(record: Record, act: Act[TransferMatter]) -> Transfer:
    outcome = _outcome(record, act.no)
    words = sorted(record.pointing(act.no, *STATES), key=lambda word: word.no)
    told = next((word.content.matter_no for word in words if isinstance(word.content, ToldOfTransfer)), "")
    opened = outcome.content.file_no if outcome and isinstance(outcome.content, RecordDelivery) else ""
    state: State = "sent"
    if words:
        state = _state_by(words)
    elif outcome is not None and isinstance(outcome.content, RecordDeliveryRefused):
        state = "refused"
    return Transfer(act, state, _holder(words), opened or told)


def _state_by(words: list[Act]) -> State:
    """Return the state by the last word; what was ended is not taken up again by word that was on its way (已终止)."""
    last = _state(words[-1].content)
    is_ended = any(isinstance(word.content, EndTransfer) for word in words)
    return "ended" if is_ended and last not in OVER else last


def _state(word: Content) -> State:
    is_back = isinstance(word, RecordTransferDesignated) and word.to_sender
    return "returned" if is_back else STATES[type(word)]


def _holder(words: list[Act]) -> Answerable | None:
    """Return who has a matter by the last word: whoever accepted it, or was designated."""
    content = words[-1].content if words else None
    if not isinstance(content, RecordTransferAccepted | RecordTransferDesignated):
        return None
    return None if _state_by(words) in OVER else content.receiver


def _outcome(record: Record, number: int) -> Act[RecordDelivery | RecordDeliveryRefused] | None:
    outcomes = record.all(RecordDelivery, RecordDeliveryRefused)
    return next((one for one in outcomes if _is_opening(one.content.effect, number)), None)


def _is_opening(effect: str, number: int) -> bool:
    return what_in(effect) == OPENED and act_no_in(effect) == number


def is_out(record: Record) -> bool:
    """Tell whether the whole case was sent to another unit and did not come back."""
    return any(one.is_whole and (one.state in {"resulted", "ended"} or not one.is_over) for one in transfers(record))


def pending(record: Record) -> list[Transfer]:
    """Return the transfers of which the result is still waited for."""
    return [one for one in transfers(record) if not one.is_over]


def returned_by(record: Record, unit: str) -> int:
    """Return how often a unit has returned what this file sent it."""
    sent = {act.no for act in record.all(TransferMatter) if act.content.unit == unit}
    return len(sent & record.targets(RecordTransferReturned))


def gone_through(record: Record) -> tuple[str, ...]:
    """Return the units that a matter went through before it came here, in order; none where it began here."""
    came = record.opening.content if record.opening else None
    if isinstance(came, ReceiveTransfer):
        return (*came.passed, came.from_unit)
    return came.passed if isinstance(came, ReportFinding) else ()


def designated_here(record: Record) -> list[Act[TransferMatter]]:
    """Return what this file transferred and the common superior has said is the sender's."""
    back = [act.content.of for act in record.all(RecordTransferDesignated) if act.content.to_sender]
    return [act for act in record.all(TransferMatter) if act.no in back]
