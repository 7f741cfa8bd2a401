"""The console as an application, and the house in which it stands beside the API."""

from datetime import timedelta
from http import HTTPStatus
from typing import Any

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from registry.form_drafts import FormDrafts
from registry.sealed import Seal
from registry.sessions import Sessions
from settings import Settings
from web.asking import client_of
from web.bodies import Bounded, NotTaken
from web.house import HERE, PREFIX, House, environment, house_of, page, signed_in
from web.pages import (
    acts,
    approvals,
    board,
    city_sign_in,
    confirming,
    days,
    desk,
    field,
    files,
    law_changes,
    parties,
    plain,
    scanning,
    search,
    sign_in,
    supposing,
)
from web.provider import providers_of
from web.session import token_of
from web.telling import FILTERS

GET, POST = ["GET"], ["GET", "POST"]


def _to_the_desk(_request: Request) -> Response:
    return RedirectResponse(f"{PREFIX}/desk")


async def _no_such_page(request: Request, error: Exception) -> Response:
    """Say in the console's words that an address leads nowhere, or takes no such request."""
    if isinstance(error, HTTPException) and error.status_code != HTTPStatus.NOT_FOUND:
        told = {"title": "不能这样办理", "detail": "这个地址不接受这样的请求，请从页面上的链接和按钮办理"}
        return page(house_of(request), "refused.html", status=error.status_code, problem=told, me=None)
    if token_of(request):
        return await signed_in(plain.nowhere)(request)
    return page(house_of(request), "refused.html", status=HTTPStatus.NOT_FOUND, problem=plain.NO_SUCH_PAGE, me=None)


async def _not_taken(request: Request, error: Exception) -> Response:
    """Say that a form was too large or too long on its way; what is left of it is not read."""
    status, told = (error.status, error.told) if isinstance(error, NotTaken) else (HTTPStatus.BAD_REQUEST, {})
    answer = page(house_of(request), "refused.html", status=status, problem=told, me=None)
    answer.headers["Connection"] = "close"
    return answer


async def _broken(request: Request, _error: Exception) -> Response:
    """Say that something went wrong here; what, is in the log."""
    told = {"title": "系统出错", "detail": "系统出错，没有办理；请稍后再试，仍然出错的请联系系统管理员"}
    return page(house_of(request), "refused.html", status=HTTPStatus.INTERNAL_SERVER_ERROR, problem=told, me=None)


ROUTES = (
    Route("/", _to_the_desk),
    Route("/sign-in", sign_in.ask, methods=GET),
    Route("/sign-in", sign_in.enter, methods=["POST"]),
    Route("/sign-in/city", city_sign_in.leave_for("city"), methods=GET),
    Route("/sign-in/back", city_sign_in.come_back("city"), methods=GET),
    Route("/sign-in/cas", city_sign_in.leave_for("cas"), methods=GET),
    Route("/sign-in/cas/back", city_sign_in.come_back("cas"), methods=GET),
    Route("/sign-out", signed_in(sign_in.leave), methods=["POST"]),
    Route("/desk", signed_in(desk.show), methods=GET),
    Route("/desk/filters", signed_in(desk.save), methods=["POST"]),
    Route("/desk/filters/delete", signed_in(desk.delete), methods=["POST"]),
    Route("/approvals", signed_in(approvals.show), methods=GET),
    Route("/approvals", signed_in(approvals.decide), methods=["POST"]),
    Route("/confirmations", signed_in(confirming.show), methods=GET),
    Route("/confirmations", signed_in(confirming.confirm), methods=["POST"]),
    Route("/confirmations/line", signed_in(confirming.part), methods=GET),
    Route("/scan", signed_in(scanning.show), methods=GET),
    Route("/scan", signed_in(scanning.read), methods=["POST"]),
    Route("/field", signed_in(field.show), methods=GET),
    Route("/field", signed_in(field.take), methods=["POST"]),
    Route("/field/now", signed_in(field.now), methods=GET),
    Route("/worker.js", signed_in(field.worker), methods=GET),
    Route("/due", signed_in(plain.due), methods=GET),
    Route("/due.xlsx", signed_in(plain.due_sheet), methods=GET),
    Route("/units", signed_in(plain.units), methods=GET),
    Route("/units/rows", signed_in(plain.unit_rows), methods=GET),
    Route("/board", signed_in(board.show), methods=GET),
    Route("/board.xlsx", signed_in(board.sheet), methods=GET),
    Route("/board/rows", signed_in(board.rows), methods=GET),
    Route("/board/rows.xlsx", signed_in(board.rows_sheet), methods=GET),
    Route("/search", signed_in(search.show), methods=GET),
    Route("/law", signed_in(law_changes.show), methods=GET),
    Route("/parties", signed_in(parties.show), methods=GET),
    Route("/parties", signed_in(parties.register), methods=["POST"]),
    Route("/parties/choices", signed_in(parties.choices), methods=GET),
    Route("/day", signed_in(days.show), methods=GET),
    Route("/words", signed_in(plain.words), methods=GET),
    Route("/open", signed_in(plain.openings), methods=GET),
    Route("/open/{act}", signed_in(acts.fill_in), methods=POST),
    Route("/files/{file_no}", signed_in(files.show), methods=GET),
    Route("/files/{file_no}/what-if", signed_in(supposing.show), methods=GET),
    Route("/files/{file_no}/review", signed_in(files.review), methods=GET),
    Route("/files/{file_no}/evidence/{sha256}", signed_in(files.material), methods=GET),
    Route("/files/{file_no}/evidence/{sha256}/thumbnail", signed_in(files.thumbnail), methods=GET),
    Route("/files/{file_no}/timeline.svg", signed_in(files.drawn), methods=GET),
    Route("/files/{file_no}/terms/{key}", signed_in(files.term), methods=GET),
    Route("/files/{file_no}/documents/{act_no:int}/{word}/{form}", signed_in(files.paper), methods=GET),
    Route("/files/{file_no}/acts/{act}", signed_in(acts.fill_in), methods=POST),
    Mount("/static", StaticFiles(directory=HERE / "static")),
)


def console(api: ASGIApp, settings: Settings, engine: Engine) -> Starlette:
    """Return the console over an API."""
    app = Starlette(
        routes=[Mount(PREFIX, routes=list(ROUTES))],
        exception_handlers={
            HTTPException: _no_such_page,
            NotTaken: _not_taken,
            HTTPStatus.INTERNAL_SERVER_ERROR: _broken,
        },
    )
    app.state.house = House(
        http=client_of(api),
        templates=environment(FILTERS),
        sessions=Sessions(
            engine,
            idle=timedelta(minutes=settings.session_idle),
            longest=timedelta(hours=settings.session_longest),
            local=not settings.production,
        ),
        drafts=FormDrafts(engine, Seal.from_settings(settings), timedelta(days=settings.draft_days)),
        secure=settings.production,
        local=not settings.production,
        providers=providers_of(settings),
    )
    return app


class Beside:
    """Serves the console under its prefix, and the API everywhere else."""

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api, self._pages = api, Bounded(pages)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to whom it is meant for."""
        path: Any = scope.get("path", "")
        is_page = scope["type"] == "http" and (path == PREFIX or path.startswith(f"{PREFIX}/"))
        await (self._pages if is_page else self._api)(scope, receive, send)
