"""Other systems that send complaints and findings, and where they take their feedback."""

from collections.abc import Sequence

from sqlalchemy import Engine, select

from database.connection import insert_into, reading
from registry.entries import System
from registry.tables import systems


def register_system(engine: Engine, system: System, secret: str = "") -> None:
    """Enter another system, or change where it takes feedback; `secret` signs what is sent to it."""
    row = {**system.model_dump(), "callback_secret": secret}
    with engine.begin() as connection:
        entry = insert_into(connection, systems).values(**row)
        connection.execute(entry.on_conflict_do_update(index_elements=[systems.c.id], set_=row))


def registered_systems(engine: Engine) -> Sequence[System]:
    """Return the other systems, without their secrets."""
    query = select(systems.c.id, systems.c.name, systems.c.callback_url).order_by(systems.c.id)
    with reading(engine) as connection:
        return [System(**row) for row in connection.execute(query).mappings()]


def receiver_of(engine: Engine, system_id: str) -> tuple[str, str] | None:
    """Return address and secret for feedback to a system; None when it takes none."""
    query = select(systems.c.callback_url, systems.c.callback_secret).where(systems.c.id == system_id)
    with reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    return (row[0], row[1]) if row is not None and row[0] else None
