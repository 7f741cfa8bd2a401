"""Daily penalties worked out period by period and compared with those published (按日连续处罚核对).

1. A period counts from the day after the order was served to the day on which the recheck found refusal, both
   included (办法第17条).
2. What the source does not date is taken from the published period, and said so; nothing published is corrected.
3. Whether the period may be charged at all (ordered, rechecked within its window) is told beside the sum, not mixed
   into it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from file_review.dossier import Dossier, Entry
from file_review.findings import DailySum, Finding, Result, of_rule
from file_review.known import said
from file_review.sources import Period, Published
from law.amounts.daily import ENDINGS, recheck_by
from law.amounts.daily import Round as Counted
from law.catalogue import Cited
from law.chinese import day as told
from law.chinese import money
from law.edition import Law
from law.refusals import Refused
from models.acts import Act
from models.acts.correction import RecheckCorrection, ServeCorrectionOrder
from models.acts.daily import DecideDailyPenalty
from models.acts.penalty import DecidePenalty
from procedures.daily_penalty.rounds import STOPS, original, penalty_for
from procedures.daily_penalty.rounds import rounds as rounds_on_record
from procedures.penalty.decisions import fine_of
from procedures.penalty.prior_notice import charged, refusals

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Round:
    """One period of a daily penalty with the order and the recheck on record."""

    period: Period
    order: Entry[ServeCorrectionOrder] | None
    recheck: Entry[RecheckCorrection] | None
    stopped_on: date | None

    @property
    def start(self) -> date | None:
        """Return the first day that counts: the day after the order, or as published."""
        ordered = self.order.when.day if self.order else None
        return ordered + DAY if ordered else self.period.start.day

    @property
    def end(self) -> date | None:
        """Return the last day that counts: the recheck, or an earlier stop that the publication counts to as well."""
        if self.stopped_on is not None and self.stopped_on == self.period.end.day:
            return self.stopped_on
        found = self.recheck.when.day if self.recheck else None
        return found or self.period.end.day

    def chargeable(self, law: Law) -> bool | None:
        """Tell whether the recheck came within its window; None where that cannot be said."""
        ordered = self.order.when.day if self.order else None
        rechecked = self.recheck.when.day if self.recheck else None
        if ordered is None or rechecked is None:
            return None
        try:
            return ordered <= rechecked <= recheck_by(ordered, law)
        except Refused:
            return None


def _rounds(dossier: Dossier) -> list[Round]:
    """Return the periods of a daily penalty: those published, or those that the acts on record make where none is."""
    source = dossier.source
    if isinstance(source, Published) and source.periods:
        return _published_rounds(dossier, source.periods)
    if not dossier.all(DecideDailyPenalty):
        return []
    refused = {act.no for act in refusals(dossier.record)}
    found = [
        Round(Period(), dossier.entry(one), dossier.entry(two), None) for one, two in rounds_on_record(dossier.record)
    ]
    return [one for one in found if one.start and one.end and one.recheck and one.recheck.act.no in refused]


def _published_rounds(dossier: Dossier, periods: Sequence[Period]) -> list[Round]:
    found: list[Round] = []
    for period in periods:
        order = _order(dossier, period, {one.order.act.no for one in found if one.order})
        used = {one.recheck.act.no for one in found if one.recheck}
        recheck = _recheck(dossier, period, order, used)
        stopped = _stopped(dossier, order, recheck) if order and recheck else None
        found.append(Round(period, order, recheck, stopped))
    return found


def _order(dossier: Dossier, period: Period, used: set[int]) -> Entry[ServeCorrectionOrder] | None:
    """Return the order a period counts from: served the day before it, else the first unused one before its end."""
    orders = [entry for entry in dossier.all(ServeCorrectionOrder) if entry.act.no not in used]
    exact = [entry for entry in orders if period.start.day and entry.when.day == period.start.day - DAY]
    if exact:
        return exact[0]
    end = period.end.day or date.max
    dated = [entry for entry in orders if entry.when.day and entry.when.day <= end]
    return dated[0] if dated else None


def _recheck(
    dossier: Dossier, period: Period, order: Entry[ServeCorrectionOrder] | None, used: set[int]
) -> Entry[RecheckCorrection] | None:
    """Return the recheck a period ends with: on its last day, else the first one after the order."""
    rechecks = [entry for entry in dossier.all(RecheckCorrection) if entry.act.no not in used and entry.when.day]
    exact = [entry for entry in rechecks if period.end.day and entry.when.day == period.end.day]
    if exact:
        return exact[0]
    since = order.when.day if order and order.when.day else period.start.day
    later = [entry for entry in rechecks if since and entry.when.day and entry.when.day >= since]
    return later[0] if later else None


def _stopped(dossier: Dossier, order: Entry[ServeCorrectionOrder], recheck: Entry[RecheckCorrection]) -> date | None:
    days = [entry.when.day for entry in dossier.all(*STOPS) if entry.when.day]
    within = [one for one in days if order.act.day <= one < recheck.act.day]
    return min(within, default=None)


def daily_sums(dossier: Dossier, law: Law) -> list[DailySum]:
    """Return every period of a daily penalty as the rule has it, compared with what was published."""
    if dossier.complete:
        return _charged_here(dossier, law)
    fine = original_fine(dossier)
    return [_daily_sum(one, fine, law) for one in _rounds(dossier)]


def _charged_here(dossier: Dossier, law: Law) -> list[DailySum]:
    """Return the rounds that a whole file charges, as a live one works them out."""
    rechecks = charged(dossier.record)
    try:
        worked = penalty_for(dossier.record, rechecks, law) if rechecks else None
    except Refused:
        return []
    return [_counted(one, worked.daily) for one in worked.rounds] if worked else []


def _counted(one: Counted, daily: Decimal) -> DailySum:
    return DailySum(
        start=one.first_day,
        end=one.last_day,
        days=one.days,
        per_day=daily,
        total=daily * one.days,
        chargeable=one.days > 0,
        because=f"{told(one.ordered_on)}送达责令改正,{told(one.rechecked_on)}复查;{ENDINGS[one.ending]}",
    )


def original_fine(dossier: Dossier) -> Decimal | None:
    """Return the original fine, as the decision or the source's sums give it."""
    source, record = dossier.source, dossier.record
    if not isinstance(source, Published):
        decision = original(record)
        return fine_of(record, decision) if decision else None
    told_of = (_fine(act) for act in record.all(DecidePenalty))
    return next((fine for fine in told_of if fine is not None), source.amount("first_fine_yuan"))


def _fine(decision: Act[DecidePenalty]) -> Decimal | None:
    return said(lambda: decision.content.fine)


def _daily_sum(one: Round, fine: Decimal | None, law: Law) -> DailySum:
    period, chargeable = one.period, one.chargeable(law)
    per_day = period.per_day if fine is None else fine
    dated = one.start is not None and one.end is not None
    days = max((one.end - one.start).days + 1, 0) if one.start and one.end else period.days
    total = days * per_day if days is not None and per_day is not None else None
    compared = [
        days == period.days if dated and period.days is not None else None,
        total == period.total if total is not None and period.total is not None else None,
        per_day == period.per_day if fine is not None and period.per_day is not None else None,
    ]
    known = [agrees for agrees in compared if agrees is not None]
    return DailySum(
        start=one.start,
        end=one.end,
        days=days,
        per_day=per_day,
        total=total,
        published_days=period.days,
        published_total=period.total,
        agrees=all(known) if known else None,
        chargeable=chargeable,
        because=_because(one, fine, dated=dated, chargeable=chargeable),
    )


def _because(one: Round, fine: Decimal | None, *, dated: bool, chargeable: bool | None) -> str:
    parts = []
    if one.order and one.order.when.day:
        parts.append(f"{one.order.told}{f'({one.order.inferred})' if one.order.inferred else ''},次日起计")
    elif one.start:
        parts.append(f"来源未载明责令改正的送达日期,按公布的起始日{told(one.start)}计")
    if one.recheck and one.recheck.when.day:
        parts.append(f"{one.recheck.told}认定拒不改正,当日计入")
    elif one.end:
        parts.append(f"来源未载明复查的日期,按公布的截止日{told(one.end)}计")
    if not dated:
        parts.append("起止日期不全,日数按公布的日数,只核对乘积")
    if fine is None:
        parts.append("来源未载明原罚款数额,每日数额按公布的数额")
    if chargeable is False:
        parts.append("复查不在责令改正送达后的复查期限之内,本轮不得计罚")
    return ";".join(parts)


def daily_findings(dossier: Dossier, sums: Sequence[DailySum], law: Law) -> Iterator[Finding]:
    """Return what the sums say of the rule on counting days (计罚日数), or what is missing to count them."""
    decided = [] if dossier.complete else dossier.all(DecideDailyPenalty)
    for one in sums:
        day = one.end or dossier.horizon or next((entry.act.day for entry in decided), None)
        cited = law.catalogue.find("daily_penalty_days", day) if day else None
        if cited is not None and not dossier.complete:
            yield _compared(one, cited) if one.agrees is not None else _uncounted(cited, one)
    if decided and not sums:
        cited = law.catalogue.find("daily_penalty_days", decided[0].act.day)
        yield from [_uncounted(cited)] if cited else ()


def _compared(one: DailySum, cited: Cited) -> Finding:
    computed = f"应计{one.days}日" if one.days is not None else "日数不详"
    computed += f",{money(one.total)}" if one.total is not None else ""
    days = f"{one.published_days}日" if one.published_days is not None else ""
    published = ",".join(part for part in (days, money(one.published_total) if one.published_total else "") if part)
    because = f"{one.because};{computed};公布{published}"
    over = abs((one.days or 0) - one.published_days) if one.start and one.end and one.published_days else None
    result: Result = "kept" if one.agrees else "departed"
    return of_rule(cited, result, because, due=one.end, actual=one.end, days_over=0 if one.agrees else over)


def _uncounted(cited: Cited, one: DailySum | None = None) -> Finding:
    missing = (
        ("计罚的起止日期或者日数、每日的罚款数额",) if one is None or one.total is None else ("公布的日数或者总额",)
    )
    because = f"{one.because};" if one and one.because else ""
    return of_rule(cited, "not_judged", f"{because}来源未载明{missing[0]},不能核对按日连续处罚的数额", missing=missing)
