"""All of one file in one answer, for whoever shows it on a page: its workflow is asked once."""

from typing import Annotated

from fastapi import APIRouter, Query
from fastapi.concurrency import run_in_threadpool

from api import names
from api.identity import FileNo, TheActor
from api.reading import readable
from api.routes.evidence import MaterialsView, materials_of
from api.routes.files import ActsView, StandingView, acts_of, documents_of, standing_of
from api.world import TheWorld, World
from docket.views import DocumentRow
from models.file import File
from models.people import Actor
from models.values import Value

router = APIRouter(prefix="/v1/files", tags=["案卷"])


Papers = Annotated[bool, Query(description="false 即不列文书和证据材料：不查询，返回空表")]


class WholeView(Value):
    """A file with everything in it, as it stood at one instant."""

    standing: StandingView
    acts: ActsView
    documents: tuple[DocumentRow, ...]
    evidence: MaterialsView


@router.get("/{file_no}/whole", summary="一个案卷的全部：现在怎样、行为、文书、证据材料")
async def get_whole(world: TheWorld, actor: TheActor, file_no: FileNo, *, papers: Papers = True) -> WholeView:
    """与分别查询所得相同，各部分出自同一时刻。"""
    file = await readable(world, actor, file_no)
    return await run_in_threadpool(_whole, world, actor, file_no, file, papers=papers)


def _whole(world: World, actor: Actor, file_no: str, file: File, *, papers: bool) -> WholeView:
    found = world.materials.listed(file_no) if papers else ()
    names.ahead(world.registry, file, {number for one in found for number in (one.received_by, one.unit)})
    return WholeView(
        standing=standing_of(world, file_no, file),
        acts=acts_of(world, file_no, file),
        documents=documents_of(world, actor, file_no, file) if papers else (),
        evidence=materials_of(world, file_no, file, found)
        if papers
        else MaterialsView(file_no=file_no, materials=(), names={}, named_in={}),
    )
