"""The HTTP edge over the real engine, a real worker and the real docket."""

import asyncio
import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import Engine
from temporalio.testing import WorkflowEnvironment

from api.app import create_app
from api.link import Link
from api.pulse import pulse_of
from registry.numbers import reserve_case_number
from registry.registry import Registry
from settings import Settings
from tests.api.asking import COMPLAINT, FINDING, Asking
from tests.api.conftest import everything_up
from tests.engine_room import Room, started_engine

NOBODY_WAITS = timedelta(seconds=1)


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def environment() -> AsyncIterator[WorkflowEnvironment]:
    """Return the engine."""
    async with started_engine() as environment:
        yield environment


@pytest.fixture
def room(environment: WorkflowEnvironment, docket: Engine) -> Room:
    """Return a room: the engine, a task queue, the docket that the API reads; numbers that no other test has."""
    base = secrets.randbelow(900_000)
    with docket.begin() as connection:
        for kind in ("", "R"):
            reserve_case_number(connection, f"{kind}2026-{base:06d}")
    return Room(environment.client, docket)


@pytest_asyncio.fixture
async def house(
    settings: Settings, room: Room, registry: Registry, docket: Engine, tokens: dict[str, str]
) -> AsyncIterator[Asking]:
    """Return the API over the real door."""
    app = create_app(settings, room.door, registry, docket, probe=everything_up)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gridcase") as http:
        yield Asking(http, tokens)


async def test_a_finding_is_durable_and_on_the_list_when_it_is_acknowledged(house: Asking, room: Room) -> None:
    """The receipt is the case's own; the docket has the row by then."""
    async with room.worker():
        receipt = (await house.sends("/v1/findings", FINDING, "patroller")).json()
        case = (await house.gets(f"/v1/cases/{receipt['case_no']}")).json()
        listed = (await house.gets("/v1/cases")).json()["rows"]

    assert (1, "found") == (receipt["act_no"], case["standing"]["stage"])
    assert [receipt["case_no"]] == [row["case_no"] for row in listed]


async def test_a_finding_sent_while_no_worker_runs_is_one_case_in_the_end(
    settings: Settings, room: Room, registry: Registry, docket: Engine, tokens: dict[str, str]
) -> None:
    """The API says within seconds that nobody works; sent again, it counts once."""
    hurried = replace(room, timeout=NOBODY_WAITS)
    app = create_app(settings, hurried.door, registry, docket, probe=everything_up)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gridcase") as http:
        house = Asking(http, tokens)
        away = await house.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
        async with room.worker():
            app.state.world = replace(app.state.world, door=room.door)
            again = await house.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
            once_more = await house.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
            acts = (await house.gets(f"/v1/cases/{again.json()['case_no']}/acts")).json()["acts"]

    assert (503, "worker-away") == (away.status_code, away.json()["code"])
    assert again.status_code in (200, 201)
    assert {**again.json(), "repeated": True} == once_more.json()
    assert 1 == [act["content"]["act"] for act in acts].count("receive_complaint")


async def test_of_two_officers_acting_at_the_same_moment_one_is_told_it_was_done(house: Asking, room: Room) -> None:
    """An act that can be done once is done once; the other officer hears by whom it was done."""
    async with room.worker():
        number = (await house.sends("/v1/complaints", COMPLAINT, "12369")).json()["case_no"]
        answers = await asyncio.gather(
            house.does(number, "accept_complaint", "clerk", "2026-09-02"),
            house.does(number, "accept_complaint", "officer", "2026-09-02"),
        )

    assert [200, 409] == sorted(answer.status_code for answer in answers)
    assert {"already-done"} == {answer.json()["code"] for answer in answers if answer.status_code == 409}


async def test_a_refusal_crosses_the_wire_with_its_article(house: Asking, room: Room) -> None:
    """What the workflow's validator says no to arrives as a problem with code and article."""
    async with room.worker():
        number = (await house.sends("/v1/complaints", COMPLAINT, "12369")).json()["case_no"]
        answer = await house.does(number, "serve_decision", "officer", "2026-09-03")

    assert 409 == answer.status_code
    assert answer.json()["article"].startswith("《")


async def test_a_rehearsal_runs_through_its_terms(house: Asking, room: Room) -> None:
    """The clock is moved over HTTP; what nobody did in time lapses on its day, by the engine."""
    async with room.worker():
        number = (await house.sends("/v1/rehearsals/complaints", COMPLAINT)).json()["case_no"]
        await house.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-09-20T09:00:00+08:00"})
        acts = (await house.gets(f"/v1/cases/{number}/acts")).json()["acts"]
        case = (await house.gets(f"/v1/cases/{number}")).json()["standing"]

    assert ["receive_complaint", "term_nears_end", "term_lapses"] == [act["content"]["act"] for act in acts]
    assert "late" == case["alert"]


async def test_the_pulse_tells_a_worker_from_none(room: Room) -> None:
    """Health is asked of the engine: somebody polls the queue, or nobody does."""
    before = await pulse_of(room.client, room.queue)
    async with room.worker():
        number = room.case()
        await number.does("report_finding", "2026-09-01")
        during = await pulse_of(room.client, room.queue)

    assert [("up", "down"), ("up", "up")] == [(pulse.engine, pulse.worker) for pulse in (before, during)]


async def test_an_api_that_started_before_the_engine_says_so(
    settings: Settings, registry: Registry, docket: Engine, tokens: dict[str, str]
) -> None:
    """The API is up while the engine is not; commands are answered 503, reading says what is down."""
    link = Link("127.0.0.1:1", "gridcase", task_queue="cases", timeout=NOBODY_WAITS)
    app = create_app(settings, link, registry, docket, probe=link.pulse)
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://gridcase") as http:
        house = Asking(http, tokens)
        sent = await house.sends("/v1/findings", FINDING, "patroller")
        health = await house.gets("/healthz", None)

    assert (503, "engine-away") == (sent.status_code, sent.json()["code"])
    assert (503, "down") == (health.status_code, health.json()["pulse"]["engine"])
