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
        request = Request(scope, receive)
        back = _Back(request, send, self._said)
        try:
            await self._app(scope, receive, back.comes)
        except Exception as fault:
            if back.has_begun:
                raise
            await answer_to(request, fault)(scope, receive, back.comes)


class _Back:
    """What comes back from below, sent on as it is or, where it is a problem, as the door says it."""

    def __init__(self, request: Request, send: Send, said: Said) -> None:
        self._request, self._send, self._said = request, send, said
        self._problem: Message | None = None
        self._body = bytearray()
        self.has_begun = False

    async def comes(self, message: Message) -> None:
        """Take a part of the answer."""
        self.has_begun = True
        if message["type"] == "http.response.start" and _is_problem(message):
            self._problem = message
        elif self._problem is None:
            await self._send(message)
        elif message["type"] == "http.response.body":
            self._body.extend(message.get("body", b""))
            if not message.get("more_body", False):
                await self._say(self._problem)

    async def _say(self, start: Message) -> None:
        answer = self._said(self._request.url.path, json.loads(self._body))
        answer.raw_headers += [(name, value) for name, value in start["headers"] if name in KEPT]
        await answer(self._request.scope, self._request.receive, self._send)


def _is_problem(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(MEDIA_TYPE.encode()) for name, value in start["headers"])
