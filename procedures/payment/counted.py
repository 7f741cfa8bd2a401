"""What was paid, and for which decision it counts (已缴款项的计算), less what was paid back.

Once a decision is set aside nothing carries what was paid on it: it is to be given back (行政处罚法 art. 74(3): 依法应当退还;
国家赔偿法 art. 36(1), (7); both from memory). Where a new decision takes its place, no text says whether the one is set off
against the other: we read that what was not paid back by then is counted for the new one from its service on, as
otherwise the party would pay twice meanwhile, and only what is left over is given back (doubtful).
"""

from datetime import date
from decimal import Decimal
from typing import NamedTuple

from judging.parties import seen_by
from judging.record import Record, follows, place
from judging.serving import effective_day
from law.edition import Law
from models.acts import Act
from models.acts.daily import DecideDailyPenalty
from models.acts.payment import CollectOnTheSpot, RecordPayment, RefundPayment
from models.acts.summary import DecideOnTheSpot
from procedures.penalty.decisions import (
    DECIDING,
    ORDINARY,
    UNDOES,
    Decision,
    about_decision,
    is_same,
    ordered_in,
    service_of,
    set_aside,
)
from procedures.redoing import takes_the_place_of

NOTHING = Decimal(0)
PAYING = (RecordPayment, CollectOnTheSpot)


class Counted(NamedTuple):
    """A sum that counts as paid for a decision, from a day on, with the act by which it does."""

    no: int
    on: date
    amount: Decimal
    told: str = "已缴"


def counted(record: Record, law: Law, decision: Act[Decision]) -> list[Counted]:
    """Return what counts as paid for a decision, in order; what was paid back is what had come last."""
    if is_counted_elsewhere(record, decision):
        return []
    return _held(record, law, decision)


def _held(record: Record, law: Law, decision: Act[Decision]) -> list[Counted]:
    paid = [Counted(act.no, act.day, act.content.amount) for act in about_decision(record, decision, *PAYING)]
    found = [*_taken_over(record, law, decision), *paid]
    back = paid_back(record, decision)
    while back > 0 and found:
        last = found.pop()
        found += [last._replace(amount=last.amount - back)] if last.amount > back else []
        back -= min(back, last.amount)
    return found


def paid_back(record: Record, decision: Act[Decision]) -> Decimal:
    """Return what was given back of what was paid on a decision (已退还)."""
    return sum((act.content.amount for act in about_decision(record, decision, RefundPayment)), NOTHING)


def _taken_over(record: Record, law: Law, decision: Act[Decision]) -> list[Counted]:
    """Return what was paid on decisions in whose place this one came, counted from its service on."""
    if not record.has(*UNDOES):
        return []
    own, service = seen_by(record, decision), service_of(record, decision)
    if service is None:
        return []
    since = effective_day(service, law)
    before = [one for one in own.all(*DECIDING) if is_same(_in_place_of(own, one), decision)]
    return [
        Counted(service.no, max(one.on, since), one.amount, "原处罚决定已缴，转抵")
        for earlier in before
        for one in _held(own, law, earlier)
    ]


def is_counted_elsewhere(record: Record, decision: Act[Decision]) -> bool:
    """Tell whether another decision was made and served in place of this one, for which its money counts now."""
    if not record.has(*UNDOES):
        return False
    own = seen_by(record, decision)
    later = _in_place_of(own, decision)
    return later is not None and service_of(own, later) is not None


def _in_place_of(record: Record, decision: Act[Decision]) -> Act[Decision] | None:
    """Return the decision that was made in place of one that was set aside to be made again, or None."""
    change = set_aside(record, decision)
    if change is None or not change.redo:
        return None
    if isinstance(decision.content, DecideDailyPenalty):
        again = {earlier: later for later, earlier in takes_the_place_of(record).items()}
        return record.act(again[decision.no], DecideDailyPenalty) if decision.no in again else None
    later = [one for one in record.all(*ORDINARY, DecideOnTheSpot) if follows(one, change.act)]
    return record.act(min(later, key=place).no, *DECIDING) if later else None


def is_covered(record: Record, law: Law, decision: Act[Decision]) -> bool:
    """Tell whether what was paid before, on another decision, covers all that this one orders: nothing falls due."""
    before = sum((one.amount for one in _taken_over(record, law, decision)), NOTHING)
    return before > 0 and 0 < ordered_in(decision) <= before
