"""Other systems that send complaints and findings: where they take their feedback, and what they were granted."""

from collections.abc import Sequence
from datetime import UTC, date, datetime

from sqlalchemy import Connection, Engine, or_, select, update

from database.connection import insert_into, reading
from models.grants import Grant
from registry.entries import DatedGrant, System
from registry.sealed import NotOpened, Rewrapped, Seal
from registry.signing import made_secret
from registry.tables import system_grants, systems

SEALED = "sealed:"
"""How a secret begins that is sealed; one without it was entered before secrets were."""


def register_system(engine: Engine, system: System, secret: str = "", seal: Seal | None = None) -> None:
    """Enter another system, or change where it takes feedback; `secret`, kept sealed, signs what is sent to it."""
    row = {**system.model_dump(), "callback_secret": _closed(seal, secret) if secret else ""}
    with engine.begin() as connection:
        entry = insert_into(connection, systems).values(**row)
        connection.execute(entry.on_conflict_do_update(index_elements=[systems.c.id], set_=row))


def registered_systems(engine: Engine) -> Sequence[System]:
    """Return the other systems, without their secrets."""
    query = select(systems.c.id, systems.c.name, systems.c.callback_url).order_by(systems.c.id)
    with reading(engine) as connection:
        return [System.stored_as(row) for row in connection.execute(query).mappings()]


def new_secret(engine: Engine, system_id: str, seal: Seal) -> str | None:
    """Make the secret that signs what is sent to a system, return it this once; None for a system nobody knows."""
    system = next((system for system in registered_systems(engine) if system.id == system_id), None)
    if system is None:
        return None
    secret = made_secret()
    register_system(engine, system, secret, seal)
    return secret


def receiver_of(engine: Engine, system_id: str, seal: Seal | None = None) -> tuple[str, str] | None:
    """Return address and secret for feedback to a system; None when it takes none."""
    query = select(systems.c.callback_url, systems.c.callback_secret).where(systems.c.id == system_id)
    with reading(engine) as connection:
        row = connection.execute(query).one_or_none()
    return (row[0], _opened(seal, row[1])) if row is not None and row[0] else None


def receiver_now(engine: Engine, system_id: str, seal: Seal | None = None) -> tuple[str, tuple[str, ...]] | None:
    """Return address and every secret that signs at this moment; None when the system takes no feedback."""
    found = receiver_of(engine, system_id, seal)
    return (found[0], secrets_of(engine, system_id, seal, datetime.now(UTC))) if found else None


def secrets_of(engine: Engine, system_id: str, seal: Seal | None, at: datetime) -> tuple[str, ...]:
    """Return the secrets that are shared with a system, the present one first; the former only while it still holds."""
    query = select(systems.c.callback_secret, systems.c.former_secret, systems.c.former_until)
    with reading(engine) as connection:
        row = connection.execute(query.where(systems.c.id == system_id)).one_or_none()
    if row is None:
        return ()
    former = row.former_secret if row.former_until is not None and at < row.former_until else ""
    return tuple(_opened(seal, kept) for kept in (row.callback_secret, former) if kept)


def rotate_secret(engine: Engine, system_id: str, seal: Seal, until: datetime) -> str | None:
    """Make another secret, return it this once; the one before holds until an instant, and the one before that no more.

    None for a system that nobody knows, or that has none.
    """
    secret = made_secret()
    known = (systems.c.id == system_id) & (systems.c.callback_secret != "")
    fresh = {
        "former_secret": systems.c.callback_secret,
        "former_until": until,
        "callback_secret": _closed(seal, secret),
    }
    with engine.begin() as connection:
        changed = connection.execute(update(systems).where(known).values(**fresh)).rowcount
    return secret if changed else None


def seal_secrets(engine: Engine, seal: Seal) -> int:
    """Seal the secrets that were entered before secrets were sealed; return how many there were."""
    kept = systems.c.callback_secret
    with engine.begin() as connection:
        clear = connection.execute(select(systems.c.id, kept).where(kept != "", ~kept.startswith(SEALED))).all()
        for row in clear:
            closed = _closed(seal, row.callback_secret)
            connection.execute(update(systems).where(systems.c.id == row.id).values(callback_secret=closed))
    return len(clear)


def close_secrets_anew(engine: Engine, seal: Seal) -> Rewrapped:
    """Close the secrets under the first of the keys."""
    kept, done, not_opened = systems.c.callback_secret, 0, 0
    with engine.begin() as connection:
        for row in connection.execute(select(systems.c.id, kept).where(kept.startswith(SEALED))).all():
            try:
                closed = seal.closed_anew(row.callback_secret.removeprefix(SEALED).encode("ascii")).decode("ascii")
            except NotOpened:
                not_opened += 1
                continue
            connection.execute(update(systems).where(systems.c.id == row.id).values(callback_secret=SEALED + closed))
            done += 1
    return Rewrapped(done, not_opened)


def grant(engine: Engine, granted: DatedGrant) -> None:
    """Let a system do an act in the files of a ground, from a day on; given again, its last day may change."""
    row = granted.model_dump()
    with engine.begin() as connection:
        entry = insert_into(connection, system_grants).values(**row)
        keys = list(system_grants.primary_key)
        connection.execute(entry.on_conflict_do_update(index_elements=keys, set_={"until": row["until"]}))


def grants_of(engine: Engine, system_id: str) -> Sequence[DatedGrant]:
    """Return everything a system was ever granted, with the days."""
    table = system_grants
    query = select(table).where(table.c.system == system_id).order_by(table.c.act, table.c.files, table.c.since)
    with reading(engine) as connection:
        return [DatedGrant.stored_as(row) for row in connection.execute(query).mappings()]


def granted_on(connection: Connection, system_id: str, day: date) -> tuple[Grant, ...] | None:
    """Return what a system may do on a day; None where nothing was ever said of it."""
    table = system_grants
    own = table.c.system == system_id
    in_force = (table.c.since <= day) & or_(table.c.until.is_(None), table.c.until >= day)
    rows = connection.execute(select(table.c.act, table.c.files, table.c.unit).where(own, in_force)).mappings().all()
    if not rows and connection.execute(select(table.c.act).where(own).limit(1)).one_or_none() is None:
        return None
    return tuple(Grant.stored_as(row) for row in rows)


def _closed(seal: Seal | None, secret: str) -> str:
    if seal is None:
        raise ValueError("反馈签名密钥须封存后保存，未给出封存密钥")
    return SEALED + seal.close({"secret": secret}).decode("ascii")


def _opened(seal: Seal | None, kept: str) -> str:
    if not kept.startswith(SEALED):
        return kept
    if seal is None:
        raise ValueError("反馈签名密钥已封存，未给出封存密钥")
    return str(seal.open(kept.removeprefix(SEALED).encode("ascii"))["secret"])
