"""Two reviewers, a third where they differ by more than five points, none of the unit that handled the file (双人评查)."""

from decimal import Decimal

import pytest

from file_review.together import OneReview, together

HANDLED = frozenset({"u-430423"})


def one(by: str, score: str | None, unit: str = "u-430424") -> OneReview:
    """Return what somebody made of a file."""
    return OneReview(by=by, unit=unit, score=None if score is None else Decimal(score))


@pytest.mark.parametrize(
    ("scores", "result", "says"),
    [
        (("90", "85"), "87.50", ""),
        (("90", "84.99"), None, "第三人"),
        (("90", "80", "88"), "89.00", ""),
        (("90",), None, "两名"),
        (("90", None), None, "不足以计分"),
    ],
    ids=["five-apart", "a-cent-more", "a-third", "one-alone", "no-score"],
)
def test_the_result_is_that_of_the_two_who_agree(scores: tuple[str, ...], result: str | None, says: str) -> None:
    """Exactly five points apart is enough; beyond it somebody else reviews."""
    found = together([one(f"评查人{place}", score) for place, score in enumerate(scores)], HANDLED)

    assert found.score == (None if result is None else Decimal(result))
    assert says in "；".join(found.wrong)
    assert bool(found.wrong) == bool(says)


def test_nobody_reviews_a_file_of_the_own_unit_or_twice() -> None:
    """Nor without saying of which unit they are."""
    own = together([one("甲", "90"), one("乙", "90", "u-430423")], HANDLED)
    unsaid = together([one("甲", "90"), one("乙", "90", "")], HANDLED)
    twice = together([one("甲", "90"), one("甲", "90")], HANDLED)

    assert [found.score for found in (own, unsaid, twice)] == [None, None, None]
    assert "本单位" in own.wrong[0]
