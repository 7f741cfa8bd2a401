"""How large a form of the console may be, and how long on its way (表单的大小): bounded before anything of it is kept.

The API bounds its bodies by itself (`api/intake.py`); a page stands beside it and reads its form before it asks. A form
goes on to its page as it comes, counted; what is too large or too slow ends the reading, and the page says so.
"""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import NamedTuple

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from evidence.media import MEGABYTE
from web.house import PREFIX


class Bound(NamedTuple):
    """Most bytes of a form, and the seconds in which it has to arrive."""

    most: int
    within: float


FORM = Bound(MEGABYTE, 30.0)
"""Of a form without a photograph: the longest acts have a few hundred fields of text."""
ON_SITE = Bound(12 * MEGABYTE, 180.0)
"""Of a form from on site, over an old telephone: a photograph that is a little too large is still named on its page."""
ELSE: Mapping[str, Bound] = {f"{PREFIX}/field": ON_SITE, f"{PREFIX}/scan": ON_SITE}


class NotTaken(Exception):  # noqa: N818  an answer, not an error
    """A form that was not taken in, and why."""

    def __init__(self, status: HTTPStatus, title: str, sentence: str) -> None:
        self.status, self.told = status, {"title": title, "detail": sentence}
        super().__init__(sentence)


class Bounded:
    """Passes forms on to the pages, each within its bound."""

    def __init__(self, pages: ASGIApp) -> None:
        self._pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on; its body is counted as the page reads it."""
        bound = ELSE.get(scope["path"], FORM)
        said = Headers(scope=scope).get("content-length", "0")
        await self._pages(scope, _bounded(receive, bound, int(said) if said.isdigit() else 0), send)


def _bounded(receive: Receive, bound: Bound, said: int) -> Receive:
    taken, is_whole = 0, False
    until = asyncio.get_running_loop().time() + bound.within

    async def bounded() -> Message:
        nonlocal taken, is_whole
        if said > bound.most:
            raise _too_large(bound)
        try:
            async with asyncio.timeout_at(None if is_whole else until):
                message = await receive()
        except TimeoutError:
            sentence = f"表单在{bound.within:g}秒内没有收齐，没有提交；请检查网络后返回上一页重新提交"
            raise NotTaken(HTTPStatus.REQUEST_TIMEOUT, "表单没有收齐", sentence) from None
        taken += len(message.get("body", b""))
        is_whole = not message.get("more_body", False)
        if taken > bound.most:
            raise _too_large(bound)
        return message

    return bounded


def _too_large(bound: Bound) -> NotTaken:
    sentence = f"表单超过{bound.most // MEGABYTE}MB，没有提交；请返回上一页缩短内容，照片请降低清晰度后重新选择"
    return NotTaken(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "表单太大", sentence)
