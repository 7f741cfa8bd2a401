"""GeoReport v2 (Open311): complaints from whoever speaks it, opened as those of the JSON door are; each its own."""

import base64
import binascii
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from typing import Annotated, Any, Literal, cast

from fastapi import APIRouter, Depends, Path, Query, Request, Response
from fastapi.concurrency import run_in_threadpool

from api.asked import FIRST_DAY
from api.doors import georeport
from api.doors.fields import fields_of, form_of
from api.doors.georeport_forms import MEDIA, Form, answered
from api.identity import KEY_HEADER
from api.opening import Sender, open_file
from api.problems import Refusal, bad_request, forbidden, impossible, unknown
from api.world import TheWorld, World, minute_now
from docket.sent import Asked, SentComplaint, complaints_sent
from law.edition import shipped
from models.people import Actor
from models.values import first_said

SPAN, MOST = 90, 1000
"""How many days one question reaches over, and how many requests it is answered with, as GeoReport has it."""

STATUSES: dict[int, str] = {
    400: "缺少内容，或者内容不合要求",
    403: "没有 api_key，或者无效",
    404: "没有这个地区、服务或者请求",
    405: "这个地址不接受该请求方法",
    408: "请求正文没有按时收齐",
    409: "同一编号已用于其他内容，或者与案卷的状态冲突",
    413: "请求正文太大",
    429: "提交过于频繁，按 Retry-After 所写的秒数以后重发",
    503: "系统的一部分不在，请原样重发",
}
ERRORS = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["code", "description"],
        "properties": {"code": {"type": "integer"}, "description": {"type": "string"}},
    },
}
LIST, OBJECT = {"type": "array", "items": {"type": "object"}}, {"type": "object"}


def _in_both(told: str, schema: dict[str, Any]) -> dict[str, Any]:
    return {"description": told, "content": {"application/json": {"schema": schema}, "text/xml": {}}}


def _answers(schema: dict[str, Any]) -> dict[int | str, dict[str, Any]]:
    """Return what an address answers, for the OpenAPI page: always in the form that was asked for."""
    said = {401: "不使用", 422: "不使用", **STATUSES}
    return {200: _in_both("答复", schema), **{status: _in_both(told, ERRORS) for status, told in said.items()}}


router = APIRouter(prefix="/open311", tags=["Open311 GeoReport v2"], responses=_answers(LIST))


def _jurisdiction(
    jurisdiction_id: Annotated[str | None, Query(max_length=64, description="430400；可以不写")] = None,
) -> None:
    """Refuse another jurisdiction than the city."""
    must_be_ours(jurisdiction_id or "")


def must_be_ours(jurisdiction: str) -> None:
    """Refuse another jurisdiction than the city; none need be named."""
    if jurisdiction not in ("", georeport.JURISDICTION):
        sentence = (
            f"没有地区“{jurisdiction[:64]}”；本接口只有衡阳市，jurisdiction_id 为 {georeport.JURISDICTION}，可以不写"
        )
        raise unknown("unknown-jurisdiction", sentence, field="jurisdiction_id")


def _form(form: Annotated[str, Path(json_schema_extra={"enum": list(MEDIA)}, description="json 或者 xml")]) -> Form:
    """Return the form that the address ends with; there is nothing under another one."""
    if form not in MEDIA:
        raise unknown("not-found", "网址须以 .json 或者 .xml 结尾", field="form")
    return cast("Form", form)


TheForm = Annotated[Form, Depends(_form)]
Code = Annotated[str, Path(max_length=64, description="服务代码，如 water")]
ApiKey = Annotated[
    str | None,
    Query(max_length=200, description="外部系统的访问令牌；也可以作 Bearer，或者 HTTP Basic 的密码"),
]


def _key_in(request: Request, given: str) -> str:
    """Return the key: as a parameter, as a bearer's token, or as the password of whoever."""
    scheme, _, said = request.headers.get("authorization", "").partition(" ")
    if given or scheme.lower() not in ("bearer", "basic"):
        return given
    if scheme.lower() == "bearer":
        return said.strip()
    try:
        return base64.b64decode(said, validate=True).decode().partition(":")[2]
    except (binascii.Error, UnicodeDecodeError):
        return ""


async def _sender(world: World, request: Request, given: str) -> Actor:
    """Return the system whose key it is; who has none is counted by their address, and refused."""
    key = _key_in(request, given)
    actor = await run_in_threadpool(world.registry.access.actor, key) if key else None
    if actor is None or actor.kind != "system":
        world.limits.nobody(request)
        raise forbidden("unknown-key", "没有 api_key，或者 api_key 不是登记的外部系统的访问令牌")
    request.state.actor = actor.id
    return actor


async def _reader(world: TheWorld, request: Request, api_key: ApiKey = None) -> Actor:
    return await _sender(world, request, api_key or "")


TheReader = Annotated[Actor, Depends(_reader)]
OURS = [Depends(_jurisdiction)]


@router.get("/discovery.{form}", responses=_answers(OBJECT), summary="服务发现")
def get_discovery(request: Request, form: TheForm) -> Response:
    """接口的地址和格式（Open311 Service Discovery）。"""
    return answered(form, "discovery", georeport.discovery(str(request.base_url)))


@router.get("/v2/services.{form}", dependencies=OURS, summary="可以举报的事项")
def get_services(form: TheForm) -> Response:
    """每一种污染类型为一项服务。"""
    return answered(form, "services", georeport.services())


@router.get("/v2/services/{code}.{form}", dependencies=OURS, responses=_answers(OBJECT), summary="一项服务所要填写的")
def get_definition(code: Code, form: TheForm) -> Response:
    """`attribute[grid]` 和 `attribute[receipt]` 必填。"""
    return answered(form, "service_definition", georeport.definition(code))


POSTED: tuple[str, ...] = (
    "jurisdiction_id",
    "api_key",
    "service_code",
    "lat",
    "long",
    "address_string",
    "address_id",
    "email",
)
POSTED += ("device_id", "account_id", "first_name", "last_name", "phone", "description", "media_url")
POSTED += tuple(f"attribute[{name}]" for name in (georeport.GRID, georeport.RECEIPT, georeport.ALSO))
TEXTS = {name: {"type": "string"} for name in POSTED}
FORM = {"type": "object", "required": ["service_code", "description"], "properties": TEXTS}
BODY = {"requestBody": {"required": True, "content": {"application/x-www-form-urlencoded": {"schema": FORM}}}}


@router.post(
    "/v2/requests.{form}",
    openapi_extra=BODY,
    responses={201: _in_both("已登记", LIST)},
    summary="提交一件举报",
)
async def post_request(world: TheWorld, request: Request, form: TheForm, api_key: ApiKey = None) -> Response:
    """`attribute[receipt]`（或者 Idempotency-Key）为发送方的编号：原样重发只计一次（200），换了内容为 409。姓名、联系方式和 description 封存。"""
    async with form_of(request) as sent:
        said = fields_of(sent)
    sender = await _sender(world, request, first_said(said, "api_key") or api_key or "")
    world.limits.sent_by(sender.id)
    must_be_ours(first_said(said, "jurisdiction_id"))
    mapped = georeport.mapped(said, request.headers.get(KEY_HEADER, ""))
    opened = await open_file(world, Sender(sender, mapped.receipt), mapped.form)
    notice = f"已登记为{opened.file_no}，地点：{opened.place}；办理情况请凭编号查询"
    told = {"service_request_id": opened.file_no, "service_notice": notice, "account_id": None}
    return answered(form, "service_requests", [told], HTTPStatus.OK if opened.repeated else HTTPStatus.CREATED)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which requests are asked for, as GeoReport names it."""

    service_request_id: Annotated[
        str | None, Query(max_length=4000, description="几个编号以逗号分隔；写了即不看其他条件")
    ] = None
    service_code: Annotated[str | None, Query(max_length=200, description="几个以逗号分隔")] = None
    start_date: Annotated[str | None, Query(max_length=40, description="如 2026-09-01T00:00:00+08:00")] = None
    end_date: Annotated[str | None, Query(max_length=40)] = None
    status: Annotated[str | None, Query(max_length=20, description="open、closed，或者两者以逗号分隔")] = None


@router.get("/v2/requests.{form}", dependencies=OURS, summary="本系统提交的举报")
def get_requests(world: TheWorld, sender: TheReader, form: TheForm, wanted: Annotated[Wanted, Depends()]) -> Response:
    """新的在前；不写日期的为最近 90 日，最多 1000 件。举报内容和举报人已经封存，不再显示。"""
    return _told(form, complaints_sent(world.docket, sender.id, _asked(wanted), MOST))


@router.get("/v2/requests/{number}.{form}", dependencies=OURS, summary="一件举报办得怎样")
def get_request(
    world: TheWorld, sender: TheReader, form: TheForm, number: Annotated[str, Path(max_length=64)]
) -> Response:
    """只有提交它的系统可以查询。"""
    found = complaints_sent(world.docket, sender.id, Asked(numbers=[number]), 1)
    if not found:
        raise unknown("no-such-file", f"没有由本系统提交的举报“{number}”", field="service_request_id")
    return _told(form, found)


@router.get("/v2/tokens/{token}.{form}", dependencies=OURS, summary="按发送方的编号查举报编号")
def get_token(
    world: TheWorld, sender: TheReader, form: TheForm, token: Annotated[str, Path(max_length=64)]
) -> Response:
    """提交以后没有收到答复的，用 `attribute[receipt]` 所写的编号查询。"""
    number = world.registry.numbers.given_under(sender.id, token)
    if number is None:
        raise unknown("no-such-token", f"没有以编号“{token}”提交过举报", field="token")
    return answered(form, "service_requests", [{"token": token, "service_request_id": number}])


def _told(form: Form, found: tuple[SentComplaint, ...]) -> Response:
    return answered(form, "service_requests", [georeport.told_of(one) for one in found])


def _asked(wanted: Wanted) -> Asked:
    numbers = _several(wanted.service_request_id)
    if numbers:
        return Asked(numbers=numbers)
    codes = _several(wanted.service_code)
    for code in codes:
        georeport.must_be_service(code)
    since, until = _range(wanted)
    return Asked(pollution=codes, since=since, until=until, closed=_closed(_several(wanted.status)))


def _several(said: str | None) -> list[str]:
    return [one.strip() for one in (said or "").split(",") if one.strip()]


def _closed(statuses: list[str]) -> bool | None:
    wrong = next((one for one in statuses if one not in ("open", "closed")), "")
    if wrong:
        raise impossible("bad-field", f"status 只有 open 和 closed，没有“{wrong}”", field="status")
    return None if len(set(statuses)) != 1 else statuses[0] == "closed"


def _range(wanted: Wanted) -> tuple[datetime, datetime | None]:
    """Return from when to when, no longer than GeoReport has it; where neither is said, up to now."""
    reach = timedelta(days=SPAN)
    since, until = _instant(wanted.start_date, "start_date"), _instant(wanted.end_date, "end_date")
    if since is not None and until is not None and until - since > reach:
        raise bad_request("too-long", f"start_date 至 end_date 最多{SPAN}日", field="end_date")
    if since is not None:
        return since, until or since + reach
    return (until or minute_now()) - reach, until


def _instant(said: str | None, field: Literal["start_date", "end_date"]) -> datetime | None:
    if not said:
        return None
    try:
        at = datetime.fromisoformat(said.replace(" ", "+"))
    except ValueError:
        raise _no_instant(field) from None
    last = shipped().calendar.last
    if not FIRST_DAY <= at.date() <= last:
        span = f"{FIRST_DAY}至{last}"
        raise impossible("bad-field", f"{field} 所写的 {at.date()} 不在可以查询的日期内（{span}）", field=field)
    if at.tzinfo is None:
        raise _no_instant(field)
    return at


def _no_instant(field: str) -> Refusal:
    return impossible("bad-field", f"{field} 须写明日期、时刻和时区，如 2026-09-01T00:00:00+08:00", field=field)
