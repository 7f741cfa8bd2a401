"""The sum in capitals is the sum in figures (大写金额)."""

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from law.chinese import FIGURES
from papers.told import in_capitals

GROUPS = {"亿": 10**8, "万": 10**4}
PLACES = {"仟": 1000, "佰": 100, "拾": 10}


def read(capitals: str) -> Decimal:
    """Return the sum that capitals say."""
    yuan, _, rest = capitals.partition("元") if "元" in capitals else ("", "", capitals)
    total = group = figure = 0
    for sign in yuan:
        if sign in FIGURES:
            figure = FIGURES[sign]
        elif sign in PLACES:
            group, figure = group + figure * PLACES[sign], 0
        elif sign == "亿":
            total, group, figure = (total + group + figure) * GROUPS[sign], 0, 0
        else:
            total, group, figure = total + (group + figure) * GROUPS[sign], 0, 0
    found = Decimal(total + group + figure)
    for sign, mark in pairwise(rest):
        if sign in FIGURES and mark in "角分":
            found += Decimal(FIGURES[sign]) / (10 if mark == "角" else 100)
    return found


@given(st.decimals(0, 9_999_999_999, places=2))
def test_capitals_say_what_figures_say(amount: Decimal) -> None:
    """To the fen, up to ten milliards."""
    assert read(in_capitals(amount)) == amount


@pytest.mark.parametrize(
    ("amount", "capitals"),
    [("52120", "伍万贰仟壹佰贰拾元整"), ("100000", "壹拾万元整"), ("1000000.05", "壹佰万元零伍分")],
)
def test_sums_read_as_a_bank_reads_them(amount: str, capitals: str) -> None:
    """As in published decisions."""
    assert in_capitals(Decimal(amount)) == capitals
