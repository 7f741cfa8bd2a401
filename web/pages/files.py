"""One file: who and what light, what is due and why, what may be done next, what was done, papers, people."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any
from urllib.parse import quote

from starlette.responses import Response

from console.file_view import FileView, may_do
from console.timeline import svg, timeline_of
from evidence.media import MEGABYTE
from kinds import COMPLAINT, KINDS
from law.instruments import GRADE_NAMES, Grade
from models.ids import FILE_NO
from web.asking import Refused
from web.house import HEADERS, Reader

DOWNLOADED = 50 * MEGABYTE
"""Bytes of the largest material that a page gives out: it is held in memory as a whole."""


def address(file_no: str) -> str:
    """Return where the API has a file."""
    return f"/v1/files/{quote(file_no, safe='')}"


def number_in(reader: Reader) -> str:
    """Return the number of the file that a page is of."""
    file_no = str(reader.request.path_params["file_no"])
    if FILE_NO.fullmatch(file_no) is None:
        raise Refused(HTTPStatus.NOT_FOUND, {"title": "没有找到", "detail": f"没有编号为“{file_no}”的案卷，请核对编号"})
    return file_no


async def view_of(reader: Reader, file_no: str) -> FileView:
    """Return a file with its acts and the names behind its numbers, without its documents and evidence."""
    return viewed(await reader.api.get(f"{address(file_no)}/whole", {"papers": "false"}))


def viewed(whole: Mapping[str, Any]) -> FileView:
    """Return a file as a page shows it from the API's answer about all of it."""
    return FileView.told(whole["standing"], whole["acts"])


async def show(reader: Reader) -> Response:
    """Show one file."""
    file_no = number_in(reader)
    whole = await reader.api.get(f"{address(file_no)}/whole")
    view = viewed(whole)
    mine = [row for row in view.standing.next if may_do(reader.me, row)]
    terms = view.ordered_terms
    by_key = {term.key: term for term in terms}
    return reader.page(
        "file.html",
        view=view,
        standing=view.standing,
        open_terms=[term for term in terms if term.open],
        ended_terms=[term for term in terms if not term.open],
        awaited=[(row, by_key.get(row.term)) for row in view.standing.next if row.usual],
        usual=[row for row in mine if row.usual],
        others=[row for row in mine if not row.usual],
        elsewhere=[row for row in view.standing.next if row.usual and not may_do(reader.me, row)],
        documents=whole["documents"],
        evidence=whole["evidence"]["materials"],
        brought_by=whole["evidence"]["names"],
        attached=whole["evidence"]["named_in"],
        downloaded=DOWNLOADED,
        repeats=await _likely_repeats(reader, view),
        done=reader.request.query_params.get("done", ""),
    )


async def _likely_repeats(reader: Reader, view: FileView) -> Any:  # noqa: ANN401  rows as the API tells them
    """Return the earlier complaints that one may repeat; none of any other kind of file, or once it is archived."""
    if view.kind != COMPLAINT.name or view.standing.archived:
        return ()
    return await reader.api.get(f"/v1/complaints/{quote(view.standing.file_no, safe='')}/likely-repeats")


async def drawn(reader: Reader) -> Response:
    """Return the timeline as a drawing."""
    view = await view_of(reader, number_in(reader))
    picture = svg(timeline_of(KINDS[view.kind], view.standing, view.acts, view.names))
    policy = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
    return Response(picture, media_type="image/svg+xml", headers={**HEADERS, **policy})


async def term(reader: Reader) -> Response:
    """Say why a term ends on the day it does."""
    file_no, key = number_in(reader), str(reader.request.path_params["key"])
    told = await reader.api.get(f"{address(file_no)}/terms/{quote(key, safe='')}")
    return reader.page("term.html", file_no=file_no, key=key, text=told["text"])


async def paper(reader: Reader) -> Response:
    """Return a document as PDF, Word, or a picture of its first page."""
    file_no, path = number_in(reader), reader.request.path_params
    form = str(path["form"])
    if form not in ("pdf", "docx", "png"):
        raise Refused(HTTPStatus.NOT_FOUND, {"title": "没有找到", "detail": "文书只有 pdf、docx、png 三种形式"})
    word = quote(str(path["word"]), safe="")
    answer = await reader.api.bytes(f"{address(file_no)}/documents/{path['act_no']}/{word}/{form}")
    return Response(answer.content, media_type=answer.headers["content-type"], headers=HEADERS)


async def material(reader: Reader) -> Response:
    """Return a material as it was received, to be kept: what it holds is never opened as a page of ours."""
    answer = await reader.api.bytes(_evidence(reader))
    told = {name: answer.headers[name] for name in ("content-disposition",) if name in answer.headers}
    return Response(answer.content, media_type=answer.headers["content-type"], headers={**HEADERS, **told})


async def thumbnail(reader: Reader) -> Response:
    """Return a small picture of a material that is one."""
    answer = await reader.api.bytes(f"{_evidence(reader)}/thumbnail")
    return Response(answer.content, media_type=answer.headers["content-type"], headers=HEADERS)


def _evidence(reader: Reader) -> str:
    digest = quote(str(reader.request.path_params["sha256"]), safe="")
    return f"{address(number_in(reader))}/evidence/{digest}"


async def review(reader: Reader) -> Response:
    """Show what the review of the file would find today."""
    file_no = number_in(reader)
    found = await reader.api.get(f"{address(file_no)}/review")
    grade = GRADE_NAMES[Grade(found["review"]["grade"])]
    return reader.page("review.html", file_no=file_no, found=found, grade=grade)
