"""Which department handles what, where and when (职责分工): read off the plan's sentences, by rules that are few.

1. A sentence on the very conduct goes before one on the object, and that before the supervision of everything.
2. A sentence on the built-up area (城区) holds there alone; where it is not known whether a place is one, that is said.
3. Several departments of the same rank overlap; where only the supervision of everything is left, there is a gap. Both
   are the city's to decide, and its decision goes before every sentence.
"""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import cache
from typing import Any, Literal

from models.values import Value
from registry.entries import PLAN_OF, POST_NAMES, Duty, Grid, GridPost, LeadingGroup, Polluting
from registry.errors import UnclearDuty
from registry.shipped_files import DATA

Area = Literal["urban", "rural", "unclear"]
AREAS: dict[Area, str] = {"urban": "城区", "rural": "城区以外", "unclear": "是否城区不明"}
Verdict = Literal["clear", "overlap", "gap"]
OTHER = ""
"""Conduct that no sentence names."""
GENERAL, OBJECT, CONDUCT, DECIDED = 1, 2, 3, 4
WHY = {
    GENERAL: "统一监督管理",
    OBJECT: "条文写明这类排污对象",
    CONDUCT: "条文写明这种行为",
    DECIDED: "市里已经确定",
}
SENTENCES: dict[Verdict, str] = {
    "clear": "",
    "overlap": "方案在此重叠，待市里确定；确定以前由环保部门协调，需要联合调查的由同级网格责任主体组织（附件四（四）1）",
    "gap": "方案没有写明由哪个部门负责，暂由环保部门按统一监督管理办理（附件三（一）1），待市里确定",
}


class Competent(Value):
    """A department, by which sentence it is competent, and why it counts."""

    department: str
    subject: str
    handles: str
    paragraph: str
    says: str = ""
    why: str
    basis: str = ""
    doubtful: bool = False


class Share(Value):
    """Who handles one conduct of an object in one kind of area on a day, who assists, and whether that is settled."""

    object: str
    object_name: str
    conduct: str
    conduct_name: str
    area: Area
    on: date
    verdict: Verdict
    handles: tuple[Competent, ...]
    assists: tuple[Competent, ...]
    sentence: str


@cache
def all_duties() -> tuple[Duty, ...]:
    """Return the sentences of the plan, and what has moved since."""
    return tuple(Duty(**one) for one in _document()["duty"])


@cache
def grid_posts() -> tuple[GridPost, ...]:
    """Return the posts that answer for grids, with the duties the plan gives each (附件四（二）、（三）)."""
    document = tomllib.loads((DATA / "posts_of_grids.toml").read_text("utf-8"))
    return tuple(GridPost(**one, name=POST_NAMES[one["post"]]) for one in document["post"])


@cache
def leading_groups() -> tuple[LeadingGroup, ...]:
    """Return the leading groups that the plan sets up (附件二)."""
    document = tomllib.loads((DATA / "leading_groups.toml").read_text("utf-8"))
    return tuple(LeadingGroup(**one) for one in document["group"])


@cache
def objects() -> dict[str, Polluting]:
    """Return the kinds of object that the opinions name, by their ids."""
    return {one["id"]: Polluting(**one) for one in _document()["object"]}


@cache
def _document() -> dict[str, list[dict[str, Any]]]:
    return tomllib.loads((DATA / "duties.toml").read_text("utf-8"))


def object_called(asked: str) -> Polluting:
    """Return the object of an id or a Chinese name; say which there are."""
    found = objects().get(asked) or next((one for one in objects().values() if one.name == asked), None)
    if found is None:
        known = "、".join(f"{one.name}（{one.id}）" for one in objects().values())
        raise UnclearDuty("unknown-object", f"没有排污对象“{asked}”；可以写：{known}", field="object")
    return found


def conduct_called(of: Polluting, asked: str) -> str:
    """Return the conduct of an id or a Chinese name; say which there are."""
    found = asked if asked in of.conduct else next((one for one, name in of.conduct.items() if name == asked), None)
    if found is None:
        known = "、".join(f"{name}（{one}）" for one, name in of.conduct.items())
        raise UnclearDuty("unknown-conduct", f"{of.name}没有行为“{asked}”；可以写：{known}", field="conduct")
    return found


def area_of(grid: Grid) -> Area:
    """Return whether a grid is built up (城区): a street is, a township (乡) is not; of others nobody knows."""
    known: dict[str, Area] = {"街道": "urban", "乡": "rural"}
    return known.get(grid.kind, "unclear")


def shares(of: Polluting, conduct: str | None, area: Area, on: date, duties: Iterable[Duty]) -> tuple[Share, ...]:
    """Return who handles a conduct of an object, or each of its conducts and what no sentence names.

    Where nobody knows whether the place lies in the built-up area and it makes a difference, both are said.
    """
    if on < PLAN_OF:
        sentence = f"{on}在衡政办发〔2015〕76号印发（{PLAN_OF}）以前，当时的职责分工没有收录"
        raise UnclearDuty("before-the-plan", sentence, field="on")
    held = [duty for duty in duties if duty.in_force(on)]
    asked = (conduct,) if conduct is not None else (*of.conduct, OTHER)
    return tuple(share for one in asked for share in _in_area(of, one, area, on, held))


def unsettled(on: date, duties: Sequence[Duty]) -> Iterator[Share]:
    """Yield every overlap and gap of a day in the conduct that is told apart: what the city has to decide."""
    areas: tuple[Area, ...] = ("urban", "rural")
    for of in objects().values():
        every = (share for area in areas for share in shares(of, None, area, on, duties))
        yield from (share for share in every if share.verdict != "clear" and share.conduct != OTHER)


def _in_area(of: Polluting, conduct: str, area: Area, on: date, duties: Sequence[Duty]) -> tuple[Share, ...]:
    if area != "unclear":
        return (_share(of, conduct, area, on, duties),)
    urban, rural = (_share(of, conduct, one, on, duties) for one in ("urban", "rural"))
    same = (urban.verdict, urban.handles) == (rural.verdict, rural.handles)
    return (rural.model_copy(update={"area": "unclear"}),) if same else (urban, rural)


def _share(of: Polluting, conduct: str, area: Area, on: date, duties: Sequence[Duty]) -> Share:
    ranked = [(rank, duty) for duty in duties if (rank := _rank(duty, of.id, conduct, area))]
    best = max((rank for rank, duty in ranked if duty.part == "handles"), default=0)
    handles = [duty for rank, duty in ranked if duty.part == "handles" and rank == best]
    departments = {duty.department for duty in handles}
    assists = [duty for _, duty in ranked if duty.department not in departments]
    verdict: Verdict = "overlap" if len(departments) > 1 else "gap" if best <= GENERAL else "clear"
    return Share(
        object=of.id,
        object_name=of.name,
        conduct=conduct,
        conduct_name=of.conduct.get(conduct, "其他行为"),
        area=area,
        on=on,
        verdict=verdict,
        handles=tuple(_competent(duty, _rank(duty, of.id, conduct, area)) for duty in handles),
        assists=tuple(_competent(duty, _rank(duty, of.id, conduct, area)) for duty in assists),
        sentence=SENTENCES[verdict],
    )


def _rank(duty: Duty, object_: str, conduct: str, area: Area) -> int:
    """Return how closely a sentence speaks of a conduct in an area; 0 where it does not."""
    if duty.area not in ("city", area):
        return 0
    about = [one for one in duty.concerns if one.object == object_ and one.conduct in ("", conduct)]
    if not about:
        return GENERAL if duty.general else 0
    closest = CONDUCT if any(one.conduct for one in about) else OBJECT
    return DECIDED if duty.decided else closest


def _competent(duty: Duty, rank: int) -> Competent:
    return Competent(
        department=duty.department,
        subject=duty.subject,
        handles=duty.handles,
        paragraph=duty.paragraph,
        says=duty.says,
        why=WHY[rank],
        basis=duty.basis,
        doubtful=duty.doubtful,
    )
