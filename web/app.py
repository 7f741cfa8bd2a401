"""The console as an application, and the house in which it stands beside the API."""

from datetime import timedelta
from typing import Any

from sqlalchemy import Engine
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import ASGIApp, Receive, Scope, Send

from registry.sessions import Sessions
from settings import Settings
from web.asking import client_of
from web.house import HERE, PREFIX, House, environment, signed_in
from web.pages import acts, board, city_sign_in, desk, files, law_changes, plain, search, sign_in, supposing
from web.provider import provider_of
from web.telling import FILTERS

GET, POST = ["GET"], ["GET", "POST"]


def _to_the_desk(_request: Request) -> Response:
    return RedirectResponse(f"{PREFIX}/desk")


ROUTES = (
    Route("/", _to_the_desk),
    Route("/sign-in", sign_in.ask, methods=GET),
    Route("/sign-in", sign_in.enter, methods=["POST"]),
    Route("/sign-in/city", city_sign_in.leave_for, methods=GET),
    Route("/sign-in/back", city_sign_in.come_back, methods=GET),
    Route("/sign-out", signed_in(sign_in.leave), methods=["POST"]),
    Route("/desk", signed_in(desk.show), methods=GET),
    Route("/due", signed_in(plain.due), methods=GET),
    Route("/units", signed_in(plain.units), methods=GET),
    Route("/board", signed_in(board.show), methods=GET),
    Route("/board.xlsx", signed_in(board.sheet), methods=GET),
    Route("/board/rows", signed_in(board.rows), methods=GET),
    Route("/board/rows.xlsx", signed_in(board.rows_sheet), methods=GET),
    Route("/search", signed_in(search.show), methods=GET),
    Route("/law", signed_in(law_changes.show), methods=GET),
    Route("/open", signed_in(plain.openings), methods=GET),
    Route("/open/{act}", signed_in(acts.fill_in), methods=POST),
    Route("/files/{file_no}", signed_in(files.show), methods=GET),
    Route("/files/{file_no}/what-if", signed_in(supposing.show), methods=GET),
    Route("/files/{file_no}/timeline.svg", signed_in(files.drawn), methods=GET),
    Route("/files/{file_no}/terms/{key}", signed_in(files.term), methods=GET),
    Route("/files/{file_no}/documents/{act_no:int}/{word}/{form}", signed_in(files.paper), methods=GET),
    Route("/files/{file_no}/acts/{act}", signed_in(acts.fill_in), methods=POST),
    Mount("/static", StaticFiles(directory=HERE / "static")),
)


def console(api: ASGIApp, settings: Settings, engine: Engine) -> Starlette:
    """Return the console over an API."""
    app = Starlette(routes=[Mount(PREFIX, routes=list(ROUTES))])
    app.state.house = House(
        http=client_of(api),
        templates=environment(FILTERS),
        sessions=Sessions(
            engine,
            idle=timedelta(minutes=settings.session_idle),
            longest=timedelta(hours=settings.session_longest),
            local=not settings.production,
        ),
        secure=settings.production,
        local=not settings.production,
        provider=provider_of(settings),
    )
    return app


class Beside:
    """Serves the console under its prefix, and the API everywhere else."""

    def __init__(self, api: ASGIApp, pages: ASGIApp) -> None:
        self._api, self._pages = api, pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on to whom it is meant for."""
        path: Any = scope.get("path", "")
        is_page = scope["type"] == "http" and (path == PREFIX or path.startswith(f"{PREFIX}/"))
        await (self._pages if is_page else self._api)(scope, receive, send)
