"""Whose a transferred matter is, read off the receiving unit's file; and what is asked of who acts in it (移送事项).

Before acceptance the sender answers; then the receiver; what was returned is the sender's again; a designation moves it
to whoever was designated. What came from outside has no sender among our units: the receiver answers from its arrival.
"""

from judging.answering import COUNTY, chain, nearest
from judging.asked_for import AskedFor, asks_for
from judging.attempt import Attempt, Situation
from judging.clock import reckoned
from judging.clock_reading import clocks_of
from judging.record import Record
from law.refusals import NotCompetent, Unclear
from models.acts import Act, Reassigns
from models.acts.oversight import DesignateJurisdiction
from models.acts.transfer import AcceptTransfer, OfReceiver, ReceiveTransfer, RequestDesignation, ReturnTransfer
from models.people import Answerable

OWED = ("norm.transfer_accept", "norm.transfer_complete")
"""What the receiving unit owes."""


def opened_by(record: Record) -> ReceiveTransfer | None:
    """Return what the file was opened with."""
    content = record.opening.content if record.opening else None
    return content if isinstance(content, ReceiveTransfer) else None


def _designation(record: Record) -> Act[DesignateJurisdiction] | None:
    return record.last(DesignateJurisdiction)


def is_disputed(record: Record) -> bool:
    """Tell whether the common superior was asked and has not said yet whose it is."""
    asked, said = record.last(RequestDesignation), _designation(record)
    return asked is not None and (said is None or said.no < asked.no)


def goes_back(record: Record) -> bool:
    """Tell whether the superior has designated the sender."""
    opening, said = opened_by(record), _designation(record)
    return opening is not None and said is not None and said.content.unit == opening.from_unit


def is_with_the_receiver(record: Record) -> bool:
    """Tell whether the receiver has it, or whoever was designated instead."""
    if _designation(record) is not None:
        return not goes_back(record)
    return record.has(AcceptTransfer) and not record.has(ReturnTransfer)


def receiving_unit(record: Record) -> str:
    """Return the unit that has to deal with it: whoever was designated, else the one it was sent to."""
    opening, said = opened_by(record), _designation(record)
    unit = opening.unit if opening else ""
    if said is not None and not goes_back(record):
        unit = said.content.unit
    return _row(record, unit).unit if unit else ""


def holder(record: Record) -> Answerable | None:
    """Return the one unit that answers for a matter."""
    opening = opened_by(record)
    if opening is None:
        return None
    has_it = is_with_the_receiver(record) or not opening.from_file
    return _row(record, receiving_unit(record) if has_it else opening.from_unit)


def waits_for(record: Record) -> str:
    """Return the unit that has to act next: the superior that was asked, the sender it went back to, the receiver."""
    asked, opening = record.last(RequestDesignation), opened_by(record)
    if asked is not None and is_disputed(record):
        return asked.content.superior
    return opening.from_unit if opening is not None and goes_back(record) else receiving_unit(record)


def _row(record: Record, unit: str) -> Answerable:
    """Return who answers in a unit, whatever it was called or merged into since (变更责任单位、责任人)."""
    rows: list[Answerable] = list(record.opening.content.answerable) if record.opening else []
    opening, said = opened_by(record), _designation(record)
    if opening is not None and opening.unit == unit:
        rows.append(opening.receiver)
    if said is not None and said.content.answerable is not None and said.content.unit == unit:
        rows.append(said.content.answerable)
    known = [row for row in rows if row.unit == unit]
    row = known[-1] if known else nearest(chain(record), COUNTY).model_copy(update={"unit": unit})
    for act in record.bearing(Reassigns):
        new = act.content.answerable
        if new.level == row.level and new.grid == row.grid:
            row = new
    return row


@asks_for(AskedFor("paper", when="接收单位以书面答复、由移送单位录入的"))
def answered_by_the_receiver(attempt: Attempt[OfReceiver]) -> None:
    """Refuse another unit's word for the receiver's; on paper the sender enters it, with the letter's number."""
    by, record, opening = attempt.act.by, attempt.record, opened_by(attempt.whole)
    unit = receiving_unit(record)
    if by.kind != "person" or opening is None or by.unit == unit:
        return
    article = attempt.cite("jurisdiction_of_others")
    if opening.way == "paper" and by.unit == opening.from_unit:
        if not attempt.content.paper:
            sentence = "接收单位以书面答复的，由移送单位录入，须写明来函文号"
            raise Unclear("no-letter", sentence, article=article, field="paper")
        return
    sentence = f"应当由接收单位（{unit}）办理，其他单位的人员不能代为办理"
    raise NotCompetent("another-unit", sentence, article=article, field="by")


def superior_is_another(attempt: Attempt[RequestDesignation]) -> None:
    """Refuse to name one of the two that disagree as their common superior."""
    opening, superior = opened_by(attempt.whole), attempt.content.superior
    if opening is not None and superior in {opening.from_unit, receiving_unit(attempt.record)}:
        sentence = "共同的上一级机关不能是争议的一方"
        raise NotCompetent(
            "not-a-superior", sentence, article=attempt.cite("jurisdiction_designation"), field="superior"
        )


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
    clocks = clocks_of(now)
    waiting = [row for rule in OWED for row in clocks.of_rule(rule, None) if row.is_open]
    days = [reckoned(row, clocks, now.law).last_day for row in waiting]
    return any(day is not None and day < now.day for day in days)
