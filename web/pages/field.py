"""On site with a telephone (现场): one form for what was found and done, which is kept there while there is no network.

What a form says becomes acts as they are done anywhere: the finding, what was stopped, the report upward, each under
the form's own key with its name, so that a form that comes twice counts once.
"""

from collections.abc import Awaitable, Collection, Iterator, Mapping
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile
from starlette.responses import FileResponse, JSONResponse, Response

from evidence.media import MEGABYTE
from judging.step import name_of
from models.acts.finding import POLLUTION_NAMES, ReportFinding, ReportUpward, StopOnSite
from models.looking import Basket
from models.values import CIVIL
from registry.form_drafts import Form
from web.asking import Refused
from web.filling import YES
from web.house import HEADERS, HERE, PREFIX, Reader
from web.pages.acts import may_ever
from web.pages.files import address, view_of
from web.session import KEY, SEAL, must_be_ours, new_key

FINDING, STOPPING, TELLING = name_of(ReportFinding), name_of(StopOnSite), name_of(ReportUpward)
PHOTO, LARGEST = "photo", 8 * MEGABYTE
SHOWN = 30
"""How many files of the day a telephone lists."""
TOWNSHIP = 3
"""The lowest level of grids."""
KEY_LONGEST = 60
"""Signs that a key may have."""


async def show(reader: Reader) -> Response:
    """Show the form, what is one's turn, and, where a script runs, what waits on this telephone."""
    return await _page(reader, {}, None)


async def now(reader: Reader) -> Response:
    """Tell a telephone that has network again who is signed in, what its forms carry, and what time it is."""
    told = {"person": reader.me["id"], "seal": reader.seal, "now": datetime.now(UTC).isoformat()}
    return JSONResponse(told, headers=HEADERS)


async def worker(_reader: Reader) -> Response:
    """Return the script that keeps this page on the telephone."""
    return FileResponse(HERE / "static" / "worker.js", media_type="text/javascript", headers=HEADERS)


async def take(reader: Reader) -> Response:
    """Take a form: every act that it says, in order; a no to one of them, or to the photograph, stops no other."""
    async with reader.request.form() as form:
        return await _taken(reader, form, by_script="application/json" in reader.request.headers.get("accept", ""))


async def _taken(reader: Reader, form: FormData, *, by_script: bool) -> Response:
    try:
        must_be_ours(reader.request, str(form.get(SEAL, "")))
        file_no = await _found(reader, form)
    except Refused as refused:
        if by_script:
            return JSONResponse(dict(refused.problem), refused.status, HEADERS)
        return await _page(reader, _said(form), refused, chosen=form.getlist("pollution"))
    try:
        left = await _rest(reader, form, file_no)
    except Refused as broken:
        if by_script:
            return JSONResponse(dict(broken.problem), broken.status, HEADERS)  # it stays there, and comes again
        return await _page(reader, {}, broken, done=file_no)
    return await told_of_all(reader, form, file_no, left, by_script=by_script)


async def told_of_all(
    reader: Reader, form: FormData, file_no: str, left: Mapping[str, Refused], *, by_script: bool
) -> Response:
    """Tell what was done and what was not; the number of the file is told whatever else is away."""
    refill = STOPPING in left and await _kept_to_refill(reader, _said(form), file_no)
    if by_script:
        told = {
            "file_no": file_no,
            "refused": _told(left),
            "photo": left[PHOTO].problem["detail"] if PHOTO in left else "",
            "refill": _refilled_at(file_no) if refill else "",
            "typed": _said(form)["measures"] if STOPPING in left and not refill else "",
        }
        return JSONResponse(told, headers=HEADERS)
    problem = {"title": "部分没有办理", "detail": f"发现已经报告；没有办理的：{_told(left)}"}
    said = Refused(HTTPStatus.CONFLICT, problem) if left else None
    try:
        return await _page(reader, {}, said, done=file_no, refill=refill)
    except Refused as away:
        detail = f"已提交，案卷编号{file_no}，不必重新填写；页面没有显示出来：{away.problem['detail']}"
        undone = f"。{problem['detail']}" if left else ""
        return reader.page("refused.html", problem={"title": "已提交", "detail": detail + undone})


async def _kept_to_refill(reader: Reader, said: Mapping[str, str], file_no: str) -> bool:
    """Keep what was typed of the stop that was not done, so that its form is filled in; tell whether it is."""
    try:
        acts = (await view_of(reader, file_no)).acts
    except Refused:  # whether it was done before is not known: what was typed is kept rather than lost
        acts = ()
    if any(act.name == STOPPING for act in acts):
        return False
    typed = {"measures": [said["measures"]], "obeyed": [said.get("obeyed", "")]}
    form = Form(str(reader.me["id"]), file_no, STOPPING)
    return await run_in_threadpool(reader.house.drafts.keep, form, typed, datetime.now(UTC))


async def _found(reader: Reader, form: FormData) -> str:
    """Have the finding entered, and return the number of its file."""
    said = _said(form)
    if said.get("kept_by", reader.me["id"]) != reader.me["id"]:
        sentence = "这张表由另一人填写，没有提交；请由填写人登录后提交"
        raise Refused(HTTPStatus.FORBIDDEN, {"title": "不是您填写的", "detail": sentence, "code": "another-person"})
    body = {
        "grid": said.get("grid", ""),
        "place": said.get("place", ""),
        "pollution": [str(one) for one in form.getlist("pollution")],
        "summary": said.get("summary", ""),
        "source": "patrol",
        **_when(said),
    }
    receipt = await reader.api.post("/v1/findings", body, said.get(KEY, ""))
    return str(receipt["file_no"])


async def _rest(reader: Reader, form: FormData, file_no: str) -> dict[str, Refused]:
    """Keep the photograph and do the further acts; return what was refused, by what it is: one no stops no other.

    Raises:
        Refused: something is broken or away; nothing further was tried.
    """
    said, photo = _said(form), form.get(PHOTO)
    refused: dict[str, Refused] = {}

    async def tries(what: str, doing: Awaitable[Any]) -> None:
        try:
            await doing
        except Refused as no:
            if no.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
                raise
            refused[what] = no

    if isinstance(photo, UploadFile) and photo.size:
        await tries(PHOTO, _keep(reader, file_no, photo))
    for act, fields in _acts(said):
        body, key = {"act": act, "fields": fields, **_when(said)}, f"{said.get(KEY, '')}-{act}"[:KEY_LONGEST]
        await tries(act, reader.api.post(f"{address(file_no)}/acts", body, key))
    return refused


async def _keep(reader: Reader, file_no: str, photo: UploadFile) -> None:
    if (photo.size or 0) > LARGEST:
        sentence = f"照片超过{LARGEST // MEGABYTE}MB；请降低清晰度后重新选择"
        raise Refused(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, {"title": "照片太大", "detail": sentence, "field": PHOTO})
    named = {"name": "现场照片.jpg", "note": "现场拍摄"}
    await reader.api.keep(f"{address(file_no)}/evidence", named, await photo.read())


def _acts(said: Mapping[str, str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the acts beside the finding that a form says, with what they say."""
    if said.get("measures"):
        yield STOPPING, {"measures": said["measures"], "obeyed": said.get("obeyed") == YES}
    if said.get("upward"):
        yield TELLING, {}


def _told(refused: Mapping[str, Refused]) -> str:
    """Return in one sentence what was not done, and why."""
    called = {PHOTO: "照片", STOPPING: StopOnSite.label, TELLING: ReportUpward.label}
    return "；".join(f"{called[what]}——{no.problem['detail']}" for what, no in refused.items())


def _refilled_at(file_no: str) -> str:
    return f"{PREFIX}/files/{file_no}/acts/{STOPPING}"


def _said(form: FormData) -> dict[str, str]:
    return {name: value.strip() for name, value in form.items() if isinstance(value, str) and value.strip()}


def _when(said: Mapping[str, str]) -> dict[str, str]:
    """Return when it happened, as a form says it that was kept; else it is now."""
    return {"happened_at": said["happened_at"]} if "happened_at" in said else {}


async def _page(
    reader: Reader,
    said: Mapping[str, str],
    refused: Refused | None,
    *,
    done: str = "",
    chosen: Collection[object] = (),
    refill: bool = False,
) -> Response:
    entry = await reader.api.get(f"/v1/acts/{FINDING}")
    mine = await reader.api.get("/v1/desk", {"basket": Basket.MINE, "limit": SHOWN})
    return reader.page(
        "field.html",
        status=refused.status if refused and not done else HTTPStatus.OK,
        able=may_ever(reader.me, entry),
        grids=await _grids(reader),
        pollutions=POLLUTION_NAMES,
        said=said,
        chosen=chosen,
        problem=refused.problem if refused else None,
        done=done,
        refill=_refilled_at(done) if refill else "",
        rows=mine["rows"],
        now=datetime.now(CIVIL),
        key=new_key(),
    )


async def _grids(reader: Reader) -> list[tuple[str, str]]:
    """Return the grids of the lowest level that lie in one's own ground, numbers and names; of no ground, all."""
    found = await reader.api.get("/v1/grids", {"level": TOWNSHIP})
    unit = str(reader.me["unit"])
    own = [grid for grid in found if grid["unit"] == unit or grid["id"].startswith(unit.removeprefix("u-"))]
    listed = own or found
    return [(grid["id"], f"{grid['county']}　{grid['name']}" if grid["county"] else grid["name"]) for grid in listed]
