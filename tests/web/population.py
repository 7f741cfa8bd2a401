"""A few files in different stages, as a county branch has them of a morning: what pages are looked at with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

import httpx

from models.values import civil_day
from tests.api.asking import FINDING, Asking
from tests.builders import BASIS, REMEDIES, WEIGHED

OFFICERS = ["p-430423-04", "p-430423-06"]
FINE = {"measures": ["fine"], "fine": "80000", "facts": "夜间通过暗管外排废水", "basis": list(BASIS)}
ON_SITE = {"officers": OFFICERS, "identity_shown": True}
Step = tuple[str, str, int, dict[str, Any]]
"""An act, who does it, how many days ago, and what it says."""

TO_HANDING: tuple[Step, ...] = (
    ("report_upward", "patroller", 0, {}),
    ("hand_to_department", "clerk", 1, {"unit": "u-430423"}),
)
TO_INSPECTION: tuple[Step, ...] = (
    *TO_HANDING,
    ("inspect_site", "officer", 2, {"record": "厂区东侧雨水口外排黑色废水，现场拍照、采样", **ON_SITE}),
)
TO_NOTICE: tuple[Step, ...] = (
    *TO_INSPECTION,
    ("file_case", "head", 4, {"cause": "涉嫌违法排放水污染物", "officers": OFFICERS}),
    ("serve_correction_order", "officer", 4, {"requirement": "立即停止违法排放", "remedies": REMEDIES}),
    ("conclude_investigation", "officer", 8, {"proposal": "penalise", "report": "违法事实清楚，建议处罚"}),
    ("review_case", "reviewer", 9, {"opinion": "agree"}),
    ("serve_notice", "officer", 12, FINE),
)
TO_SERVICE: tuple[Step, ...] = (
    *TO_NOTICE,
    ("decide_penalty", "head", 20, {**FINE, "remedies": REMEDIES, "weighing": WEIGHED}),
    ("serve_decision", "officer", 21, {}),
    ("publish_decision", "clerk", 22, {"summary": "违法排放水污染物，处以罚款"}),
)


@dataclass
class Population:
    """Files by what they are good for, and the parties in them."""

    files: dict[str, str] = field(default_factory=dict)

    def __getitem__(self, name: str) -> str:
        """Return the number of a file."""
        return self.files[name]


async def populated(address: str, tokens: dict[str, str]) -> Population:
    """Fill a town with files, through the doors that everybody uses."""
    found = Population()
    async with httpx.AsyncClient(base_url=address, timeout=120) as http:
        asking = Asking(http, tokens)
        for name, ago, place, firm, steps in (
            ("new", 0, "示例村排口", "", ()),
            ("waiting", 6, "师古桥村河堤", "", TO_HANDING),
            ("inspected", 9, "工业大道东段", "衡山县示例化工有限公司", TO_INSPECTION),
            ("noticed", 16, "示例小学西侧", "衡阳示例养殖有限公司", TO_NOTICE),
            ("served", 50, "示例工业园北区", "衡山县示例电镀厂", TO_SERVICE),
        ):
            found.files[name] = await _goes(asking, ago, place, firm, steps)
        found.files["complaint"] = await _complains(asking)
    return found


async def inspected(address: str, tokens: dict[str, str]) -> str:
    """Return a case that was inspected, whose party nobody has named yet."""
    async with httpx.AsyncClient(base_url=address, timeout=120) as http:
        return await _goes(Asking(http, tokens), 4, "示例村排口", "", TO_INSPECTION)


async def _goes(asking: Asking, ago: int, place: str, firm: str, steps: Sequence[Step]) -> str:
    party = await _party(asking, firm) if firm else ""
    finding = {**FINDING, "place": place, "on": _day(ago), **({"party": party} if party else {})}
    answer = await asking.sends("/v1/findings", finding, "patroller")
    assert answer.status_code == 201, answer.text
    number = str(answer.json()["file_no"])
    for act, role, later, fields in steps:
        more = {"party": party} if act == "file_case" else {}
        answer = await asking.does(number, act, role, _day(ago - later), **{**fields, **more})
        assert answer.status_code == 200, f"{act}: {answer.text}"
    return number


async def _complains(asking: Asking) -> str:
    complaint = {"text": "夜间有刺鼻气味，望查处", "reporter": "示例举报人", "contact": "13800138000"}
    body = {
        "grid": "衡山县开云镇",
        "pollution": ["air"],
        "channel": "telephone",
        "on": _day(2),
        "complaint": complaint,
        "named": True,
    }
    answer = await asking.sends("/v1/complaints", body, "12369")
    assert answer.status_code == 201, answer.text
    return str(answer.json()["file_no"])


async def _party(asking: Asking, name: str) -> str:
    answer = await asking.sends("/v1/parties", {"kind": "organisation", "name": name, "address": "衡山县开云镇"})
    assert answer.status_code == 201, answer.text
    return str(answer.json()["id"])


def _day(ago: int) -> str:
    """Return the day so many days ago."""
    return date.fromordinal(civil_day(datetime.now(UTC)).toordinal() - ago).isoformat()
