"""A mail server of one's own: it answers as it is told to, and keeps what it took; away until it is opened."""

import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from activities.mail import MailServer
from tests.ports import free_port

TAKEN = "250 OK"
HOST = "127.0.0.1"


def certificate(folder: Path) -> Path:
    """Write a certificate of this machine, signed by itself, with its key; return the file that trusts it."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(HOST))]), critical=True)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    file = folder / "mail.pem"
    file.write_bytes(made.public_bytes(pem) + key.private_bytes(pem, form, serialization.NoEncryption()))
    return file


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

    security: str = ""
    certificate: Path | None = None
    user: str = ""
    password: str = ""

    @property
    def server(self) -> MailServer:
        """Return how it is reached."""
        return MailServer(HOST, self.port, "jubao@example.gov.cn", self.security, self.user, self.password)

    async def handle_RCPT(self, _server: Any, _session: Any, envelope: Any, to: str, _options: Any) -> str:  # noqa: ANN401, N802
        """Answer to whom a message is for."""
        if self.recipient == TAKEN:
            envelope.rcpt_tos.append(to)
        return self.recipient

    async def handle_DATA(self, _server: Any, session: Any, envelope: Any) -> str:  # noqa: ANN401, N802
        """Take a message, of whoever has signed in where that is asked for."""
        if self.user and not session.authenticated:
            return "530 5.7.0 Authentication required"
        if self.data == TAKEN:
            said = message_from_bytes(envelope.content, policy=policy.default)
            assert isinstance(said, EmailMessage)
            self.messages.append(said)
            self.to += envelope.rcpt_tos
        return self.data

    def _secured(self) -> dict[str, Any]:
        if self.certificate is None:
            return {}
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(self.certificate)
        known = (self.user.encode(), self.password.encode())

        def signs_in(_server: Any, _session: Any, _envelope: Any, _way: str, said: LoginPassword) -> AuthResult:  # noqa: ANN401
            return AuthResult(success=(said.login, said.password) == known, handled=False)

        if self.security == "tls":  # the whole connection is secured before a word is said; the server cannot tell
            return {"ssl_context": context, "authenticator": signs_in, "auth_require_tls": False}
        return {"tls_context": context, "require_starttls": True, "authenticator": signs_in}

    @asynccontextmanager
    async def opened(self) -> AsyncIterator[None]:
        """Take messages."""
        controller = Controller(self, hostname=HOST, port=self.port, **self._secured())
        controller.start()
        try:
            yield
        finally:
            controller.stop()
