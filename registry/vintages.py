"""The townships before the plan: the codes of 2015 held against those of today by county and name, never by code alone.

A township of 2015 goes on in a present grid where county and name agree, or where the list of names says so; of two
that became one, the one whose code was kept goes on. The others stood until the plan took effect, and are grids of
their own until then.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from registry.shipped_files import Row, read

ALWAYS = date(1949, 10, 1)
"""Since when a grid stands of which nothing else is known."""
PLAN_FROM = date(2016, 1, 1)
"""The first day of the plan (实施阶段，2016年1月起), from which the present names are used.

The townships were redrawn in the months before, each on a day of its own that the sources do not give.
"""
BEFORE_THE_PLAN = PLAN_FROM - timedelta(days=1)
OF_2015 = "统计用区划代码2015年版；变更的具体日期未经核实，按方案实施之日计"
SINCE_THE_PLAN = "2015年版代码无此名称；设立的具体日期未经核实，按方案实施之日计"
STREET_OFFICE = "办事处"
GOVERNMENT = "人民政府"


@dataclass(frozen=True)
class Former:
    """A township as it was before the plan, and the present grid in which it goes on, if it does."""

    code: str
    name: str
    county: str
    grid: str | None

    @property
    def kind(self) -> str:
        """Return what it was: 街道, 镇 or 乡."""
        return self.name[-1] if self.name[-1] in "镇乡" else "街道"

    @property
    def body(self) -> str:
        """Return the name of its government, without the county."""
        office = STREET_OFFICE if self.kind == "街道" else GOVERNMENT
        return self.name if self.name.endswith(office) else f"{self.name}{office}"


def formers() -> list[Former]:
    """Return every township of 2015."""
    present = {(row["county_code"], row["name"]): row["code"] for row in read("townships")}
    called = {
        row["name"]: row["grid"] for row in read("grid_aliases") if row["vintage"] == "2015" and row["unplaced"] == "0"
    }
    of_2015 = read("townships_2015")
    codes = {row["code"] for row in of_2015}
    return [
        Former(row["code"], row["name"], row["county_code"], _goes_on(row, present, called, codes)) for row in of_2015
    ]


def _goes_on(
    row: Mapping[str, str], present: Mapping[tuple[str, str], str], called: Mapping[str, str], codes: set[str]
) -> str | None:
    same = present.get((row["county_code"], row["name"]))
    if same is not None:
        return same
    became = called.get(row["name"])
    return None if became in codes and became != row["code"] else became


def state_rows(grids: list[Row], counties: Mapping[str, str]) -> Iterator[Row]:
    """Return what each present grid was through time."""
    history = {one.grid: one for one in formers() if one.grid is not None}
    for grid in grids:
        now = {"grid": grid["id"], "code": grid["id"], "until": None, "basis": "", **_same(grid)}
        before = history.get(grid["id"])
        if before is not None and (before.code, before.name) != (grid["id"], grid["name"]):
            yield {**now, **_before(before), "kind": before.kind, "body": f"{counties[before.county]}{before.body}"}
            yield {**now, "since": PLAN_FROM, "basis": OF_2015}
        elif before is None and _is_new(grid):
            yield {**now, "since": PLAN_FROM, "basis": SINCE_THE_PLAN}
        else:
            yield {**now, "since": ALWAYS}


def _same(grid: Row) -> Row:
    return {name: grid[name] for name in ("name", "level", "kind", "parent", "unit", "body", "note")}


def _before(former: Former) -> Row:
    held = {"since": ALWAYS, "until": BEFORE_THE_PLAN, "basis": OF_2015}
    return {"code": former.code, "name": former.name, "parent": former.county, **held}


def _is_new(grid: Row) -> bool:
    """Tell whether a township has come since 2015; statistics areas and parks were never among the codes of 2015."""
    return grid["level"] == 3 and grid["kind"] in ("街道", "镇", "乡") and grid["parent"].isdecimal()  # noqa: PLR2004


def gone(counties: Mapping[str, str]) -> Iterator[tuple[Row, Row, Row]]:
    """Return the townships that go on in no present grid: their unit, the grid and its only state."""
    for one in formers():
        if one.grid is not None:
            continue
        body, unit = f"{counties[one.county]}{one.body}", f"u-{one.code}"
        same = {"name": one.name, "level": 3, "kind": one.kind, "parent": one.county, "unit": unit}
        said = {"body": body, "note": f"2015年版代码所列，{PLAN_FROM.year}年以前的乡镇（街道）"}
        yield (
            {"id": unit, "name": body, "level": 3, "kind": "township", "parent": f"u-{one.county}"},
            {"id": one.code, **same, **said, "county": counties[one.county]},
            {"grid": one.code, **same, **said, **_before(one)},
        )


def former_names(counties: Mapping[str, str]) -> dict[str, str]:
    """Return what the government of a present grid was called before the plan, where that was otherwise."""
    names = {row["code"]: row["name"] for row in read("townships")}
    return {
        one.grid: f"{counties[one.county]}{one.body}"
        for one in formers()
        if one.grid is not None and names[one.grid] != one.name
    }
