"""Officers at work over HTTP: two at each case, then another unit with what is handed over to it.

Every command is sent under its key until an API gives its receipt.
"""

import asyncio
import itertools
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import httpx

from bench.chaos_transfers import SENT, dealt_with
from models.acts import Act
from models.ids import act_no_in
from registry.seed import LOCAL_TOKENS
from tests.api.asking import FINDING, OFFICERS
from tests.builders import REMEDIES

SEEN = {"record": "现场情况", "identity_shown": True, "officers": OFFICERS}
FIRST: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("stop_on_site", "patroller", {"measures": "责令停止外排", "obeyed": True}),
    ("report_upward", "patroller", {}),
    ("hand_to_department", "officer", {"unit": "u-430423"}),
    ("inspect_site", "officer", SEEN),
    ("file_case", "head", {"cause": "违法排放", "officers": OFFICERS}),
    ("serve_correction_order", "officer", {"requirement": "立即停止违法排放", "remedies": REMEDIES}),
)
"""What the first officer does at a case, or has done; the second one is out for interviews all the while."""
VISITS = 6
AGAIN = 0.1
"""How many receipts out of one are asked for once more, as if they had been lost on the way."""
DONE = (HTTPStatus.OK, HTTPStatus.CREATED)


@dataclass
class Office:
    """Who works, by what addresses they reach the API, and what receipts they have."""

    addresses: Sequence[str]
    tokens: dict[str, str]
    chance: random.Random
    is_over: Callable[[], bool]
    http: httpx.AsyncClient
    receipts: dict[str, list[tuple[str, int]]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    serials: Iterator[int] = field(default_factory=itertools.count)
    away: Counter[str] = field(default_factory=Counter)
    """Why commands had to be sent again."""

    waiting: dict[str, str] = field(default_factory=dict)
    """The commands that are neither receipted nor refused yet, each with what it was last answered."""
    has_done: asyncio.Event = field(default_factory=asyncio.Event)
    """Set with every receipt."""

    @property
    def count(self) -> int:
        """Return how many commands were receipted."""
        return sum(len(one) for one in self.receipts.values())

    async def work(self, desks: int) -> None:
        """Enter the party of all cases, and work at so many of them at a time."""
        body = {"kind": "organisation", "name": "示例公司"}
        party = str((await self._answered("/v1/parties", body, "clerk", "party")).json()["id"])
        await asyncio.gather(*(self._desk(party) for _ in range(desks)))

    async def _desk(self, party: str) -> None:
        """Open case after case, and have two officers work at each."""
        while not self.is_over():
            serial = next(self.serials)
            finding = {**FINDING, "on": None, "happened_at": _now()}
            opened = await self.sends("/v1/findings", finding, "patroller", f"open-{serial}")
            if opened is None:
                continue
            no = str(opened["file_no"])
            await asyncio.gather(self._first(no, serial, party), self._second(no, serial))
            await self._hand_over(no, serial)

    async def _first(self, no: str, serial: int, party: str) -> None:
        for act, role, fields in FIRST:
            if self.is_over():
                return
            said = {**fields, "party": party} if act == "file_case" else fields
            await self._does(no, act, role, f"{act}-{serial}", said)

    async def _second(self, no: str, serial: int) -> None:
        for visit in range(VISITS):
            if self.is_over():
                return
            await self._does(no, "interview", "officer-2", f"interview-{serial}-{visit}", SEEN)

    async def _hand_over(self, no: str, serial: int) -> None:
        """Transfer a matter of the case; the other unit accepts and completes it, or returns it."""
        sent = None if self.is_over() else await self._does(no, "transfer_matter", "clerk", f"transfer-{serial}", SENT)
        matter = await self._opened(no, sent["act_no"]) if sent else ""
        for act, fields in dealt_with(serial) if matter else ():
            if self.is_over():
                return
            await self._does(matter, act, "agriculture", f"{act}-{serial}", fields)

    async def _opened(self, no: str, act_no: int) -> str:
        """Return the number of the file that was opened for a transfer, once the receipt of that is there."""
        while not self.is_over():
            acts = (await self._asked(f"/v1/files/{no}/acts", "clerk")).get("acts", ())
            found = (act["content"] for act in acts if act["content"]["act"] == "record_delivery")
            number = next((one["file_no"] for one in found if act_no_in(one["effect"]) == act_no), "")
            if number:
                return str(number)
            await asyncio.sleep(AGAIN)
        return ""

    async def _asked(self, path: str, role: str) -> dict[str, Any]:
        """Ask any of the APIs for something; return nothing where it is away."""
        headers = {"Authorization": f"Bearer {self.tokens[role]}"}
        try:
            answer = await self.http.get(self.chance.choice(self.addresses) + path, headers=headers)
        except httpx.TransportError as error:
            self.away[type(error).__name__] += 1
            return {}
        return dict(answer.json()) if answer.is_success else {}

    async def _does(self, no: str, act: str, role: str, key: str, fields: dict[str, Any]) -> dict[str, Any] | None:
        body = {"act": act, "happened_at": _now(), "fields": fields}
        return await self.sends(f"/v1/files/{no}/acts", body, role, key)

    async def sends(self, path: str, body: dict[str, Any], role: str, key: str) -> dict[str, Any] | None:
        """Send a command until it is receipted or refused, some of them once more; keep the receipt."""
        answer = await self._answered(path, body, role, key)
        if answer.status_code not in DONE:
            self.wrong.append(f"{path} {key} 被拒绝：{answer.status_code} {answer.text}")
            return None
        receipt: dict[str, Any] = answer.json()
        if self.chance.random() < AGAIN:
            again = (await self._answered(path, body, role, key)).json()
            if (again.get("file_no"), again.get("act_no")) != (receipt["file_no"], receipt["act_no"]):
                self.wrong.append(f"{path} {key} 两次回执不同：{receipt} {again}")
        self.has_done.set()
        self.receipts.setdefault(receipt["file_no"], []).append((f"{DOERS[role]}/{key}", receipt["act_no"]))
        return receipt

    async def _answered(self, path: str, body: dict[str, Any], role: str, key: str) -> httpx.Response:
        """Ask one API after the other until one answers with a yes or a no.

        For ever: a file that workers die at again and again goes on when none does any more, and then is asked how long.
        """
        headers = {"Authorization": f"Bearer {self.tokens[role]}", "Idempotency-Key": key}
        first = self.chance.randrange(len(self.addresses))
        addresses = itertools.cycle((*self.addresses[first:], *self.addresses[:first]))
        while True:
            try:
                answer = await self.http.post(next(addresses) + path, headers=headers, json=body)
            except httpx.TransportError as error:
                self.away[type(error).__name__] += 1
                self.waiting[f"{path} {key}"] = type(error).__name__
            else:
                if answer.status_code < HTTPStatus.INTERNAL_SERVER_ERROR:
                    self.waiting.pop(f"{path} {key}", None)
                    return answer
                self.away[str(answer.json()["code"])] += 1
                self.waiting[f"{path} {key}"] = answer.text
                if answer.status_code != HTTPStatus.SERVICE_UNAVAILABLE:
                    self.wrong.append(f"{path} {key} 出错：{answer.status_code} {answer.text}")
            await asyncio.sleep(self.chance.uniform(0.05, 0.4))

    def look_for(self, no: str, acts: Sequence[Act]) -> None:
        """Look for every receipt in the acts of its file: there once, under its number, and nobody's else beside."""
        receipts = self.receipts.get(no, [])
        found = Counter(act.key for act in acts if act.by.kind == "person")
        for key, act_no in receipts:
            if found[key] != 1:
                self.wrong.append(f"{no} {key} 有回执，案卷中 {found[key]} 项")
            elif acts[act_no - 1].key != key:
                self.wrong.append(f"{no} {key} 回执为第 {act_no} 项，案卷中不是")
        for key in found.keys() - {key for key, _ in receipts}:
            self.wrong.append(f"{no} {key} 在案卷中，没有回执")


DOERS = dict(LOCAL_TOKENS)


def _now() -> str:
    return datetime.now(UTC).replace(second=0, microsecond=0).isoformat()
