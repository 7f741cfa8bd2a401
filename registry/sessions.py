"""Sign-ins at the console (登录会话): a token that ends when it is not used, at the latest after a day's work.

It is a token like any other, so that who one is has one source; only its digest is kept.
"""

import re
import secrets
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from sqlalchemy import Engine, insert, select, update

from database.connection import reading
from registry.access import revoke_token, token_digest
from registry.tables import tokens

MARK = "gcs"
STEPS = 20
"""In how many steps the end of a session in use moves on: not with every page and every drawing on it."""
MOST = 5_000
"""Of how many sessions the end is remembered."""


@dataclass(frozen=True, slots=True)
class Sessions:
    """The sign-ins of persons; `local` ones are worth nothing in production."""

    engine: Engine
    idle: timedelta
    longest: timedelta
    local: bool
    _ends: dict[str, datetime] = field(default_factory=dict, compare=False, repr=False)
    """When sessions end at the earliest, by digest: an end only moves on, so that it need not be asked for again."""

    def begin(self, person: str, now: datetime) -> str:
        """Sign a person in and return the token of the session."""
        token = f"{MARK}_{int(now.timestamp())}_{secrets.token_urlsafe(32)}"
        row = {"digest": token_digest(token), "kind": "person", "subject": person, "local": self.local}
        with self.engine.begin() as connection:
            connection.execute(insert(tokens).values(**row, expires_at=now + self.idle))
        return token

    def used(self, token: str, now: datetime) -> None:
        """Note that a session is in use: it ends so much later, never after its longest; to a step of its idle time."""
        digest, until = token_digest(token), min(now + self.idle, begun_at(token) + self.longest)
        if digest in self._ends and until - self._ends[digest] < self.idle / STEPS:
            return
        this = (tokens.c.digest == digest) & (tokens.c.expires_at > now)
        with reading(self.engine) as connection:
            ends = connection.execute(select(tokens.c.expires_at).where(this)).scalar_one_or_none()
        if ends is None:
            return
        if until - ends >= self.idle / STEPS:
            with self.engine.begin() as connection:
                connection.execute(update(tokens).where(this).values(expires_at=until))
            ends = until
        if len(self._ends) >= MOST:
            self._ends.clear()
        self._ends[digest] = ends

    def whose(self, token: str, now: datetime) -> str | None:
        """Return whose session it is or was, if it ended by itself and not long ago; one signed out of is nobody's."""
        this = (tokens.c.digest == token_digest(token)) & (tokens.c.kind == "person")
        with reading(self.engine) as connection:
            row = connection.execute(select(tokens.c.subject, tokens.c.expires_at).where(this)).one_or_none()
        if row is None or row.expires_at is None or row.expires_at + self.longest < now:
            return None
        return str(row.subject)

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
