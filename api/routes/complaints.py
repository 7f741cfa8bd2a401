"""What is sealed of a complaint, opened or destroyed by whoever may; each is noted first, and supervisors list it."""

from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.asked import Limit, Number, Offset
from api.identity import FileNo, TheActor
from api.names import of_people
from api.problems import forbidden
from api.seals import Erased, Opening, WhyErasure, erased, opened
from api.unsealing import may_open_identity, may_read_text, sealed_in
from api.world import TheWorld
from docket import reader
from docket.scope import EVERYTHING, scope_of
from models.people import Role
from models.values import Line, MaybeLine, Value
from registry.complainants import named_in
from registry.privacy import masked
from registry.seal_openings import SealOpening
from workflows.no_answer import NoSuchFile

router = APIRouter(prefix="/v1", tags=["举报内容和举报人"])

WORDS = ("reporter", "contact", "text")
TEXT = Opening("text", sealed_in, may_read_text, WORDS)
REPORTER = Opening("reporter", sealed_in, may_open_identity, WORDS)


class OpeningShown(SealOpening):
    """One opening, with the names behind its numbers."""

    person_name: str = ""
    unit_name: str = ""


class WhyText(Value):
    """Why the words of a complaint are read."""

    reason: MaybeLine = Field(default="", description="理由；办理本件的可以不写")


class WhyReporter(Value):
    """Why it is opened who reported."""

    reason: Line = Field(description="启封理由，如“电话答复举报人”；不写个人信息")


class ComplaintText(Value):
    """What the complaint says; who reported is made unreadable in it."""

    file_no: str
    text: str


class Reporter(Value):
    """Who reported, how they are reached, and what they wrote as they wrote it."""

    file_no: str
    named: bool
    reporter: str
    contact: str
    text: str


@router.post("/complaints/{file_no}/text", summary="查看举报内容（留有记录）")
async def read_text(
    world: TheWorld, actor: TheActor, file_no: FileNo, why: WhyText, response: Response
) -> ComplaintText:
    """承办单位的人员可以查看；其中的姓名、电话等个人信息已遮盖。每次查看都记录何人、何时、何案卷。"""
    told = await opened(world, actor, file_no, TEXT, why.reason, response)
    text = await run_in_threadpool(masked, told["text"], named_in(told))
    return ComplaintText(file_no=file_no, text=text)


@router.post("/complaints/{file_no}/reporter", summary="启封举报人身份（须写理由，留有记录）")
async def open_reporter(
    world: TheWorld, actor: TheActor, file_no: FileNo, why: WhyReporter, response: Response
) -> Reporter:
    """承办单位的内勤人员、负责人或者本件的责任人可以启封。每次启封都记录何人、何时、何理由、何案卷。"""
    told = await opened(world, actor, file_no, REPORTER, why.reason, response)
    return Reporter(file_no=file_no, named=bool(told["reporter"]), **told)


@router.post("/complaints/{file_no}/erasure", summary="销毁举报人信息的密钥（不可恢复，须写理由，留有记录）")
async def erase(world: TheWorld, actor: TheActor, file_no: FileNo, why: WhyErasure) -> Erased:
    """举报件办结以后，由承办单位的负责人决定。密钥销毁后，举报人身份和举报原文任何人不能再启封；案卷和启封记录不变。"""
    return await erased(world, actor, file_no, sealed_in, why.reason)


@router.get("/seal-openings", summary="启封记录：谁在何时为何看过、销毁过哪件举报")
def get_openings(
    world: TheWorld,
    actor: TheActor,
    file_no: Annotated[Number | None, Query(description="只列这个案卷的")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> tuple[OpeningShown, ...]:
    """只供督查人员查看，新的在前；市级督查人员看全部，其他的看本单位人员的。"""
    if Role.SUPERVISOR not in actor.roles:
        raise forbidden("supervisors-only", "启封记录只供督查人员查看")
    unit = None if scope_of(world.registry.places, actor).everything else actor.unit
    if file_no is not None and not reader.has_file(world.docket, EVERYTHING, file_no):
        raise NoSuchFile
    rows = world.registry.openings.listed(file_no=file_no, unit=unit, limit=limit, offset=offset)
    called = of_people(world.registry, [row.person for row in rows], [row.unit for row in rows])
    return tuple(
        OpeningShown(**row.known(), person_name=called.get(row.person, ""), unit_name=called.get(row.unit, ""))
        for row in rows
    )
