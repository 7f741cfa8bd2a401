"""What the docket holds of patrol rounds (巡查): each with its points and what was seen; and open cases near."""

import json
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Engine, or_

from database.connection import reading
from docket.scope import EVERYTHING, Scope, seen
from docket.tables import files
from models.particulars import PatrolParticulars
from models.values import Value, end_of_day, start_of_day

ROUND, CASE = "PatrolRound", "ViolationCase"
MOST = 20


class Round(Value):
    """One round."""

    file_no: str
    stage_name: str
    closed: bool
    told: PatrolParticulars


class FittingCase(Value):
    """An open case on the same ground and pollution, that a finding may belong to."""

    file_no: str
    stage_name: str
    opened_at: datetime
    same_party: bool


def rounds_between(engine: Engine, scope: Scope, since: date, until: date, grids: Collection[str]) -> tuple[Round, ...]:
    """Return the rounds of these days that a reader may see, in the order of their days; of some grids, or of all."""
    columns = (files.c.file_no, files.c.stage_name, files.c.closed, files.c.standing)
    query = seen(scope, files, *columns).where(
        files.c.kind == ROUND,
        files.c.rehearsal.is_(False),
        files.c.opened_at >= start_of_day(since),
        files.c.opened_at < end_of_day(until),
    )
    if grids:
        query = query.where(files.c.grid.in_(grids))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(files.c.opened_at, files.c.file_no))
        return tuple(
            Round(file_no=row.file_no, stage_name=row.stage_name, closed=row.closed, told=_told(row.standing))
            for row in rows
        )


def fitting_cases(engine: Engine, grid: str, pollution: Collection[str], party: str) -> tuple[FittingCase, ...]:
    """Return the open cases on a grid about the same pollution, and not about another party; the latest first."""
    columns = (files.c.file_no, files.c.stage_name, files.c.opened_at, files.c.party)
    query = seen(EVERYTHING, files, *columns).where(
        files.c.kind == CASE,
        files.c.rehearsal.is_(False),
        files.c.closed.is_(False),
        files.c.archived.is_(False),
        files.c.grid == grid,
        or_(*(files.c.pollution.contains(f"|{one}|") for one in pollution)),
    )
    if party:
        query = query.where(files.c.party.in_(("", party)))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(files.c.opened_at.desc(), files.c.file_no).limit(MOST))
        return tuple(
            FittingCase(
                file_no=row.file_no,
                stage_name=row.stage_name,
                opened_at=row.opened_at,
                same_party=bool(party) and row.party == party,
            )
            for row in rows
        )


def _told(standing: str) -> PatrolParticulars:
    return PatrolParticulars.stored_as(json.loads(standing)["particulars"])
