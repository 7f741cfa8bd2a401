"""Other systems that send complaints and findings, and where they take their feedback."""

import base64
import secrets
from collections.abc import Sequence

from sqlalchemy import Engine, select

from database.connection import insert_into, reading
from registry.entries import System
from registry.tables import systems

SECRET_BYTES = 24


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


def new_secret(engine: Engine, system_id: str) -> str | None:
    """Make the secret that signs what is sent to a system, return it this once; None for a system nobody knows."""
    system = next((system for system in registered_systems(engine) if system.id == system_id), None)
    if system is None:
        return None
    secret = f"whsec_{base64.b64encode(secrets.token_bytes(SECRET_BYTES)).decode()}"
    register_system(engine, system, secret)
    return secret


def receiver_of(engine: Engine, system_id: str) -> tuple[str, str] | None:
    """Return address and secret for feedback to a system; None when it takes none."""
    query = select(systems.c.callback_url, systems.c.callback_secret).where(systems.c.id == system_id)
    with reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    return (row[0], row[1]) if row is not None and row[0] else None
