"""Who is asking: an access token becomes an actor, with the unit, roles and certificate the register knows."""

import hashlib
import secrets
from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Literal, NamedTuple

from sqlalchemy import Connection, Engine, Row, Select, and_, delete, func, insert, or_, select

from database.connection import reading
from models.people import Actor, Role
from models.values import civil_day
from registry.dated import running
from registry.last_known import LastKnown
from registry.systems import granted_on
from registry.tables import certificates, persons, posts, systems, tokens, units


class Known(NamedTuple):
    """Who is asking, and what a person and the person's unit are called; empty for another system."""

    actor: Actor
    name: str = ""
    unit_name: str = ""


class Access:
    """The tokens by which persons and other systems are known (身份认证)."""

    def __init__(self, engine: Engine, now: Callable[[], datetime], *, production: bool) -> None:
        self._engine = engine
        self._now = now
        self._production = production
        self._last: LastKnown[str, Known | None] = LastKnown()

    def actor(self, token: str) -> Actor | None:
        """Return whose token it is, as `known` does."""
        known = self.known(token)
        return None if known is None else known.actor

    def known(self, token: str) -> Known | None:
        """Return whose token it is; None when it is unknown, has expired, or was made for local use only.

        While the database is away, whoever was known a moment ago still is (`registry.last_known`).
        """
        digest = token_digest(token)
        return self._last.ask(digest, lambda: self._asked(digest))

    def system(self, system_id: str) -> Actor | None:
        """Return another system that has shown by its signature who it is; None when it is not registered."""
        with reading(self._engine) as connection:
            return _system(connection, system_id, self._now())

    def _asked(self, digest: str) -> Known | None:
        now = self._now()
        query = _whose(civil_day(now)).where(
            tokens.c.digest == digest, or_(tokens.c.expires_at.is_(None), tokens.c.expires_at > now)
        )
        if self._production:
            query = query.where(~tokens.c.local)
        with reading(self._engine) as connection:
            row = connection.execute(query).one_or_none()
            if row is None:
                return None
            if row.kind == "system":
                actor = _system(connection, row.subject, now)
                return None if actor is None else Known(actor)
        return None if row.unit is None else Known(_person(row), row.name, row.unit_name)


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


def _whose(today: date) -> Select[Any]:
    """Return the question whose a token is, with the post that a person holds today: one, though many are told."""
    serving = and_(posts.c.person == tokens.c.subject, *running(posts, today))
    card = select(func.max(certificates.c.valid_until)).where(certificates.c.person == tokens.c.subject)
    source = (
        tokens.outerjoin(posts, serving)
        .outerjoin(units, units.c.id == posts.c.unit)
        .outerjoin(persons, persons.c.id == posts.c.person)
    )
    return select(
        tokens.c.kind,
        tokens.c.subject,
        posts.c.unit,
        posts.c.roles,
        units.c.level,
        units.c.platform_since,
        units.c.name.label("unit_name"),
        persons.c.name,
        card.scalar_subquery().label("certified_until"),
    ).select_from(source)


def _person(row: Row[Any]) -> Actor:
    """Return a person who holds a post today as actor."""
    return Actor(
        id=row.subject,
        unit=row.unit,
        level=row.level,
        roles=tuple(Role(role) for role in row.roles.split()),
        certified_until=row.certified_until,
        platform_since=row.platform_since or "never",
    )
