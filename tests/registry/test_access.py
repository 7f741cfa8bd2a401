"""Tokens: who is asking follows from the token and the register, and a local token opens nothing in production."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from pydantic import SecretStr
from sqlalchemy import Engine, select, update

from database.connection import reading
from models.people import Role
from registry.access import Access, issue_token, revoke_token
from registry.entries import DatedGrant, System
from registry.registry import Registry
from registry.sealed import Seal
from registry.seed import local_tokens
from registry.systems import (
    close_secrets_anew,
    grant,
    grants_of,
    receiver_of,
    register_system,
    registered_systems,
    seal_secrets,
)
from registry.tables import posts, systems, tokens, units
from settings import Settings
from tests.registry.conftest import NOON

KEY = "A" * 43 + "="
SEAL = Seal(KEY)
SECRET = "whsec_c2VjcmV0"


def test_a_token_tells_person_unit_level_roles_and_certificate(registry: Registry, engine: Engine) -> None:
    """Who a person is comes from authentication; the rest from the register at that moment."""
    actor = registry.access.actor(issue_token(engine, "p-430423-04"))

    assert actor is not None
    assert (actor.id, actor.unit, actor.level) == ("p-430423-04", "u-430423", 2)
    assert (actor.roles, actor.certified_until) == ((Role.OFFICER,), date(2030, 12, 31))


@pytest.mark.parametrize(("since", "told"), [(None, "never"), (date(2026, 1, 1), date(2026, 1, 1))])
def test_a_token_tells_since_when_the_unit_is_on_the_shared_platform(
    registry: Registry, engine: Engine, since: date | None, told: object
) -> None:
    """衔接工作办法 art. 34 binds whoever is on it; that a unit is not is said as well."""
    with engine.begin() as connection:
        connection.execute(update(units).where(units.c.id == "u-430423").values(platform_since=since))
    actor = registry.access.actor(issue_token(engine, "p-430423-04"))

    assert actor is not None
    assert told == actor.platform_since


def test_a_made_up_token_is_nobody(registry: Registry) -> None:
    """An unknown token opens nothing."""
    assert registry.access.actor("gc_made_up") is None
    assert registry.access.actor("") is None


def test_an_expired_token_is_nobody(registry: Registry, engine: Engine) -> None:
    """A token ends at its instant."""
    ended = issue_token(engine, "p-430423-04", expires_at=NOON)
    running = issue_token(engine, "p-430423-04", expires_at=NOON + timedelta(seconds=1))

    assert registry.access.actor(ended) is None
    assert registry.access.actor(running) is not None


def test_a_revoked_token_is_nobody(registry: Registry, engine: Engine) -> None:
    """A token can be made worthless at once."""
    token = issue_token(engine, "p-430423-04")

    assert [revoke_token(engine, token), revoke_token(engine, token)] == [True, False]
    assert registry.access.actor(token) is None


def test_who_has_left_is_nobody(registry: Registry, engine: Engine) -> None:
    """A person's token ends with the service, whatever the token says."""
    token = issue_token(engine, "p-430423-04")
    with engine.begin() as connection:
        left = posts.c.person == "p-430423-04"
        connection.execute(update(posts).where(left).values(until=NOON.date() - timedelta(days=1)))

    assert registry.access.actor(token) is None


def test_another_system_is_a_system_without_roles(registry: Registry, engine: Engine) -> None:
    """A system sends and receives; it does no act that needs a person."""
    register_system(engine, System(id="12369", name="热线"))

    actor = registry.access.actor(issue_token(engine, "12369", "system"))

    assert actor is not None
    assert (actor.kind, actor.level, actor.roles) == ("system", 0, ())


def test_a_local_token_opens_nothing_in_production(registry: Registry, engine: Engine) -> None:
    """Tokens made for trying out are refused where the settings say production."""
    local, real = issue_token(engine, "p-430423-04", local=True), issue_token(engine, "p-430423-04")
    production = Access(engine, lambda: NOON, production=True)

    assert registry.access.actor(local) is not None
    assert production.actor(local) is None
    assert production.actor(real) is not None


def test_only_the_digest_of_a_token_is_kept(registry: Registry, engine: Engine) -> None:
    """Whoever reads the table cannot act for anybody."""
    token = issue_token(engine, "p-430423-04")

    with reading(engine) as connection:
        rows = connection.execute(select(tokens)).all()
    assert token not in str(rows)


def test_a_local_start_has_a_token_for_each_role_and_keeps_it(
    registry: Registry, engine: Engine, tmp_path: Path
) -> None:
    """Township, branch, those it works with, city and hotline can be played; for the owner's eyes only."""
    settings = Settings(var=tmp_path, production=False)

    found = local_tokens(engine, settings)

    actors = {role: registry.access.actor(token) for role, token in found}
    kept = tmp_path / "tokens.json"
    assert found == local_tokens(engine, settings)
    assert json.loads(kept.read_text("utf-8")) == dict(found)
    assert kept.stat().st_mode & 0o777 == 0o600
    assert {role: actor.roles for role, actor in actors.items() if actor and actor.kind == "person"} == {
        "patroller": (Role.PATROLLER,),
        "officer": (Role.OFFICER,),
        "officer-2": (Role.OFFICER,),
        "reviewer": (Role.REVIEWER,),
        "legal": (Role.LEGAL,),
        "clerk": (Role.CLERK,),
        "head": (Role.HEAD,),
        "police": (Role.OFFICER,),
        "agriculture": (Role.CLERK,),
        "neighbour": (Role.CLERK,),
        "neighbour-head": (Role.HEAD,),
        "supervisor": (Role.SUPERVISOR,),
        "admin": (Role.ADMIN,),
    }
    assert actors["12369"] is not None


def test_tokens_of_another_database_are_made_anew(registry: Registry, engine: Engine, tmp_path: Path) -> None:
    """A file left from a database that is gone opens nothing, so it is replaced."""
    settings = Settings(var=tmp_path, production=False)
    (tmp_path / "tokens.json").write_text(json.dumps({"officer": "gc_old"}), "utf-8")

    found = dict(local_tokens(engine, settings))

    assert registry.access.actor(found["officer"]) is not None


def test_production_makes_no_local_tokens(engine: Engine, tmp_path: Path) -> None:
    """Nothing is made and nothing is written."""
    assert (
        local_tokens(
            engine, Settings(var=tmp_path, production=True, seal_key=SecretStr(KEY), payload_keys=SecretStr(KEY))
        )
        == []
    )
    assert list(tmp_path.glob("tokens*")) == []


@pytest.mark.parametrize(("url", "expected"), [("https://example.test/in", True), ("", False)])
def test_feedback_goes_where_the_system_wants_it(engine: Engine, url: str, expected: bool) -> None:
    """Address and secret are given to who delivers; a system without an address takes none; lists show no secret."""
    register_system(engine, System(id="12345", name="市长热线", callback_url=url), "whsec_c2VjcmV0", SEAL)

    assert receiver_of(engine, "12345", SEAL) == ((url, "whsec_c2VjcmV0") if expected else None)
    assert receiver_of(engine, "unknown", SEAL) is None
    assert "whsec" not in str(registered_systems(engine))


def test_the_secret_of_a_callback_is_kept_sealed(engine: Engine) -> None:
    """Whoever reads the database cannot sign in our name; without the key nothing is kept and nothing is given out."""
    register_system(engine, System(id="12345", name="市长热线", callback_url="https://example.test/in"), SECRET, SEAL)
    with engine.begin() as connection:
        (kept,) = connection.execute(select(systems.c.callback_secret)).scalars()

    assert SECRET not in kept
    with pytest.raises(ValueError, match="封存"):
        receiver_of(engine, "12345")
    with pytest.raises(ValueError, match="封存"):
        register_system(engine, System(id="12345", name="市长热线"), SECRET)


def test_the_secret_of_a_callback_moves_to_the_new_key(engine: Engine) -> None:
    """Closed anew under the first key, the old one can go; what no key here opens is counted and left."""
    old, new = SEAL, Fernet.generate_key().decode()
    register_system(engine, System(id="12345", name="市长热线", callback_url="https://example.test/in"), SECRET, old)

    assert (0, 1) == close_secrets_anew(engine, Seal(new))
    assert (1, 0) == close_secrets_anew(engine, Seal(new, KEY))
    assert ("https://example.test/in", SECRET) == receiver_of(engine, "12345", Seal(new))


def test_a_secret_from_before_is_sealed_at_the_next_start_and_stays_the_same(engine: Engine) -> None:
    """Old rows are in clear until somebody with the key starts; doing it again changes nothing."""
    register_system(engine, System(id="12345", name="市长热线", callback_url="https://example.test/in"))
    with engine.begin() as connection:
        connection.execute(update(systems).values(callback_secret=SECRET))
    before = receiver_of(engine, "12345", SEAL)
    sealed = [seal_secrets(engine, SEAL), seal_secrets(engine, SEAL)]
    with engine.begin() as connection:
        (kept,) = connection.execute(select(systems.c.callback_secret)).scalars()

    assert [1, 0] == sealed
    assert SECRET not in kept
    assert before == receiver_of(engine, "12345", SEAL) == ("https://example.test/in", SECRET)


def test_a_system_without_grants_has_the_least(engine: Engine, registry: Registry) -> None:
    """Registered and nothing else said: it sends, and reads what it sent."""
    register_system(engine, System(id="12345", name="市长热线"))
    actor = registry.access.actor(issue_token(engine, "12345", "system"))

    assert actor is not None
    assert actor.grants is None
    sends = {"report_finding", "receive_complaint", "receive_alarm", "add_exceedance"}
    of_its_order = {"set_order_deadline", "record_order_urging", "record_return_accepted", "record_return_refused"}
    assert {*sends, *of_its_order, "read_file"} == {grant.act for grant in actor.granted()}
    assert {("sender", "12345")} == actor.reaches()


@pytest.mark.parametrize(
    ("since", "until", "granted"),
    [
        (date(2026, 3, 2), None, True),
        (date(2026, 3, 2), date(2026, 3, 2), True),
        (date(2026, 3, 3), None, False),
        (date(2026, 1, 1), date(2026, 3, 1), False),
    ],
)
def test_a_grant_holds_on_its_days(
    engine: Engine, registry: Registry, since: date, until: date | None, granted: bool
) -> None:
    """What a system was granted counts from its first to its last day; when it is over, the default does not return."""
    register_system(engine, System(id="bank", name="代收银行"))
    token = issue_token(engine, "bank", "system")
    grant(
        engine, DatedGrant(system="bank", act="record_payment", files="unit", unit="u-430423", since=since, until=until)
    )
    actor = registry.access.actor(token)

    assert actor is not None
    assert granted == bool(actor.granted("record_payment"))
    assert not actor.granted("receive_complaint")
    assert granted == (("unit", "u-430423") in actor.reaches("record_payment"))


def test_a_grant_is_ended_by_giving_it_a_last_day(engine: Engine) -> None:
    """It stays in the register with its days: what was allowed then can be told later."""
    register_system(engine, System(id="bank", name="代收银行"))
    given = DatedGrant(system="bank", act="record_payment", files="unit", unit="u-430423", since=date(2026, 1, 1))
    for until in (None, date(2026, 2, 1)):
        grant(engine, given.model_copy(update={"until": until}))

    assert [date(2026, 2, 1)] == [row.until for row in grants_of(engine, "bank")]
