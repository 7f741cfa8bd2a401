"""What changed in the law (法律变化): the provisions of the catalogue that began or ended within some days."""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Literal

from fastapi import APIRouter, Query

from api.asked import Day
from api.identity import TheActor
from api.world import TheWorld, minute_now
from law.catalogue import Catalogue, Cited
from law.instruments import UNIT_NAMES
from models.values import Value, civil_day

router = APIRouter(prefix="/v1/law", tags=["法律"])

FIRST = 1
"""The first day and month of a year."""


class LawChange(Value):
    """One provision that began to be in force, or was in force for the last time."""

    day: date
    way: Literal["began", "ended"]
    rule: str
    name: str
    citation: str
    """Instrument and article."""
    says: str
    """The limits of time that it sets, in words; empty where it sets none."""
    before: str = ""
    """What was in force before it, by its citation and limits; empty where nothing was."""
    is_doubtful: bool
    """Whether its text was not verified (未核实)."""


@router.get("/changes", summary="法律变化：某些日期之间开始施行、失效的规定")
def get_changes(
    world: TheWorld,
    _actor: TheActor,
    since: Annotated[Day | None, Query(description="自哪一日；不写即上一年1月1日")] = None,
    until: Annotated[Day | None, Query(description="至哪一日，可以是将来；不写即目录所知的最后一次变化")] = None,
) -> tuple[LawChange, ...]:
    """来自规则目录，晚的在前；同一规则在次日由新的规定接替的，只列新的。"""
    today = civil_day(minute_now())
    first = since or date(today.year - 1, FIRST, FIRST)
    last = until or date.max
    found = [one for one in _changes(world.law().catalogue) if first <= one.day <= last]
    return tuple(sorted(found, key=lambda one: (-one.day.toordinal(), one.citation, one.rule, one.way)))


def _changes(catalogue: Catalogue) -> Iterator[LawChange]:
    for versions in catalogue.rules.values():
        for cited in versions:
            earlier = [one for one in versions if one.since < cited.since and one.provision != cited.provision]
            yield _change(cited, "began", cited.since, earlier[-1] if earlier else None)
            if cited.until is not None and all(one.since <= cited.until for one in versions):
                yield _change(cited, "ended", cited.until, None)


def _change(cited: Cited, way: Literal["began", "ended"], day: date, before: Cited | None) -> LawChange:
    return LawChange(
        day=day,
        way=way,
        rule=cited.rule,
        name=cited.name,
        citation=cited.citation,
        says=_limits(cited),
        before=f"{before.citation} {_limits(before)}".strip() if before else "",
        is_doubtful=cited.grade.doubtful,
    )


def _limits(cited: Cited) -> str:
    return "；".join(f"{one.label}{one.amount}{UNIT_NAMES[one.unit]}" for one in cited.provision.limits)
