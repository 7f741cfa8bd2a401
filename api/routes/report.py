"""The public form (网上举报): anybody reports, without a token or a script, and asks with number and code how it stands.

Under its own address beside the API. What is wrong is said on the page; whatever else is refused is a page as well.
"""

import secrets
from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from http import HTTPStatus
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import cast

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api import problems
from api.doors import report_pages
from api.doors.fields import fields_as_sent, fields_of, files_of, form_of
from api.doors.report_pages import page
from api.doors.reporting import (
    COOKIE,
    PHOTOS,
    Entered,
    Wrong,
    bare_photos,
    entered,
    form_from,
    keep_photos,
    must_be_ours,
    new_key,
    seal_of,
    sender_of,
)
from api.forms import ComplaintForm
from api.names import in_sentence
from api.opening import open_file
from api.problems import Refusal
from api.world import World
from docket.sent import Asked, SentComplaint, complaints_sent
from evidence.media import PICTURES
from law.refusals import Refused
from models.acts.finding import POLLUTION_NAMES
from models.senders import PUBLIC_FORM
from models.values import first_said
from registry.entries import Grid
from registry.errors import KeyReused, RegisterError
from registry.privacy import masked
from registry.report_codes import code_for

WRONG_CODE = "编号或者查询码不对，请核对后再查；查询码只在提交举报时显示过"
USED = "这张举报表已经提交过，内容与这次不同，这次没有登记；另有情况要举报的，请打开新的举报表"


def application(world: World) -> Starlette:
    """Return the form as an application of its own."""
    routes = [
        Route("/", _said(ask)),
        Route("/", _said(take), methods=["POST"]),
        Route("/status", _said(ask_status)),
        Route("/status", _said(tell_status), methods=["POST"]),
        Route("/style.css", _said(style)),
    ]
    app = Starlette(routes=routes, exception_handlers={HTTPException: _no_page})
    app.state.world = world
    return app


async def _no_page(request: Request, error: Exception) -> Response:
    return problems.answer_to(request, error)


Endpoint = Callable[[Request], Awaitable[Response]]


def _said(endpoint: Endpoint) -> Endpoint:
    """Return an endpoint whose every no is a problem, which becomes a page."""

    async def answered(request: Request) -> Response:
        try:
            return await endpoint(request)
        except Exception as error:  # noqa: BLE001  answered as the API does
            return problems.answer_to(request, error)

    return answered


def _world(request: Request) -> World:
    return cast("World", request.app.state.world)


async def style(_request: Request) -> Response:
    """Return the style sheet."""
    return report_pages.style()


async def ask(request: Request) -> Response:
    """Return an empty form, of this browser."""
    return await _form(request, Entered(), {}, new_key())


async def _form(
    request: Request, said: Entered, errors: Mapping[str, str], key: str, status: int = HTTPStatus.OK
) -> Response:
    world, cookie = _world(request), request.cookies.get(COOKIE) or secrets.token_urlsafe(24)
    shown = page(
        "form.html",
        status=status,
        said=said,
        errors=errors,
        key=key,
        seal=seal_of(cookie, key),
        photos=PHOTOS,
        pictures=PICTURES,
        kinds=list(POLLUTION_NAMES.items()),
        places=await run_in_threadpool(_places, world),
    )
    path = report_pages.UNDER
    shown.set_cookie(COOKIE, cookie, path=path, httponly=True, samesite="lax", secure=world.settings.production)
    return shown


def _places(world: World) -> list[tuple[str, list[Grid]]]:
    """Return the townships, by county."""
    counties: dict[str, list[Grid]] = {}
    for grid in world.registry.places.grids(level=3):
        counties.setdefault(grid.county, []).append(grid)
    return list(counties.items())


async def take(request: Request) -> Response:
    """Take one report; whatever is wrong is said beside the field, and nothing is opened."""
    async with form_of(request, most_files=PHOTOS) as form:
        said, refused = fields_as_sent(form)
        key = first_said(said, "key")
        must_be_ours(request, key, first_said(said, "seal"))
        given = entered(said)
        try:
            complaint = form_from(given, refused)
            with TemporaryDirectory(prefix="gridcase-") as folder:
                photos = await run_in_threadpool(bare_photos, files_of(form, "photo"), Path(folder))
                return await _opened(_world(request), key, complaint, partial(_keep, photos=photos))
        except Wrong as wrong:
            return await _form(request, given, wrong.errors, key, HTTPStatus.UNPROCESSABLE_ENTITY)


Keeping = Callable[[World, str, str], int]


async def _opened(world: World, key: str, complaint: ComplaintForm, keeping: Keeping) -> Response:
    try:
        opened = await open_file(world, sender_of(key), complaint)
    except KeyReused:
        raise Refusal(HTTPStatus.CONFLICT, "key-reused", "这张举报表已经提交过", USED) from None
    except (Refused, RegisterError, Refusal) as refused:
        raise Wrong(_beside(world, refused)) from None
    code = code_for(key)
    photos = await run_in_threadpool(keeping, world, opened.file_no, code)
    status = HTTPStatus.OK if opened.repeated else HTTPStatus.CREATED
    return page("received.html", status=status, file_no=opened.file_no, code=code, place=opened.place, photos=photos)


def _keep(world: World, file_no: str, code: str, *, photos: list[Path]) -> int:
    world.registry.report_codes.keep(file_no, code)
    return keep_photos(world, file_no, photos)


def _beside(world: World, refused: Refused | RegisterError | Refusal) -> dict[str, str]:
    known = refused.field if refused.field in Entered.__dataclass_fields__ else "text"
    return {known: in_sentence(world.registry, refused.sentence)}


async def ask_status(_request: Request) -> Response:
    """Return the page on which one asks how a report stands."""
    return page("status.html", wrong="", found=None, result="")


async def tell_status(request: Request) -> Response:
    """Tell how a report stands, to who has its number and code: stage and answer, no personal data."""
    async with form_of(request) as form:
        said = fields_of(form)
    file_no, code = first_said(said, "file_no").upper(), first_said(said, "code")
    found = await run_in_threadpool(_found, _world(request), file_no, code)
    if found is None:
        return page("status.html", status=HTTPStatus.NOT_FOUND, wrong=WRONG_CODE, found=None, result="")
    result = await run_in_threadpool(masked, found.result)
    return page("status.html", wrong="", found=found, result=result)


def _found(world: World, file_no: str, code: str) -> SentComplaint | None:
    if not world.registry.report_codes.opens(file_no, code):
        return None
    return next(iter(complaints_sent(world.docket, PUBLIC_FORM, Asked(numbers=[file_no]), 1)), None)
