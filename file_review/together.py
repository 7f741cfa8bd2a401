"""Two reviewers of one file, and a third where they differ too much (双人评查): none of them of the unit that handled it.

The rules of 2024 have two persons review each file; that the result is their mean, and with a third one the mean of the
two that lie nearest to each other, was not read and is doubtful (grade S is of the difference alone).
"""

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from file_review.findings import Money
from file_review.scoring_table import table
from file_review.wording import Words
from models.values import Value

PAIR, MOST = 2, 3


class OneReview(Value):
    """What one person made of a file."""

    by: Words
    unit: str
    score: Money | None


class Agreed(Value):
    """What the reviewers made of it together."""

    reviews: tuple[OneReview, ...]
    apart: Money | None = None
    """By how much the first two differ; None where one of them has no score."""
    score: Money | None = None
    """The result; None while it is not reached."""
    wrong: tuple[Words, ...] = ()
    """What is against the rules of reviewing, or still to be done."""


def together(reviews: Sequence[OneReview], handled_by: frozenset[str]) -> Agreed:
    """Return the result of two or three reviews of a file that units handled, or what stands in its way."""
    wrong = [*_against_the_rules(reviews, handled_by)]
    scores = [one.score for one in reviews if one.score is not None]
    apart = abs(scores[0] - scores[1]) if len(scores) >= PAIR else None
    if len(scores) < len(reviews):
        wrong.append("有评查人的答复不足以计分")
    if apart is not None and apart > table().apart and len(reviews) < MOST:
        wrong.append(f"两名评查人的评分相差{apart}分，超过{table().apart}分，须由第三人评查")
    reached = not wrong and len(scores) >= PAIR
    return Agreed(reviews=tuple(reviews), apart=apart, score=_mean(scores) if reached else None, wrong=tuple(wrong))


def _mean(scores: Sequence[Decimal]) -> Decimal:
    one, other = min(combinations(scores, PAIR), key=lambda pair: abs(pair[0] - pair[1]))
    return ((one + other) / PAIR).quantize(Decimal("0.01"))


def _against_the_rules(reviews: Sequence[OneReview], handled_by: frozenset[str]) -> list[str]:
    wrong = []
    if not PAIR <= len(reviews) <= MOST or len({one.by for one in reviews}) < len(reviews):
        wrong.append("每卷须由两名不同的评查人评查，分差较大的由第三人评查")
    wrong += [f"评查人{one.by}没有写明单位（unit）" for one in reviews if not one.unit]
    wrong += [
        f"评查人{one.by}属于办案单位（{one.unit}），不得评查本单位的案卷" for one in reviews if one.unit in handled_by
    ]
    return wrong
