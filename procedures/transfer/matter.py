"""Whose a transferred matter is, read off the receiving unit's file; and what is asked of who acts in it (移送事项).

Before acceptance the sender answers; then the receiver; what was returned is the sender's again; a designation moves it
to whoever was designated. What came from outside has no sender among our units: the receiver answers from its arrival.
"""

from typing import NamedTuple

from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.record import Record
from law.refusals import NotCompetent, Unclear
from models.acts import Act, Reassigns
from models.acts.oversight import DesignateJurisdiction
from models.acts.transfer import (
    AcceptTransfer,
    OfReceiver,
    ReceiveTransfer,
    RecordTransferEnded,
    RequestDesignation,
    ReturnTransfer,
    SuperviseTransfer,
)
from models.ids import file_no_in
from models.people import Answerable
from procedures.jurisdiction import is_disputed, is_late_with
from procedures.other_files import CASE, files_opened

OWED = ("norm.transfer_accept", "norm.transfer_complete")
"""What the receiving unit owes."""


def opened_by(record: Record) -> ReceiveTransfer | None:
    """Return what the file was opened with."""
    content = record.opening.content if record.opening else None
    return content if isinstance(content, ReceiveTransfer) else None


def _designation(record: Record) -> Act[DesignateJurisdiction] | None:
    return record.last(DesignateJurisdiction)


def case_opened(record: Record) -> str:
    """Return the number of the case that was opened for a matter; empty where none was."""
    return next(iter(files_opened(record, CASE)), "")


class Sides(NamedTuple):
    """The two units between which a matter is, as they are called at the end of the record."""

    sender: Answerable | None
    """None where it came from outside."""
    receiver: Answerable
    is_back: bool = False
    """Whether the superior has designated the sender."""


def sides(record: Record) -> Sides | None:
    """Return who sent a matter and who is to deal with it, through designations and changes of units (机构改革)."""
    opening = opened_by(record)
    if opening is None:
        return None
    rows = [row for row in opening.answerable if row.unit == opening.from_unit]
    found = Sides(rows[-1] if rows and opening.from_file else None, opening.receiver)
    for act in record:
        if isinstance(act.content, DesignateJurisdiction):
            found = _designated(found, act.content, opening)
        elif isinstance(act.content, Reassigns):
            found = _reassigned(found, act.content)
    return found


def _designated(found: Sides, content: DesignateJurisdiction, opening: ReceiveTransfer) -> Sides:
    if found.sender is not None and content.unit == found.sender.unit:
        return found._replace(is_back=True)
    known = (row for row in (*opening.answerable, found.receiver)[::-1] if row.unit == content.unit)
    row = content.answerable or next(known, found.receiver.model_copy(update={"unit": content.unit}))
    return Sides(found.sender, row)


def _reassigned(found: Sides, said: Reassigns) -> Sides:
    """Return the sides once others answer: in the unit that is said, else of that name, else at that grid level."""
    new, both = said.answerable, [row for row in (found.receiver, found.sender) if row is not None]
    if said.instead_of:
        was = next((row for row in both if row.unit == said.instead_of), None)
    else:
        named = [row for row in reversed(both) if row.unit == new.unit]
        was = next(iter((*named, *(row for row in both if _place(row) == _place(new)))), None)
    if was is None:
        return found
    return found._replace(receiver=new) if was == found.receiver else found._replace(sender=new)


def _place(row: Answerable) -> tuple[int, str]:
    return row.level, row.grid


def goes_back(record: Record) -> bool:
    """Tell whether the superior has designated the sender."""
    found = sides(record)
    return found is not None and found.is_back


def is_with_the_receiver(record: Record) -> bool:
    """Tell whether the receiver has it, or whoever was designated instead."""
    if is_ended(record):
        return False
    if _designation(record) is not None:
        return not goes_back(record)
    return record.has(AcceptTransfer) and not record.has(ReturnTransfer)


def is_ended(record: Record) -> bool:
    """Tell whether a superior has ended the transfer: whatever was accepted or designated, it is the sender's."""
    return record.has(RecordTransferEnded)


def is_of_ecology(record: Record) -> bool:
    """Tell whether whoever has to deal with it is a department of ecology."""
    opening, said = opened_by(record), _designation(record)
    if said is not None:
        return not said.content.leaves_ecology
    return opening is not None and opening.ecology


def receiving_unit(record: Record) -> str:
    """Return the unit that has to deal with it: whoever was designated, else the one it was sent to."""
    found = sides(record)
    return found.receiver.unit if found else ""


def the_receiver(done: Attempt[ReceiveTransfer]) -> Answerable:
    """Return who has to accept what was sent, or return it, while the sender still answers for it."""
    found = sides(done.record)
    return found.receiver if found else done.content.receiver


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers for a matter."""
    found = sides(record)
    if found is None or found.sender is None:
        return found.receiver if found else None
    return found.receiver if is_with_the_receiver(record) else found.sender


def waits_for(record: Record) -> str:
    """Return the unit that has to act next: the superior that was asked, the sender it went back to, the receiver."""
    asked, found = record.last(RequestDesignation), sides(record)
    if asked is not None and is_disputed(record):
        return asked.content.superior
    if found is None:
        return ""
    return found.sender.unit if found.sender is not None and found.is_back else found.receiver.unit


def _sender(record: Record) -> str:
    found = sides(record)
    return found.sender.unit if found and found.sender else ""


@asks_for(AskedFor("paper", when="接收单位以书面答复、由移送单位录入的"))
def answered_by_the_receiver(attempt: Attempt[OfReceiver]) -> None:
    """Refuse another unit's word for the receiver's; what it wrote the sender enters, with the letter's number.

    A unit may write although it could answer here or by its own system: how it was asked does not bind how it answers.
    """
    by, record, opening = attempt.act.by, attempt.record, opened_by(attempt.whole)
    unit = receiving_unit(record)
    if by.kind != "person" or opening is None or by.unit == unit:
        return
    article = attempt.cite("jurisdiction_of_others")
    if by.unit == _sender(record):
        if attempt.content.paper:
            return
        sentence = "接收单位以书面答复的，由移送单位录入，须写明来函文号"
        if opening.way == "paper":
            raise Unclear("no-letter", sentence, article=article, field="paper")
        sentence = f"应当由接收单位（{unit}）办理；{sentence}"
        raise NotCompetent("another-unit", sentence, article=article, field="by")
    sentence = f"应当由接收单位（{unit}）办理，其他单位的人员不能代为办理"
    raise NotCompetent("another-unit", sentence, article=article, field="by")


def told_by_its_sender(attempt: Attempt[RecordTransferEnded]) -> None:
    """Refuse the end of a transfer from another file than the one that sent it (非移送案卷)."""
    opening, by = opened_by(attempt.whole), attempt.act.by
    if opening is None or file_no_in(by.id) != opening.from_file:
        sentence = f"本事项不是由“{file_no_in(by.id)}”移送的，不能据以终止"
        raise NotCompetent("not-its-sender", sentence, article=attempt.cite("jurisdiction_designation"), field="act")


def superior_is_another(attempt: Attempt[RequestDesignation] | Attempt[DesignateJurisdiction]) -> None:
    """Refuse to name one of the two that disagree as their common superior."""
    content = attempt.content
    if isinstance(content, RequestDesignation):
        field, superior = "superior", content.superior
    else:
        field, superior = "by_superior", content.by_superior
    if superior in {_sender(attempt.record), receiving_unit(attempt.record)}:
        sentence = "共同的上一级机关不能是争议的一方"
        raise NotCompetent("not-a-superior", sentence, article=attempt.cite("jurisdiction_designation"), field=field)


def by_the_receiver(attempt: Attempt) -> None:
    """Refuse another unit what is the receiver's own to say: whether it opens a case, and whom it asks for help."""
    by, unit = attempt.act.by, receiving_unit(attempt.record)
    if by.kind == "person" and by.unit != unit:
        sentence = f"应当由接收单位（{unit}）办理，其他单位的人员不能代为办理"
        raise NotCompetent("another-unit", sentence, article=attempt.cite("jurisdiction_of_others"), field="by")


def supervised_from_above(attempt: Attempt[SuperviseTransfer]) -> None:
    """Refuse the unit that is late to supervise itself, which would end the climb to its superiors (督办)."""
    if attempt.act.by.unit and attempt.act.by.unit == receiving_unit(attempt.record):
        sentence = "督办由上级或者移送单位提出，逾期的单位不能督办自己"
        raise NotCompetent("supervises-itself", sentence, article=attempt.cite("grid_operation"), field="by")


@asks_for(AskedFor("answerable", when="单位不是争议的一方、也不在本网格责任链上的"))
def designee_is_known(attempt: Attempt[DesignateJurisdiction]) -> None:
    """Refuse to designate a unit of which nobody is named who answers there."""
    content, opening = attempt.content, opened_by(attempt.whole)
    units = {row.unit for row in opening.answerable} | {opening.unit} if opening else set()
    if content.answerable is None and content.unit not in units:
        sentence = f"单位“{content.unit}”不是争议的一方，也不在本网格责任链上，须同时写明该单位的责任人"
        raise Unclear("nobody-answers", sentence, field="answerable")


def is_late(now: Situation) -> bool:
    """Tell whether the acceptance or the completion is late."""
    return is_late_with(OWED, now)
