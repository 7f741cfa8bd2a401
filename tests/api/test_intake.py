"""The intake: what is unknown, too large, too slow or too deep is answered before anything is read of it or looked up."""

import asyncio
import json
from collections.abc import AsyncIterator, Iterable

import httpx
import pytest
import pytest_asyncio

from api import intake
from tests.api.asking import FINDING, Asking
from tests.api.conftest import Edge, unreachable

LARGE = b'{"summary": "' + b"x" * 400_000 + b'"}'


@pytest_asyncio.fixture
async def alone(edge: Edge) -> AsyncIterator[Asking]:
    """Return the API with no engine behind it: nothing here comes so far."""
    async with edge.over(unreachable()) as asking:
        yield asking


class Taken:
    """A body that tells how much of it was taken."""

    def __init__(self, pieces: Iterable[bytes], pause: float = 0) -> None:
        self.pieces, self.pause, self.taken = pieces, pause, 0

    async def __aiter__(self) -> AsyncIterator[bytes]:
        """Give out piece by piece."""
        for piece in self.pieces:
            self.taken += len(piece)
            yield piece
            await asyncio.sleep(self.pause)


async def posted(asking: Asking, body: bytes | Taken, role: str | None = "clerk", **headers: str) -> httpx.Response:
    """Send a body as it is."""
    known = {} if role is None else {"Authorization": f"Bearer {asking.tokens[role]}"}
    told = {"Idempotency-Key": "k", "Content-Type": "application/json", **known, **headers}
    return await asking.http.post("/v1/findings", content=body, headers=told)


async def test_of_somebody_unknown_no_byte_is_taken(alone: Asking) -> None:
    """Who has no token is told so first: eight of a hundred megabytes cost nothing."""
    body = Taken([LARGE] * 250)
    answer = await posted(alone, body, None)

    assert (401, "no-token", "close") == (answer.status_code, answer.json()["code"], answer.headers["connection"])
    assert 0 == body.taken


async def test_a_body_that_says_it_is_large_is_not_taken(alone: Asking) -> None:
    """Its length stands in the header; nothing is read."""
    body = Taken([LARGE])
    answer = await posted(alone, body, **{"Content-Length": str(len(LARGE))})

    assert (413, "body-too-large") == (answer.status_code, answer.json()["code"])
    assert 0 == body.taken


async def test_a_body_that_does_not_say_so_is_taken_up_to_the_limit(alone: Asking) -> None:
    """What comes in pieces is counted as it comes."""
    body = Taken([b"x" * 10_000] * 10_000)
    answer = await posted(alone, body)

    assert 413 == answer.status_code
    assert intake.BYTES < body.taken <= intake.BYTES + 10_000


async def test_a_body_that_never_ends_is_given_up(alone: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    """A sender who falls silent halfway holds nothing."""
    monkeypatch.setattr(intake, "WITHIN", 0.05)
    answer = await posted(alone, Taken([b"{", b"}"], pause=30))

    assert (408, "body-too-slow") == (answer.status_code, answer.json()["code"])


@pytest.mark.parametrize(
    ("said", "status", "code"),
    [
        (b"[" * 950 + b"]" * 950, 400, "too-deep"),
        (b"[" * 100_000, 400, "too-deep"),
        (b'{"a":' * 20 + b"1" + b"}" * 20, 400, "too-deep"),
        (b'{"summary": NaN}', 400, "not-json"),
        (b'{"summary": ' + b"9" * 5000 + b"}", 400, "not-json"),
        (b'{"summary": "\xff"}', 400, "not-json"),
        (b'{"summary": "a\\u0000b"}', 422, "not-text"),
        (b'{"summary": "\\ud800"}', 422, "not-text"),
        (b'{"\\u0000": 1}', 422, "not-text"),
        (b'{"summary": "' + b"x" * 4001 + b'"}', 422, "text-too-long"),
        (b"[" + b"1," * 6000 + b"1]", 422, "too-many-values"),
    ],
)
async def test_what_nothing_behind_the_door_could_take(alone: Asking, said: bytes, status: int, code: str) -> None:
    """Each is one clear sentence, never a fault."""
    answer = await posted(alone, said)

    assert (status, code) == (answer.status_code, answer.json()["code"])


@pytest.mark.parametrize(
    "path", ["/v1/cases?stage=%00", "/v1/grids/a%00b", "/v1/cases?%00=1", "/public/disclosures?x=%00"]
)
async def test_no_address_holds_what_is_no_text(alone: Asking, path: str) -> None:
    """SQLite would take it and PostgreSQL would not: neither is asked."""
    answer = await alone.gets(path)

    assert (400, "not-text") == (answer.status_code, answer.json()["code"])


@pytest.mark.parametrize(
    ("path", "field"),
    [
        ("/public/disclosures?offset=4444340666897473703247872", "offset"),
        ("/public/disclosures?limit=0", "limit"),
        ("/v1/grids/4304?on=0001-01-01", "on"),
        ("/v1/grids/4304?on=9999-12-31", "on"),
        ("/v1/terms?due_before=0001-01-01", "due_before"),
        ("/v1/cases?after=" + "x" * 33, "after"),
        ("/v1/cases?limit=1e9", "limit"),
        ("/v1/cases?party=" + "x" * 65, "party"),
    ],
)
async def test_every_parameter_has_its_bounds(alone: Asking, path: str, field: str) -> None:
    """A number that no database can take, a day that no calendar has, is told so with the name of its field."""
    answer = await alone.gets(path)

    assert (422, field) == (answer.status_code, answer.json()["field"]), answer.text


async def test_every_parameter_of_every_address_is_bounded(alone: Asking) -> None:
    """The OpenAPI page shows no text without a greatest length, and no number without a greatest value."""
    page = (await alone.gets("/openapi.json", None)).json()
    loose = [
        f"{path} {parameter['name']}"
        for path, operations in page["paths"].items()
        for operation in operations.values()
        for parameter in operation.get("parameters", ())
        if not _is_bounded(parameter["schema"]) and parameter["in"] in {"query", "path"}
    ]

    assert [] == loose


def _is_bounded(schema: dict[str, object]) -> bool:
    options = schema.get("anyOf")
    if isinstance(options, list):
        return all(_is_bounded(option) for option in options)
    if schema.get("type") == "integer":
        return "maximum" in schema
    if schema.get("type") == "array":
        return "maxItems" in schema
    bounds = {"maxLength", "enum", "pattern", "format", "const", "$ref"}
    return schema.get("type") != "string" or bool(bounds & set(schema))


async def test_a_megabyte_of_x_is_one_short_answer(alone: Asking) -> None:
    """Its length is looked at before any pattern is."""
    said = json.dumps({**FINDING, "summary": "x" * 1_000_000}).encode()
    answer = await asyncio.wait_for(posted(alone, said), 60)

    assert 413 == answer.status_code
