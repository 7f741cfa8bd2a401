"""The intake: who is asking, then how much, how long and how deep, before anything is read of it or looked up.

A request under /v1 is known before one byte of its body is taken, but for what is signed: of that the signature over
the body tells who sends it. A body is bounded in bytes, in seconds, in depth, in
values and in the length of each text, so that whatever comes after works on something small.
"""

import asyncio
import json
import re
from collections.abc import Iterator
from http import HTTPStatus
from typing import NoReturn
from urllib.parse import unquote_plus

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.doors.limits import DoorLimits
from api.identity import identified
from api.problems import Refusal, answer_to, bad_request, impossible
from api.signed import is_signed, signed_by
from evidence.media import LARGEST, MEGABYTE

KNOWN_ONLY = "/v1"
"""Below this address everybody who asks is somebody."""
UPLOAD = "/v1/registry/import"
"""Where files come in: larger than anything else, and no JSON; what they may hold, `registry.exchange.sheets` says."""
TABLES = re.compile("/v1/platforms/[^/]+/import")
"""Where complaints come in as a table, as large."""
FILES = "multipart/form-data"
PAIRS = "application/x-www-form-urlencoded"
FORMS = (FILES, PAIRS)
"""Bodies that are forms; whoever reads one looks at its fields (`api.doors.fields`)."""
REPORT = "/report/"
"""Where anybody reports on the public form, photographs with it; it passes through as it comes."""
REPORT_BYTES, REPORT_WITHIN = 48 * MEGABYTE, 180.0
"""Most bytes of a report with its photographs, and seconds that it may be on its way over an old telephone.

Twice what its photographs may have, so that one too large is named on the page, and what was written stays."""
TAKES_FORMS = re.compile(r"/open311/v2/requests\.(json|xml)|/report/(status)?")
"""Where forms come in, no larger than JSON does."""
HISTORIES = "/v1/codec/decode"
"""Where payloads of the engine's histories come in: as large as the engine takes them, and long texts in base64."""
MATERIAL = re.compile("/v1/files/[^/]+/evidence")
"""Where materials come in: the largest of all; they pass through as they come, and are never held in memory whole."""
MATERIAL_WITHIN = 600.0
"""Seconds that a material may be on its way: a film over a telephone."""
BYTES = 256 * 1024
UPLOAD_BYTES = 4 * 1024 * 1024
WITHIN = 10.0
"""Seconds in which a whole body has to arrive."""
DEPTH = 16
VALUES = 5_000
LONGEST = 4_000
"""Characters of one text: those of a complaint in the reporter's own words; what a field takes, its model says."""

INSTEAD = "较大的材料请存为证据材料，在案卷中写明其名称和校验值"
INSTEAD_OF_PHOTOS = "照片太大，没有提交；请返回上一页，减少照片或者降低清晰度后重新提交"

NO_TEXT = re.compile("[\0\ud800-\udfff]")


class Gone(Exception):  # noqa: N818
    """Whoever asked has hung up."""


class Intake:
    """Lets in what is known, small and whole; everything else is answered here, and its connection closed."""

    def __init__(self, app: ASGIApp, limits: DoorLimits) -> None:
        self._app, self._limits = app, limits

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on a request that may come in, its body already read."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            _address_is_text(scope)
            signs = is_signed(request)
            if scope["path"].startswith(KNOWN_ONLY) and not signs:
                await identified(request)
            self._limits.come(request)
            taken = await _taken(request, receive)
            if signs:
                body = await _read(taken, BYTES)
                await signed_by(request, body)
                taken = _again(body, receive)
        except Gone:
            return
        except Exception as error:  # noqa: BLE001  answered as the application would, which is not reached
            answer = answer_to(request, error)
            answer.headers["Connection"] = "close"
            await answer(scope, receive, send)
            return
        await self._app(scope, taken, send)


def _address_is_text(scope: Scope) -> None:
    query = scope["query_string"].decode("latin-1")
    if not (is_text(scope["path"]) and is_text(unquote_plus(query))):
        raise bad_request("not-text", "网址中含有不能使用的字符（空字符），请删去")


async def _taken(request: Request, receive: Receive) -> Receive:
    """Return where the application reads the body from, once it is here and is found small."""
    headers = request.headers
    if "content-length" not in headers and "transfer-encoding" not in headers:
        return receive
    takes_files = request.url.path == UPLOAD or TABLES.fullmatch(request.url.path) is not None
    is_upload = takes_files and headers.get("content-type", "").startswith(FILES)
    is_material = request.method == "POST" and MATERIAL.fullmatch(request.url.path) is not None
    is_history = request.url.path == HISTORIES
    is_form = TAKES_FORMS.fullmatch(request.url.path) is not None and _says_form(request)
    is_report = _is_report(request)
    most = LARGEST if is_material else REPORT_BYTES if is_report else UPLOAD_BYTES if is_upload or is_history else BYTES
    instead = INSTEAD_OF_PHOTOS if is_report else INSTEAD
    if int(headers.get("content-length", "0")) > most:
        _too_large(most, instead)
    if is_material or is_report:
        return _bounded(receive, most, MATERIAL_WITHIN if is_material else REPORT_WITHIN, instead)
    try:
        async with asyncio.timeout(WITHIN):
            body = await _read(receive, most)
    except TimeoutError:
        _too_slow(WITHIN)
    if body and not (is_upload or is_history or is_form):
        _measure(_parsed(body))
    return _again(body, receive)


def _says_form(request: Request) -> bool:
    return request.headers.get("content-type", "").startswith(FORMS)


def _is_report(request: Request) -> bool:
    """Tell whether a report comes with photographs, or may; one of text alone is no larger than JSON is."""
    says_pairs = request.headers.get("content-type", "").startswith(PAIRS)
    return request.method == "POST" and request.url.path == REPORT and not says_pairs


def _bounded(receive: Receive, most: int, within: float, instead: str) -> Receive:
    """Pass a large body on as it comes, as long as it is not too large, nor longer on its way than it may be."""
    taken = 0
    until = asyncio.get_running_loop().time() + within

    async def bounded() -> Message:
        nonlocal taken
        try:
            async with asyncio.timeout_at(until):
                message = await receive()
        except TimeoutError:
            _too_slow(within)
        taken += len(message.get("body", b""))
        if taken > most:
            _too_large(most, instead)
        return message

    return bounded


async def _read(receive: Receive, most: int) -> bytes:
    body = bytearray()
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise Gone
        body += message.get("body", b"")
        if len(body) > most:
            _too_large(most)
        if not message.get("more_body", False):
            return bytes(body)


def _too_slow(within: float) -> NoReturn:
    sentence = f"请求正文在{within:g}秒内没有收齐，请检查网络后用同一个幂等键原样重发"
    raise Refusal(HTTPStatus.REQUEST_TIMEOUT, "body-too-slow", "请求没有收齐", sentence) from None


def _too_large(most: int, instead: str = INSTEAD) -> NoReturn:
    size = f"{most // 1024}KB" if most < MEGABYTE else f"{most // MEGABYTE}MB"
    sentence = f"请求正文超过{size}；{instead}"
    raise Refusal(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "body-too-large", "请求太大", sentence)


def _again(body: bytes, receive: Receive) -> Receive:
    """Give the body out once, and then tell what else comes over the connection."""
    left: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def again() -> Message:
        return left.pop() if left else await receive()

    return again


def _parsed(body: bytes) -> object:
    try:
        return json.loads(body, parse_constant=_no_number)
    except RecursionError:
        _too_deep()
    except ValueError:
        raise bad_request("not-json", "请求正文不是合法的 JSON，请检查括号、引号和逗号") from None


def _no_number(name: str) -> NoReturn:
    raise ValueError(name)


def _measure(value: object) -> None:
    """Refuse what is nested too deep, has too many values, or holds a text that is too long or no text at all."""
    for count, (part, depth) in enumerate(_parts(value), start=1):
        if depth > DEPTH:
            _too_deep()
        if count > VALUES:
            raise impossible("too-many-values", f"请求正文中的值超过{VALUES}个，请分次提交")
        if isinstance(part, str) and len(part) > LONGEST:
            raise impossible("text-too-long", f"一项文字最多{LONGEST}个字；较长的材料请存入档案，在案卷中写明其编号")
        if isinstance(part, str) and not is_text(part):
            raise impossible("not-text", "文字中含有不能录入的字符（空字符或者不成对的代理码位），请删去")


def _too_deep() -> NoReturn:
    raise bad_request("too-deep", f"请求正文嵌套超过{DEPTH}层，请检查括号")


def _parts(value: object) -> Iterator[tuple[object, int]]:
    """Return every value and every name in it, each with its depth."""
    waiting: list[tuple[object, int]] = [(value, 1)]
    while waiting:
        part, depth = waiting.pop()
        yield part, depth
        if isinstance(part, dict):
            waiting.extend((inner, depth + 1) for pair in part.items() for inner in pair)
        elif isinstance(part, list):
            waiting.extend((inner, depth + 1) for inner in part)


def is_text(text: str) -> bool:
    """Tell whether a text can be kept: no NUL, which PostgreSQL does not take, and no half of a character."""
    return NO_TEXT.search(text) is None
