"""Signing in and out. Locally by a token of the local start; otherwise by the city's provider (`city_sign_in`)."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from http import HTTPStatus

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from web.asking import Api, Refused
from web.house import PREFIX, House, Reader, house_of, local_address, page
from web.provider import Door, NotSignedIn
from web.session import SEAL, forget, keep, must_be_ours, token_of

DOORS: Mapping[Door, str] = {"city": "统一身份认证", "cas": "统一身份认证（CAS）"}
OUT = "out"
"""What the address says when somebody has just signed out."""


async def ask(request: Request) -> Response:
    """Ask who it is."""
    return await asked_again(request, "", local_address(request.query_params.get("back", "")))


async def enter(request: Request) -> Response:
    """Sign in with a token of the local start: it becomes a session of its own, so that signing out ends no other."""
    house, form = house_of(request), await request.form()
    token, back = str(form.get("token", "")).strip(), local_address(str(form.get("back", "")))
    if not house.local:
        return await asked_again(request, "生产环境不能用本地令牌登录", back, HTTPStatus.FORBIDDEN)
    try:
        me = await Api(house.http, token or "-").get("/v1/people/me")
    except Refused as refused:
        return await asked_again(request, str(refused), back, HTTPStatus.UNAUTHORIZED)
    if me["kind"] != "person":
        return await asked_again(
            request, "这是外部系统的令牌，不能登录工作台；请使用人员的令牌", back, HTTPStatus.FORBIDDEN
        )
    session = await run_in_threadpool(house.sessions.begin, me["id"], datetime.now(UTC))
    answer = RedirectResponse(back, HTTPStatus.SEE_OTHER)
    keep(answer, session, secure=house.secure)
    return answer


async def leave(reader: Reader) -> Response:
    """Sign out."""
    form = await reader.request.form()
    must_be_ours(reader.request, str(form.get(SEAL, "")))
    await run_in_threadpool(reader.house.sessions.end, token_of(reader.request))
    answer = RedirectResponse(f"{PREFIX}/sign-in?{OUT}=1", HTTPStatus.SEE_OTHER)
    forget(answer)
    return answer


async def asked_again(request: Request, wrong: str, back: str, status: HTTPStatus = HTTPStatus.OK) -> Response:
    """Return the sign-in page, with what was wrong; who has just signed out may do so at the provider as well."""
    house = house_of(request)
    out = await _farewell(house) if OUT in request.query_params else []
    doors = [(door, DOORS[door]) for door in house.providers]
    return page(
        house, "sign_in.html", status=status, wrong=wrong, back=back, local=house.local, doors=doors, out=out, me=None
    )


async def _farewell(house: House) -> list[tuple[str, str]]:
    """Return where one signs out at the providers as well, and what each is called."""
    found = []
    for door, provider in house.providers.items():
        with suppress(NotSignedIn):
            found.append((await provider.farewell(), DOORS[door]))
    return [(where, called) for where, called in found if where]
