"""A code on site (扫码): that of a paper leads to its file, the number of a certificate says whether it is in force."""

import re
from collections.abc import Mapping
from http import HTTPStatus
from urllib.parse import quote, urlencode

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.responses import RedirectResponse, Response

from evidence.media import MEGABYTE
from models.chain import chain_of
from web.asking import Refused
from web.codes import Pointed, Unreadable, pointed_at, read_off
from web.house import PREFIX, Reader
from web.pages.files import view_of
from web.session import SEAL, must_be_ours

PHOTO, LARGEST = "photo", 8 * MEGABYTE
DOCUMENT = re.compile(r"[〔\[［（(]\d{4}[〕\]］）)]")
"""By which the number of a document is known (文号)."""


NOTHING: Mapping[str, object] = {"said": "", "problem": None, "card": None, "paper": None}
"""What the page says where nothing was asked of it."""


async def show(reader: Reader) -> Response:
    """Show where a code is read or a number typed, and what the one asked for means."""
    said = reader.request.query_params.get("code", "").strip()
    return await _meaning(reader, said) if said else _page(reader)


async def read(reader: Reader) -> Response:
    """Read the code off a photograph, and go where it leads."""
    async with reader.request.form() as form:
        must_be_ours(reader.request, str(form.get(SEAL, "")))
        photo = form.get(PHOTO)
        if not isinstance(photo, UploadFile) or not photo.size:
            return _not_read(reader, "没有选择照片；请拍摄或者选择一张，也可以输入编号")
        if photo.size > LARGEST:
            return _not_read(reader, f"照片超过{LARGEST // MEGABYTE}MB；请降低清晰度后重新拍摄，也可以输入编号")
        picture = await photo.read()
    try:
        said = await run_in_threadpool(read_off, picture)
    except Unreadable as told:
        return _not_read(reader, str(told))
    return RedirectResponse(f"{PREFIX}/scan?{urlencode({'code': said})}", HTTPStatus.SEE_OTHER)


def _not_read(reader: Reader, sentence: str) -> Response:
    problem = {"title": "没有读到", "detail": sentence}
    return _page(reader, status=HTTPStatus.UNPROCESSABLE_ENTITY, problem=problem)


def _page(reader: Reader, *, status: int = HTTPStatus.OK, **told: object) -> Response:
    return reader.page("scan.html", status=status, **{**NOTHING, **told})


async def _meaning(reader: Reader, said: str) -> Response:
    meant = pointed_at(said)
    if meant.chain:
        return await _paper(reader, said, meant)
    if meant.file_no:
        return RedirectResponse(f"{PREFIX}/files/{meant.file_no}", HTTPStatus.SEE_OTHER)
    if DOCUMENT.search(meant.other):
        return RedirectResponse(f"{PREFIX}/search?{urlencode({'words': meant.other})}", HTTPStatus.SEE_OTHER)
    try:
        card = await reader.api.get(f"/v1/certificates/{quote(meant.other, safe='')}")
    except Refused as refused:
        if refused.status != HTTPStatus.NOT_FOUND:
            raise
        return _page(reader, status=refused.status, said=said, problem=refused.problem)
    return _page(reader, said=said, card=card)


async def _paper(reader: Reader, said: str, meant: Pointed) -> Response:
    """Say of a document's code whether it is one of the file's, made after which act."""
    try:
        view = await view_of(reader, meant.file_no)
    except Refused as refused:
        return _page(reader, status=refused.status, said=said, problem=refused.problem)
    chain = chain_of(view.acts)
    made_after = chain.index(meant.chain) + 1 if meant.chain in chain else 0
    return _page(reader, said=said, paper=meant, view=view, made_after=made_after)
