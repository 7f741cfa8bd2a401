"""Documents as they would be signed (文书拟制): as data, PDF, docx, and a picture of a page."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response
from fastapi.concurrency import run_in_threadpool

from api.drafts import drafted
from api.identity import FileNo, TheActor
from api.keeping import kept_whole
from api.pages import in_its_fonts
from api.problems import unknown
from api.reading import readable
from api.world import TheWorld, World
from docket import reader
from docket.scope import scope_of
from models.people import Actor
from papers.paper import Paper
from papers.pdf import pages, pdf
from papers.word import docx

router = APIRouter(prefix="/v1/files/{file_no}/documents/{act_no}/{word}", tags=["文书"])

ActNo = Annotated[int, Path(ge=1, le=1_000_000, description="作出文书的行为的编号")]
Word = Annotated[str, Path(min_length=1, max_length=16, description="文书的字，如 罚、责改；见文书列表")]
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@router.get("", summary="一份文书的内容：各部分、所据行为、缺项及其评查分值")
async def get_draft(world: TheWorld, actor: TheActor, file_no: FileNo, act_no: ActNo, word: Word) -> Paper:
    """按签署之日的制作指南，由案卷、登记簿和当日的法律拟制；缺的以“〔待补：…〕”标明。"""
    return await _drafted(world, actor, file_no, act_no, word)


@router.get("/pdf", response_class=Response, summary="一份文书（PDF）")
async def get_pdf(world: TheWorld, actor: TheActor, file_no: FileNo, act_no: ActNo, word: Word) -> Response:
    """已经制发的，是制发时的原件；没有制发的为草稿，有缺项的印有“草稿”。"""
    paper = await _drafted(world, actor, file_no, act_no, word)
    if paper.digest:
        return Response(await run_in_threadpool(kept_whole, world, paper.digest), media_type="application/pdf")
    return Response(await run_in_threadpool(in_its_fonts, pdf, paper), media_type="application/pdf")


@router.get("/docx", response_class=Response, summary="一份文书（Word）")
async def get_docx(world: TheWorld, actor: TheActor, file_no: FileNo, act_no: ActNo, word: Word) -> Response:
    """供改动草稿之用；字体为仿宋、小标宋、黑体，以本机所装为准。"""
    paper = await _drafted(world, actor, file_no, act_no, word)
    return Response(await run_in_threadpool(docx, paper), media_type=WORD_TYPE)


@router.get("/png", response_class=Response, summary="一份文书的一页（图片）")
async def get_page(
    world: TheWorld,
    actor: TheActor,
    file_no: FileNo,
    act_no: ActNo,
    word: Word,
    page: Annotated[int, Query(ge=1, le=200, description="第几页")] = 1,
) -> Response:
    """供预览。"""
    paper = await _drafted(world, actor, file_no, act_no, word)
    pictures = await run_in_threadpool(in_its_fonts, pages, paper)
    if page > len(pictures):
        raise unknown("no-such-page", f"这份文书只有{len(pictures)}页", field="page")
    return Response(pictures[page - 1], media_type="image/png")


async def _drafted(world: World, actor: Actor, file_no: str, act_no: int, word: str) -> Paper:
    file = await readable(world, actor, file_no)
    scope = await run_in_threadpool(scope_of, world.registry.places, actor)
    rows = await run_in_threadpool(reader.documents, world.docket, scope, file_no)
    law = await run_in_threadpool(world.law)
    return await run_in_threadpool(drafted, world, law, file, rows, act_no, word)
