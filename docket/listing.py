"""What a list of files shows, by what it is narrowed, where its pages begin; asks nothing itself (`docket.reader`)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, func

from docket.party_record import is_against
from docket.rows import NEVER
from docket.tables import files
from docket.views import FileFilter, FileRow
from registry.entries import in_full
from registry.tables import grids, parties, units

COUNTY = grids.alias("counties")
LISTED = (
    files.outerjoin(grids, grids.c.id == files.c.grid)
    .outerjoin(COUNTY, COUNTY.c.id == files.c.level2_grid)
    .outerjoin(units, units.c.id == files.c.unit)
    .outerjoin(parties, (parties.c.id == files.c.party) & (parties.c.kind == "organisation"))
)
COLUMNS = [column for column in files.columns if column.name in FileRow.model_fields] + [
    files.c.due,
    files.c.due_term,
    func.coalesce(grids.c.name, "").label("grid_name"),
    func.coalesce(grids.c.county, "").label("county"),
    func.coalesce(COUNTY.c.name, "").label("level2_name"),
    func.coalesce(units.c.name, "").label("unit_name"),
    func.coalesce(parties.c.name, "").label("party_name"),
]


def conditions(wanted: FileFilter) -> list[ColumnElement[bool]]:
    """Return what narrows a list."""
    exact = wanted.model_dump(exclude={"pollution", "party", "due_before"}, exclude_none=True)
    conditions: list[ColumnElement[bool]] = [files.c[name] == value for name, value in exact.items()]
    if wanted.party is not None:
        conditions.append(is_against(wanted.party))
    if wanted.pollution is not None:
        conditions.append(files.c.pollution.contains(f"|{wanted.pollution}|", autoescape=True))
    if wanted.due_before is not None:
        conditions.append(files.c.due <= wanted.due_before)
    return conditions


def position(after: str) -> tuple[date, str]:
    """Read where a page begins."""
    due, mark, file_no = after.partition("~")
    try:
        return date.fromisoformat(due), file_no if mark else ""
    except ValueError as error:
        raise ValueError(f"翻页位置“{after}”无效；请原样使用上一页返回的 after") from error


def listed_row(row: Mapping[Any, Any], ends_at: datetime | None) -> FileRow:
    """Return a row of `COLUMNS` as a list shows it."""
    values = dict(row)
    due, term = values.pop("due"), values.pop("due_term")
    kinds = tuple(kind for kind in values.pop("pollution").split("|") if kind)
    last, place = None if due == NEVER else due, in_full(values["grid_name"], values.pop("county"))
    return FileRow(**values, place=place, pollution=kinds, next_last_day=last, next_term=term, next_ends_at=ends_at)
