"""What every page stands on: the API as the reader may use it, the templates, the sessions."""

import re
from collections.abc import Awaitable, Callable, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path
from typing import Any, cast
from urllib.parse import quote

import httpx
from jinja2 import Environment
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from console.templates import templates_in
from models.acts import ACTS
from models.ids import FILE_NO
from registry.asked_once import one_request
from registry.form_drafts import Form, FormDrafts
from registry.sessions import Sessions
from web.asking import Api, Refused
from web.filling import Entered
from web.provider import Door, Provider
from web.session import KEY, SEAL, is_ours, new_key, seal_of, token_of
from web.words import WORDS

HERE = Path(__file__).parent
PREFIX = "/console"
FORM = re.compile(rf"{PREFIX}/(?:files/(?P<file_no>[^/]+)/acts/(?P<act>[^/]+)|open/(?P<opens>[^/]+))")
"""Where the forms of acts are: in a file, or of what opens one."""
POLICY = (
    "default-src 'self'; img-src 'self' data:; style-src 'self'; script-src 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; form-action 'self'"
)
ENDED = "登录已经失效；草稿已经存下，重新登录以后可以接着填写"
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
    drafts: FormDrafts
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
        # What only reads asks the register once, for the page and for the API inside it; a command asks anew.
        with one_request() if request.method == "GET" else nullcontext():
            return await _made(made, request)

    return endpoint


async def _made(made: Page, request: Request) -> Response:
    house, token = house_of(request), token_of(request)
    api = Api(house.http, token)
    if not token:
        return to_sign_in(request)
    try:
        me = await api.get("/v1/people/me")
    except Refused as refused:
        if refused.status == HTTPStatus.UNAUTHORIZED:
            return await _ended(request)
        return page(house, "refused.html", status=refused.status, problem=refused.problem, me=None, seal="")
    await run_in_threadpool(house.sessions.used, token, datetime.now(UTC))
    reader = Reader(request, house, api, me)
    try:
        return await made(reader)
    except Refused as refused:
        return reader.page("refused.html", status=refused.status, problem=refused.problem)


async def _ended(request: Request) -> Response:
    """Send to the sign-in page; what was typed into a form of a session that ended by itself is kept as a draft."""
    house, token = house_of(request), token_of(request)
    if request.method != "POST" or (form := form_at(request.url.path)) is None:
        return to_sign_in(request)
    entered = await request.form()
    if not is_ours(request, str(entered.get(SEAL, ""))):
        return to_sign_in(request)
    now = datetime.now(UTC)
    person = await run_in_threadpool(house.sessions.whose, token, now)
    if person is None:
        return to_sign_in(request)
    draft = Form(person, *form)
    is_kept = await run_in_threadpool(house.drafts.keep, draft, entered_in(entered), now)
    if "hx-request" in request.headers:
        return page(house, "kept.html", told=ENDED if is_kept else "", me=None)
    return to_sign_in(request, request.url.path)


def form_at(path: str) -> tuple[str, str] | None:
    """Return of which file and of which act the form at an address is; None where none is there, or can be."""
    found = FORM.fullmatch(path)
    if found is None:
        return None
    file_no, act = found["file_no"] or "", found["act"] or found["opens"]
    return (file_no, act) if act in ACTS and (not file_no or FILE_NO.fullmatch(file_no)) else None


def entered_in(form: FormData) -> Entered:
    """Return what was entered in a form, without what is hidden in it."""
    found: dict[str, list[str]] = {}
    for name, value in form.multi_items():
        if name not in (SEAL, KEY) and isinstance(value, str):
            found.setdefault(name, []).append(value)
    return found


def to_sign_in(request: Request, back: str = "") -> RedirectResponse:
    """Send to the sign-in page, and back to where one wanted to go."""
    wanted = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    back = back or (wanted if request.method == "GET" else PREFIX)
    return RedirectResponse(f"{PREFIX}/sign-in?back={quote(back, safe='')}", HTTPStatus.SEE_OTHER)


def local_address(wanted: str) -> str:
    """Return where to go on within the console; any other address is the desk."""
    return wanted if wanted.startswith((f"{PREFIX}/", f"{PREFIX}?")) and "\\" not in wanted else f"{PREFIX}/desk"
