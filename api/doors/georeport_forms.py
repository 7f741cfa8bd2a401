"""The two forms of GeoReport v2: JSON, and XML that says the same; a no is said in them as well."""

import json
from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Literal
from xml.etree.ElementTree import Element, SubElement, tostring

from starlette.responses import Response

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


def answered(form: Form, root: str, told: object, status: int = HTTPStatus.OK) -> Response:
    """Return an answer in one of the forms."""
    body = _as_xml(root, told) if form == "xml" else json.dumps(told, ensure_ascii=False).encode()
    return Response(body, status_code=status, media_type=MEDIA[form], headers={"Cache-Control": "no-store"})


def _as_xml(root: str, told: object) -> bytes:
    top = Element(root)
    _fill(top, told)
    written: bytes = tostring(top, encoding="utf-8", xml_declaration=True)
    return written


def _fill(element: Element, told: object) -> None:
    if isinstance(told, Mapping):
        for name, value in told.items():
            _fill(SubElement(element, name), value)
    elif isinstance(told, list):
        for value in told:
            _fill(SubElement(element, ONE_OF[element.tag]), value)
    elif told is not None:
        element.text = str(told).lower() if isinstance(told, bool) else str(told)


def errors(path: str, problem: Mapping[str, Any]) -> Response:
    """Return a problem as GeoReport says it: a list of errors, each with code and description."""
    form: Form = "xml" if path.endswith(".xml") else "json"
    status = SAID_AS.get(HTTPStatus(problem["status"]), HTTPStatus(problem["status"]))
    return answered(form, "errors", [{"code": status.value, "description": problem["detail"]}], status)
