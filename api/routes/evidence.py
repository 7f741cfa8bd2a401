"""Evidence and papers of a file (证据材料): taken in one at a time, listed, given back as they were received."""

from http import HTTPStatus
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response
from fastapi import Path as InPath
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse
from pydantic import BaseModel, Field

from api import names
from api.asked import Name
from api.content import screen_words
from api.identity import FileNo, TheActor
from api.keeping import whole
from api.kept_names import names_kept
from api.problems import forbidden, impossible, unknown
from api.reading import readable
from api.world import TheWorld, World
from evidence.keeping import Material
from evidence.media import Unfit
from evidence.pictures import thumbnail
from models.file import File
from models.people import Actor
from models.values import Line, Value
from workflows.over import archived

router = APIRouter(prefix="/v1/files/{file_no}/evidence", tags=["证据材料"])

Answers = dict[int | str, dict[str, Any]]
BINARY = {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}
RAW = {"requestBody": {"required": True, "content": BINARY}}
BYTES: Answers = {HTTPStatus.OK.value: {"content": {"application/octet-stream": {}}, "description": "材料原件"}}
JPEG: Answers = {HTTPStatus.OK.value: {"content": {"image/jpeg": {}}, "description": "缩略图"}}

Digest = Annotated[str, InPath(max_length=64, description="材料的校验值（SHA-256）")]


class Described(BaseModel):
    """What a material is called, and what is said of it."""

    name: Name = Field(min_length=1, description="文件名称，如 排口照片.jpg")
    note: str = Field("", max_length=200, description="说明：拍摄、提取于何处，证明什么")


class Kept(Value):
    """What became of a material that was sent."""

    material: Material
    repeated: bool
    """Whether the file had it already; then it stands as it first came."""


REPEATED: Answers = {HTTPStatus.OK.value: {"model": Kept, "description": "案卷中已有这份材料，没有重复存入"}}


class MaterialsView(Value):
    """The materials of a file, with the names of who brought them."""

    file_no: Line
    materials: tuple[Material, ...]
    names: dict[str, str]
    named_in: dict[str, tuple[int, ...]]
    """The acts to which each belongs, by its digest (所附的行为)."""


@router.post("", status_code=HTTPStatus.CREATED, openapi_extra=RAW, responses=REPEATED, summary="存入一份证据材料")
async def post_material(
    world: TheWorld,
    actor: TheActor,
    file_no: FileNo,
    request: Request,
    response: Response,
    described: Annotated[Described, Query()],
) -> Kept:
    """照片、录像、录音、PDF、Word、Excel；请求正文就是材料本身。是什么材料看内容，不看名称；同一份材料再次存入只计一次；原件按收到时的样子保存，不作改动。"""
    file = await readable(world, actor, file_no)
    _open_to(actor, file)
    screen_words(described.model_dump(), await run_in_threadpool(names_kept, world, file_no))
    with NamedTemporaryFile(prefix="gridcase-") as received:
        async for part in request.stream():
            received.write(part)
        received.flush()
        material, repeated = await run_in_threadpool(_kept, world, file_no, Path(received.name), described, actor)
    response.status_code = HTTPStatus.OK if repeated else HTTPStatus.CREATED
    return Kept(material=material, repeated=repeated)


def _open_to(actor: Actor, file: File) -> None:
    """Refuse materials of who is no person, and for a file that is over (归档)."""
    if actor.kind == "system":
        raise forbidden("not-a-person", "外部系统不能直接存入案卷材料，请由办案人员存入")
    if file.standing.archived:
        raise archived()


def _kept(world: World, file_no: str, path: Path, described: Described, by: Actor) -> tuple[Material, bool]:
    try:
        return world.materials.keep(file_no, path, described.name, by, described.note)
    except Unfit as unfit:
        raise impossible(unfit.code, unfit.sentence, field="name") from None


@router.get("", summary="案卷的全部材料")
async def get_materials(world: TheWorld, actor: TheActor, file_no: FileNo) -> MaterialsView:
    """按存入先后排列：类型、大小、校验值；拍摄时间、地点以设备所写为准，收到时间以系统为准。"""
    file = await readable(world, actor, file_no)
    found = await run_in_threadpool(world.materials.listed, file_no)
    return await run_in_threadpool(materials_of, world, file_no, file, found)


def materials_of(world: World, file_no: str, file: File, found: tuple[Material, ...]) -> MaterialsView:
    """Return the materials of a file, with the names of who brought them."""
    told = names.of_people(world.registry, {one.received_by for one in found}, {one.unit for one in found})
    named_in = {one.sha256: one.acts for one in file.standing.attached}
    return MaterialsView(file_no=file_no, materials=found, names=told, named_in=named_in)


@router.get("/{sha256}", response_class=Response, responses=BYTES, summary="一份材料的原件")
async def get_material(world: TheWorld, actor: TheActor, file_no: FileNo, sha256: Digest) -> Response:
    """与收到时一字节不差；校验不符的不予发出。"""
    material = await _material(world, actor, file_no, sha256)
    await run_in_threadpool(whole, world, sha256)
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(material.name)}",
        "Content-Length": str(material.size),
        "X-Content-Type-Options": "nosniff",
    }
    return StreamingResponse(world.materials.store.parts(sha256), media_type=material.media, headers=headers)


@router.get("/{sha256}/thumbnail", response_class=Response, responses=JPEG, summary="一份图片材料的缩略图")
async def get_thumbnail(world: TheWorld, actor: TheActor, file_no: FileNo, sha256: Digest) -> Response:
    """不含拍摄时间、地点和设备信息。"""
    material = await _material(world, actor, file_no, sha256)
    if not material.is_picture:
        raise unknown("no-picture", f"“{material.name}”不是图片，没有缩略图", field="sha256")
    picture = await run_in_threadpool(_small, world, sha256)
    return Response(picture, media_type="image/jpeg", headers={"X-Content-Type-Options": "nosniff"})


async def _material(world: World, actor: Actor, file_no: str, sha256: str) -> Material:
    await readable(world, actor, file_no)
    found = await run_in_threadpool(world.materials.one, file_no, sha256)
    if found is None:
        raise unknown("no-such-evidence", f"案卷{file_no}没有校验值为{sha256}的材料", field="sha256")
    return found


def _small(world: World, sha256: str) -> bytes:
    whole(world, sha256)
    with NamedTemporaryFile(prefix="gridcase-") as kept:
        kept.writelines(world.materials.store.parts(sha256))
        kept.flush()
        return thumbnail(Path(kept.name))
