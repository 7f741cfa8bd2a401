"""Histories are read in the Temporal UI by who supervises the city, from its own pages, and by nobody else."""

import base64
import secrets
from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import pytest
import pytest_asyncio
from pydantic import SecretStr
from temporalio.api.common.v1 import Payload

from api.codec import DECODE
from settings import Settings
from tests.api.asking import Asking
from tests.api.conftest import Edge, unreachable
from workflows.packing import AES, Packing

WORDS = "沟渠发黑发臭，夜间排放".encode() * 2_000
UI = "http://127.0.0.1:8236"
KEY = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()


@pytest_asyncio.fixture
async def asking(edge: Edge) -> AsyncIterator[Asking]:
    """Return the API with a key, over an engine that is not needed."""
    settings = Settings(var=edge.settings.var, payload_keys=SecretStr(KEY))
    async with replace(edge, settings=settings).over(unreachable()) as asking:
        yield asking


async def packed(key: str = KEY) -> dict[str, Any]:
    """Return what the UI sends of a long payload that stands encrypted in a history."""
    [one] = await Packing((key,)).encode(
        [Payload(metadata={"encoding": b"json/plain"}, data=secrets.token_bytes(9000))]
    )
    [other] = await Packing((key,)).encode([Payload(metadata={"encoding": b"json/plain"}, data=WORDS)])
    assert [AES, AES] == [one.metadata["encoding"], other.metadata["encoding"]]
    return {"payloads": [written(one), written(other)]}


def written(payload: Payload) -> dict[str, Any]:
    """Return a payload as Temporal writes it in JSON."""
    metadata = {name: base64.b64encode(value).decode() for name, value in payload.metadata.items()}
    return {"metadata": metadata, "data": base64.b64encode(payload.data).decode()}


async def test_who_supervises_the_city_reads_what_stands_encrypted(asking: Asking) -> None:
    """In their order, as they were, and kept by no browser."""
    answer = await asking.sends(DECODE, await packed(), "supervisor")

    assert (200, "no-store") == (answer.status_code, answer.headers["cache-control"])
    assert WORDS == base64.b64decode(answer.json()["payloads"][1]["data"])


@pytest.mark.parametrize(("role", "status"), [(None, 401), ("clerk", 403), ("head", 403), ("12369", 403)])
async def test_nobody_else_reads_a_history(asking: Asking, role: str | None, status: int) -> None:
    """A history names files of the whole city."""
    answer = await asking.sends(DECODE, await packed(), role)

    assert status == answer.status_code


async def test_what_no_key_here_opens_is_said_to_be_so(asking: Asking) -> None:
    """Another key's payload, bytes that are none, and letters that are no base64."""
    other = base64.urlsafe_b64encode(secrets.token_bytes(32)).decode()
    broken = {"payloads": [{"metadata": {"encoding": base64.b64encode(AES).decode()}, "data": "AAAA"}]}
    letters = {"payloads": [{"metadata": {}, "data": "不是"}]}
    answers = [await asking.sends(DECODE, one, "supervisor") for one in (await packed(other), broken, letters)]

    assert [(422, "cannot-decode")] * 3 == [(one.status_code, one.json()["code"]) for one in answers]


@pytest.mark.parametrize(
    ("origin", "path", "allowed"), [(UI, DECODE, UI), ("https://evil.example", DECODE, None), (UI, "/v1/cases", None)]
)
async def test_a_browser_asks_for_the_pages_of_the_ui_alone(
    asking: Asking, origin: str, path: str, allowed: str | None
) -> None:
    """A page of any other origin is not answered, and the UI asks for nothing else."""
    asks = {
        "Origin": origin,
        "Access-Control-Request-Method": "POST",
        "Access-Control-Request-Headers": "authorization",
    }
    answer = await asking.http.options(path, headers=asks)

    assert allowed == answer.headers.get("access-control-allow-origin")
