"""On which day each fact is played (日期的确定): its own where known, else the latest that keeps the order.

1. A fact that is known to the day stands on it, whatever stands around it.
2. One that is not stands on the latest day that lies within its bounds and not after the fact that follows it.
3. The last facts of a file, when nothing bounds them, stand on the last day the file knows of.
"""

from collections.abc import Sequence
from datetime import date, datetime, time

from file_review.dating import When
from models.values import CIVIL

HOUR = time(10)
"""When a fact of a day is played: no source tells the hour, and the desk has opened by then."""


def placed_days(whens: Sequence[When], horizon: date) -> list[date]:
    """Return the day of each fact, given in the file's order."""
    days: list[date] = []
    following = max([horizon, *(when.day for when in whens if when.day)])
    for when in reversed(whens):
        day = when.day or _latest(when, following)
        following = min(following, day)
        days.append(day)
    return days[::-1]


def _latest(when: When, following: date) -> date:
    latest = following if when.last is None else min(when.last, following)
    return latest if when.first is None else max(when.first, latest)


def instant(day: date) -> datetime:
    """Return the instant at which a fact of a day is played."""
    return datetime.combine(day, HOUR, CIVIL)
