"""The HTTP API as the command line sees it: a token chosen by role, one call, and a clear sentence when it says no."""

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import httpx
import typer

from cli.running_here import elsewhere
from cli.speech import Exit, Failed
from cli.spoken_fields import told_where
from cli.spoken_routes import for_terminal
from cli.unanswered import Unanswered
from cli.waiting import patience, silence
from law.refusals import with_article
from settings import Settings

AS_ROLE = "以谁的身份：本地令牌的岗位名，见 gridcase token list；不写的，用环境变量 GRIDCASE_TOKEN。"
AsRole = Annotated[str | None, typer.Option("--as", help=AS_ROLE)]
AsClerk = Annotated[str | None, typer.Option("--as", help=AS_ROLE, show_default="clerk")]
AsHead = Annotated[str | None, typer.Option("--as", help=AS_ROLE, show_default="head")]
AsPatroller = Annotated[str | None, typer.Option("--as", help=AS_ROLE, show_default="patroller")]
"""Whose token is used; shown as the default is who usually types the command, where GRIDCASE_TOKEN does not speak."""
READER = "supervisor"
"""Whose token is used when none is named."""
FILE_TIMEOUT = 600.0
"""Seconds to wait for the answer to a request that brings a file, or fetches one."""
UNKNOWN = "unknown-"
"""How the code of a no begins that says that there is none of this name or number: a unit, a stage, an act."""
WRITTEN_WRONGLY = frozenset({"invalid-fields", "not-a-number", "invalid-credit-code", "unknown-stage"})
WRITTEN_WRONGLY |= {"ambiguous-grid", "ambiguous-unit"}
"""Codes of what is refused for how it is written, before the law is asked: a word that is none of a fixed list too."""
ABOUT_A_FIELD = frozenset({httpx.codes.BAD_REQUEST, httpx.codes.UNPROCESSABLE_ENTITY})
"""The answers after which something is to be written otherwise."""
OPEN = (Exit.AWAY, Exit.FAULT)
"""The ends of a command after which nobody knows whether it was done."""

Params = Mapping[str, str | int | bool | list[str] | None]


class Remote:
    """The API behind an HTTP client."""

    def __init__(self, http: httpx.Client, unanswered: Unanswered) -> None:
        self._http, self._unanswered = http, unanswered

    def get(self, path: str, params: Params | None = None) -> Any:  # noqa: ANN401  whatever JSON the API answers
        """Return the JSON behind an address."""
        asked = {name: value for name, value in (params or {}).items() if value is not None}
        return self._answer("GET", path, params=asked)

    def post(self, path: str, body: Mapping[str, Any], *, key: str | None = None) -> Any:  # noqa: ANN401
        """Send a command and return its answer, with the `key` it went under: under the same key it counts once.

        Without a key it goes under one of its own, kept until it is answered: the same command again has it again.
        """
        if key is not None:
            return self._posted(path, body, key)
        sender = str(self._http.headers["Authorization"])
        key = self._unanswered.key(sender, path, body)
        try:
            answer = self._posted(path, body, key)
        except Failed as failed:
            if failed.code in OPEN:
                kept = f"是否已办理尚不清楚；把同一条命令原样再运行一次，只会计一次（幂等键{key}已保留）"
                raise Failed(failed.code, f"{failed.sentence}。{kept}") from None
            self._unanswered.answered(sender, path, body)
            raise
        self._unanswered.answered(sender, path, body)
        return answer

    def send_file(self, path: str, file: Path, params: Params) -> Any:  # noqa: ANN401  whatever JSON the API answers
        """Send a file as the body of a request; what is told by its content counts once without a key."""
        with file.open("rb") as body:
            return self._answer("POST", path, params=params, content=body, timeout=FILE_TIMEOUT)

    def send_table(self, path: str, file: Path, params: Params) -> Any:  # noqa: ANN401  whatever JSON the API answers
        """Send a file as that of a form; its rows count once by numbers of their own, without a key."""
        with file.open("rb") as body:
            return self._answer("POST", path, params=params, files={"file": (file.name, body)}, timeout=FILE_TIMEOUT)

    def fetch(self, path: str, target: Path, sha256: str) -> None:
        """Write what is behind an address into a file, if it is what its digest says."""
        content = self.content(path)
        if hashlib.sha256(content).hexdigest() != sha256:
            raise Failed(Exit.FAULT, "收到的内容与校验值不符，没有写入；请再试一次")
        target.write_bytes(content)

    def content(self, path: str) -> bytes:
        """Return the bytes behind an address."""
        return self._asked("GET", path, timeout=FILE_TIMEOUT).content

    def _posted(self, path: str, body: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401
        return {**self._answer("POST", path, json=body, headers={"Idempotency-Key": key}), "key": key}

    def _answer(self, method: str, path: str, **request: Any) -> Any:  # noqa: ANN401
        return self._asked(method, path, **request).json()

    def _asked(self, method: str, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401
        try:
            response = self._http.request(method, path, **request)
        except httpx.ReadTimeout as fault:
            raise Failed(Exit.AWAY, silence(self._http, fault)) from None
        except httpx.TransportError:
            sentence = f"无法连接 {self._http.base_url}；请先用 gridcase up 启动系统，或者检查 GRIDCASE_API"
            raise Failed(Exit.AWAY, sentence + elsewhere()) from None
        if response.is_success:
            return response
        raise _failed(response)


@contextmanager
def remote(role: str | None = None, *, usual: str = READER) -> Iterator[Remote]:
    """Speak to the API with the token of a role; without one, with GRIDCASE_TOKEN or that of the `usual` role."""
    settings = Settings.from_env()
    headers = {"Authorization": f"Bearer {token_of(settings, role, usual)}"}
    address, timeout = api_address(settings), patience(settings)
    with httpx.Client(base_url=address, headers=headers, timeout=timeout, trust_env=False) as http:
        yield Remote(http, Unanswered.of(settings))


def api_address(settings: Settings) -> str:
    """Return where the API is: GRIDCASE_API, else what the settings say."""
    return os.environ.get("GRIDCASE_API") or f"http://{settings.api_host}:{settings.api_port}"


def token_of(settings: Settings, role: str | None, usual: str = READER) -> str:
    """Return the token of a role out of the local ones; without a role, GRIDCASE_TOKEN or that of the `usual` one."""
    given = os.environ.get("GRIDCASE_TOKEN")
    if role is None and given:
        return given
    tokens = local_tokens(settings)
    wanted = role or usual
    if wanted not in tokens:
        raise Failed(Exit.USAGE, f"没有岗位“{wanted}”的本地令牌，现有：{'、'.join(tokens)}")
    return tokens[wanted]


def identity(me: Mapping[str, Any]) -> str:
    """Return who a token belongs to, in words."""
    if me["kind"] != "person":
        return f"外部系统 {me['id']}"
    return f"{me['name']}（{'、'.join(me['roles'].values()) or '未任职'}）　{me['unit_name']}"


def posts(role: str | None) -> list[str]:
    """Return the posts a command may be typed under: the one that was named, else those of the local tokens.

    There are none where GRIDCASE_TOKEN speaks.
    """
    if role is not None:
        return [role]
    return [] if os.environ.get("GRIDCASE_TOKEN") else list(local_tokens(Settings.from_env()))


def local_tokens(settings: Settings) -> dict[str, str]:
    """Return the tokens made for a local start, by role."""
    path = settings.var / "tokens.json"
    if not path.is_file():
        start = "请先运行 gridcase up，或者设置环境变量 GRIDCASE_VAR、GRIDCASE_TOKEN"
        raise Failed(Exit.USAGE, f"没有本地令牌文件 {path.absolute()}；{start}{elsewhere()}")
    tokens: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return tokens


def _failed(response: httpx.Response) -> Failed:
    """Return an answer that is a no as a sentence with its article, and the exit code that belongs to it."""
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    asked = problem.get("field", "") if response.status_code in ABOUT_A_FIELD else ""
    told = for_terminal(told_where(problem.get("detail", ""), asked))
    sentence = told or f"API 返回 {response.status_code}，没有说明"
    code = _exit_code(response.status_code, str(problem.get("code", "")))
    return Failed(code, with_article(sentence, problem.get("article", "")), problem)


def _exit_code(status: int, code: str) -> Exit:
    if code in WRITTEN_WRONGLY:
        return Exit.USAGE
    named_nobody = status == httpx.codes.UNPROCESSABLE_ENTITY and code.startswith(UNKNOWN)
    if status == httpx.codes.NOT_FOUND or named_nobody:
        return Exit.NOT_FOUND
    if status == httpx.codes.BAD_REQUEST:
        return Exit.USAGE
    if status == httpx.codes.SERVICE_UNAVAILABLE:
        return Exit.AWAY
    return Exit.FAULT if httpx.codes.is_server_error(status) else Exit.REFUSED
