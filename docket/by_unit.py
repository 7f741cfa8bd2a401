"""What a figure of a unit counts (各单位情况): each is one condition, used for the figure and for the rows behind it."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import ColumnElement, Engine, RowMapping, func, tuple_

from database.connection import reading
from docket.listing import LISTED
from docket.rows import NEVER
from docket.scope import Scope, seen
from docket.tables import files, terms
from docket.views import UnitRow, UnitRows
from models.standing import Term
from registry.entries import in_full
from registry.tables import grids, parties

OF_FILES: Mapping[str, ColumnElement[bool]] = {
    "open": ~files.c.closed,
    "near": files.c.alert == "near",
    "late": files.c.alert == "late",
    "closed": files.c.closed,
}
"""Files by the unit that answers for them now."""
OF_TERMS: Mapping[str, ColumnElement[bool]] = {
    f"terms_{state}": terms.c.state == state for state in ("met", "met_late", "late")
}
"""Terms by the unit that has to keep them."""
FIGURE_NAMES = {
    "open": "未结",
    "near": "临近",
    "late": "逾期",
    "closed": "已结",
    "terms_met": "按期完成的期限",
    "terms_met_late": "逾期完成的期限",
    "terms_late": "仍逾期的期限",
}
SHOWN = (
    files.c.file_no,
    files.c.stage_name,
    files.c.alert,
    files.c.closed,
    files.c.due,
    files.c.due_term,
    func.coalesce(grids.c.name, "").label("grid_name"),
    func.coalesce(grids.c.county, "").label("county"),
    func.coalesce(parties.c.name, "").label("party_name"),
)


def unit_rows(
    engine: Engine, scope: Scope, kind: str, unit: str, figure: str, *, after: str = "", limit: int
) -> UnitRows:
    """Return the rows that a figure of a unit counts, and how many there are."""
    of_terms = figure in OF_TERMS
    source = LISTED.join(terms, terms.c.file_no == files.c.file_no) if of_terms else LISTED
    mine = terms.c.unit == unit if of_terms else files.c.unit == unit
    this = (mine, (OF_TERMS if of_terms else OF_FILES)[figure], ~files.c.rehearsal, files.c.kind == kind)
    key = terms.c.key if of_terms else files.c.kind
    columns = (*SHOWN, key.label("row_key"), *((terms.c.body,) if of_terms else ()))
    listing = seen(scope, source, *columns).where(*this)
    if after:
        file_no, _, mark = after.partition("~")
        listing = listing.where(tuple_(files.c.file_no, key) > (file_no, mark))
    with reading(engine) as connection:
        count = connection.execute(seen(scope, source, func.count()).where(*this)).scalar_one()
        found = connection.execute(listing.order_by(files.c.file_no, key).limit(limit + 1)).mappings().all()
    last = found[limit - 1] if len(found) > limit else None
    return UnitRows(
        count=count,
        rows=tuple(_row(row, of_terms=of_terms) for row in found[:limit]),
        after=f"{last['file_no']}~{last['row_key']}" if last else None,
    )


def _row(row: RowMapping, *, of_terms: bool) -> UnitRow:
    term: Term | None = Term.stored(row["body"]) if of_terms else None
    told: dict[str, Any] = {name: row[name] for name in ("file_no", "stage_name", "alert", "closed", "party_name")}
    day = term.last_day if term else None if row["due"] == NEVER else row["due"]
    what = f"{term.name}（{term.citation}）" if term else row["due_term"]
    return UnitRow(**told, place=in_full(row["grid_name"], row["county"]), what=what, day=day)
