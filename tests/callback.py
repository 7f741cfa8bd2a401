"""The callback of another system: nobody answers on this machine until it is opened; and what was sent there."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from standardwebhooks import Webhook

from tests.ports import free_port

SECRET = "whsec_c2VjcmV0"
ANSWER = b"HTTP/1.1 200 OK\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"


@dataclass(frozen=True)
class Message:
    """One message as it arrived."""

    headers: Mapping[str, str]
    body: bytes

    @property
    def id(self) -> str:
        """Return its id, by which a receiver knows a message that it was sent before."""
        return self.headers["webhook-id"]

    def opened(self, secret: str = SECRET) -> Any:  # noqa: ANN401  whatever JSON was sent
        """Return what it says; raise where the signature is not that of the secret."""
        Webhook(secret).verify(self.body, dict(self.headers))
        return json.loads(self.body)


@dataclass
class Callback:
    """Where a system takes its feedback; closed until somebody opens it."""

    port: int = field(default_factory=free_port)
    messages: list[Message] = field(default_factory=list)
    """Everything that arrived, in order."""
    cuts: int = 0
    """How many messages are taken before the connection is cut instead of the answer."""

    @property
    def url(self) -> str:
        """Return its address."""
        return f"http://127.0.0.1:{self.port}/"

    @property
    def taken(self) -> list[str]:
        """Return the ids of what arrived."""
        return [message.id for message in self.messages]

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Answer every message with 200."""
        server = await asyncio.start_server(self._answer, "127.0.0.1", self.port)
        async with server:
            yield

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = (await reader.readuntil(b"\r\n\r\n")).decode()
        pairs = (line.partition(": ") for line in head.splitlines()[1:] if line)
        headers = {name.lower(): value for name, _, value in pairs}
        self.messages.append(Message(headers, await reader.readexactly(int(headers["content-length"]))))
        if len(self.messages) > self.cuts:
            writer.write(ANSWER)
            await writer.drain()
        writer.close()
