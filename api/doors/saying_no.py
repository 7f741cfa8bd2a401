"""A no in the words of the door (拒绝的形式): what is a problem everywhere else is said there as who asks can read it."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import MEDIA_TYPE, answer_to

KEPT = frozenset({b"retry-after", b"connection", b"allow"})
Said = Callable[[str, Mapping[str, Any]], Response]
"""How a problem at an address is said there."""


class SaysNoAs:
    """Puts every problem that comes back from below an address into the door's own form."""

    def __init__(self, app: ASGIApp, under: str, said: Said) -> None:
        self._app, self._under, self._said = app, under, said

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and say a problem that comes back, or a fault, otherwise."""
        if scope["type"] != "http" or not scope["path"].startswith(self._under):
            await self._app(scope, receive, send)
            return
        start: Message | None = None
        begun = False
        body = bytearray()

        async def putting(message: Message) -> None:
            nonlocal start, begun
            begun = True
            if message["type"] == "http.response.start" and _is_problem(message):
                start = message
            elif start is None:
                await send(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    answer = self._said(scope["path"], json.loads(body))
                    answer.raw_headers += [(name, value) for name, value in start["headers"] if name in KEPT]
                    await answer(scope, receive, send)

        try:
            await self._app(scope, receive, putting)
        except Exception as fault:
            if begun:
                raise
            await answer_to(Request(scope), fault)(scope, receive, putting)


def _is_problem(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(MEDIA_TYPE.encode()) for name, value in start["headers"])
