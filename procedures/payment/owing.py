"""What is owed on a day (应缴数额): fine, confiscated gains and surcharge, less what was paid and what was given up.

行政处罚法 art. 72: from the day after the payment date a surcharge runs by the day, never above the fine; art. 73: not
during 复议 and suit. Payments go to the fine first, then to what is confiscated, then to the surcharge, and the
surcharge runs only on what is still unpaid of the fine: no text says so, and the party has the benefit. The day of
a payment is still a day of delay.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from judging.attempt import Attempt
from judging.kind import RunUp
from judging.record import Record, in_order
from judging.serving import effective_day
from law.amounts.surcharge import Surcharge, surcharge
from law.amounts.worked import Worked, step
from law.chinese import money
from law.edition import Law
from law.terms import Suspended
from models.acts import Act
from models.acts.payment import AgreeExecution, DeferPayment, ForgoSurcharge
from procedures.payment.counted import Counted, counted
from procedures.penalty.decisions import (
    DECIDING,
    Decision,
    about,
    about_decision,
    confiscation_of,
    fine_of,
    service_of,
)
from procedures.remedies import contested_spans

DAY = timedelta(days=1)
NOTHING = Decimal(0)


class Due(Worked):
    """What is owed under one decision, or under all of a case, at the end of a day."""

    fine: Decimal
    confiscation: Decimal
    surcharge: Decimal
    """As it has run up, after what was given up."""
    paid: Decimal
    """What was paid of it."""
    surplus: Decimal
    """What was paid beyond it and is to be given back (多缴、应退), as of a decision that was set aside."""
    days: int
    """Days of delay that counted for the surcharge, each part of the fine for itself."""

    @property
    def ordered(self) -> Decimal:
        """Return everything ordered: fine, confiscated gains and surcharge."""
        return self.fine + self.confiscation + self.surcharge

    @property
    def total(self) -> Decimal:
        """Return what is still to be paid."""
        return self.ordered - self.paid


class _Sum(NamedTuple):
    """An amount of the fine and the day on which it is due."""

    on: date
    amount: Decimal


def amount_due(record: Record, day: date, law: Law, decision: Act[Decision] | None = None) -> Due:
    """Return what is owed at the end of a day, with its working; without a decision, under all that were served."""
    by_then = record.until(day)
    wanted = [decision] if decision else in_order(by_then.all(*DECIDING))
    parts = [_due(by_then, day, law, one) for one in wanted if service_of(by_then, one)]
    return Due(
        fine=sum((part.fine for part in parts), NOTHING),
        confiscation=sum((part.confiscation for part in parts), NOTHING),
        surcharge=sum((part.surcharge for part in parts), NOTHING),
        paid=sum((part.paid for part in parts), NOTHING),
        surplus=sum((part.surplus for part in parts), NOTHING),
        days=sum(part.days for part in parts),
        steps=tuple(line for part in parts for line in part.steps),
        grounds=tuple(dict.fromkeys(ground for part in parts for ground in part.grounds)),
        warnings=tuple(dict.fromkeys(warning for part in parts for warning in part.warnings)),
    )


def _due(record: Record, day: date, law: Law, decision: Act[Decision]) -> Due:
    fine, confiscation = fine_of(record, decision), confiscation_of(record, decision)
    payments = counted(record, law, decision)
    plan = schedule(record, law, decision)
    late = list(_late_parts(plan, payments, day, contested_spans(record, law, decision), law))
    run_up = sum((one.uncapped for one in late), NOTHING)
    cap = surcharge(fine, plan[0].on, max(day, plan[0].on), law=law).cap
    capped = run_up if cap is None else min(run_up, cap)
    waived = run_up if _forgone(record, decision) else _waived(record, decision)
    added = max(capped - waived, NOTHING)
    received = sum((one.amount for one in payments), NOTHING)
    paid = min(received, fine + confiscation + added)
    return Due(
        fine=fine,
        confiscation=confiscation,
        surcharge=added,
        paid=paid,
        surplus=received - paid,
        days=sum(one.days for one in late),
        steps=(
            step("罚款", f"第{decision.no}号行为所定", fine),
            step("没收违法所得", f"第{decision.no}号行为所定", confiscation),
            *(line for one in late for line in one.steps[:-1]),
            step("加处罚款", _working(run_up, cap, waived), added),
            *(step(one.told, one.on.isoformat(), one.amount) for one in payments),
        ),
        grounds=tuple(dict.fromkeys(ground for one in late for ground in one.grounds)),
        warnings=tuple(dict.fromkeys(warning for one in late for warning in one.warnings)),
    )


def surcharges(record: Record, day: date, law: Law) -> Iterator[RunUp]:
    """Yield the surcharge under each decision as it has run up by the end of a day, with the days that counted."""
    by_then = record.until(day)
    for decision in in_order(by_then.all(*DECIDING)):
        due = amount_due(by_then, day, law, decision)
        if due.days:
            yield RunUp(decision.no, "加处罚款", due.days, due.surcharge)


def _working(run_up: Decimal, cap: Decimal | None, waived: Decimal) -> str:
    limit = "当时没有上限" if cap is None else f"与上限{money(cap)}取低"
    return f"{money(run_up)}，{limit}" + (f"，减免{money(waived)}" if waived else "")


def _waived(record: Record, decision: Act[Decision]) -> Decimal:
    agreements = about_decision(record, decision, AgreeExecution)
    return sum((act.content.surcharge_waived for act in agreements), NOTHING)


def _forgone(record: Record, decision: Act[Decision]) -> bool:
    return bool(about_decision(record, decision, ForgoSurcharge))


def payment_date(record: Record, law: Law, decision: Act[Decision]) -> date:
    """Return the last day to pay what a decision orders (缴款期限); one not served yet counts from the day it was made."""
    served_on = effective_day(service_of(record, decision) or decision, law)
    return law.latest_day("payment_15d", served_on) or served_on


def schedule(record: Record, law: Law, decision: Act[Decision]) -> list[_Sum]:
    """Return by when which part of the fine is to be paid: all of it on the payment date, or as deferred or split."""
    pay_by, fine = payment_date(record, law, decision), fine_of(record, decision)
    deferred = last_deferral(record, decision)
    if deferred is None:
        return [_Sum(pay_by, fine)]
    plan = deferred.content
    before = (one.amount for one in counted(record, law, decision) if one.no < deferred.no)
    first = min(sum(before, NOTHING), fine)
    parts = [_Sum(part.due_on, part.amount) for part in plan.parts] or [_Sum(plan.until, fine)]
    return [_Sum(pay_by, first), *_trimmed(parts, fine - first)]


def _trimmed(parts: Sequence[_Sum], rest: Decimal) -> Iterator[_Sum]:
    """Cut a plan to what is left of the fine, the first parts first; what no part covers falls due with the last."""
    for part in parts[:-1]:
        amount = min(part.amount, rest)
        rest -= amount
        yield _Sum(part.on, amount)
    yield _Sum(parts[-1].on, rest)


def last_deferral(record: Record, decision: Act[Decision]) -> Act[DeferPayment] | None:
    """Return the deferral or plan that counts for a decision (延期、分期), or None."""
    found = about_decision(record, decision, DeferPayment)
    return found[-1] if found else None


def deferred_until(record: Record, decision: Act[Decision]) -> date | None:
    """Return the last day of the deferral or plan of a decision, or None."""
    deferred = last_deferral(record, decision)
    return deferred.content.until if deferred else None


def _late_parts(
    plan: Iterable[_Sum], payments: Iterable[Counted], day: date, stood_still: Sequence[Suspended], law: Law
) -> Iterator[Surcharge]:
    """Yield the surcharge on each part of the fine while it stayed unpaid after its day."""
    purse = list(payments)
    for part in plan:
        unpaid, since = part.amount, part.on
        while unpaid > 0 and purse:
            paid = purse.pop(0)
            if paid.on > since:
                yield surcharge(unpaid, since, paid.on, law=law, stood_still=stood_still)
                since = paid.on
            if paid.amount > unpaid:
                purse.insert(0, paid._replace(amount=paid.amount - unpaid))
            unpaid = max(unpaid - paid.amount, NOTHING)
        if unpaid > 0 and day > since:
            yield surcharge(unpaid, since, day, law=law, stood_still=stood_still)


def paid_in_full(record: Record, law: Law, decision: Act[Decision], by: date) -> bool:
    """Tell whether by a day everything a decision orders had been paid, the surcharge left aside."""
    paid = sum((one.amount for one in counted(record, law, decision) if one.on <= by), NOTHING)
    return paid >= fine_of(record, decision) + confiscation_of(record, decision)


def performed(record: Record, law: Law, decision: Act[Decision]) -> bool:
    """Tell whether a decision was performed: all was paid, with the surcharge of the last payment or forgone."""
    service = service_of(record, decision)
    if service is None:
        return False
    paid_on = [one.on for one in counted(record, law, decision)]
    forgone_on = [act.day for act in about_decision(record, decision, ForgoSurcharge)]
    day = max([effective_day(service, law), *paid_on, *forgone_on])
    return amount_due(record, day, law, decision).total == 0


def is_performed_by(attempt: Attempt) -> bool:
    """Tell whether with this payment its decision was performed, surcharge included."""
    decision = about(attempt.record, attempt.act)
    return decision is not None and performed(attempt.record.until(attempt.day), attempt.law, decision)
