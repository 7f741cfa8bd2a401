"""The places shipped with the project, read from `registry/data`: units and grids of Hengyang, as rows."""

from collections.abc import Iterator
from datetime import date

from registry.entries import CITY
from registry.shipped_files import Row, read
from registry.vintages import BEFORE_THE_PLAN, PLAN_FROM, former_names, gone, state_rows

BUREAU = "u-4304"
"""The city's ecology and environment bureau (市生态环境局), the unit of the level-1 grid."""

REFORM = date(2019, 1, 1)
"""From when the county bureaus (县级环保局) are branches of the city's: the day itself is not in the sources used."""


def unit_rows() -> list[Row]:
    """Return every unit: the seven departments, a branch for each level-2 grid, townships and park committees."""
    departments = [
        {**_undated_unit(), **row, "level": 1, "parent": None, "renamed_on": _day(row["renamed_on"])}
        for row in read("departments")
    ]
    branches = [
        {
            **_blank_unit(f"u-{row['code']}", row["unit_name"], level=2, kind="ecology", parent=BUREAU),
            "document_prefix": row["document_prefix"],
            "note": row["note"],
            "former_name": row["former_name"],
            "renamed_on": REFORM if row["former_name"] else None,
        }
        for row in read("level2_grids")
    ]
    former = [{**_undated_unit(), **unit, "until": BEFORE_THE_PLAN} for unit, _, _ in gone(_counties())]
    return [*departments, *branches, *_township_units(), *former]


def _township_units() -> Iterator[Row]:
    formerly = former_names(_counties())
    for row in read("townships"):
        if row["unit_name"]:
            kind = "committee" if row["unit_name"].endswith("管理委员会") else "township"
            unit = _blank_unit(
                f"u-{row['code']}", row["unit_name"], level=3, kind=kind, parent=f"u-{row['level2_grid']}"
            )
            former = formerly.get(row["code"])
            yield {**unit, "former_name": former, "renamed_on": PLAN_FROM} if former else unit


def _blank_unit(unit_id: str, name: str, *, level: int, kind: str, parent: str) -> Row:
    return {**_undated_unit(), "id": unit_id, "name": name, "level": level, "kind": kind, "parent": parent}


def _undated_unit() -> Row:
    shipped: Row = {"former_name": "", "renamed_on": None, "document_prefix": "", "note": ""}
    return {**shipped, "until": None, "platform_since": None}


def _counties() -> dict[str, str]:
    return {row["code"]: row["name"] for row in read("level2_grids")}


def all_grid_rows() -> list[Row]:
    """Return every grid that there is or was, as it was last known."""
    return [*grid_rows(), *(grid for _, grid, _ in gone(_counties()))]


def grid_state_rows() -> list[Row]:
    """Return what every grid was, from day to day."""
    return [*state_rows(grid_rows(), _counties()), *(state for _, _, state in gone(_counties()))]


def grid_rows() -> list[Row]:
    """Return every grid of today, the city first: fifteen level-2 grids, then the townships."""
    city = {"id": CITY, "name": "衡阳市", "level": 1, "kind": "市", "parent": None, "unit": BUREAU}
    counties, names = read("level2_grids"), _counties()
    return [
        {**city, "county": "", "body": "衡阳市人民政府", "note": ""},
        *({**_grid(row, level=2, parent=CITY), "county": "", "body": row["body"]} for row in counties),
        *(
            {
                **_grid(row, level=3, parent=row["level2_grid"]),
                "county": names[row["level2_grid"]],
                "body": row["unit_name"] or f"{names[row['level2_grid']]}（由县级直接监管）",
            }
            for row in read("townships")
        ),
    ]


def _grid(row: dict[str, str], *, level: int, parent: str) -> Row:
    place = {"id": row["code"], "name": row["name"], "level": level, "kind": row["kind"], "parent": parent}
    return {**place, "unit": f"u-{row['code']}" if row["unit_name"] else None, "note": row["note"]}


def plan_rows() -> list[Row]:
    """Return the plans of grids that are known: the city's own."""
    days = ("filed_on", "published_on", "adopted_on")
    return [{**row, **{name: _day(row[name]) for name in days}} for row in read("grid_plans")]


def alias_rows() -> list[Row]:
    """Return the other names by which grids are called: short names of counties, names of 2015 and 2024."""
    short = [
        {"name": row["short_name"], "grid": row["code"], "vintage": "short", "unplaced": False, "basis": "简称"}
        for row in read("level2_grids")
        if row["short_name"]
    ]
    return [*short, *({**row, "unplaced": row["unplaced"] == "1"} for row in read("grid_aliases"))]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None
