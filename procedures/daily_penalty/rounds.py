"""The rounds of a daily penalty (计罚周期): each order to correct with its first recheck, and what they add up to.

按日连续处罚办法 art. 10-14, 17-20. A round is an order and the first recheck after it; a refusal found calls for a new order,
and only that begins a new round. What a seizure, a restriction or a stop ended counts no further, unless the recheck
found the discharge going on all the same. A clean recheck closes the chain: a later violation needs an original
decision of its own.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from judging.record import Record, follows
from judging.serving import effective_day
from law.amounts.daily import DailyPenalty, daily_penalty, recheck_by
from law.edition import Law
from law.guards import Cycle
from law.guards.coercion import Outcome
from models.acts import Act
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.penalty import DecidePenalty
from models.acts.production_stop import ServeProductionStop
from models.acts.seizure import ImposeSeizure
from procedures.binding import restricted_from
from procedures.contests import undone
from procedures.penalty.decisions import fine_of, set_aside

STOPS = (ImposeSeizure, ServeProductionStop)
"""Acts that end the discharge by force at once (办法 art. 20); a restriction does from the day on which it binds."""

Order = Act[ServeCorrectionOrder]
Recheck = Act[RecheckCorrection]


def rounds(record: Record) -> list[tuple[Order, Recheck]]:
    """Return each order to correct that stands with its first recheck, in order of service (责令改正与复查)."""
    gone = undone(record)
    orders = [order for order in record.all(ServeCorrectionOrder) if order.no not in gone]
    return [(order, found[0]) for order in orders if (found := record.pointing(order.no, RecheckCorrection))]


def chosen(record: Record, rechecks: Collection[int]) -> list[tuple[Order, Recheck]]:
    """Return the rounds that these rechecks ended, in order."""
    return [(order, recheck) for order, recheck in rounds(record) if recheck.no in rechecks]


def cycle(record: Record, order: Order, recheck: Recheck, law: Law) -> Cycle:
    """Return one order and its recheck as the law's arithmetic asks for it."""
    ordered_on = effective_day(order, law)
    return Cycle(
        ordered_on=ordered_on,
        recheck_by=recheck_by(ordered_on, law),
        rechecked_on=recheck.day,
        outcome=_outcome(recheck.content),
        stopped_on=None if recheck.content.despite_measure else _stopped_on(record, order, recheck, law),
    )


def _outcome(content: RecheckCorrection) -> Outcome:
    if content.obstructed:
        return "obstructed"
    return "corrected" if content.corrected else "continued"


def _stopped_on(record: Record, order: Order, recheck: Recheck, law: Law) -> date | None:
    stops = (effective_day(act, law) for act in record.all(*STOPS))
    days = [*stops, *restricted_from(record, law).values()]
    return min((day for day in days if order.day <= day < recheck.day), default=None)


def original(record: Record) -> Act[DecidePenalty] | None:
    """Return the original decision to fine that stands (原处罚决定), or None."""
    return next((act for act in reversed(record.all(DecidePenalty)) if set_aside(record, act) is None), None)


def penalty_for(record: Record, rechecks: Collection[int], law: Law) -> DailyPenalty:
    """Return the daily penalty for the rounds that these rechecks ended, with its working."""
    decision = original(record)
    fine = fine_of(record, decision) if decision else Decimal(0)
    cycles = [cycle(record, order, recheck, law) for order, recheck in chosen(record, rechecks)]
    return daily_penalty(fine, cycles, law)


def closed_before(record: Record, order: Order) -> Recheck | None:
    """Return the clean recheck that had closed the chain before an order, or None."""
    clean = (act for act in record.all(RecheckCorrection) if _outcome(act.content) == "corrected")
    return next((act for act in clean if follows(order, act)), None)
