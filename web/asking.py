"""How the console asks the API: over ASGI, under the reader's own token, so that the API's rules are the console's."""

from collections.abc import Mapping
from typing import Any

import httpx
from starlette.types import ASGIApp

Bytes = bytes
WITHIN = 30.0
"""Seconds that an answer may take; the API itself gives up earlier."""


class Refused(Exception):  # noqa: N818  an answer, not an error
    """A no of the API: what it says, of which field, by which article."""

    def __init__(self, status: int, problem: Mapping[str, Any]) -> None:
        super().__init__(problem.get("detail", ""))
        self.status, self.problem = status, problem

    @property
    def by_field(self) -> dict[str, str]:
        """Return what is wrong with each field, by its path."""
        rows = self.problem.get("errors") or ()
        told = {row["field"]: row["sentence"] for row in rows}
        field = self.problem.get("field", "")
        return told or ({field: self.problem["detail"]} if field else {})


class Api:
    """The API as one reader may use it."""

    def __init__(self, http: httpx.AsyncClient, token: str) -> None:
        self._http, self._headers = http, {"Authorization": f"Bearer {token}"}

    async def get(self, address: str, asked: Mapping[str, Any] | None = None) -> Any:  # noqa: ANN401  what JSON says
        """Return what stands at an address.

        Raises:
            Refused: the API says no.
        """
        return _told(await self.bytes(address, asked)).json()

    async def bytes(self, address: str, asked: Mapping[str, Any] | None = None) -> httpx.Response:
        """Return the answer as it comes: a document, a picture."""
        wanted = {name: value for name, value in (asked or {}).items() if value not in (None, "")}
        return _told(await self._http.get(address, params=wanted, headers=self._headers))

    async def post(self, address: str, body: Mapping[str, Any], key: str) -> Any:  # noqa: ANN401
        """Send a command under a key, under which it counts once.

        Raises:
            Refused: the API says no.
        """
        headers = {**self._headers, "Idempotency-Key": key}
        return _told(await self._http.post(address, json=body, headers=headers)).json()

    async def keep(self, address: str, asked: Mapping[str, Any], content: Bytes) -> None:
        """Send a material as it is; the same one sent again counts once.

        Raises:
            Refused: the API says no.
        """
        _told(await self._http.post(address, params=dict(asked), content=content, headers=self._headers))


def client_of(api: ASGIApp) -> httpx.AsyncClient:
    """Return a client that speaks to the API in the same process."""
    transport = httpx.ASGITransport(app=api, raise_app_exceptions=False)
    return httpx.AsyncClient(transport=transport, base_url="http://console", timeout=WITHIN, trust_env=False)


def _told(answer: httpx.Response) -> httpx.Response:
    if answer.is_success:
        return answer
    try:
        problem = answer.json()
    except ValueError:
        problem = {"title": "系统出错", "detail": "系统没有给出可以读取的答复，请稍后再试"}
    raise Refused(answer.status_code, problem)
