"""The statutory range of a fine (罚款幅度): fixed, or a share or multiple of something measured in the case."""

from __future__ import annotations

from decimal import Decimal

from law.amounts.worked import Step, Worked, amount_of_money, down_to_fen, percent, step, up_to_fen
from law.chinese import money
from law.refusals import Unclear


class Range(Worked):
    """The least and the most a fine may be; both ends belong to it."""

    least: Decimal
    most: Decimal


def fixed_range(least: Decimal, most: Decimal) -> Range:
    """Return a range that the article states in money (定额幅度)."""
    return _range(least, most, ())


def measured_range(base: Decimal, least: Decimal, most: Decimal, *, base_at_least: Decimal = Decimal(0)) -> Range:
    """Return a range that the article states as shares or multiples of a base (按比例或者倍数).

    `base_at_least` is the amount the article puts in place of a smaller base (不足…的,按…计算). The least is rounded up
    and the most down, so that no rounding leaves the range.
    """
    amount_of_money(base, "base")
    used = max(base, base_at_least)
    steps = (
        step("计算基数", f"{money(base)}，不足{money(base_at_least)}的按{money(base_at_least)}", used),
        step("下限", f"{money(used)}×{percent(least)}", up_to_fen(used * least)),
        step("上限", f"{money(used)}×{percent(most)}", down_to_fen(used * most)),
    )
    return _range(up_to_fen(used * least), down_to_fen(used * most), steps)


def _range(least: Decimal, most: Decimal, steps: tuple[Step, ...]) -> Range:
    amount_of_money(least, "least")
    amount_of_money(most, "most")
    if least > most:
        raise Unclear("range-upside-down", f"罚款下限{money(least)}高于上限{money(most)}；请核对条文。", field="least")
    return Range(least=least, most=most, steps=steps)
