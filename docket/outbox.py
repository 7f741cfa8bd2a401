"""What still has to be carried out in the world (待办), and the mark that it has been, set once."""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import Engine, select, update

from docket.tables import effects
from models.case import Effect
from registry.database import reading

BATCH = 100


def pending(engine: Engine, kinds: Collection[str], *, limit: int = BATCH) -> tuple[tuple[str, Effect], ...]:
    """Return the effects of these kinds that were not carried out yet, with their case numbers, the oldest first."""
    query = select(effects.c.case_no, effects.c.body).where(effects.c.kind.in_(kinds), effects.c.done_at.is_(None))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(effects.c.at, effects.c.case_no, effects.c.key).limit(limit))
        return tuple((row.case_no, Effect.model_validate_json(row.body)) for row in rows)


def settle(engine: Engine, case_no: str, key: str, at: datetime) -> bool:
    """Mark an effect as carried out; tell whether it was this call that did so."""
    this = (effects.c.case_no == case_no) & (effects.c.key == key) & effects.c.done_at.is_(None)
    with engine.begin() as connection:
        return connection.execute(update(effects).where(this).values(done_at=at)).rowcount > 0
