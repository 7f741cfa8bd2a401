"""The rounds of a daily penalty (计罚周期): each order to correct with its first recheck, and what they add up to.

按日连续处罚办法 art. 10-14, 17-20. A round is an order and the first recheck after it; a refusal found calls for a new order,
and only that begins a new round. What a seizure, a restriction or a stop ended counts no further, unless the recheck
found the discharge going on all the same. A clean recheck closes the chain: a later violation needs an original
decision of its own.
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any, cast

from law.amounts.daily import DailyPenalty, daily_penalty, recheck_by
from law.guards import Cycle
from law.guards.coercion import Outcome
from models.acts import Act
from models.acts.correction import RecheckCorrection
from workflows.procedures.decisions import fine_of, standing
from workflows.procedures.prior_notice import follows
from workflows.procedures.record import Record

STOPS = ("impose_seizure", "restrict_production", "stop_production")
"""Acts that end the discharge by force (办法 art. 20)."""

Round = tuple[Act, Act]
"""An order to correct and its first recheck."""


def rounds(record: Record) -> list[Round]:
    """Return each order to correct with its first recheck, in order of service (责令改正与复查)."""
    found = []
    for order in record.all("serve_correction_order"):
        rechecks = [act for act in record.all("recheck_correction") if cast("Any", act.content).of == order.no]
        if rechecks:
            found.append((order, rechecks[0]))
    return found


def chosen(record: Record, rechecks: Collection[int]) -> list[Round]:
    """Return the rounds that these rechecks ended, in order."""
    return [(order, recheck) for order, recheck in rounds(record) if recheck.no in rechecks]


def cycle(record: Record, order: Act, recheck: Act) -> Cycle:
    """Return one order and its recheck as the law's arithmetic asks for it."""
    content = cast("RecheckCorrection", recheck.content)
    return Cycle(
        ordered_on=order.day,
        recheck_by=recheck_by(order.day),
        rechecked_on=recheck.day,
        outcome=_outcome(content),
        stopped_on=None if content.despite_measure else _stopped_on(record, order, recheck),
    )


def _outcome(content: RecheckCorrection) -> Outcome:
    if content.obstructed:
        return "obstructed"
    return "corrected" if content.corrected else "continued"


def _stopped_on(record: Record, order: Act, recheck: Act) -> date | None:
    days = [act.day for act in record.all(*STOPS) if order.day <= act.day < recheck.day]
    return min(days, default=None)


def original(record: Record) -> Act | None:
    """Return the original decision to fine that stands (原处罚决定), or None."""
    return next((act for act in reversed(standing(record)) if act.name == "decide_penalty"), None)


def penalty_for(record: Record, rechecks: Collection[int]) -> DailyPenalty:
    """Return the daily penalty for the rounds that these rechecks ended, with its working."""
    decision = original(record)
    fine = fine_of(record, decision) if decision else Decimal(0)
    return daily_penalty(fine, [cycle(record, order, recheck) for order, recheck in chosen(record, rechecks)])


def closed_before(record: Record, order: Act) -> Act | None:
    """Return the clean recheck that had closed the chain before an order, or None."""
    clean = (act for act in record.all("recheck_correction") if _outcome(cast("Any", act.content)) == "corrected")
    return next((act for act in clean if follows(order, act)), None)
