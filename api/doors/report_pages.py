"""The pages of the public form (网上举报): plain HTML, no script, for any telephone; nothing on them is kept."""

from collections.abc import Mapping
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from jinja2 import Environment
from starlette.responses import HTMLResponse, Response

from console.templates import templates_in

UNDER = "/report/"
TEMPLATES = Path(__file__).parent / "templates"
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-store",
}


@cache
def _environment() -> Environment:
    made = templates_in(TEMPLATES)
    made.globals["root"] = UNDER
    return made


def page(name: str, *, status: int = HTTPStatus.OK, **told: object) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(_environment().get_template(name).render(**told), status_code=status, headers=HEADERS)


def refused(_path: str, problem: Mapping[str, Any]) -> Response:
    """Return a problem as a page that whoever reports can read."""
    return page("refused.html", status=problem["status"], title=problem["title"], sentence=problem["detail"])


def style() -> Response:
    """Return the one style sheet."""
    return Response((TEMPLATES / "report.css").read_text(encoding="utf-8"), media_type="text/css")
