"""A matter through all its files over HTTP, and what crosses a boundary and waits: each reader their own."""

import asyncio

import pytest

from tests.api.asking import COMPLAINT, Asking
from tests.engine_service import PATIENCE

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def forwarded(asking: Asking) -> tuple[str, str]:
    """Return a complaint that was forwarded, and the case that was opened for it."""
    number = str((await asking.sends("/v1/complaints", {**COMPLAINT, "on": None}, "12369")).json()["file_no"])
    for act, fields in (("accept_complaint", {}), ("forward_complaint", {"summary": "转交调查"})):
        answer = await asking.sends(f"/v1/files/{number}/acts", {"act": act, "fields": fields}, "clerk")
        assert answer.status_code == 200, answer.text
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            chain = (await asking.gets(f"/v1/files/{number}/chain")).json()
            if len(chain["files"]) > 1 and any(one["act"] for one in chain["crossings"]):
                return number, chain["files"][1]["file_no"]
            await asyncio.sleep(0.02)


async def test_a_complaint_and_its_case_are_one_chain_and_the_complaint_waits_for_its_case(asking: Asking) -> None:
    """From either end; the unit that has the case has to act, and another system sees of the case nothing but its number."""
    number, case = await forwarded(asking)
    from_case = (await asking.gets(f"/v1/files/{case}/chain")).json()
    by_sender = (await asking.gets(f"/v1/files/{number}/chain", "12369")).json()
    rows = (await asking.gets("/v1/waiting", "supervisor")).json()
    waits = next(row for row in rows if row["state"] == "file")

    assert [number, case] == [one["file_no"] for one in from_case["files"]]
    assert [(number, case, True, True)] == [
        (one["from_file"], one["to_file"], one["opened"], one["waits"]) for one in from_case["crossings"]
    ]
    assert "衡阳市生态环境局衡山分局" in from_case["names"].values()
    assert [True, False] == [one["readable"] for one in by_sender["files"]]
    assert (number, case, "u-430423") == (waits["file_no"], waits["other_file"], waits["unit"])
    assert [] == (await asking.gets("/v1/waiting", "supervisor", unit="衡南分局")).json()
