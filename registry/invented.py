"""Made-up people for a start without a real staff list: every unit gets its posts, and names that nobody bears."""

import tomllib
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import chain, cycle, islice
from pathlib import Path
from typing import Any

from registry.entries import CITY
from registry.shipped import BUREAU

DATA = Path(__file__).with_name("data")
SURNAMES = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许"
STEMS = "甲乙丙丁戊己庚辛壬癸"
BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
MADE_UP = "演示"
"""How the number of a made-up certificate begins."""
GROUP_MEMBERS = 2
"""Members of a working group beside its head: three in all (每个工作组不少于3人)."""

Row = dict[str, Any]


@cache
def _posts() -> dict[str, Any]:
    return tomllib.loads((DATA / "posts.toml").read_text("utf-8"))


def _staff(unit: Row) -> list[Row]:
    """Return the posts of a unit, by its kind."""
    kinds = {"ecology": "branch", "department": "department"}
    kind = "bureau" if unit["id"] == BUREAU else kinds.get(unit["kind"], "township")
    posts: list[Row] = _posts()[kind]
    return posts


def _number(unit_id: str, place: int) -> str:
    return f"p-{unit_id.removeprefix('u-')}-{place:02d}"


def _names() -> Iterator[str]:
    """Return made-up names: a surname with one of the sixty years of the old calendar (干支)."""
    years = [STEMS[year % len(STEMS)] + BRANCHES[year % len(BRANCHES)] for year in range(60)]
    return (surname + year for year in cycle(years) for surname in SURNAMES)


def _everybody(units: Sequence[Row]) -> Iterator[tuple[Row, str, Row]]:
    """Return each person as unit, number and post."""
    for unit in units:
        for place, post in enumerate(_staff(unit), start=1):
            yield unit, _number(unit["id"], place), post


def person_rows(units: Sequence[Row]) -> list[Row]:
    """Return a made-up person for every post of every unit."""
    return [
        {"id": number, "name": name, "former_name": "", "renamed_on": None}
        for (_, number, _), name in zip(_everybody(units), _names(), strict=False)
    ]


def post_rows(units: Sequence[Row]) -> list[Row]:
    """Return where each person serves, in which rank, and what each may do."""
    return [
        {
            "person": number,
            "unit": unit["id"],
            "rank": post["rank"],
            "roles": " ".join(sorted(post["roles"])),
            "since": _posts()["since"],
            "until": unit["until"],
        }
        for unit, number, post in _everybody(units)
    ]


def certificate_rows(units: Sequence[Row]) -> list[Row]:
    """Return a made-up enforcement certificate (执法证件) for each officer."""
    holds = {"valid_from": _posts()["since"], "valid_until": _posts()["certified_until"]}
    officers = (number for _, number, post in _everybody(units) if "officer" in post["roles"])
    return [
        {"number": f"{MADE_UP}{serial:06d}", "person": number, **holds} for serial, number in enumerate(officers, 1)
    ]


def appointment_rows(units: Sequence[Row], grids: Sequence[Row]) -> list[Row]:
    """Return who answers for each grid, and the working group of each level-3 grid."""
    grid_of = {grid["unit"]: grid["id"] for grid in grids if grid["unit"]}
    ends = {grid_of[unit["id"]]: unit["until"] for unit in units if unit["until"]}
    answering = (
        _appointment(grid_of.get(unit["id"], CITY), unit["level"], unit["id"], post["post"], number)
        for unit, number, post in _everybody(units)
        if "post" in post
    )
    branches = [unit for unit in units if unit["level"] == 2]  # noqa: PLR2004  grid level of counties (二级网格)
    groups = chain.from_iterable(_groups(unit, grids, grid_of[unit["id"]]) for unit in branches)
    return [{**row, "until": ends.get(row["grid"])} for row in chain(answering, groups)]


def _appointment(grid: str, level: int, unit: str, post: str, person: str) -> Row:
    return {"grid": grid, "level": level, "unit": unit, "post": post, "person": person, "since": _posts()["since"]}


def _groups(branch: Row, grids: Iterable[Row], county: str) -> Iterator[Row]:
    """Share the branch's heads and members out over its level-3 grids, each in turn."""
    staff = list(enumerate(_staff(branch), start=1))
    heads = cycle(_number(branch["id"], place) for place, post in staff if post.get("group") == "head")
    members = cycle(_number(branch["id"], place) for place, post in staff if post.get("group") == "member")
    for grid in grids:
        if grid["parent"] == county:
            level = branch["level"]
            yield _appointment(grid["id"], level, branch["id"], "group_head", next(heads))
            for member in islice(members, GROUP_MEMBERS):
                yield _appointment(grid["id"], level, branch["id"], "group_member", member)
