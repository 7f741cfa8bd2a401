"""Complaints as other platforms write them (对接平台来件): their fields, their receipt numbers, counted once by these."""

from http import HTTPStatus
from typing import Annotated, Any

from fastapi import APIRouter, File, Path, Query, Response, UploadFile
from fastapi.concurrency import run_in_threadpool
from pydantic import JsonValue

from api.doors.answering import answered
from api.doors.importing import checked, sent_under, take_rows
from api.doors.mapping import Platform, platforms
from api.doors.notices import fitted, notice_from
from api.identity import TheActor
from api.opening import Opened, Sender, open_file
from api.problems import problem, unknown
from api.reading import readable
from api.routes.acts import post_act
from api.spoken import YesNo
from api.world import TheWorld, World, minute_now
from kinds import COMPLAINT, kind_of
from models.file import Receipt
from models.people import Actor
from models.values import Value, civil_day
from registry.exchange.receiving import kept
from registry.exchange.telling import problem_told

router = APIRouter(prefix="/v1/platforms", tags=["对接平台"])

ReceiptPath = Annotated[str, Path(max_length=64, description="受理编号（工单编号）")]
PlatformName = Annotated[str, Path(max_length=64, description="字段对照的名称，见 GET /v1/platforms")]


class PlatformView(Value):
    """How a platform's complaint is read: each of our fields with the names that it may have there."""

    id: str
    name: str
    fields: dict[str, tuple[str, ...]]
    channels: tuple[str, ...]


def platform_of(name: str) -> Platform:
    """Return how a platform writes; refuse one whose fields nobody has written down."""
    if name not in platforms():
        known = "、".join(f"{one}（{platform.name}）" for one, platform in platforms().items())
        raise unknown("unknown-platform", f"没有名为“{name}”的字段对照；现有：{known}", field="platform")
    return platforms()[name]


async def _file_under(world: World, actor: Actor, platform: Platform, receipt: str) -> str:
    """Return the complaint that came in under a platform's number; refuse a number of nobody's."""
    file_no = await run_in_threadpool(sent_under, world, actor, platform, receipt)
    if not (platform.feedback and file_no and kind_of(file_no) is COMPLAINT):
        raise unknown("no-such-file", f"没有以编号“{receipt}”登记的举报", field="receipt")
    return file_no


@router.get("", summary="已经写明字段对照的平台")
def get_platforms(_actor: TheActor) -> tuple[PlatformView, ...]:
    """对照表在 `api/platforms/` 中，每个平台一个文件；同一字段的几个名称以先填写的为准，`甲+乙` 为连写。"""
    return tuple(
        PlatformView(id=name, name=one.name, fields=one.fields, channels=tuple(one.channels))
        for name, one in platforms().items()
    )


@router.post("/{platform}/complaints", status_code=HTTPStatus.CREATED, summary="按平台自己的字段提交一件举报")
async def post_complaint(
    world: TheWorld,
    actor: TheActor,
    platform: PlatformName,
    said: dict[str, JsonValue],
    response: Response,
) -> Opened:
    """受理编号即幂等键：同一发送方、同一编号原样重发只计一次（200，repeated=true），换了内容的为 409。不在对照表中的字段不读。"""
    mapped = platform_of(platform).mapped(said)
    opened = await open_file(world, Sender(actor, mapped.receipt), mapped.form)
    if opened.repeated:
        response.status_code = HTTPStatus.OK
    return opened


@router.get("/{platform}/complaints/{receipt:path}", summary="一件举报办得怎样，按平台自己的字段")
async def get_complaint(
    world: TheWorld,
    actor: TheActor,
    platform: PlatformName,
    receipt: ReceiptPath,
) -> dict[str, str]:
    """外部系统只能查询自己提交的。字段名和代码在 `api/platforms/` 中（`[feedback]`、`[codes]`）；还没有的为空。"""
    read = platform_of(platform)
    file_no = await _file_under(world, actor, read, receipt)
    file = await readable(world, actor, file_no)
    unit = await run_in_threadpool(world.registry.places.unit, file.standing.holder_unit)
    return answered(read, file, receipt=receipt, unit=unit.name)


@router.post("/{platform}/complaints/{receipt:path}/notices", summary="平台对已派工单的催办、督办、时限调整和退单答复")
async def post_notice(
    world: TheWorld, actor: TheActor, platform: PlatformName, receipt: ReceiptPath, said: dict[str, JsonValue]
) -> Receipt:
    """字段名和代码在 `api/platforms/` 中（`[notices]`）。内容完全相同的通知只计一次（没有写明时刻的，同一日、其间没有其他通知的算同一次）；其中的电话、姓名等个人信息遮盖后记入案卷。"""
    read = platform_of(platform)
    noticed = read.noticed(said)
    file_no = await _file_under(world, actor, read, receipt)
    acts = (await readable(world, actor, file_no)).acts
    dated = noticed.dated or {"on": civil_day(minute_now()).isoformat()}
    sender = notice_from(actor, receipt, said, dated, acts)
    return await post_act(world, sender, file_no, await fitted(world, actor, file_no, noticed))


@router.post("/{platform}/import", response_model=None, summary="批量导入举报件（CSV 或者 xlsx，表头为平台的字段名）")
async def post_table(
    world: TheWorld,
    actor: TheActor,
    platform: PlatformName,
    file: Annotated[UploadFile, File(description="第一行为表头，其下每行一件；一次最多200行、4MB")],
    dry_run: Annotated[YesNo, Query(description="只检查，不开立")] = False,  # noqa: FBT002  a query parameter
) -> Response | dict[str, Any]:
    """全部正确才开立；有错的逐行列明（`problems`），一件也不开立。编号已经登记的不重复开立；中断的原样重新导入即接着办。"""
    read = platform_of(platform)
    with kept([(file.filename or "", await file.read())]) as (path,):
        found = await run_in_threadpool(checked, world, actor, read, path)
    told = {"rows": len(found.rows), "problems": [problem_told(one) for one in found.problems]}
    if found.problems:
        sentence = f"共{len(found.problems)}处有误，一件也没有开立；改正后重新导入"
        status = HTTPStatus.UNPROCESSABLE_ENTITY
        return problem(status, "rows-wrong", "内容不合要求", sentence, field="file", entered=False, **told)
    taken = () if dry_run else await take_rows(world, actor, found.rows)
    return {**told, "entered": not dry_run, "files": [one.model_dump() for one in taken]}
