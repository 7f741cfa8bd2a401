"""How the API listens: connections that ask nothing are closed, and no more are served at a time than it can carry."""

import asyncio

import uvicorn
from starlette.types import ASGIApp
from uvicorn.protocols.http.h11_impl import H11Protocol

HEAD_WITHIN = 10.0
"""Seconds in which a connection has to send the whole head of its next request; the body's time is the intake's."""
AT_A_TIME = 512
"""Connections beyond which the one that has asked nothing for the longest makes room for a newcomer."""


class Patient(H11Protocol):
    """Closes a connection that does not ask: uvicorn waits for a first request, and for a half one, for ever."""

    _giving_up: asyncio.TimerHandle | None = None
    since = 0.0
    """When it began to wait for its next request, by the loop's clock."""

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Begin to wait for a request; whoever holds connections without asking holds nobody else out."""
        super().connection_made(transport)
        self._wait()
        if len(self.connections) > AT_A_TIME:
            self._make_room()

    def handle_events(self) -> None:
        """Stop waiting once a whole head has come."""
        super().handle_events()
        if self.is_answering():
            self._stop_waiting()

    def on_response_complete(self) -> None:
        """Begin to wait for the next request."""
        super().on_response_complete()
        if not self.is_answering():
            self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Forget the connection."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _make_room(self) -> None:
        waiting = [one for one in self.connections if isinstance(one, Patient) and not one.is_answering()]
        min(waiting, key=lambda one: one.since, default=self).transport.close()

    def is_answering(self) -> bool:
        """Tell whether a request is being answered."""
        return self.cycle is not None and not self.cycle.response_complete

    def _wait(self) -> None:
        self._stop_waiting()
        self.since = self.loop.time()
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
        timeout_graceful_shutdown=15,
    )
    return uvicorn.Server(config)
