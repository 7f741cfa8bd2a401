"""Signing in by the identity provider of the city: sent there, come back, and who it is becomes a session."""

from datetime import UTC, datetime
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.asking import Api, Refused
from web.house import PREFIX, Endpoint, House, house_of, local_address
from web.pages.sign_in import asked_again
from web.provider import Attempt, Door, NotSignedIn
from web.session import keep

ATTEMPT = "gridcase_sign_in"
PATH = f"{PREFIX}/sign-in"
MINUTES = 10
"""How long one may take at the provider."""
SECONDS = 60
NO_SUCH_DOOR = "没有设置统一身份认证"
NOBODY = "统一身份认证确认了您的身份，但人员名册中没有对应的在岗人员；请联系本单位内勤人员核对人员编号"


def leave_for(door: Door) -> Endpoint:
    """Return what sends to a provider."""

    async def endpoint(request: Request) -> Response:
        house, back = house_of(request), local_address(request.query_params.get("back", ""))
        if door not in house.providers:
            return await asked_again(request, NO_SUCH_DOOR, back, HTTPStatus.NOT_FOUND)
        try:
            address, attempt = await house.providers[door].ask(back)
        except NotSignedIn as no:
            return await asked_again(request, str(no), back, HTTPStatus.SERVICE_UNAVAILABLE)
        answer = RedirectResponse(address, HTTPStatus.SEE_OTHER)
        answer.set_cookie(
            ATTEMPT,
            attempt.kept(),
            max_age=MINUTES * SECONDS,
            path=PATH,
            httponly=True,
            samesite="lax",
            secure=house.secure,
        )
        return answer

    return endpoint


def come_back(door: Door) -> Endpoint:
    """Return what takes whoever a provider has signed in; an attempt counts once."""

    async def endpoint(request: Request) -> Response:
        house, back = house_of(request), ""
        try:
            attempt = Attempt.read(request.cookies.get(ATTEMPT, ""))
            back = local_address(attempt.back)
            session = await _begun(house, await _person(house, door, str(request.url), attempt))
        except NotSignedIn as no:
            answer = await asked_again(request, str(no), local_address(back), HTTPStatus.FORBIDDEN)
        else:
            answer = RedirectResponse(back, HTTPStatus.SEE_OTHER)
            keep(answer, session, secure=house.secure)
        answer.delete_cookie(ATTEMPT, path=PATH)
        return answer

    return endpoint


async def _person(house: House, door: Door, came_back: str, attempt: Attempt) -> str:
    if door not in house.providers:
        raise NotSignedIn(NO_SUCH_DOOR)
    return await house.providers[door].person(came_back, attempt)


async def _begun(house: House, person: str) -> str:
    """Return the session of a person of the register; of anybody else none is left."""
    session = await run_in_threadpool(house.sessions.begin, person, datetime.now(UTC))
    try:
        await Api(house.http, session).get("/v1/people/me")
    except Refused as refused:
        await run_in_threadpool(house.sessions.end, session)
        raise NotSignedIn(NOBODY if refused.status == HTTPStatus.UNAUTHORIZED else str(refused)) from refused
    return session
