"""The two forms of GeoReport v2: JSON, and XML that says the same; a no is said in them as well."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.problems import MEDIA_TYPE

Form = Literal["json", "xml"]
MEDIA: Mapping[Form, str] = {"json": "application/json", "xml": "text/xml"}
UNDER = "/open311/"
ONE_OF = {
    "services": "service",
    "attributes": "attribute",
    "values": "value",
    "service_requests": "request",
    "errors": "error",
    "endpoints": "endpoint",
    "formats": "format",
}
"""What one of a list is called in XML."""
SAID_AS = {
    HTTPStatus.UNAUTHORIZED: HTTPStatus.FORBIDDEN,
    HTTPStatus.UNPROCESSABLE_ENTITY: HTTPStatus.BAD_REQUEST,
}
"""GeoReport knows 400, 403 and 404; what tells a sender to wait, or to send something else, keeps its own status."""
KEPT = frozenset({b"retry-after", b"connection", b"allow"})


def answered(form: Form, root: str, told: object, status: int = HTTPStatus.OK) -> Response:
    """Return an answer in one of the forms."""
    body = _as_xml(root, told) if form == "xml" else json.dumps(told, ensure_ascii=False).encode()
    return Response(body, status_code=status, media_type=MEDIA[form], headers={"Cache-Control": "no-store"})


def _as_xml(root: str, told: object) -> bytes:
    top = Element(root)
    _fill(top, told)
    return tostring(top, encoding="utf-8", xml_declaration=True)


def _fill(element: Element, told: object) -> None:
    if isinstance(told, Mapping):
        for name, value in told.items():
            _fill(SubElement(element, name), value)
    elif isinstance(told, list):
        for value in told:
            _fill(SubElement(element, ONE_OF[element.tag]), value)
    elif told is not None:
        element.text = str(told).lower() if isinstance(told, bool) else str(told)


class SaysNoInItsForm:
    """Says what is refused under /open311 as GeoReport has it: a list of errors, each with code and description."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and put a problem that comes back into the form that was asked for."""
        if scope["type"] != "http" or not scope["path"].startswith(UNDER):
            await self._app(scope, receive, send)
            return
        form: Form = "xml" if scope["path"].endswith(".xml") else "json"
        start: Message | None = None
        body = bytearray()

        async def putting(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and _is_problem(message):
                start = message
            elif start is None:
                await send(message)
            elif message["type"] == "http.response.body":
                body.extend(message.get("body", b""))
                if not message.get("more_body", False):
                    await _errors(form, json.loads(body), start)(scope, receive, send)

        await self._app(scope, receive, putting)


def _is_problem(start: Message) -> bool:
    return any(name == b"content-type" and value.startswith(MEDIA_TYPE.encode()) for name, value in start["headers"])


def _errors(form: Form, problem: Mapping[str, Any], start: Message) -> Response:
    status = SAID_AS.get(HTTPStatus(start["status"]), HTTPStatus(start["status"]))
    answer = answered(form, "errors", [{"code": status.value, "description": problem["detail"]}], status)
    answer.raw_headers += [(name, value) for name, value in start["headers"] if name in KEPT]
    return answer
