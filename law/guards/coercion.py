"""Guards on measures that run by the day: daily penalties and seizures (G9, G10)."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from law.chinese import day
from law.guards.register import article, guard
from law.refusals import OutOfBounds, OutOfOrder, OutOfTime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from law.edition import Law

Outcome = Literal["continued", "obstructed", "corrected", "stopped"]
"""What a recheck found: still going on; refused or obstructed (认定为拒不改正); put right; production ended."""

REFUSAL: frozenset[Outcome] = frozenset({"continued", "obstructed"})


@dataclass(frozen=True, slots=True)
class Cycle:
    """One order to correct and its recheck (责令改正与复查)."""

    ordered_on: date | None
    """The day the order to correct was served; None = never."""
    recheck_by: date | None
    """The last day for the recheck."""
    rechecked_on: date | None
    outcome: Outcome | None
    stopped_on: date | None = None
    """The day on which a seizure, restriction or stop order ended the discharge, if one did (按日连续处罚办法第20条)."""


@guard("G9")
def daily_penalty_chain_holds(
    cycles: Sequence[Cycle], *, on: date, law: Law, original_decided_on: date | None, original_served_on: date | None
) -> None:
    """Refuse a daily penalty whose chain is broken: order served, recheck in time, refusal found, fine first."""
    if not cycles:
        raise OutOfOrder(
            "no-correction-order",
            "没有责令改正违法行为决定书，不得按日连续处罚。",
            article=article("G9", on, law, "order"),
        )
    for cycle in cycles:
        _cycle_holds(cycle, on, law)
    for before, after in pairwise(cycles):
        _follows(before, after, on, law)
    if original_decided_on is None or original_served_on is None or max(original_decided_on, original_served_on) > on:
        sentence = "原处罚决定尚未作出并送达；按日连续处罚决定应当在原处罚决定之后作出。"
        raise OutOfOrder("original-decision-first", sentence, article=article("G9", on, law, "original"))


def _cycle_holds(cycle: Cycle, on: date, law: Law) -> None:
    if cycle.ordered_on is None or cycle.ordered_on > on:
        sentence = "责令改正违法行为决定书尚未送达，不得按日连续处罚；请先送达并在期限内复查。"
        raise OutOfOrder("no-correction-order", sentence, article=article("G9", on, law, "order"))
    if cycle.rechecked_on is None or cycle.recheck_by is None or cycle.rechecked_on > on:
        raise OutOfOrder(
            "no-recheck", "尚未复查，不得按日连续处罚；请以暗查方式复查。", article=article("G9", on, law, "recheck")
        )
    if not cycle.ordered_on <= cycle.rechecked_on <= cycle.recheck_by:
        span = f"{day(cycle.ordered_on)}至{day(cycle.recheck_by)}"
        sentence = f"复查在{day(cycle.rechecked_on)}进行，不在{span}以内；该轮不得计罚，请重新责令改正并按期复查。"
        raise OutOfTime("recheck-out-of-time", sentence, article=article("G9", on, law, "recheck"))
    if cycle.outcome not in REFUSAL:
        sentence = f"{day(cycle.rechecked_on)}复查没有发现拒不改正，不得按日连续处罚。"
        raise OutOfBounds("corrected", sentence, article=article("G9", on, law, "refusal"))


def _follows(before: Cycle, after: Cycle, on: date, law: Law) -> None:
    """Refuse a round whose order was served before the round before it had been rechecked."""
    if before.rechecked_on and after.ordered_on and after.ordered_on < before.rechecked_on:
        sentence = (
            f"再次责令改正的送达日（{day(after.ordered_on)}）早于上一轮复查日（{day(before.rechecked_on)}）；"
            "应当在复查认定拒不改正后再次责令改正。"
        )
        raise OutOfOrder("rounds-overlap", sentence, article=article("G9", on, law, "again"))


@guard("G10")
def seizure_stays_within_limit(
    *,
    on: date,
    law: Law,
    last_day: date,
    extends_to: date | None = None,
    utmost_day: date | None = None,
    extended: bool = False,
) -> None:
    """Refuse to keep a seizure (查封、扣押) past its last day, to extend it twice, or beyond the utmost day."""
    if on > last_day:
        sentence = f"查封、扣押期限已于{day(last_day)}届满，应当立即解除；届满后不得延长或者继续。"
        raise OutOfTime("seizure-expired", sentence, article=article("G10", on, law, "expired"))
    if extends_to is None:
        return
    if extended:
        raise OutOfBounds("seizure-extended-twice", "查封、扣押只能延长一次；请在期限届满前作出处理或者解除。")
    if utmost_day is not None and extends_to > utmost_day:
        sentence = f"拟延长至{day(extends_to)}，超过最迟日期{day(utmost_day)}；请缩短延长期限。"
        raise OutOfBounds("seizure-extension-too-long", sentence, field="extends_to")
