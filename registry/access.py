"""Who is asking: an access token becomes an actor, with the unit, roles and certificate the register knows."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import datetime
from typing import Literal

from sqlalchemy import Connection, Engine, delete, insert, or_, select

from database.connection import reading
from models.people import Actor, Role
from models.values import civil_day
from registry.last_known import LastKnown
from registry.systems import granted_on
from registry.tables import certificates, posts, systems, tokens, units


class Access:
    """The tokens by which persons and other systems are known (身份认证)."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], *, production: bool) -> None:
        self._engine = engine
        self._now = now
        self._production = production
        self._last: LastKnown[str, Actor | None] = LastKnown()

    def actor(self, token: str) -> Actor | None:
        """Return whose token it is; None when it is unknown, has expired, or was made for local use only.

        While the database is away, whoever was known a moment ago still is (`registry.last_known`).
        """
        digest = token_digest(token)
        return self._last.ask(digest, lambda: self._asked(digest))

    def system(self, system_id: str) -> Actor | None:
        """Return another system that has shown by its signature who it is; None when it is not registered."""
        with reading(self._engine) as connection:
            return _system(connection, system_id, self._now())

    def _asked(self, digest: str) -> Actor | None:
        now = self._now()
        query = select(tokens.c.kind, tokens.c.subject).where(
            tokens.c.digest == digest, or_(tokens.c.expires_at.is_(None), tokens.c.expires_at > now)
        )
        if self._production:
            query = query.where(~tokens.c.local)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            return (
                _system(connection, row.subject, now) if row.kind == "system" else _person(connection, row.subject, now)
            )


def issue_token(
    engine: Engine,
    subject: str,
    kind: Literal["person", "system"] = "person",
    *,
    expires_at: datetime | None = None,
    local: bool = False,
) -> str:
    """Make a token for a person or system and return it; only its digest is kept."""
    token = f"gc_{secrets.token_urlsafe(32)}"
    row = {"digest": token_digest(token), "kind": kind, "subject": subject}
    with engine.begin() as connection:
        connection.execute(insert(tokens).values(**row, expires_at=expires_at, local=local))
    return token


def revoke_token(engine: Engine, token: str) -> bool:
    """Make a token worthless at once; tell whether it was known."""
    with engine.begin() as connection:
        return connection.execute(delete(tokens).where(tokens.c.digest == token_digest(token))).rowcount > 0


def token_digest(token: str) -> str:
    """Return what is kept of a token: its SHA-256."""
    return hashlib.sha256(token.encode()).hexdigest()


def _system(connection: Connection, system_id: str, now: datetime) -> Actor | None:
    """Return another system as actor with what it is granted today, or None when it is not registered any more."""
    known = connection.execute(select(systems.c.id).where(systems.c.id == system_id)).one_or_none()
    if known is None:
        return None
    return Actor(id=system_id, kind="system", grants=granted_on(connection, system_id, civil_day(now)))


def _person(connection: Connection, person_id: str, now: datetime) -> Actor | None:
    """Return a person as actor, or None when the person holds no post today."""
    today = civil_day(now)
    serving = (
        select(posts.c.unit, units.c.level, units.c.platform_since, posts.c.roles)
        .join(units)
        .where(
            posts.c.person == person_id, posts.c.since <= today, or_(posts.c.until.is_(None), posts.c.until >= today)
        )
    )
    row = connection.execute(serving).one_or_none()
    if row is None:
        return None
    cards = select(certificates.c.valid_until).where(certificates.c.person == person_id)
    return Actor(
        id=person_id,
        unit=row.unit,
        level=row.level,
        roles=tuple(Role(role) for role in row.roles.split()),
        certified_until=max(connection.execute(cards).scalars(), default=None),
        platform_since=row.platform_since or "never",
    )
