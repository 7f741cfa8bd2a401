"""The places shipped with the project, read from `registry/data`: units and grids of Hengyang, as rows."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from registry.entries import CITY

DATA = Path(__file__).with_name("data")
BUREAU = "u-4304"
"""The city's ecology and environment bureau (市生态环境局), the unit of the level-1 grid."""

Row = dict[str, Any]
OPEN: Row = {"until": None, "platform_since": None}
"""What no list ships: that a unit was dissolved, or is on the shared platform."""


def unit_rows() -> list[Row]:
    """Return every unit: the seven departments, a branch for each level-2 grid, townships and park committees."""
    departments = [
        {**row, "level": 1, "parent": None, "renamed_on": _day(row["renamed_on"]), **OPEN}
        for row in _read("departments")
    ]
    branches = [
        {
            **_blank_unit(f"u-{row['code']}", row["unit_name"], level=2, kind="ecology", parent=BUREAU),
            "document_prefix": row["document_prefix"],
            "note": row["note"],
        }
        for row in _read("level2_grids")
    ]
    return [*departments, *branches, *_township_units()]


def _township_units() -> Iterator[Row]:
    for row in _read("townships"):
        if row["unit_name"]:
            kind = "committee" if row["unit_name"].endswith("管理委员会") else "township"
            yield _blank_unit(
                f"u-{row['code']}", row["unit_name"], level=3, kind=kind, parent=f"u-{row['level2_grid']}"
            )


def _blank_unit(unit_id: str, name: str, *, level: int, kind: str, parent: str) -> Row:
    row = {"id": unit_id, "name": name, "level": level, "kind": kind, "parent": parent}
    return {**row, "former_name": "", "renamed_on": None, "document_prefix": "", "note": "", **OPEN}


def grid_rows() -> list[Row]:
    """Return every grid, the city first: fifteen level-2 grids, then the townships."""
    city = {"id": CITY, "name": "衡阳市", "level": 1, "kind": "市", "parent": None, "unit": BUREAU}
    counties = _read("level2_grids")
    names = {row["code"]: row["name"] for row in counties}
    return [
        {**city, "county": "", "body": "衡阳市人民政府", "note": ""},
        *({**_grid(row, level=2, parent=CITY), "county": "", "body": row["body"]} for row in counties),
        *(
            {
                **_grid(row, level=3, parent=row["level2_grid"]),
                "county": names[row["level2_grid"]],
                "body": row["unit_name"] or f"{names[row['level2_grid']]}（由县级直接监管）",
            }
            for row in _read("townships")
        ),
    ]


def _grid(row: dict[str, str], *, level: int, parent: str) -> Row:
    place = {"id": row["code"], "name": row["name"], "level": level, "kind": row["kind"], "parent": parent}
    return {**place, "unit": f"u-{row['code']}" if row["unit_name"] else None, "note": row["note"]}


def alias_rows() -> list[Row]:
    """Return the other names by which grids are called: short names of counties, names of 2015 and 2024."""
    short = [
        {"name": row["short_name"], "grid": row["code"], "vintage": "short", "unplaced": False, "basis": "简称"}
        for row in _read("level2_grids")
        if row["short_name"]
    ]
    return [*short, *({**row, "unplaced": row["unplaced"] == "1"} for row in _read("grid_aliases"))]


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _read(name: str) -> list[dict[str, str]]:
    with (DATA / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
