"""What is sealed of a complaint, opened to whoever may; each opening is noted first, and supervisors list them."""

from collections.abc import Callable
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.asked import Limit, Number, Offset
from api.content import screen_words
from api.identity import FileNo, TheActor
from api.problems import forbidden
from api.reading import readable
from api.unsealing import may_open_identity, may_read_text, sealed_in
from api.world import TheWorld, World, minute_now
from law.edition import Law
from models.file import File
from models.people import Actor, Role
from models.values import Line, MaybeLine, Value, civil_day
from registry.privacy import masked
from registry.seal_openings import Part, SealOpening
from registry.sealed import named_in

router = APIRouter(prefix="/v1", tags=["举报内容和举报人"])

CITY = 1


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
    file = await readable(world, actor, file_no)
    sealed = sealed_in(file)
    await run_in_threadpool(_asked, may_read_text, world, actor, file)
    response.headers["Cache-Control"] = "no-store"
    return await run_in_threadpool(_text, world, actor, file_no, sealed, why.reason)


@router.post("/complaints/{file_no}/reporter", summary="启封举报人身份（须写理由，留有记录）")
async def open_reporter(
    world: TheWorld, actor: TheActor, file_no: FileNo, why: WhyReporter, response: Response
) -> Reporter:
    """承办单位的内勤人员、负责人或者本件的责任人可以启封。每次启封都记录何人、何时、何理由、何案卷。"""
    file = await readable(world, actor, file_no)
    sealed = sealed_in(file)
    await run_in_threadpool(_asked, may_open_identity, world, actor, file)
    response.headers["Cache-Control"] = "no-store"
    return await run_in_threadpool(_reporter, world, actor, file_no, sealed, why.reason)


@router.get("/seal-openings", summary="启封记录：谁在何时为何看过哪件举报")
def get_openings(
    world: TheWorld,
    actor: TheActor,
    file_no: Annotated[Number | None, Query(description="只列这个案卷的")] = None,
    limit: Limit = 50,
    offset: Offset = 0,
) -> tuple[SealOpening, ...]:
    """只供督查人员查看，新的在前；市级督查人员看全部，其他的看本单位人员的。"""
    if Role.SUPERVISOR not in actor.roles:
        raise forbidden("supervisors-only", "启封记录只供督查人员查看")
    unit = None if actor.level == CITY else actor.unit
    return world.registry.openings.listed(file_no=file_no, unit=unit, limit=limit, offset=offset)


def _asked(may: Callable[[Actor, File, str, Law, date], None], world: World, actor: Actor, file: File) -> None:
    unit = world.registry.places.unit(file.standing.holder_unit).name
    may(actor, file, unit, world.law(), civil_day(minute_now()))


def _opened(world: World, actor: Actor, file_no: str, sealed: str, part: Part, reason: str) -> dict[str, str]:
    """Return what is sealed, once it is noted who opens which part of it, and why."""
    opened = world.registry.sealed.unseal(sealed)
    screen_words({"reason": reason}, named_in(opened))
    world.registry.openings.note(file_no, part, actor, reason)
    return {name: str(opened.get(name, "")) for name in ("reporter", "contact", "text")}


def _text(world: World, actor: Actor, file_no: str, sealed: str, reason: str) -> ComplaintText:
    told = _opened(world, actor, file_no, sealed, "text", reason)
    return ComplaintText(file_no=file_no, text=masked(told["text"], named_in(told)))


def _reporter(world: World, actor: Actor, file_no: str, sealed: str, reason: str) -> Reporter:
    told = _opened(world, actor, file_no, sealed, "reporter", reason)
    return Reporter(file_no=file_no, named=bool(told["reporter"]), **told)
