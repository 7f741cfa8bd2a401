"""Who applies for information (申请人), opened or destroyed by whoever may; each is noted first, as with complaints."""

from fastapi import APIRouter, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.identity import FileNo, TheActor
from api.reading import readable
from api.seals import Erased, Opening, WhyErasure, erased, opened
from api.unsealing import application_in, may_open_applicant
from api.world import TheWorld, World
from docket.openings import received_in_the_month_of
from models.values import Line, Value

router = APIRouter(prefix="/v1", tags=["依申请公开的申请人"])

APPLICANT = Opening("applicant", application_in, may_open_applicant, ("applicant", "identity", "contact", "text"))


class WhyApplicant(Value):
    """Why it is opened who applies."""

    reason: Line = Field(description="启封理由，如“邮寄答复书”；不写个人信息")


class InMonth(Value):
    """How many requests of the same applicant the same authority received in a calendar month."""

    file_no: str
    month: str
    requests: int | None
    """This one included; None where nothing tells the applicant from others of the name."""


class Applicant(Value):
    """Who applies, how they are reached, and what they wrote as they wrote it."""

    file_no: str
    applicant: str
    identity: str
    contact: str
    text: str


@router.post("/disclosure-requests/{file_no}/applicant", summary="启封申请人信息（须写理由，留有记录）")
async def open_applicant(
    world: TheWorld, actor: TheActor, file_no: FileNo, why: WhyApplicant, response: Response
) -> Applicant:
    """承办单位的内勤人员、负责人或者本件的责任人可以启封。每次启封都记录何人、何时、何理由、何案卷。"""
    return Applicant(file_no=file_no, **await opened(world, actor, file_no, APPLICANT, why.reason, response))


@router.get("/disclosure-requests/{file_no}/month", summary="同一申请人当月在本机关的申请件数（不显示申请人）")
async def count_month(world: TheWorld, actor: TheActor, file_no: FileNo) -> InMonth:
    """按件计收信息处理费时核对累计件数，免费答复的也计入；按身份证明的号码、没有的按姓名和联系方式认定，纸质登记的不在其内。"""
    await readable(world, actor, file_no)
    return await run_in_threadpool(_counted, world, file_no)


def _counted(world: World, file_no: str) -> InMonth:
    same = world.registry.sealed.of_the_same_applicant(file_no)
    month, count = received_in_the_month_of(world.docket, file_no, same)
    return InMonth(file_no=file_no, month=month, requests=count if same else None)


@router.post("/disclosure-requests/{file_no}/erasure", summary="销毁申请人信息的密钥（不可恢复，须写理由，留有记录）")
async def erase(world: TheWorld, actor: TheActor, file_no: FileNo, why: WhyErasure) -> Erased:
    """办结以后，由承办单位的负责人决定。密钥销毁后，申请人身份和申请原文任何人不能再启封；案卷和启封记录不变。"""
    return await erased(world, actor, file_no, application_in, why.reason)
