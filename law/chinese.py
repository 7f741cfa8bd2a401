"""How dates, amounts of money and lists are written in Chinese sentences of the law (日期、金额、列举的写法)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal

SIGNS = ("〇零", "一壹", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
FIGURES = {sign: value for value, signs in enumerate(SIGNS) for sign in signs}
TEN = len(SIGNS)
PLACES = {sign: TEN**power for power, signs in enumerate(("十拾", "百佰", "千仟"), 1) for sign in signs}
NUMERALS = "".join((*FIGURES, *PLACES))
"""The signs with which a number is written in Chinese, in either of their forms (小写、大写)."""


def day(value: date) -> str:
    """Return a civil date as it stands in a document, e.g. 2026年8月15日."""
    return f"{value.year}年{value.month}月{value.day}日"


def money(value: Decimal) -> str:
    """Return an amount of money with thousands separated, fen only where there are any, e.g. 80,000元."""
    whole = value == value.to_integral_value()
    return f"{value:,.0f}元" if whole else f"{value:,.2f}元"


def listed(words: Iterable[str]) -> str:
    """Return words joined by the enumeration comma (顿号)."""
    return "、".join(words)


def numbered(digits: str) -> int | None:
    """Return the number that Arabic or Chinese numerals write (第1057条, 第一千零五十七条); None for anything else."""
    if digits.isdecimal() and digits.isascii():
        return int(digits)
    total, figure = 0, 0
    for sign in digits:
        if sign in FIGURES:
            figure = FIGURES[sign]
        elif sign in PLACES:
            total, figure = total + max(figure, 1) * PLACES[sign], 0
        else:
            return None
    return total + figure or None
