"""Holiday notices brought in while files run (节假日安排): kept with the docket, read by every worker."""

import hashlib
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Column, Engine, String, Table, Text, select

from database.connection import insert_into, reading
from database.metadata import METADATA, NAME, InstantColumn
from law.notices import Notice

notices = Table(
    "holiday_notices",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("title", NAME, nullable=False),
    Column("body", Text, nullable=False),
    Column("published_at", InstantColumn, nullable=False),
)


def bring_in(engine: Engine, notice: Notice, at: datetime) -> bool:
    """Keep a notice; False when it was kept before."""
    body = notice.model_dump_json()
    row = {"digest": _digest(body), "title": notice.title, "body": body, "published_at": at}
    with engine.begin() as connection:
        entry = insert_into(connection, notices).values(row).on_conflict_do_nothing()
        return connection.execute(entry).rowcount == 1


def brought_in(engine: Engine) -> Sequence[Notice]:
    """Return the notices that were brought in, in the order of their publication."""
    query = select(notices.c.body).order_by(notices.c.published_at, notices.c.digest)
    with reading(engine) as connection:
        return [Notice.stored(body) for body in connection.execute(query).scalars()]


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode()).hexdigest()
