"""The API as a rehearsal sees it: one token a role, patience while a part is away, each no with its article."""

import time
from collections.abc import Collection, Mapping
from typing import Any

import httpx

from rehearsal.playing import No
from rehearsal.story_files import Away

PATIENCE = 30
"""How many times a command is sent again while a part of the system is away."""
PAUSE = 2.0
LATER = (httpx.codes.SERVICE_UNAVAILABLE, httpx.codes.TOO_MANY_REQUESTS)
"""What says that the same command would be taken later: no answer to it."""
BROKEN = "系统发生故障，演练中止"
"""A fault of ours is no refusal: a story that went on over it would lack what the source tells."""
READER = "supervisor"


class LocalServices:
    """The API of a local start, spoken to in the name of any of its roles."""

    def __init__(self, http: httpx.Client, tokens: Mapping[str, str], *, pause: float = PAUSE) -> None:
        self._http, self._tokens, self._pause = http, tokens, pause
        self._of_unit: dict[str, dict[str, tuple[str, ...]]] = {}

    @property
    def roles(self) -> Collection[str]:
        """Return in whose name commands can be sent."""
        return self._tokens.keys()

    def of_unit(self, unit: str) -> Mapping[str, Collection[str]]:
        """Return in whose name commands of a unit can be sent, each with the roles of the person."""
        if not self._of_unit:
            for role in self._tokens:
                me = self._answer(role, "GET", "/v1/people/me")
                self._of_unit.setdefault(me["unit"], {})[role] = tuple(me["roles"])
        return self._of_unit.get(unit, {})

    def get(self, path: str, params: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401
        """Return the JSON behind an address."""
        return self._answer(READER, "GET", path, params=params)

    def post(self, role: str, path: str, body: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401  as above
        """Send a command in the name of a role; the same key counts once."""
        return self._answer(role, "POST", path, json=body, headers={"Idempotency-Key": key})

    def _answer(self, role: str, method: str, path: str, **request: Any) -> Any:  # noqa: ANN401
        """Ask until a part of the system that is away has come back, or patience is at its end."""
        headers = {**request.pop("headers", {}), "Authorization": f"Bearer {self._tokens[role]}"}
        for _ in range(PATIENCE):
            response = self._asked(method, path, headers=headers, **request)
            if response.is_success:
                return response.json()
            if response.status_code not in LATER:
                raise _no(response) if response.is_client_error else Away(f"{BROKEN}：{_no(response).sentence}")
            time.sleep(self._pause)
        raise Away(f"系统长时间没有应答，演练中止：{_no(response).sentence}")

    def _asked(self, method: str, path: str, **request: Any) -> httpx.Response:  # noqa: ANN401
        try:
            return self._http.request(method, path, **request)
        except httpx.TransportError:
            where = self._http.base_url
            raise Away(f"无法连接 {where}；请先用 gridcase up 启动系统，或者检查 GRIDCASE_API") from None


def _no(response: httpx.Response) -> No:
    try:
        problem = response.json()
    except ValueError:
        problem = {}
    sentence = problem.get("detail") or f"API 返回 {response.status_code}，没有说明"
    said = {name: problem.get(name) or "" for name in ("code", "article", "field")}
    return No(sentence, **said)
