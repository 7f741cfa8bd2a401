"""The API as it listens: real connections that say nothing, half of something, or far too much."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from activities.law_in_force import LawInForce
from api import serving
from api.app import create_app
from tests.api.conftest import Edge, everything_up, unreachable

HALF = b"POST /v1/findings HTTP/1.1\r\nHost: gridcase\r\nContent-Le"
ALIVE = b"GET /livez HTTP/1.1\r\nHost: gridcase\r\n\r\n"
LARGE = b"POST /v1/findings HTTP/1.1\r\nHost: gridcase\r\nContent-Length: 100000000\r\n\r\n"
PATIENCE = 60
"""Seconds after which a test gives up; nothing waits for them."""


@asynccontextmanager
async def listening(edge: Edge) -> AsyncIterator[int]:
    """Serve the API on a port of its own."""
    app = create_app(
        edge.settings, unreachable(), edge.registry, edge.docket, law=LawInForce(edge.docket), probe=everything_up
    )
    server = serving.server(app, "127.0.0.1", 0)
    server.config.load()
    server.lifespan = server.config.lifespan_class(server.config)
    await server.startup()
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        await server.shutdown()


async def told(port: int, *said: bytes) -> bytes:
    """Say something over a connection of one's own, and return all that is answered until it is closed."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in said:
        writer.write(part)
        await writer.drain()
    answer = await asyncio.wait_for(reader.read(), PATIENCE)
    writer.close()
    return answer


@pytest.mark.parametrize("said", [(), (HALF,), (ALIVE, HALF)])
async def test_a_connection_that_does_not_ask_is_closed(
    edge: Edge, monkeypatch: pytest.MonkeyPatch, said: tuple[bytes, ...]
) -> None:
    """Nothing, half a head, or half a head after a whole request: nobody holds a place by silence."""
    monkeypatch.setattr(serving, "HEAD_WITHIN", 0.5)
    async with listening(edge) as port:
        answer = await told(port, *said)

    assert (b"200 OK" in answer) == (ALIVE in said)


async def test_a_large_body_of_somebody_unknown_is_answered_before_it_comes(edge: Edge) -> None:
    """The head is enough: told who is missing, and the connection closed, with nothing of the body taken."""
    async with listening(edge) as port:
        answer = await told(port, LARGE)

    assert b"401 Unauthorized" in answer.splitlines()[0]
    assert b"no-token" in answer


async def test_whoever_holds_connections_without_asking_holds_nobody_else_out(
    edge: Edge, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Beyond the limit the connection that has been silent for the longest makes room; a newcomer is served."""
    monkeypatch.setattr(serving, "AT_A_TIME", 2)
    async with listening(edge) as port:
        silent = [await asyncio.open_connection("127.0.0.1", port) for _ in range(3)]
        answer = await told(port, ALIVE.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
        gone = [await asyncio.wait_for(reader.read(), PATIENCE) for reader, _ in silent[:2]]
        for _, writer in silent:
            writer.close()

    assert b"200 OK" in answer.splitlines()[0]
    assert gone == [b"", b""]
