"""Forms of the console are bounded: one too large, said or unsaid, or too slow, is refused and nothing of it is kept."""

import asyncio
from collections.abc import AsyncIterator

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.types import Message

from evidence.media import MEGABYTE
from web import bodies
from web.bodies import Bound, Bounded, NotTaken


async def _counted(request: Request) -> Response:
    return PlainTextResponse(str(len(await request.body())))


async def _told(_request: Request, error: Exception) -> Response:
    assert isinstance(error, NotTaken)
    return PlainTextResponse(error.told["detail"], error.status)


PAGES = Starlette(routes=[Route("/console/{page}", _counted, methods=["POST"])], exception_handlers={NotTaken: _told})


@pytest.mark.parametrize("is_said", [True, False])
@pytest.mark.parametrize(
    ("page", "size", "status"),
    [
        ("sign-in", MEGABYTE, 200),
        ("sign-in", MEGABYTE + 1, 413),
        ("field", 12 * MEGABYTE, 200),
        ("field", 12 * MEGABYTE + 1, 413),
        ("scan", 8 * MEGABYTE, 200),
    ],
)
async def test_a_form_is_as_large_as_its_page_takes_and_no_larger(
    page: str, size: int, status: int, is_said: bool
) -> None:
    """Also where nobody says beforehand how large it is (chunked); the last byte that fits is taken."""
    body = b"a" * size

    async def pieces() -> AsyncIterator[bytes]:
        for at in range(0, size, MEGABYTE):
            yield body[at : at + MEGABYTE]

    transport = httpx.ASGITransport(Bounded(PAGES))
    async with httpx.AsyncClient(transport=transport, base_url="http://gridcase") as http:
        answer = await http.post(f"/console/{page}", content=body if is_said else pieces())

    assert status == answer.status_code
    assert ("MB，没有提交" in answer.text) == (status == 413)


async def test_a_form_that_does_not_arrive_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """A telephone in a dead spot holds nothing open for ever; one that is whole waits for nobody."""
    monkeypatch.setattr(bodies, "FORM", Bound(MEGABYTE, 0.05))
    scope = {"type": "http", "method": "POST", "path": "/console/desk", "headers": [], "query_string": b""}
    sent: list[Message] = []

    async def comes() -> AsyncIterator[Message]:
        yield {"type": "http.request", "body": b"a", "more_body": True}
        await asyncio.Event().wait()

    coming = comes()

    async def send(message: Message) -> None:
        sent.append(message)

    await Bounded(PAGES)({**scope, "path": "/console/slow"}, coming.__anext__, send)

    assert 408 == sent[0]["status"]
