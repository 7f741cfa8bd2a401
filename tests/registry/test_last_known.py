"""While the register cannot be asked, what it said a moment ago is good for a while; whenever it can be, it is asked."""

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import SQLAlchemyError

from registry import last_known
from registry.access import issue_token, revoke_token
from registry.last_known import LastKnown
from registry.registry import Registry

AWAY = SQLAlchemyError("away")


class Clock:
    """A clock that is set."""

    now = 0.0

    def __call__(self) -> float:
        """Return the time that it was set to."""
        return self.now


class Register:
    """A question whose answer changes, or that fails."""

    def __init__(self) -> None:
        self.says: object = "a"
        self.asked = 0

    def __call__(self) -> object:
        """Answer, or fail."""
        self.asked += 1
        if isinstance(self.says, Exception):
            raise self.says
        return self.says


def test_while_it_can_be_asked_it_is_asked_every_time() -> None:
    """What is taken back is gone at once."""
    register, last = Register(), LastKnown[str, object](Clock())
    before = last.ask("k", register)
    register.says = "b"

    assert ("a", "b") == (before, last.ask("k", register))


def test_while_it_is_away_the_last_answer_is_good_until_its_time_is_over() -> None:
    """The last second, and the one after."""
    register, clock = Register(), Clock()
    last = LastKnown[str, object](clock)
    last.ask("k", register)
    register.says = AWAY
    clock.now = last_known.KEPT_FOR

    assert "a" == last.ask("k", register)
    clock.now += 1
    with pytest.raises(SQLAlchemyError):
        last.ask("k", register)
    with pytest.raises(SQLAlchemyError):
        last.ask("never asked", register)


def test_a_register_that_did_not_answer_is_left_alone_for_a_moment() -> None:
    """Each question would wait for the database anew: those whose answer is known do not."""
    register, clock = Register(), Clock()
    last = LastKnown[str, object](clock)
    last.ask("k", register)
    register.says = AWAY
    for _ in range(3):
        last.ask("k", register)
    asked = register.asked
    clock.now = last_known.NOT_ASKED_FOR
    register.says = "b"

    assert 2 == asked
    assert "b" == last.ask("k", register)


def test_only_so_many_answers_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """The oldest goes."""
    monkeypatch.setattr(last_known, "MOST", 2)
    register, last = Register(), LastKnown[int, object](Clock())
    for key in (1, 2, 1, 3):
        last.ask(key, register)
    register.says = AWAY

    assert ["a", "a"] == [last.ask(key, register) for key in (1, 3)]
    with pytest.raises(SQLAlchemyError):
        last.ask(2, register)


def test_who_was_known_is_known_while_the_database_is_away(engine: Engine, registry: Registry) -> None:
    """Identity, officers and units of an act; a token that was revoked before is nobody's, and so is an unknown one."""
    known, revoked = issue_token(engine, "p-430423-04"), issue_token(engine, "p-430423-06")
    before = registry.access.actor(known)
    registry.access.actor(revoked)
    revoke_token(engine, revoked)
    gone = registry.access.actor(revoked)
    officers = registry.people.officers(["p-430423-04"])
    with engine.begin() as connection:
        for table in ("tokens", "persons"):
            connection.execute(text(f"alter table {table} rename to {table}_away"))

    assert gone is None
    assert before == registry.access.actor(known)
    assert officers == registry.people.officers(["p-430423-04"])
    assert registry.access.actor(revoked) is None
    with pytest.raises(SQLAlchemyError):
        registry.access.actor("gc_never_seen")
