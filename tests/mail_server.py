"""A mail server of one's own: it answers as it is told to, and keeps what it took; away until it is opened."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import Any

from aiosmtpd.controller import Controller

from activities.mail import MailServer
from tests.ports import free_port

TAKEN = "250 OK"


@dataclass
class Mailbox:
    """A server on a port of its own."""

    port: int = field(default_factory=free_port)
    messages: list[EmailMessage] = field(default_factory=list)
    to: list[str] = field(default_factory=list)
    recipient: str = TAKEN
    """What is answered to who a message is for."""
    data: str = TAKEN
    """What is answered to a message."""

    @property
    def server(self) -> MailServer:
        """Return how it is reached."""
        return MailServer("127.0.0.1", self.port, "jubao@example.gov.cn")

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:  # noqa: ANN401, N802
        """Answer to whom a message is for."""
        if self.recipient == TAKEN:
            envelope.rcpt_tos.append(to)
        return self.recipient

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Take a message."""
        if self.data == TAKEN:
            said = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(said, EmailMessage)
            self.messages.append(said)
            self.to += envelope.rcpt_tos
        return self.data

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Take messages."""
        controller = Controller(self, hostname="127.0.0.1", port=self.port)
        controller.start()
        try:
            yield
        finally:
            controller.stop()
