"""Surcharge for late payment (加处罚款): a share of the fine each day, capped at the fine, standing still meanwhile.

Each day is judged by the rule in force on that day; the cap is that of the last day counted. Days of 复议 and suit
do not count since 2021-07-15; they begin with the application (the text does not say whether with application or
acceptance; the party has the benefit). The whole is rounded up to fen once, at the end.
行政处罚法第72条、第73条;行政强制法第45条.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_CEILING, Decimal
from typing import TYPE_CHECKING, NamedTuple

from law.amounts.worked import Worked, amount_of_money, doubts, grounds, number, percent, rule, step, up_to_fen
from law.chinese import day, money
from law.refusals import Unclear
from law.terms import union

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from law.amounts.worked import Step
    from law.catalogue import Cited
    from law.edition import Law
    from law.terms import Suspended

RULE = "surcharge_3pct"
DAY = timedelta(days=1)


class Surcharge(Worked):
    """The surcharge up to and including one day."""

    amount: Decimal
    days: int
    """Days that counted."""
    uncapped: Decimal
    cap: Decimal | None
    """The most it may reach; None while no text set a cap (before 2012)."""
    capped_on: date | None
    """The day on which the cap was reached."""
    total: Decimal
    """Fine and surcharge together."""


class _Run(NamedTuple):
    """Days in a row that count under one version of the rule."""

    first: date
    last: date
    cited: Cited

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def surcharge(
    fine: Decimal, due_on: date, until: date, *, law: Law, stood_still: Iterable[Suspended] = ()
) -> Surcharge:
    """Return the surcharge on a fine that was due on a day and is counted to `until`, that day included.

    `stood_still` are the days of reconsideration and suit (复议、诉讼期间); of a ground the rule does not name they count.
    """
    amount_of_money(fine, "fine")
    if until < due_on:
        raise Unclear("before-due", f"计算日{day(until)}早于缴款期限{day(due_on)}；请核对日期。", field="until")
    runs = _runs(due_on + DAY, until, tuple(stood_still), law)
    cap = cap_of(fine, rule(RULE, until, law))
    uncapped = up_to_fen(sum((_per_day(fine, run) * run.days for run in runs), Decimal(0)))
    amount = uncapped if cap is None else min(cap, uncapped)
    rests_on = grounds(*([run.cited for run in runs] or [rule(RULE, until, law)]))
    return Surcharge(
        amount=amount,
        days=sum(run.days for run in runs),
        uncapped=uncapped,
        cap=cap,
        capped_on=None if cap is None or uncapped < cap else _reached(cap, fine, runs),
        total=fine + amount,
        steps=(*(_run_step(fine, run) for run in runs), step("加处罚款", _capping(uncapped, cap), amount)),
        grounds=rests_on,
        warnings=doubts(rests_on),
    )


def _runs(first: date, until: date, stood_still: Sequence[Suspended], law: Law) -> list[_Run]:
    """Cut the days from `first` to `until` into runs that count, version by version."""
    runs: list[_Run] = []
    for cited in law.catalogue.through_time(RULE):
        start, end = max(first, cited.since), min(until, cited.until or until)
        for since, upto in union([one for one in stood_still if one.ground in cited.provision.suspends]):
            gap_from, gap_to = date.fromordinal(since), date.fromordinal(min(upto, until.toordinal()))
            runs.append(_Run(start, min(gap_from - DAY, end), cited))
            start = max(start, gap_to + DAY)
        runs.append(_Run(start, end, cited))
    return [run for run in runs if run.first <= run.last]


def _per_day(fine: Decimal, run: _Run) -> Decimal:
    return fine * number(run.cited, "daily_rate")


def cap_of(fine: Decimal, cited: Cited) -> Decimal | None:
    """Return the most that a surcharge may reach; None while no text set a cap."""
    return fine * number(cited, "cap_ratio") if "cap_ratio" in cited.provision.values else None


def _reached(cap: Decimal, fine: Decimal, runs: Iterable[_Run]) -> date | None:
    """Return the day on which the days so far first make up the cap."""
    left = cap
    for run in runs:
        per_day = _per_day(fine, run)
        if left <= per_day * run.days and per_day > 0:
            needed = int((left / per_day).to_integral_value(ROUND_CEILING))
            return run.first + timedelta(days=max(needed, 1) - 1)
        left -= per_day * run.days
    return None


def _run_step(fine: Decimal, run: _Run) -> Step:
    formula = f"{money(fine)}×{percent(number(run.cited, 'daily_rate'))}×{run.days}日"
    return step(f"{day(run.first)}至{day(run.last)}", formula, _per_day(fine, run) * run.days)


def _capping(uncapped: Decimal, cap: Decimal | None) -> str:
    return f"{money(uncapped)}（当时没有上限）" if cap is None else f"{money(uncapped)}与上限{money(cap)}取低"
