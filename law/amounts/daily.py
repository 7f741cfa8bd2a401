"""Daily penalty (按日连续处罚): days counted, rounds added up, amount.

A round counts from the day after the order to correct was served to the day the recheck found refusal, both included.
It counts nothing when the recheck came too late or found the violation put right; it counts to the day on which a
seizure, a restriction or a stop order ended the discharge. Rounds add up without a cap. Obstruction is refusal, found
on the day of the obstruction. 按日连续处罚办法第8条至第20条.
"""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict

from law.amounts.worked import Worked, amount_of_money, doubts, grounds, last_day, number, rule, step
from law.chinese import day, money
from law.guards.coercion import REFUSAL, Cycle, Outcome
from law.refusals import OutOfOrder, Unclear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from law.amounts.worked import Step
    from law.edition import Law

Ending = Literal["found", "stopped", "late", "clean"]

ENDINGS: dict[Ending, str] = {
    "found": "复查认定拒不改正，计至发现之日",
    "stopped": "因采取措施已停止违法排放，计至停止之日",
    "late": "复查超过期限，本轮不计罚",
    "clean": "复查时已改正或者已停产、停业、关闭，不计罚，周期终止",
}


class Round(BaseModel):
    """What one order and its recheck count for (一轮计罚)."""

    model_config = ConfigDict(frozen=True)
    ordered_on: date
    rechecked_on: date
    recheck_by: date
    first_day: date | None
    last_day: date | None
    days: int
    ending: Ending


class DailyPenalty(Worked):
    """The daily penalty as it stands after the rounds so far."""

    amount: Decimal
    days: int
    daily: Decimal
    rounds: tuple[Round, ...]
    closed: bool
    """True once a clean recheck ended the chain; a later violation needs a new decision and a new count."""


def recheck_by(ordered_on: date, law: Law) -> date:
    """Return the last day for the covert recheck of an order served on a day (复查期限). 按日连续处罚办法第10条."""
    return last_day(rule("recheck_window", ordered_on, law), ordered_on, law)


def daily_penalty(original_fine: Decimal, cycles: Sequence[Cycle], law: Law) -> DailyPenalty:
    """Return the daily penalty for a chain of orders and rechecks: original fine times days counted.

    `recheck_by` of a cycle is not relied on but worked out from the law.
    """
    amount_of_money(original_fine, "original_fine")
    if not cycles:
        raise Unclear("no-round", "没有责令改正和复查的记录，无从计罚。", field="cycles")
    rounds = tuple(_round(_Visit.of(cycle), law) for cycle in cycles)
    _in_sequence(rounds, law)
    on = rounds[-1].rechecked_on
    per_day = rule("daily_penalty_amount", on, law)
    daily = original_fine * number(per_day, "daily_ratio")
    days = sum(one.days for one in rounds)
    window = rule("recheck_window", rounds[0].ordered_on, law)
    rests_on = grounds(window, rule("daily_penalty_days", on, law), per_day)
    return DailyPenalty(
        amount=daily * days,
        days=days,
        daily=daily,
        rounds=rounds,
        closed=rounds[-1].ending == "clean",
        steps=(*map(_round_step, rounds), step("罚款数额", f"{money(daily)}×{days}日", daily * days)),
        grounds=rests_on,
        warnings=doubts(rests_on),
    )


class _Visit(NamedTuple):
    """A finished round: order served, recheck made, outcome known."""

    ordered_on: date
    rechecked_on: date
    outcome: Outcome
    stopped_on: date | None

    @classmethod
    def of(cls, cycle: Cycle) -> _Visit:
        if cycle.ordered_on is None or cycle.rechecked_on is None or cycle.outcome is None:
            raise Unclear("round-unfinished", "每一轮须有责令改正送达日、复查日和复查结果。", field="cycles")
        if cycle.rechecked_on < cycle.ordered_on:
            told = f"复查日{day(cycle.rechecked_on)}早于责令改正送达日{day(cycle.ordered_on)}"
            raise Unclear("recheck-before-order", f"{told}；请核对日期。", field="rechecked_on")
        return cls(cycle.ordered_on, cycle.rechecked_on, cycle.outcome, cycle.stopped_on)


def _round(visit: _Visit, law: Law) -> Round:
    by = recheck_by(visit.ordered_on, law)
    ending = _ending(visit, by)
    first, last = _span(visit, ending, law)
    return Round(
        ordered_on=visit.ordered_on,
        rechecked_on=visit.rechecked_on,
        recheck_by=by,
        first_day=first,
        last_day=last,
        days=(last - first).days + 1 if first and last else 0,
        ending=ending,
    )


def _ending(visit: _Visit, by: date) -> Ending:
    if visit.outcome not in REFUSAL:
        return "clean"
    if visit.rechecked_on > by:
        return "late"
    return "stopped" if visit.stopped_on is not None and visit.stopped_on < visit.rechecked_on else "found"


def _span(visit: _Visit, ending: Ending, law: Law) -> tuple[date | None, date | None]:
    """Return the first and last day counted; none where the round counts nothing."""
    if ending in ("late", "clean"):
        return None, None
    last = visit.stopped_on if ending == "stopped" and visit.stopped_on else visit.rechecked_on
    offset = number(rule("daily_penalty_days", visit.rechecked_on, law), "first_day_offset")
    first = visit.ordered_on + timedelta(days=int(offset))
    return (first, last) if first <= last else (None, None)


def _in_sequence(rounds: Sequence[Round], law: Law) -> None:
    """Refuse a round after the chain was closed, or one that begins before the round before it was rechecked."""
    for before, after in pairwise(rounds):
        article = rule("daily_penalty_cycle", after.ordered_on, law).citation
        if before.ending == "clean":
            sentence = (
                f"{day(before.rechecked_on)}复查时已改正，计罚周期已经终止；此后再违法须重新作出处罚决定并重新起算。"
            )
            raise OutOfOrder("chain-closed", sentence, article=article)
        if after.ordered_on < before.rechecked_on:
            sentence = (
                f"再次责令改正（{day(after.ordered_on)}）早于上一轮复查（{day(before.rechecked_on)}）；各轮不得重叠。"
            )
            raise OutOfOrder("rounds-overlap", sentence, article=article)


def _round_step(one: Round) -> Step:
    span = f"{day(one.first_day)}至{day(one.last_day)}" if one.first_day and one.last_day else "无"
    label = f"{day(one.ordered_on)}送达责令改正，{day(one.rechecked_on)}复查"
    return step(label, f"计罚期间：{span}；{ENDINGS[one.ending]}", f"{one.days}日")
