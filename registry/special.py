"""Special grids (特殊网格): key enterprises, clusters, reserves, water sources, fragile areas, entered by the city."""

import csv
from pathlib import Path

from sqlalchemy import Engine

from database.connection import insert_into
from registry.entries import SpecialGrid
from registry.tables import special_grids


def load_special_grids(engine: Engine, path: Path) -> int:
    """Enter the special grids of a CSV file (id, name, kind, grid, unit, since) and return how many it holds."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [SpecialGrid.model_validate(row).model_dump() for row in csv.DictReader(file)]
    with engine.begin() as connection:
        entry = insert_into(connection, special_grids)
        changed = {column: entry.excluded[column] for column in ("name", "kind", "grid", "unit", "since")}
        if rows:
            connection.execute(entry.on_conflict_do_update(index_elements=[special_grids.c.id], set_=changed), rows)
    return len(rows)
