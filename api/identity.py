"""Who is asking, and under which key: bearer token and Idempotency-Key; the register says everything else."""

import re
from http import HTTPStatus
from typing import Annotated

from fastapi import Depends, Header, Path, Request
from fastapi.concurrency import run_in_threadpool
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer

from api.opening import Sender
from api.problems import Refusal, bad_request
from kinds import kind_of
from models.ids import FILE_NO
from models.people import Actor
from registry.privacy import screen_key
from workflows.no_answer import NoSuchFile

BEARER = HTTPBearer(auto_error=False, description="本地启动时由 gridcase up 打印，见 var/tokens.json")
KEY = re.compile(r"[A-Za-z0-9_.:/@+-]{1,60}")
KEY_HEADER = "idempotency-key"
KEY_DOC = (
    "幂等键：由发送方自定、一条命令一个。同一个键原样重发只会计一次；换了内容会被拒绝。"
    "可用字母、数字和 _ . : / @ + -，最多60个字符"
)
FILE_NO_FORM = r"^R?[A-QS-Z]?[0-9]{4}-[0-9]{6}$"
"""As the OpenAPI page says it; another one is not refused as ill-formed but is nobody's, like one not given."""
FILE_NO_DOC = "案卷编号：案件如 2026-000123，举报件如 T2026-000123；演练的以 R 开头"


async def identified(request: Request) -> None:
    """Note who is asking, at the intake; refuse a request without a token, or with one nobody has."""
    credentials = await BEARER(request)
    if credentials is None:
        raise _unauthorised("no-token", "请求没有带访问令牌，请加上请求头 Authorization: Bearer <令牌>")
    access = request.app.state.world.registry.access
    known = await run_in_threadpool(access.known, credentials.credentials)
    if known is None:
        raise _unauthorised("unknown-token", "访问令牌无效、已过期，或者是不能用于生产环境的本地令牌")
    request.state.asking, request.state.known = known.actor, known
    request.state.actor = known.actor.id


def _actor(request: Request, _token: Annotated[HTTPAuthorizationCredentials | None, Depends(BEARER)]) -> Actor:
    """Return who is asking, as the intake has found."""
    actor: Actor = request.state.asking
    return actor


def _unauthorised(code: str, sentence: str) -> Refusal:
    return Refusal(HTTPStatus.UNAUTHORIZED, code, "身份不明", sentence)


TheActor = Annotated[Actor, Depends(_actor)]


def _sender(
    request: Request,
    actor: TheActor,
    idempotency_key: Annotated[str | None, Header(description=KEY_DOC)] = None,
) -> Sender:
    """Return who sends a command, under which key; of what is signed the number of the message is the key."""
    idempotency_key = getattr(request.state, "signed_key", idempotency_key)
    if not idempotency_key:
        raise bad_request("no-key", "缺少请求头 Idempotency-Key；" + KEY_DOC, field="Idempotency-Key")
    if KEY.fullmatch(idempotency_key) is None:
        raise bad_request("bad-key", "请求头 Idempotency-Key 的写法不合要求；" + KEY_DOC, field="Idempotency-Key")
    if screen_key(idempotency_key):
        sentence = "请求头 Idempotency-Key 像是个人信息（身份证、手机号码或者邮箱）；键会留在案卷里，请换用随机的键"
        raise bad_request("personal-data", sentence, field="Idempotency-Key")
    return Sender(actor, idempotency_key)


TheSender = Annotated[Sender, Depends(_sender)]


def _file_no(
    file_no: Annotated[str, Path(description=FILE_NO_DOC, json_schema_extra={"pattern": FILE_NO_FORM})],
) -> str:
    """Return the number of a file; one that no kind of file can have is nobody's."""
    if FILE_NO.fullmatch(file_no) is None:
        raise NoSuchFile
    try:
        kind_of(file_no)
    except KeyError:
        raise NoSuchFile from None
    return file_no


FileNo = Annotated[str, Depends(_file_no)]
