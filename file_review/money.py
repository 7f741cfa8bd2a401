"""Sums of money as sources write them (金额的写法): plain yuan, with commas or 元, in 万元 or 亿元."""

import re
from decimal import Decimal

WAN = 10_000
SHAPE = re.compile(r"(?P<number>-?\d+(\.\d+)?)\s*(?P<unit>亿|万)?\s*元?")
IN_WAN = re.compile(r"_wan(_yuan)?$|万元?$")


def is_in_wan(name: str) -> bool:
    """Tell whether the name of a sum says that it is in 万元."""
    return bool(IN_WAN.search(name))


def read_money(text: str, name: str = "") -> tuple[Decimal, bool]:
    """Return a sum in yuan, and whether it had to be converted; raise ValueError with a Chinese sentence."""
    found = SHAPE.fullmatch(re.sub(r"[,,_\s¥¥]", "", text))
    if found is None:
        raise ValueError(f"“{text}”不是金额;应写成以元为单位的数,例如80000或者2415409.92")
    value = Decimal(found["number"])
    factor = {"万": WAN, "亿": WAN * WAN}.get(found["unit"] or "", WAN if is_in_wan(name) else 1)
    value *= factor
    if value < 0 or value != value.quantize(Decimal("0.01")):
        raise ValueError(f"“{text}”不能是金额;应不小于零,至多两位小数")
    return value, factor != 1
