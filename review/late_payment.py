"""What late payment costs, and what instalments add up to (加处罚款、分期缴纳核对), compared with what was published."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from law.amounts.surcharge import surcharge
from law.amounts.worked import number
from law.chinese import day as told
from law.chinese import money
from law.edition import Law
from law.refusals import Unclear
from review.dossier import Dossier, Entry
from review.findings import Finding, InstalmentSum, Result, SurchargeSum, of_rule
from review.sources import Published
from review.sums import original_fine
from workflows.procedures.guarding import last_day_of

DAY = timedelta(days=1)
SURCHARGES = ("surcharge_yuan", "surcharge_total_yuan", "late_payment_yuan")


def surcharge_sum(dossier: Dossier, law: Law) -> SurchargeSum | None:
    """Return the surcharge on a fine that was paid late or not at all; None where there is none."""
    served, fine = _served(dossier), original_fine(dossier)
    if served is None or served.when.day is None or not fine or not _was_late(dossier, served, law):
        return None
    due = _due_day(dossier, served, law)
    until = _until(dossier, due) if due else None
    if due is None or until is None:
        return None
    found = surcharge(fine, due, until)
    rate = law.catalogue.find("surcharge_3pct", until)
    per_day = fine * number(rate, "daily_rate") if rate else Decimal(0)
    published = _published_surcharge(dossier)
    return SurchargeSum(
        per_day=per_day,
        from_=due + DAY,
        until=until,
        days=found.days,
        capped_on=found.capped_on,
        total=found.amount,
        published_total=published,
        agrees=None if published is None else published == found.amount,
        because=f"{served.told},缴款期限至{told(due)}届满,加处罚款计至{told(until)}",
    )


def surcharge_findings(dossier: Dossier, sum_: SurchargeSum | None, law: Law) -> Iterator[Finding]:
    """Return what the sum says of the rule on the surcharge, or which fact is missing to work it out (加处罚款)."""
    asked = [entry for entry in dossier.all("apply_to_court", "serve_demand") if not entry.inferred]
    day = sum_.until if sum_ else next((entry.when.day for entry in asked if entry.when.day), None)
    cited = law.catalogue.find("surcharge_3pct", day) if day else None
    if cited is None:
        return
    if sum_ is None:
        missing = tuple(
            name
            for name, there in (("送达处罚决定书的日期", _served(dossier)), ("罚款数额", original_fine(dossier)))
            if not there
        )
        if missing:
            yield of_rule(cited, "not_judged", f"来源未载明{'、'.join(missing)}", missing=missing)
    elif sum_.agrees is not None and sum_.published_total is not None:
        result: Result = "kept" if sum_.agrees else "departed"
        because = f"{sum_.because};应为{money(sum_.total)},公布{money(sum_.published_total)}"
        yield of_rule(cited, result, because, due=sum_.until, actual=sum_.until, days_over=0 if sum_.agrees else None)


def _served(dossier: Dossier) -> Entry | None:
    return next(iter(dossier.all("serve_decision")), None)


def _due_day(dossier: Dossier, served: Entry, law: Law) -> date | None:
    deferred = [entry.act.content.__dict__.get("until") for entry in dossier.all("defer_payment")]
    granted = max((one for one in deferred if one), default=None)
    try:
        return granted or last_day_of("payment_15d", served.act.day, law)
    except Unclear:
        return None


def _was_late(dossier: Dossier, served: Entry, law: Law) -> bool:
    """Tell whether the file shows that the fine was not paid when it fell due."""
    due = _due_day(dossier, served, law)
    if due is None:
        return False
    late = [entry for entry in dossier.all("serve_demand", "apply_to_court", "record_payment") if entry.when.first]
    return _published_surcharge(dossier) is not None or any(
        entry.when.first > due for entry in late if entry.when.first
    )


def _until(dossier: Dossier, due: date) -> date | None:
    """Return the day to which the surcharge is counted: the payment, else the application, else the demand."""
    for name in ("record_payment", "apply_to_court", "serve_demand"):
        days = [entry.when.day for entry in dossier.all(name) if entry.when.day and entry.when.day > due]
        if days:
            return max(days)
    horizon = dossier.horizon
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
    total = sum(parts, Decimal(0))
    return InstalmentSum(parts=parts, total=total, published_total=fine, agrees=None if fine is None else total == fine)


def _parts(dossier: Dossier) -> tuple[Decimal, ...]:
    if isinstance(dossier.source, Published):
        return next((sums for name, sums in dossier.source.amounts.items() if "instal" in name), ())
    plans = [entry.act.content.__dict__.get("parts") or () for entry in dossier.all("defer_payment")]
    return tuple(part.amount for part in plans[-1]) if plans else ()
