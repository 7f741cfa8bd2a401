"""Sign-ins: in use they go on, without they end; whether one is in use is asked of the database now and then only."""

from datetime import UTC, timedelta

import pytest
from sqlalchemy import Engine, event, select

from database.connection import reading
from registry.access import issue_token, token_digest
from registry.sessions import STEPS, Sessions
from registry.tables import tokens
from tests.registry.lists import NOON

IDLE, LONGEST = timedelta(minutes=30), timedelta(hours=10)
WHO = "p-430423-04"
START = NOON.astimezone(UTC)


@pytest.fixture
def sessions(engine: Engine, registry: object) -> Sessions:
    """Return the sign-ins of the register's people."""
    return Sessions(engine, idle=IDLE, longest=LONGEST, local=True)


def test_a_session_in_use_goes_on_and_is_asked_after_in_steps(sessions: Sessions, engine: Engine) -> None:
    """Of many pages within one step only the first asks; the end moves on all the same."""
    token, asked = sessions.begin(WHO, START), []
    event.listen(engine, "before_cursor_execute", lambda *said: asked.append(said[2]))
    for second in range(60):
        sessions.used(token, START + timedelta(seconds=second))
    assert len([one for one in asked if one.startswith("SELECT")]) == 1

    sessions.used(token, START + IDLE / STEPS)
    with reading(engine) as connection:
        ends = connection.execute(select(tokens.c.expires_at).where(tokens.c.digest == token_digest(token)))
        assert ends.scalar_one() == START + IDLE / STEPS + IDLE


def test_whose_an_ended_session_was_is_known_for_a_while(sessions: Sessions, engine: Engine) -> None:
    """What was typed in it can be kept; one that was signed out of is nobody's, as is a token that is no session."""
    token = sessions.begin(WHO, START)

    assert sessions.whose(token, START + IDLE + timedelta(minutes=1)) == WHO
    assert sessions.whose(token, START + IDLE + LONGEST + timedelta(minutes=1)) is None
    sessions.end(token)
    assert sessions.whose(token, START) is None
    assert sessions.whose(issue_token(engine, WHO), START) is None
