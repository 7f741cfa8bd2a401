"""One canonical log line per request: what was asked, by whom, what came of it; no words of people, no tokens."""

import time
import uuid
from typing import Any

import structlog
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

log = structlog.get_logger()

QUIET = frozenset({"/healthz", "/livez"})
"""Addresses whose successful requests are not worth a line."""


class AccessLog:
    """Gives every request a number and writes its line when it is answered."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and note what was answered."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        scope.setdefault("state", {})["request_id"] = uuid.uuid4().hex[:16]
        started = time.perf_counter()
        status = 500

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            _write(scope, status, time.perf_counter() - started)


def _write(scope: Scope, status: int, seconds: float) -> None:
    if scope["path"] in QUIET and status == 200:  # noqa: PLR2004  the plain yes
        return
    state: dict[str, Any] = scope["state"]
    route = scope.get("route")
    log.info(
        "request_answered",
        request_id=state["request_id"],
        method=scope["method"],
        route=route.path if isinstance(route, Route) else "",
        file_no=scope.get("path_params", {}).get("file_no", ""),
        actor=state.get("actor", ""),
        status=int(status),
        ms=round(seconds * 1000, 1),
    )
