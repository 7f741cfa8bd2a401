"""Who sits before the console: a cookie that no script reads holds the token; forms prove whence they come."""

import hashlib
import hmac
import secrets
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from registry.sessions import is_session
from web.asking import Refused
from web.origin import from_our_host

COOKIE = "gridcase"
SEAL = "csrf"
"""The hidden field by which a form shows that it is one of ours."""
KEY = "key"
"""The hidden field with the key under which what a form sends counts once."""


def token_of(request: Request) -> str:
    """Return the session's token; empty where nobody is signed in."""
    token = request.cookies.get(COOKIE, "")
    return token if is_session(token) else ""


def keep(answer: Response, token: str, *, secure: bool) -> None:
    """Give the browser the session's token."""
    answer.set_cookie(COOKIE, token, path="/", httponly=True, samesite="lax", secure=secure)


def forget(answer: Response) -> None:
    """Take the session's token from the browser."""
    answer.delete_cookie(COOKIE, path="/")


def seal_of(token: str) -> str:
    """Return what a form of this session carries; another site cannot know it."""
    return hmac.new(token.encode(), b"gridcase console form", hashlib.sha256).hexdigest()


def is_ours(request: Request, seal: str) -> bool:
    """Tell whether a form was sent from a page of this session, on this host."""
    return from_our_host(request) and hmac.compare_digest(seal.encode(), seal_of(token_of(request)).encode())


def is_stale(request: Request, seal: str) -> bool:
    """Tell whether a form comes from a page of this host, as the browser says, but of another session."""
    return bool(
        request.headers.get("origin", "null") != "null" and from_our_host(request) and not is_ours(request, seal)
    )


def must_be_ours(request: Request, seal: str) -> None:
    """Refuse a form that was not sent from a page of this session."""
    if not is_ours(request, seal):
        sentence = "这张表单不是本次登录打开的（可能登录已经更换或者失效），没有办理；请返回页面重新打开表单"
        raise Refused(HTTPStatus.FORBIDDEN, {"title": "表单已经失效", "detail": sentence, "code": "stale-form"})


def new_key() -> str:
    """Return a key for one form: sent twice, it counts once."""
    return f"console-{secrets.token_urlsafe(18)}"
