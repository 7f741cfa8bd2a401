"""Sign-ins at the console (登录会话): a token that ends when it is not used, at the latest after a day's work.

It is a token like any other, so that who one is has one source; only its digest is kept.
"""

import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from database.connection import reading
from registry.access import revoke_token, token_digest
from registry.tables import tokens

MARK = "gcs"
STEPS = 20
"""In how many steps the end of a session in use moves on: not with every page and every drawing on it."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sign-ins of persons; `local` ones are worth nothing in production."""

    engine: Engine
    idle: timedelta
    longest: timedelta
    local: bool

    def begin(self, person: str, now: datetime) -> str:
        """Sign a person in and return the token of the session."""
        token = f"{MARK}_{int(now.timestamp())}_{secrets.token_urlsafe(32)}"
        row = {"digest": token_digest(token), "kind": "person", "subject": person, "local": self.local}
        with self.engine.begin() as connection:
            connection.execute(insert(tokens).values(**row, expires_at=now + self.idle))
        return token

    def used(self, token: str, now: datetime) -> None:
        """Note that a session is in use: it ends so much later, never after its longest; to a step of its idle time."""
        until = min(now + self.idle, begun_at(token) + self.longest)
        this = (tokens.c.digest == token_digest(token)) & (tokens.c.expires_at > now)
        with reading(self.engine) as connection:
            ends = connection.execute(select(tokens.c.expires_at).where(this)).scalar_one_or_none()
        if ends is None or until - ends < self.idle / STEPS:
            return
        with self.engine.begin() as connection:
            connection.execute(update(tokens).where(this).values(expires_at=until))

    def end(self, token: str) -> None:
        """Sign out: the token is worthless at once."""
        revoke_token(self.engine, token)


def is_session(token: str) -> bool:
    """Tell whether a token is that of a sign-in, and not one of the API's own, which ends with no day's work."""
    return re.match(rf"{MARK}_[0-9]+_", token) is not None


def begun_at(token: str) -> datetime:
    """Return when a session began, as its token says; the digest kept of it vouches for that."""
    _, _, rest = token.partition("_")
    begun, _, _ = rest.partition("_")
    return datetime.fromtimestamp(int(begun), UTC)
