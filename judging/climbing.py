"""Who is told next of a report that nobody has acknowledged (逐级上报): the persons who answer, one after the other.

At each grid level the person directly responsible, then the one mainly responsible, then the leader; then the next
level up. A level that nobody answers for is passed over, and so is whoever was told already under another post, and a
post that nobody holds any more (空缺), which the lapse says.
"""

from collections.abc import Collection
from typing import NamedTuple

from judging.answering import chain
from judging.record import Record
from models.people import Answerable

POSTS = {"direct": "直接责任人", "main": "主要责任人", "leader": "责任领导"}
LEVELS = {1: "市级", 2: "县级", 3: "乡镇（街道）"}


class Climb(NamedTuple):
    """Who is told next, and who would have been but serves no more."""

    told: str
    passed_over: tuple[str, ...] = ()


def rungs(record: Record, level: int) -> tuple[Answerable, ...]:
    """Return who is told one after the other from a level up: each row with the person of the rung as its handler."""
    levels = chain(record)
    found: dict[str, Answerable] = {}
    for row in (levels[at] for at in sorted(levels, reverse=True) if at <= level):
        for post in POSTS:
            person = getattr(row, post)
            found.setdefault(person, row.model_copy(update={"direct": person}))
    return tuple(found.values())


def after(record: Record, now: Answerable) -> tuple[Answerable, ...]:
    """Return who is told after somebody, one after the other; nobody after the leader of the city."""
    ladder = rungs(record, now.level)
    place = next((at for at, rung in enumerate(ladder) if rung.direct == now.direct), len(ladder))
    return ladder[place + 1 :]


def climb(record: Record, now: Answerable, gone: Collection[str] = ()) -> Climb:
    """Return who is told once somebody has let a report lie; at the top, the same person again."""
    further = [rung.direct for rung in after(record, now)]
    there = next((at for at, person in enumerate(further) if person not in gone), None)
    return Climb(now.direct) if there is None else Climb(further[there], tuple(further[:there]))


def vacant(record: Record, passed_over: Collection[str]) -> str:
    """Return the posts of those who were passed over, in Chinese: 县级主要责任人、县级责任领导."""
    found = (
        f"{LEVELS[level]}{name}"
        for level, row in sorted(chain(record).items(), reverse=True)
        for post, name in POSTS.items()
        if getattr(row, post) in passed_over
    )
    return "、".join(found)
