"""What every page stands on: the API as the reader may use it, the templates, the sessions."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import httpx
from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from console.templates import templates_in
from registry.sessions import Sessions
from web.asking import Api, Refused
from web.provider import Door, Provider
from web.session import KEY, SEAL, new_key, seal_of, token_of
from web.words import WORDS

HERE = Path(__file__).parent
PREFIX = "/console"
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cache-Control": "no-store",
}


@dataclass(frozen=True, slots=True)
class House:
    """What pages are made with."""

    http: httpx.AsyncClient
    templates: Environment
    sessions: Sessions
    secure: bool
    """Whether cookies go over TLS only."""
    local: bool
    """Whether a local token signs in."""
    providers: Mapping[Door, Provider] = field(default_factory=dict)
    """The identity providers of the city, by their doors."""


@dataclass(frozen=True, slots=True)
class Reader:
    """Who reads a page, and the API as they may use it."""

    request: Request
    house: House
    api: Api
    me: Mapping[str, Any]

    @property
    def seal(self) -> str:
        """Return what this reader's forms carry."""
        return seal_of(token_of(self.request))

    def page(self, name: str, *, status: int = HTTPStatus.OK, **told: object) -> HTMLResponse:
        """Return a page of this reader's."""
        here = self.request.url.path.removeprefix(f"{PREFIX}/")
        shared = {"here": here, "me": self.me, "seal": self.seal, "seal_name": SEAL, "key_name": KEY, "key": new_key()}
        return page(self.house, name, status=status, **{**shared, **told})


def environment(filters: Mapping[str, Callable[..., object]]) -> Environment:
    """Return the templates of the console, with what they say things by."""
    made = templates_in(HERE / "templates")
    made.filters.update(filters)
    made.filters["quoted"] = lambda text: quote(str(text), safe="")
    made.globals["root"] = PREFIX
    made.globals["words"] = WORDS
    return made


def page(house: House, name: str, *, status: int = HTTPStatus.OK, **told: object) -> HTMLResponse:
    """Return a page."""
    return HTMLResponse(house.templates.get_template(name).render(**told), status_code=status, headers=HEADERS)


def house_of(request: Request) -> House:
    """Return what the pages stand on."""
    return cast("House", request.app.state.house)


Page = Callable[[Reader], Awaitable[Response]]
Endpoint = Callable[[Request], Awaitable[Response]]


def signed_in(made: Page) -> Endpoint:
    """Return a page for whoever is signed in; who is not is asked to, and comes back."""

    async def endpoint(request: Request) -> Response:
        house, token = house_of(request), token_of(request)
        api = Api(house.http, token)
        if not token:
            return to_sign_in(request)
        try:
            me = await api.get("/v1/people/me")
        except Refused as refused:
            if refused.status == HTTPStatus.UNAUTHORIZED:
                return to_sign_in(request)
            return page(house, "refused.html", status=refused.status, problem=refused.problem, me=None, seal="")
        await run_in_threadpool(house.sessions.used, token, datetime.now(UTC))
        reader = Reader(request, house, api, me)
        try:
            return await made(reader)
        except Refused as refused:
            return reader.page("refused.html", status=refused.status, problem=refused.problem)

    return endpoint


def to_sign_in(request: Request) -> RedirectResponse:
    """Send to the sign-in page, and back to where one wanted to go."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = wanted if request.method == "GET" else PREFIX
    return RedirectResponse(f"{PREFIX}/sign-in?back={quote(back, safe='')}", HTTPStatus.SEE_OTHER)


def local_address(wanted: str) -> str:
    """Return where to go on within the console; any other address is the desk."""
    return wanted if wanted.startswith((f"{PREFIX}/", f"{PREFIX}?")) and "\\" not in wanted else f"{PREFIX}/desk"
