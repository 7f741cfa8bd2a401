"""Which open case an alarm could be joined to (并入在办案件): on the same party, or place, and the same pollution."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Engine, or_

from database.connection import reading
from docket.party_record import is_against
from docket.scope import Scope, seen
from docket.tables import files
from models.values import Value

MOST = 50


class Fitting(Value):
    """An open case that fits, and why."""

    file_no: str
    stage_name: str
    opened_at: datetime
    unit: str
    reasons: tuple[str, ...]


def fitting(
    engine: Engine, scope: Scope, *, party: str, grid: str, pollution: Collection[str], rehearsal: bool
) -> tuple[Fitting, ...]:
    """Return the open cases that the reader may see and that fit, the same party first, then the latest."""
    is_same_party = is_against(party) if party else None
    is_there = files.c.grid == grid
    where = is_there if is_same_party is None else or_(is_same_party, is_there & (files.c.party == ""))
    kinds = or_(*(files.c.pollution.contains(f"|{one}|", autoescape=True) for one in pollution))
    columns = [files.c[name] for name in ("file_no", "stage_name", "opened_at", "unit", "grid", "pollution", "party")]
    query = seen(scope, files, *columns).where(
        files.c.kind == "ViolationCase", ~files.c.closed, files.c.rehearsal == rehearsal, kinds, where
    )
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(files.c.opened_at.desc()).limit(MOST)).all()
    found = [
        Fitting(
            file_no=row.file_no,
            stage_name=row.stage_name,
            opened_at=row.opened_at,
            unit=row.unit,
            reasons=(
                "同一网格、同一类污染" if row.grid == grid and not (party and row.party) else "同一当事人、同一类污染",
            ),
        )
        for row in rows
    ]
    return tuple(sorted(found, key=lambda one: "同一当事人" not in one.reasons[0]))
