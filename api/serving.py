"""How the API listens: connections that ask nothing are closed, and no more are served at a time than it can carry."""

import asyncio

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN = 10.0
"""Seconds in which a connection has to send the whole head of its next request; the body's time is the intake's."""
AT_A_TIME = 512
"""Connections, and requests being answered, beyond which a newcomer is told to come again (503)."""


class Patient(H11Protocol):
    """Closes a connection that does not ask: uvicorn waits for a first request, and for a half one, for ever."""

    _giving_up: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request."""
        super().connection_made(transport)
        self._wait()

    def handle_events(self) -> None:
        """Stop waiting once a whole head has come."""
        super().handle_events()
        if self._is_answering():
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        if not self._is_answering():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _is_answering(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._stop_waiting()
        self._giving_up = self.loop.call_later(HEAD_WITHIN, self.transport.close)

    def _stop_waiting(self) -> None:
        if self._giving_up is not None:
            self._giving_up.cancel()
            self._giving_up = None


def server(app: ASGIApp, host: str, port: int) -> uvicorn.Server:
    """Return the server of an application, not started yet."""
    config = uvicorn.Config(
        app,
        host=host,
        port=port,
        http=Patient,
        ws="none",
        log_config=None,
        access_log=False,
        limit_concurrency=AT_A_TIME,
        timeout_graceful_shutdown=15,
    )
    return uvicorn.Server(config)
