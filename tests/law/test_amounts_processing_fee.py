"""The fee for requests beyond the reasonable: nothing up to a line, then each part at its own rate."""

from datetime import date
from decimal import Decimal

import pytest

from law.amounts.processing_fee import processing_fee
from law.edition import shipped

ON = date(2026, 9, 8)


@pytest.mark.parametrize(
    ("by", "count", "amount"),
    [
        ("item", 0, 0),
        ("item", 10, 0),
        ("item", 11, 100),
        ("item", 30, 2_000),
        ("item", 31, 2_200),
        ("item", 40, 4_000),
        ("item", 41, 4_300),
        ("item", 50, 7_000),
        ("volume", 30, 0),
        ("volume", 31, 10),
        ("volume", 100, 700),
        ("volume", 101, 720),
        ("volume", 200, 2_700),
        ("volume", 201, 2_740),
    ],
)
def test_each_part_has_its_own_rate(by: str, count: int, amount: int) -> None:
    """On both sides of every line of both scales; the working adds up, and that it is from memory is said."""
    fee = processing_fee(by, count, ON, shipped())  # type: ignore[arg-type]  # both words are of the scale

    assert Decimal(amount) == fee.amount
    assert bool(amount) == bool(fee.steps)
    assert ["第4条" if by == "item" else "第5条"] == [one.citation.rpartition("》")[2] for one in fee.grounds]
    assert fee.warnings


def test_the_working_names_the_items_of_each_part() -> None:
    """Twenty of the first part, ten and one of those above."""
    fee = processing_fee("item", 41, ON, shipped())

    assert [("第11至第30件", "2,000元"), ("第31至第40件", "2,000元"), ("第41至第41件", "300元")] == [
        (one.label, one.value) for one in fee.steps
    ]
