"""Within one request the register is asked once; with the next one it is asked anew."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, event, update

from registry.access import issue_token, revoke_token
from registry.asked_once import one_request
from registry.last_known import LastKnown
from registry.registry import Registry
from registry.tables import persons


@contextmanager
def _questions(engine: Engine) -> Iterator[list[str]]:
    said: list[str] = []

    def listen(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.startswith(("SELECT", "(SELECT")):
            said.append(statement)

    event.listen(engine, "before_cursor_execute", listen)
    yield said
    event.remove(engine, "before_cursor_execute", listen)


def test_an_answer_is_kept_for_one_request_and_no_longer() -> None:
    """A request inside another one shares its answers; two chapters of the register do not share theirs."""
    asked: list[str] = []
    one, other = LastKnown[str, str](), LastKnown[str, str]()

    def question() -> str:
        asked.append("?")
        return f"answer {len(asked)}"

    with one_request():
        first = one.ask("k", question)
        with one_request():
            assert one.ask("k", question) == first
        assert one.ask("k", question) == first
        assert other.ask("k", question) != first
    assert one.ask("k", question) not in (first, "answer 2")


def test_who_is_asking_is_one_question_and_a_revoked_token_ends_with_the_request(
    registry: Registry, engine: Engine
) -> None:
    """Post, unit, certificate and names come with it; the request after the one is refused."""
    token = issue_token(engine, "p-430423-04")
    with _questions(engine) as said, one_request():
        known = registry.access.known(token)
        revoke_token(engine, token)
        assert known is not None
        assert registry.access.known(token) == known
    assert len(said) == 1
    assert (known.name, known.unit_name) == ("王庚午", "衡阳市生态环境局衡山分局")
    with one_request():
        assert registry.access.known(token) is None


def test_names_of_all_kinds_are_one_question(registry: Registry, engine: Engine) -> None:
    """People, units, grids and parties; what nobody knows is left out, and within a request not asked for again."""
    party = registry.parties.register("organisation", "衡山县示例化工有限公司").id
    numbers = {"p-430423-04", "u-430423", "430423100", party, "x-nobody", ""}
    with _questions(engine) as said, one_request():
        found = registry.called(numbers)
        assert registry.called(numbers) == found
    assert len(said) == 1
    assert found["430423100"].startswith("衡山县")
    assert (found[party], found["u-430423"]) == ("衡山县示例化工有限公司", "衡阳市生态环境局衡山分局")
    assert "x-nobody" not in found


@pytest.mark.parametrize("within", [True, False], ids=["within a request", "outside of one"])
def test_a_name_that_changes_is_told_with_the_next_request(registry: Registry, engine: Engine, *, within: bool) -> None:
    """Nothing is kept across requests."""
    number = "p-430423-04"
    with one_request():
        before = registry.called([number])
        with engine.begin() as connection:
            connection.execute(update(persons).where(persons.c.id == number).values(name="示例新名"))
        if within:
            assert registry.called([number]) == before
    assert registry.called([number]) == {number: "示例新名"}
