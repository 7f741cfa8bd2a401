"""How dates, amounts of money and lists are written in Chinese sentences of the law (日期、金额、列举的写法)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from decimal import Decimal


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
