"""How a story is told: acts done over HTTP that have to succeed, and waiting that never lasts for ever."""

import asyncio
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Engine

from models.ids import is_rehearsal, workflow_id
from models.values import CIVIL
from registry.access import issue_token
from registry.registry import Registry
from tests.api.asking import OFFICERS, Asking
from tests.builders import BASIS, REMEDIES, WEIGHED
from tests.engine_service import CaseService

PATIENCE = 60
"""Seconds after which a story that waits is broken."""
BRANCH = "u-430423"
LEGAL, CLERK = "p-430423-11", "p-430423-12"
HEADS = ["p-430423-01", "p-430423-02"]
DOER = {
    "decide_penalty": "head",
    "file_case": "head",
    "close_case": "head",
    "review_case": "reviewer",
    "publish_decision": "clerk",
    "record_payment": "clerk",
    "archive_case": "clerk",
}
"""In whose name an act is done, where it is not an officer's."""
Row = tuple[str, str, dict[str, Any]]
Told = dict[str, Any]
"""What the API says, as plain data."""


def usual(fine: str) -> dict[str, dict[str, Any]]:
    """Return what the acts of a penalty say, unless a story says otherwise."""
    money = {"measures": ["fine"], "fine": fine, "facts": "夜间通过暗管外排废水", "basis": list(BASIS)}
    on_site = {"officers": OFFICERS, "identity_shown": True}
    return {
        "inspect_site": {"record": "排口外排黑色废水", **on_site},
        "file_case": {"cause": "违法排放水污染物", "officers": OFFICERS},
        "serve_correction_order": {"requirement": "立即停止违法排放", "remedies": REMEDIES},
        "conclude_investigation": {"proposal": "penalise", "report": "违法事实清楚，建议处罚"},
        "review_case": {"opinion": "agree"},
        "serve_notice": money,
        "decide_penalty": {**money, "remedies": REMEDIES, "weighing": WEIGHED},
        "publish_decision": {"summary": "违法排放水污染物，处以罚款"},
        "record_payment": {"amount": fine, "receipt": "示例0001"},
        "recheck_correction": {"corrected": True, "record": "已停止外排，排口已封堵", **on_site},
        "close_case": {"ground": "performed", "summary": "已履行完毕"},
    }


@dataclass
class Telling:
    """The whole system, through its doors."""

    asking: Asking
    service: CaseService
    docket: Engine
    registry: Registry
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    async def does(self, file_no: str, act: str, role: str, on: str, **fields: Any) -> int:  # noqa: ANN401
        """Have an act done on a day, in a rehearsal once its clock has come to it; `of` may name the act it means."""
        if is_rehearsal(file_no):
            await self.waits_until(file_no, on)
        if isinstance(fields.get("of"), str):
            fields["of"] = self._numbers[file_no, fields["of"]]
        answer = await self.asking.does(file_no, act, role, on, **fields)
        assert 200 == answer.status_code, f"{act}: {answer.text}"
        self._numbers[file_no, act] = answer.json()["act_no"]
        return self._numbers[file_no, act]

    async def goes(self, file_no: str, rows: Iterable[Row], fine: str = "100000") -> None:
        """Have acts of a penalty done one after the other, each by whoever usually does it."""
        said = usual(fine)
        for act, on, fields in rows:
            await self.does(file_no, act, DOER.get(act, "officer"), on, **{**said.get(act, {}), **fields})

    async def waits_until(self, file_no: str, on: str, hour: int = 9) -> None:
        """Let the time of a rehearsal pass."""
        to = datetime.combine(date.fromisoformat(on), time(hour), CIVIL).isoformat()
        answer = await self.asking.sends(f"/v1/rehearsals/{file_no}/clock", {"to": to}, "supervisor")
        assert 200 == answer.status_code, answer.text

    async def party(self, name: str) -> str:
        """Enter a party in the register; return its number."""
        answer = await self.asking.sends("/v1/parties", {"kind": "organisation", "name": name})
        assert 201 == answer.status_code, answer.text
        return str(answer.json()["id"])

    async def standing(self, file_no: str) -> Told:
        """Return where a file stands."""
        answer = await self.asking.gets(f"/v1/files/{file_no}")
        assert 200 == answer.status_code, answer.text
        return dict(answer.json()["standing"])

    async def acts(self, file_no: str) -> list[Told]:
        """Return the acts of a file."""
        return list((await self.asking.gets(f"/v1/files/{file_no}/acts")).json()["acts"])

    async def said(self, file_no: str, act: str) -> list[Told]:
        """Return what the acts of a name say, in the order of the list."""
        return [one["content"] for one in await self.acts(file_no) if one["content"]["act"] == act]

    async def terms(self, file_no: str) -> dict[str, Told]:
        """Return the terms of a file by their rules; of several of one rule, the last."""
        return {term["rule"]: term for term in (await self.standing(file_no))["terms"]}

    async def waits_for(self, file_no: str, act: str) -> None:
        """Wait until an act of a name is in a file."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if await self.said(file_no, act):
                    return
                await asyncio.sleep(0.02)

    async def arrives(self, file_no: str, no: int, what: str = "feedback") -> None:
        """Wait until the receipt of the result that an act told, or of another word, is in a file."""
        async with asyncio.timeout(PATIENCE):
            while True:
                if f"{file_no}/{no}/{what}" in [one["effect"] for one in await self.said(file_no, "record_delivery")]:
                    return
                await asyncio.sleep(0.02)

    async def until(self, file_no: str, holds: Callable[[Told], bool]) -> Told:
        """Wait until something is so in a file; return where it stands then."""
        async with asyncio.timeout(PATIENCE):
            while True:
                standing = await self.standing(file_no)
                if holds(standing):
                    return standing
                await asyncio.sleep(0.02)

    async def ends(self, kind: str, file_no: str) -> None:
        """Wait until the workflow of a file has come to its end."""
        async with asyncio.timeout(PATIENCE):
            await self.service.client.get_workflow_handle(workflow_id(kind, file_no)).result()

    async def history(self, kind: str, file_no: str) -> bytes:
        """Return everything that the engine keeps of a file, as it keeps it."""
        history = await self.service.client.get_workflow_handle(workflow_id(kind, file_no)).fetch_history()
        return b"".join(event.SerializeToString() for event in history.events)

    async def published(self) -> list[Told]:
        """Return the decisions on penalties that are public, as anybody reads them; orders to correct are, too."""
        rows = (await self.asking.gets("/public/disclosures", None)).json()
        return [row for row in rows if row["title"] == "行政处罚决定公开"]

    async def messages(self, person: str) -> list[Told]:
        """Return what a person of the register was told, as that person reads it."""
        self.asking.tokens = {**self.asking.tokens, person: issue_token(self.docket, person, local=True)}
        return list((await self.asking.gets("/v1/messages", person, limit=200)).json())
