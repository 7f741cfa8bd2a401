"""The only place that knows HTTP status: every no as problem+json (RFC 9457), in Chinese, with its article.

400  the request itself cannot be read, or lacks its key
401  nobody known is asking
403  this person may not
404  no such file, act, page
405  the address is there, the method is not
408  the body did not arrive in time
409  the state of the file, or a key used before, stands against it
413  the body is too large
422  a field is missing or impossible, or goes beyond the law
429  too many came at once: send the same again, later
500  a fault of ours
503  engine, worker or database is away, or a judgment fails: send the same again
"""

from collections.abc import Iterable, Mapping, Sequence
from http import HTTPStatus
from typing import Any

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field, ValidationError
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from api.forms import ActForm, PlacedForm
from api.names import in_sentence
from api.words import path_of, sentence_of
from database.faults import AWAY, code_of
from law import refusals
from law.refusals import Refused
from models.acts import ACTS
from registry import errors
from registry.errors import RegisterError
from workflows.no_answer import EngineAway, JudgmentFailed, NoSuchFile, WorkerAway

log = structlog.get_logger()


class Problem(BaseModel):
    """A no, as every address answers it (RFC 9457)."""

    type: str
    title: str
    status: int
    detail: str = Field(description="一句话的理由：什么不对，怎样才对")
    code: str = Field(description="稳定的代码，供程序判断")
    article: str = Field(description="所依据的条文；法律没有规定的为空")
    field: str = Field(description="有问题的字段")
    guard: str = Field(description="所触发的审查规则")


MEDIA_TYPE = "application/problem+json"
RETRY_AFTER = "2"
"""Seconds after which a command that found nobody may be sent again."""

KINDS: Mapping[type[Refused], tuple[HTTPStatus, str]] = {
    refusals.OutOfOrder: (HTTPStatus.CONFLICT, "程序顺序不符"),
    refusals.OutOfTime: (HTTPStatus.CONFLICT, "期限不符"),
    refusals.NotCompetent: (HTTPStatus.FORBIDDEN, "无权办理"),
    refusals.OutOfBounds: (HTTPStatus.UNPROCESSABLE_ENTITY, "超出法定范围"),
    refusals.Unclear: (HTTPStatus.UNPROCESSABLE_ENTITY, "内容不明确"),
}
CONFLICTS = frozenset({"key-reused"})
"""Codes that are a conflict whatever kind of refusal carries them."""

PAGES = {
    HTTPStatus.NOT_FOUND: ("not-found", "没有这个地址", "没有这个地址，请查看 /docs 中的接口说明"),
    HTTPStatus.METHOD_NOT_ALLOWED: ("method-not-allowed", "请求方法不对", "这个地址不接受该请求方法，请查看 /docs"),
}


class Refusal(Exception):  # noqa: N818  an answer, not an error
    """A no of the API's own: about the request, not about the file."""

    wait = 0
    """Seconds after which the same may be sent again; 0 where that would not help."""

    def __init__(self, status: HTTPStatus, code: str, title: str, sentence: str, *, field: str = "") -> None:
        super().__init__(sentence)
        self.status, self.code, self.title, self.sentence, self.field = status, code, title, sentence, field


def bad_request(code: str, sentence: str, *, field: str = "") -> Refusal:
    """Return the answer to a request that cannot be read."""
    return Refusal(HTTPStatus.BAD_REQUEST, code, "请求不完整", sentence, field=field)


def unknown(code: str, sentence: str, *, field: str = "") -> Refusal:
    """Return the answer to a question about something that is not there."""
    return Refusal(HTTPStatus.NOT_FOUND, code, "没有找到", sentence, field=field)


def impossible(code: str, sentence: str, *, field: str = "") -> Refusal:
    """Return the answer to content that cannot be taken."""
    return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, code, "内容不合要求", sentence, field=field)


def forbidden(code: str, sentence: str) -> Refusal:
    """Return the answer to somebody who may not."""
    return Refusal(HTTPStatus.FORBIDDEN, code, "无权办理", sentence)


def problem(status: HTTPStatus, code: str, title: str, detail: str, **more: Any) -> JSONResponse:  # noqa: ANN401
    """Return a problem as an HTTP answer."""
    headers = {"Retry-After": RETRY_AFTER} if status == HTTPStatus.SERVICE_UNAVAILABLE else {}
    if status == HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    body = {"type": f"urn:gridcase:problem:{code}", "title": title, "status": status.value, "detail": detail}
    extra = {"code": code, "article": "", "field": "", "guard": "", **more}
    return JSONResponse({**body, **extra}, status_code=status, headers=headers, media_type=MEDIA_TYPE)


def of_refused(request: Request, refused: Refused) -> JSONResponse:
    """Answer with what the law, or the state of the file, said no to."""
    status, title = KINDS.get(type(refused), (HTTPStatus.CONFLICT, "不能办理"))
    if refused.code in CONFLICTS:
        status, title = HTTPStatus.CONFLICT, "幂等键已用于其他内容"
    more = {"article": refused.article, "field": refused.field, "guard": refused.guard}
    return problem(status, refused.code, title, in_sentence(request.app.state.world.registry, refused.sentence), **more)


def of_register(_request: Request, error: RegisterError) -> JSONResponse:
    """Answer with what the register could not take, and the names that come nearest."""
    conflict = isinstance(error, errors.KeyReused)
    status = HTTPStatus.CONFLICT if conflict else HTTPStatus.UNPROCESSABLE_ENTITY
    title = "幂等键已用于其他内容" if conflict else "登记簿中没有或者不能登记"
    return problem(status, error.code, title, error.sentence, field=error.field, nearest=list(error.nearest))


def of_refusal(_request: Request, refusal: Refusal) -> JSONResponse:
    """Answer with what is wrong with the request."""
    answer = problem(refusal.status, refusal.code, refusal.title, refusal.sentence, field=refusal.field)
    if refusal.wait:
        answer.headers["Retry-After"] = str(refusal.wait)
    return answer


def of_request(request: Request, error: RequestValidationError) -> JSONResponse:
    """Answer with every field that is missing or impossible, each in a sentence."""
    if any(row["type"] == "json_invalid" for row in error.errors()):
        sentence = sentence_of({"type": "json_invalid", "loc": ()})
        return problem(HTTPStatus.BAD_REQUEST, "not-json", "请求不完整", sentence)
    return _invalid([_beside(row, error.body) for row in error.errors()], _opening(request))


def _opening(request: Request) -> str:
    """Return the act of which an address takes the form; empty where it opens no file."""
    form = getattr(request.scope.get("endpoint"), "__annotations__", {}).get("form")
    return form.of_act() if isinstance(form, type) and issubclass(form, PlacedForm) else ""


def _beside(row: Mapping[str, Any], body: object) -> Mapping[str, Any]:
    """Return an error about a field of an act that was put beside its fields as what it is."""
    act = body.get("act") if isinstance(body, dict) and row["type"] == "extra_forbidden" else None
    if isinstance(act, str) and act in ACTS and row["loc"][-1] in ACTS[act].model_fields:
        return {**row, "type": "inside_fields", "ctx": {"act": act}}
    return row


def of_fields(_request: Request, error: "InvalidFields") -> JSONResponse:
    """Answer with every field of an act that is missing or impossible."""
    return _invalid(error.rows, error.act)


class InvalidFields(Exception):  # noqa: N818
    """The fields of an act do not fit its model."""

    def __init__(self, act: str, error: ValidationError) -> None:
        super().__init__(act)
        self.act = act
        self.rows: Sequence[Mapping[str, Any]] = [
            {**row, "type": "outside_fields"}
            if row["type"] == "extra_forbidden" and row["loc"][0] in ActForm.model_fields
            else row
            for row in error.errors(include_url=False, include_input=False)
        ]


def _invalid(rows: Iterable[Mapping[str, Any]], act: str = "") -> JSONResponse:
    found = [{"field": path_of(row["loc"]), "sentence": sentence_of(row, act)} for row in rows]
    detail = "；".join(row["sentence"] for row in found)
    field = found[0]["field"] if found else ""
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "invalid-fields", "内容不合要求", detail, field=field, errors=found)


def of_no_such_file(_request: Request, _error: NoSuchFile) -> JSONResponse:
    """Answer that no file bears the number."""
    sentence = "没有这个编号的案件、举报件或者其他案卷，请核对编号，或者用 GET /v1/cases、GET /v1/complaints 查找"
    return problem(HTTPStatus.NOT_FOUND, "no-such-file", "没有找到", sentence, field="file_no")


def of_worker_away(_request: Request, _error: WorkerAway) -> JSONResponse:
    """Answer that nobody carried the command out in time."""
    sentence = (
        "工作进程没有在时限内应答（没有运行、正在重启，或者正忙于其他案卷、等待数据库），是否已办理尚未确认；"
        "请稍后用同一个幂等键原样重发，只会计一次；各部分的状态见 GET /healthz"
    )
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "worker-away", "暂时无法办理", sentence)


def of_judgment_failed(_request: Request, failed: JudgmentFailed) -> JSONResponse:
    """Answer that the act is in the file and its judgment fails: a fault of ours, which holds the file and heals."""
    number = f"（暂列第{failed.act_no}号行为）" if failed.act_no else ""
    sentence = (
        f"命令已收入案卷{number}，但本案的审查判断出错，已告知运维人员，修复后自动续办；"
        "如系内容有误，可以“撤回记录”或者“更正记录”；请稍后用同一个幂等键原样重发以取得回执，只会计一次"
    )
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "judgment-failed", "审查判断出错", sentence)


def of_engine_away(_request: Request, _error: EngineAway) -> JSONResponse:
    """Answer that the engine cannot be reached."""
    sentence = "流程引擎暂时无法连接，命令尚未确认；请稍后用同一个幂等键原样重发，只会计一次"
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "engine-away", "暂时无法办理", sentence)


def of_database_away(_request: Request, error: SQLAlchemyError) -> JSONResponse:
    """Answer that register and docket cannot be reached."""
    log.warning("database_unreachable", error=code_of(error))
    sentence = "登记簿和案卷台账的数据库暂时无法连接；请稍后用同一个幂等键原样重发，只会计一次"
    return problem(HTTPStatus.SERVICE_UNAVAILABLE, "database-away", "暂时无法办理", sentence)


def of_page(_request: Request, error: HTTPException) -> JSONResponse:
    """Answer that there is no such address or method."""
    status = HTTPStatus(error.status_code)
    code, title, sentence = PAGES.get(status, ("http-error", "请求不成立", str(error.detail)))
    return problem(status, code, title, sentence)


def of_fault(request: Request, error: Exception) -> JSONResponse:
    """Answer that something broke on our side; the log has it under the request's number."""
    request_id = request.scope.get("state", {}).get("request_id", "")
    log.error("request_failed", request_id=request_id, exc_info=error)
    sentence = f"系统内部出错，已记入日志，编号 {request_id}；请把编号告诉管理人员"
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "fault", "系统出错", sentence, request_id=request_id)


HANDLERS: Mapping[type[Exception], Any] = {
    Refused: of_refused,
    RegisterError: of_register,
    Refusal: of_refusal,
    RequestValidationError: of_request,
    InvalidFields: of_fields,
    NoSuchFile: of_no_such_file,
    WorkerAway: of_worker_away,
    JudgmentFailed: of_judgment_failed,
    EngineAway: of_engine_away,
    **dict.fromkeys(AWAY, of_database_away),
    HTTPException: of_page,
    Exception: of_fault,
}


REF = "#/components/schemas/{model}"
ANSWERS: dict[int | str, dict[str, Any]] = {
    status.value: {
        "description": text,
        "content": {MEDIA_TYPE: {"schema": {"$ref": REF.format(model=Problem.__name__)}}},
    }
    for status, text in (
        (HTTPStatus.BAD_REQUEST, "请求不能读取，或者缺少幂等键"),
        (HTTPStatus.UNAUTHORIZED, "没有令牌，或者令牌无效"),
        (HTTPStatus.FORBIDDEN, "无权办理或者查看"),
        (HTTPStatus.NOT_FOUND, "没有找到"),
        (HTTPStatus.METHOD_NOT_ALLOWED, "这个地址不接受该请求方法"),
        (HTTPStatus.REQUEST_TIMEOUT, "请求正文没有按时收齐"),
        (HTTPStatus.REQUEST_ENTITY_TOO_LARGE, "请求正文太大"),
        (HTTPStatus.CONFLICT, "与案卷的状态，或者与此前用过的幂等键冲突"),
        (HTTPStatus.UNPROCESSABLE_ENTITY, "内容缺少、不合要求，或者超出法定范围"),
        (HTTPStatus.TOO_MANY_REQUESTS, "提交过于频繁，按 Retry-After 所写的秒数以后重发"),
        (HTTPStatus.SERVICE_UNAVAILABLE, "系统的一部分不在，请用同一个幂等键重发"),
    )
}
"""What every address may answer besides yes, for the OpenAPI page.

The model is named, not given: FastAPI would make one anew for each answer of each address, which takes seconds.
"""


def described() -> dict[str, Any]:
    """Return the schema that the answers name, for the components of the OpenAPI page."""
    return {Problem.__name__: Problem.model_json_schema(ref_template=REF)}


def answer_to(request: Request, error: Exception) -> JSONResponse:
    """Return the answer to what was raised where the application itself does not answer."""
    handler = next((HANDLERS[kind] for kind in type(error).__mro__ if kind in HANDLERS), of_fault)
    answer: JSONResponse = handler(request, error)
    return answer


def install(app: FastAPI) -> None:
    """Have every no and every fault of the application answered here."""
    for kind, handler in HANDLERS.items():
        app.add_exception_handler(kind, handler)
