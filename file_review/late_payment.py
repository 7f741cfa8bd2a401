"""What late payment costs, and what instalments add up to (加处罚款、分期缴纳核对), compared with what was published.

The surcharge is what a live file owes (`procedures.payment.owing`), asked on the record under review. A published case
has its sums beside its facts; they are put into the decision that was served.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal

from file_review.dossier import Dossier, Entry, day_of, served_on
from file_review.findings import Finding, InstalmentSum, Result, SurchargeSum, of_rule
from file_review.known import Missing, answered, placed
from file_review.sources import Published
from file_review.sums import original_fine
from judging.record import Record
from law.amounts.surcharge import cap_of, surcharge
from law.amounts.worked import number
from law.catalogue import Cited
from law.chinese import day as told
from law.chinese import money
from law.edition import Law
from law.refusals import Unclear
from models.acts import Act
from models.acts.enforcement import ApplyToCourt, ServeDemand
from models.acts.payment import DeferPayment, RecordPayment
from models.acts.penalty import DecidePenalty, ServeDecision
from models.acts.reconsideration import (
    ApplyReconsideration,
    DecideReconsideration,
    DeclineReconsideration,
    TerminateReconsideration,
)
from models.acts.suit import AppealSuit, FileSuit, JudgeSuit
from procedures.payment.counted import PAYING
from procedures.payment.owing import amount_due, schedule
from procedures.penalty.decisions import Decision, about_decision, decision_of, fine_of
from procedures.remedies import contested_spans

DAY = timedelta(days=1)
NOTHING = Decimal(0)
SURCHARGES = ("surcharge_yuan", "surcharge_total_yuan", "late_payment_yuan")
CONTESTED = (
    *(ApplyReconsideration, DecideReconsideration, DeclineReconsideration, TerminateReconsideration),
    *(FileSuit, JudgeSuit, AppealSuit),
)
"""What changes how much is owed, and on which days a surcharge runs."""
SHOWING = (RecordPayment, ApplyToCourt, ServeDemand)
"""Acts that show that a fine had not been paid in full before; the payment first."""


@dataclass(frozen=True, slots=True)
class Fined:
    """A decision to fine that was served, on a record that tells its sum."""

    record: Record
    decision: Act[Decision]
    served: Entry[ServeDecision]
    fine: Decimal

    def paid(self, by: date) -> Decimal:
        """Return what had been paid on the decision by the end of a day."""
        payments = about_decision(self.record, self.decision, *PAYING)
        return sum((act.content.amount for act in payments if act.day <= by), NOTHING)

    def missed(self, law: Law) -> date | None:
        """Return the first day by which more of the fine was to be paid than had been; None where there is none."""
        to_pay = NOTHING
        for part in schedule(self.record, law, self.decision):
            to_pay += part.amount
            if self.paid(part.on) < to_pay:
                return part.on
        return None


def surcharge_sum(dossier: Dossier, law: Law, at: date | None = None) -> SurchargeSum | None:
    """Return the surcharge on a fine that was paid late or not at all; None where there is none, or a fact is missing.

    `at` is the day on which a whole file is looked at.
    """
    try:
        return answered(lambda: _surcharge(dossier, law, at))
    except (Missing, Unclear):
        return None


def _surcharge(dossier: Dossier, law: Law, at: date | None) -> SurchargeSum | None:
    fined = next(_served_fines(dossier), None) if dossier.complete else _published_fine(dossier, law)
    due = fined.missed(law) if fined else None
    until = _until(dossier, due, at) if due else None
    if fined is None or due is None or until is None:
        return None
    total = amount_due(fined.record, until, law, fined.decision).surcharge
    unpaid = surcharge(fined.fine, due, until, law=law, stood_still=contested_spans(fined.record, law, fined.decision))
    rate = law.catalogue.find("surcharge_3pct", until)
    published = _published_surcharge(dossier)
    return SurchargeSum(
        per_day=fined.fine * number(rate, "daily_rate") if rate else NOTHING,
        from_=due + DAY,
        until=until,
        days=unpaid.days,
        capped_on=unpaid.capped_on if unpaid.amount == total else None,
        total=total,
        published_total=published,
        agrees=None if published is None else published == total,
        because=f"{fined.served.told},缴款期限至{told(due)}届满,加处罚款计至{told(until)}",
    )


def surcharge_findings(dossier: Dossier, sum_: SurchargeSum | None, law: Law) -> Iterator[Finding]:
    """Return what the sum says of the rule on the surcharge, or which fact is missing to work it out (加处罚款)."""
    published = _published_surcharge(dossier)
    cited = _rule_of(dossier, sum_, law, is_published=published is not None)
    if cited is None:
        return
    if sum_ is None:
        found = _of_the_cap(dossier, cited, published) if published is not None else None
        missing = () if found else _missing(dossier, law)
        if found is not None:
            yield found
        elif missing:
            yield of_rule(cited, "not_judged", f"来源未载明{'、'.join(missing)}", missing=missing)
    elif sum_.agrees is not None and sum_.published_total is not None:
        result: Result = "kept" if sum_.agrees else "departed"
        capped = f"({told(sum_.capped_on)}已达上限)" if sum_.capped_on else ""
        because = f"{sum_.because};应为{money(sum_.total)}{capped},公布{money(sum_.published_total)}"
        yield of_rule(cited, result, because, due=sum_.until, actual=sum_.until, days_over=0 if sum_.agrees else None)


def _rule_of(dossier: Dossier, sum_: SurchargeSum | None, law: Law, *, is_published: bool) -> Cited | None:
    """Return the rule on the surcharge as of the last day that is told of it, in a file without any day the latest.

    None where nothing is told of a surcharge.
    """
    asked = [entry for entry in dossier.all(ApplyToCourt, ServeDemand) if not entry.inferred]
    days = [sum_.until] if sum_ else [entry.when.day for entry in asked if entry.when.day]
    days += [dossier.last_day] if is_published and dossier.last_day else []
    if days:
        return law.catalogue.find("surcharge_3pct", days[0])
    return law.catalogue.through_time("surcharge_3pct")[-1] if is_published else None


def _of_the_cap(dossier: Dossier, cited: Cited, published: Decimal) -> Finding | None:
    """Return what fine and surcharge alone decide, whatever the days: it is at the cap, or above; None below it."""
    fine = original_fine(dossier)
    cap = cap_of(fine, cited) if fine else None
    if not fine or cap is None or published < cap:
        return None
    told_sums = f"罚款{money(fine)},公布的加处罚款{money(published)}"
    if published > cap and dossier.last_day is None:
        fact = "加处罚款计算的起止日期"
        because = f"{told_sums};来源未载明{fact},不能判断是否适用上限({money(cap)})"
        return of_rule(cited, "not_judged", because, missing=(fact,))
    if published > cap:
        return of_rule(cited, "departed", f"{told_sums},超过上限{money(cap)},不论欠缴多少日")
    days = int((cap / (fine * number(cited, "daily_rate"))).to_integral_value(ROUND_CEILING))
    because = f"{told_sums},已达上限,没有超过;欠缴满{days}日即达上限,来源未载明计算的起止日期"
    return of_rule(cited, "kept", because, days_over=0)


def _missing(dossier: Dossier, law: Law) -> tuple[str, ...]:
    """Return what is missing to work a surcharge out."""
    if dossier.complete:
        return ()
    served = [entry for entry in dossier.all(ServeDecision) if entry.when.day]
    wanted = (("送达处罚决定书的日期", served), ("罚款数额", original_fine(dossier)))
    absent = tuple(name for name, there in wanted if not there)
    try:
        answered(lambda: _surcharge(dossier, law, None))
    except Missing as missing:
        return (*absent, missing.told)
    except Unclear:
        return absent
    return absent


def _served_fines(dossier: Dossier) -> Iterator[Fined]:
    """Yield the decisions to fine that a whole file shows to have been served."""
    for served in dossier.all(ServeDecision):
        decision = decision_of(dossier.record, served.act.no)
        fine = fine_of(dossier.record, decision) if decision else NOTHING
        if decision is not None and fine > 0:
            yield Fined(dossier.record, decision, served, fine)


def _published_fine(dossier: Dossier, law: Law) -> Fined | None:
    """Return the first decision that was served, with the fine that the source tells and the payment that made it up.

    None where the source does not show that the fine was not paid when it fell due. What was paid by then had not made
    it up; how much it was no source says.
    """
    served, fine = next(iter(dossier.all(ServeDecision)), None), original_fine(dossier)
    due = law.latest_day("payment_15d", served_on(served, law)) if served and served.when.day else None
    if served is None or due is None or not fine or not _was_late(dossier, due):
        return None
    made = dossier.before(served, DecidePenalty)
    no, day = (made.act.no, made.act.day) if made else (0, served.act.day)
    paid = [entry for entry in dossier.all(RecordPayment) if entry.when.day and entry.when.day > due][-1:]
    record = Record.of(
        [
            placed(no, DecidePenalty, day, fine=fine, confiscation=None),
            served.act,
            *(entry.act for entry in dossier.all(*CONTESTED) if day_of(entry)),
            *(placed(one.act.no, RecordPayment, day_of(one), of=served.act.no, amount=fine) for one in paid),
        ]
    )
    decision = decision_of(record, no)
    return Fined(record, decision, served, fine) if decision else None


def _was_late(dossier: Dossier, due: date) -> bool:
    """Tell whether a published case shows that the fine was not paid when it fell due."""
    later = [entry for entry in dossier.all(*SHOWING) if entry.when.first and entry.when.first > due]
    return bool(later) or _published_surcharge(dossier) is not None


def _until(dossier: Dossier, due: date, at: date | None) -> date | None:
    """Return the day to which the surcharge is counted: the payment, else the application, else the demand."""
    for kind in SHOWING:
        days = [entry.when.day for entry in dossier.all(kind) if entry.when.day and entry.when.day > due]
        if days:
            return max(days)
    horizon = at or dossier.horizon
    return horizon if horizon is not None and horizon > due else None


def _published_surcharge(dossier: Dossier) -> Decimal | None:
    source = dossier.source
    return source.amount(*SURCHARGES) if isinstance(source, Published) else None


def instalment_sum(dossier: Dossier) -> InstalmentSum | None:
    """Return instalments as they were published or granted, added up and compared with the fine."""
    fine = original_fine(dossier)
    parts = _parts(dossier)
    if not parts:
        return None
    total = sum(parts, NOTHING)
    return InstalmentSum(parts=parts, total=total, published_total=fine, agrees=None if fine is None else total == fine)


def _parts(dossier: Dossier) -> tuple[Decimal, ...]:
    if isinstance(dossier.source, Published):
        return dossier.source.instalments
    deferred = dossier.last(DeferPayment)
    return tuple(part.amount for part in deferred.content.parts) if deferred else ()
