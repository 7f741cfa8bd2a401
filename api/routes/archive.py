"""The archive of a file that is closed (立卷): both volumes, acts, originals and manifest, as one zip."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import NamedTemporaryFile
from urllib.parse import quote

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from fastapi.responses import StreamingResponse

from api.archiving import archive
from api.identity import FileNo, TheActor
from api.pages import fonts_asked_for
from api.problems import forbidden
from api.reading import readable
from api.world import TheWorld, World
from docket import reader
from docket.scope import scope_of
from docket.views import DocumentRow
from evidence.store import CHUNK
from law.edition import Law
from models.file import File

router = APIRouter(prefix="/v1/files/{file_no}/archive", tags=["文书"])


@router.get("", response_class=Response, summary="案卷档案（正卷、副卷、清单）")
async def get_archive(world: TheWorld, actor: TheActor, file_no: FileNo) -> Response:
    """结案以后立卷：正卷、副卷（PDF），案卷的全部行为和校验链，材料原件，清单和核验程序；同一案卷逐字节相同。"""
    if actor.kind != "person":
        raise forbidden("staff-only", "案卷档案只供工作人员取用")
    file = await readable(world, actor, file_no)
    scope = await run_in_threadpool(scope_of, world.registry.places, actor)
    rows = await run_in_threadpool(reader.documents, world.docket, scope, file_no)
    law = await run_in_threadpool(world.law)
    made = await run_in_threadpool(_made, world, law, file, rows)
    headers = {"Content-Disposition": f"attachment; filename*=UTF-8''{quote(f'{file_no}.zip')}"}
    return StreamingResponse(_parts(made), media_type="application/zip", headers=headers)


def _made(world: World, law: Law, file: File, rows: tuple[DocumentRow, ...]) -> Path:
    with NamedTemporaryFile(prefix="gridcase-", suffix=".zip", delete=False) as made:
        place = Path(made.name)
    try:
        with fonts_asked_for():
            archive(world, law, file, rows, place)
    except BaseException:
        place.unlink()
        raise
    return place


def _parts(made: Path) -> Iterator[bytes]:
    try:
        with made.open("rb") as file:
            while part := file.read(CHUNK):
                yield part
    finally:
        made.unlink()
