"""The fee for processing requests beyond the reasonable (信息处理费): by items or by pages, each part at its own rate.

Both scales rise by the part that exceeds (超额累进). 政府信息公开信息处理费管理办法 art. 4, 5 (国办函〔2020〕109号), from memory.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Literal

from law.amounts.worked import Worked, doubts, grounds, number, rule, step
from law.chinese import money

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from law.catalogue import Cited
    from law.edition import Law

RULES = {"item": "gov_info_fee_items", "volume": "gov_info_fee_pages"}
"""The rule of each way to count: 按件、按量."""
COUNTED = {"item": "件", "volume": "页"}

Part = tuple[int, int, Decimal]
"""What lies beyond one number up to another, and its rate."""


class ProcessingFee(Worked):
    """What so many items, or pages, cost."""

    amount: Decimal


def processing_fee(by: Literal["item", "volume"], count: int, on: date, law: Law) -> ProcessingFee:
    """Return the fee for the items of one applicant in one month, or for the pages asked for, by the scale of a day."""
    cited, unit = rule(RULES[by], on, law), COUNTED[by]
    parts = list(_items(cited, count) if by == "item" else _pages(cited, count))
    steps = [
        step(
            f"第{low + 1}至第{high}{unit}",
            f"{high - low}{unit}×{money(rate)}",
            (high - low) * rate,
        )
        for low, high, rate in parts
    ]
    amount = sum(((high - low) * rate for low, high, rate in parts), Decimal(0))
    rests_on = grounds(cited)
    return ProcessingFee(amount=amount, steps=tuple(steps), grounds=rests_on, warnings=doubts(rests_on))


def _items(cited: Cited, count: int) -> Iterator[Part]:
    """Yield the part up to the first line, and then part after part, each dearer by the same sum."""
    low, high, rate = int(number(cited, "free")), int(number(cited, "first_until")), number(cited, "first_rate")
    while count > low:
        yield low, min(count, high), rate
        low, high, rate = high, high + int(number(cited, "step")), rate + number(cited, "step_rate")


def _pages(cited: Cited, count: int) -> Iterator[Part]:
    lines = [int(number(cited, name)) for name in ("free", "first_until", "second_until")]
    rates = [number(cited, name) for name in ("first_rate", "second_rate", "rest_rate")]
    for low, high, rate in zip(lines, [*lines[1:], count], rates, strict=True):
        if count > low:
            yield low, min(count, high), rate
