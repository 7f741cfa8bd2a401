"""Complaints that are likely about one source (可能重复的举报): suggested with the reason, never put together by itself."""

from fastapi import APIRouter
from fastapi.concurrency import run_in_threadpool

from api.identity import FileNo, TheActor
from api.problems import unknown
from api.reading import readable
from api.world import TheWorld
from docket.repeats import WINDOW, LikelyRepeat, likely_repeats
from docket.scope import scope_of
from judging.record import Record
from models.acts.joining import NoteRepeat
from models.particulars import ComplaintParticulars

router = APIRouter(prefix="/v1/complaints", tags=["举报内容和举报人"])


@router.get("/{file_no}/likely-repeats", summary="这件举报可能与哪些在先的举报重复，为什么")
async def get_likely_repeats(world: TheWorld, actor: TheActor, file_no: FileNo) -> tuple[LikelyRepeat, ...]:
    """列出服务规范所定日数以内、同一网格或者同一当事人、同一类污染的在先举报；是否重复由承办人员认定（note_repeat），每件仍须答复。"""
    file = await readable(world, actor, file_no)
    if not isinstance(file.standing.particulars, ComplaintParticulars):
        raise unknown("not-a-complaint", f"{file_no}不是举报件", field="file_no")
    days = world.law().norms.norm[WINDOW].amount
    scope = await run_in_threadpool(scope_of, world.registry.places, actor)
    noted = {act.content.earlier for act in Record.of(file.acts).all(NoteRepeat)}
    return await run_in_threadpool(likely_repeats, world.docket, scope, file, noted, days)
