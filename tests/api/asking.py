"""Short sentences for requests: who sends what, under which key."""

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

import httpx

FINDING = {
    "grid": "衡山县开云镇",
    "place": "示例村排口",
    "pollution": ["water"],
    "summary": "排口外排黑色污水",
    "on": "2026-09-01",
}
COMPLAINT = {
    "grid": "衡山县开云镇",
    "pollution": ["water", "air"],
    "channel": "telephone",
    "on": "2026-09-01",
    "complaint": {"text": "沟渠发黑发臭，请联系13800138000", "reporter": "示例举报人", "contact": "13800138000"},
    "named": True,
}
OFFICERS = ["p-430423-04", "p-430423-06"]
"""Who investigates: two of the branch, both certified."""


@dataclass
class Asking:
    """The API, asked in somebody's name."""

    http: httpx.AsyncClient
    tokens: dict[str, str]

    async def gets(self, path: str, role: str | None = "supervisor", **params: Any) -> httpx.Response:  # noqa: ANN401
        """Ask for something."""
        return await self.http.get(path, headers=self._headers(role), params=params or None)

    async def sends(
        self,
        path: str,
        body: object,
        role: str | None = "clerk",
        *,
        key: str | None = "",
        **more: str,
    ) -> httpx.Response:
        """Send a command; `key=None` leaves the key out."""
        headers = {**self._headers(role), **more}
        if key is not None:
            headers["Idempotency-Key"] = key or uuid4().hex
        return await self.http.post(path, headers=headers, json=body)

    async def does(self, file_no: str, act: str, role: str, on: str, **fields: Any) -> httpx.Response:  # noqa: ANN401
        """Have an act done on a day."""
        return await self.sends(f"/v1/files/{file_no}/acts", {"act": act, "on": on, "fields": fields}, role)

    async def rehearses(self, **changes: Any) -> str:  # noqa: ANN401
        """Open a rehearsal with a finding, and return its number."""
        answer = await self.sends("/v1/rehearsals/findings", {**FINDING, **changes}, "patroller")
        assert answer.status_code == 201, answer.text
        return str(answer.json()["file_no"])

    def _headers(self, role: str | None) -> dict[str, str]:
        return {} if role is None else {"Authorization": f"Bearer {self.tokens[role]}"}
