"""Documents over HTTP (文书拟制): as data, PDF, docx and a picture, for who may see the case."""

import pytest

from tests.api.asking import OFFICERS, Asking
from tests.api.test_acts import handed_over

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def filed(asking: Asking) -> str:
    """Return the number of a rehearsed case that was filed against an organisation of the register."""
    number = await handed_over(asking)
    party = (await asking.sends("/v1/parties", {"kind": "organisation", "name": "示例建材有限公司"})).json()["id"]
    fields = {"cause": "涉嫌违法排放水污染物", "party": party, "officers": OFFICERS}
    answer = await asking.does(number, "file_case", "head", "2026-09-03", **fields)
    assert answer.status_code == 200, answer.text
    return number


async def test_a_document_is_told_with_its_gaps_and_set_in_three_forms(asking: Asking) -> None:
    """And what it lacks is named with its points."""
    number = await filed(asking)
    listed = (await asking.gets(f"/v1/files/{number}/documents")).json()
    (act_no,) = [one["effect"]["act_no"] for one in listed if one["effect"]["word"] == "立"]
    place = f"/v1/files/{number}/documents/{act_no}/立"
    paper = (await asking.gets(place)).json()
    made = {form: (await asking.gets(f"{place}/{form}")).content[:4] for form in ("pdf", "docx", "png")}

    assert paper["title"] == "立案审批表"
    assert "示例建材有限公司" in str(paper["sections"])
    assert {"party_code", "party_address"} <= {gap["item"] for gap in paper["gaps"]}
    assert made == {"pdf": b"%PDF", "docx": b"PK\x03\x04", "png": b"\x89PNG"}
    assert (await asking.gets(f"{place}/png", page=9)).status_code == 404


async def test_what_is_no_document_is_not_found(asking: Asking) -> None:
    """An act without one, another word, a file that is not there."""
    number = await filed(asking)
    answers = [
        await asking.gets(f"/v1/files/{number}/documents/1/立"),
        await asking.gets(f"/v1/files/{number}/documents/999/罚/pdf"),
        await asking.gets("/v1/files/2026-999999/documents/1/立"),
    ]

    assert [(answer.status_code, answer.json()["code"]) for answer in answers] == [
        (404, "no-such-document"),
        (404, "no-such-document"),
        (404, "no-such-file"),
    ]
