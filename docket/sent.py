"""Complaints that another system sent, as it may be told of them: how they stand, and what was fed back last."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Engine, RowMapping, func, or_, select

from database.connection import reading
from docket.listing import COLUMNS, LISTED
from docket.tables import acts, effects, files
from models.effects import Feedback
from models.values import Instant, Value
from registry.entries import in_full

COMPLAINT = "Complaint"
LAST_TOLD = select(func.max(acts.c.recorded_at)).where(acts.c.file_no == files.c.file_no).scalar_subquery()
"""When the last act of a file was recorded: asked of the files that are listed, not of all there are."""


class SentComplaint(Value):
    """One complaint, without a word of what it says or of who complained."""

    file_no: str
    closed: bool
    stage_name: str
    pollution: tuple[str, ...]
    grid: str
    place: str
    """The grid with its county."""
    unit_name: str
    opened_at: Instant
    updated_at: Instant
    result: str = ""
    """What was fed back last: that it is accepted, why it is not, what was found."""


@dataclass(frozen=True, slots=True)
class Asked:
    """Which complaints are asked for."""

    numbers: Sequence[str] = ()
    pollution: Sequence[str] = ()
    since: datetime | None = None
    until: datetime | None = None
    closed: bool | None = None


def complaints_sent(engine: Engine, sender: str, asked: Asked, limit: int) -> tuple[SentComplaint, ...]:
    """Return live complaints of a sender, the newest first."""
    query = select(*COLUMNS, LAST_TOLD.label("updated_at")).select_from(LISTED)
    query = query.where(*_narrowed(sender, asked)).order_by(files.c.opened_at.desc(), files.c.file_no.desc())
    with reading(engine) as connection:
        rows = connection.execute(query.limit(limit)).mappings().all()
        told = _last_fed_back(connection.execute(_fed_back(row["file_no"] for row in rows)).all())
    return tuple(_sent(row, told.get(row["file_no"], "")) for row in rows)


def _narrowed(sender: str, asked: Asked) -> list[ColumnElement[bool]]:
    narrowed: list[ColumnElement[bool]] = [
        files.c.kind == COMPLAINT,
        files.c.sender == sender,
        ~files.c.rehearsal,
    ]
    if asked.numbers:
        narrowed.append(files.c.file_no.in_(asked.numbers))
    if asked.pollution:
        narrowed.append(or_(*(files.c.pollution.startswith(f"|{one}|", autoescape=True) for one in asked.pollution)))
    if asked.since is not None:
        narrowed.append(files.c.opened_at >= asked.since)
    if asked.until is not None:
        narrowed.append(files.c.opened_at <= asked.until)
    if asked.closed is not None:
        narrowed.append(files.c.closed == asked.closed)
    return narrowed


def _fed_back(numbers: Iterable[str]) -> Any:  # noqa: ANN401  a query of two columns
    wanted = (effects.c.kind == "feedback", effects.c.file_no.in_(list(numbers)))
    return select(effects.c.file_no, effects.c.body).where(*wanted).order_by(effects.c.at, effects.c.key)


def _last_fed_back(rows: Iterable[Any]) -> dict[str, str]:
    last = {row.file_no: row.body for row in rows}
    return {file_no: Feedback.stored(body).result for file_no, body in last.items()}


def _sent(row: RowMapping, result: str) -> SentComplaint:
    return SentComplaint(
        file_no=row["file_no"],
        closed=row["closed"],
        stage_name=row["stage_name"],
        pollution=tuple(kind for kind in row["pollution"].split("|") if kind),
        grid=row["grid"],
        place=in_full(row["grid_name"], row["county"]),
        unit_name=row["unit_name"],
        opened_at=row["opened_at"],
        updated_at=row["updated_at"],
        result=result,
    )
