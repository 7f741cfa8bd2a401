"""Documents over HTTP (文书拟制): as data, PDF, docx and a picture, for who may see the case."""

import hashlib

import pytest

from tests.api.asking import OFFICERS, Asking
from tests.api.test_acts import handed_over

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def filed(asking: Asking, **party: str) -> str:
    """Return the number of a rehearsed case that was filed against an organisation of the register."""
    number = await handed_over(asking)
    party = (await asking.sends("/v1/parties", {"kind": "organisation", "name": "示例建材有限公司", **party})).json()[
        "id"
    ]
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


async def test_a_document_is_issued_once_and_kept_as_it_was(asking: Asking) -> None:
    """With a gap it is not: the gap is named with its points; what is entered in the register fills it."""
    number = await filed(asking)
    listed = (await asking.gets(f"/v1/files/{number}/documents")).json()
    (act_no,) = [one["effect"]["act_no"] for one in listed if one["effect"]["word"] == "立"]
    said = {"act": "issue_document", "fields": {"of": act_no, "word": "立"}, "on": "2026-09-03"}
    lacking = await asking.sends(f"/v1/files/{number}/acts", said, "clerk")

    assert (lacking.status_code, lacking.json()["code"]) == (422, "document-lacks"), lacking.text
    assert "地址（评查0.25分）" in lacking.json()["detail"]
    assert "2024" in lacking.json()["article"]

    number = await filed(asking, uscc="91430423MA4L0001X4", address="衡山县开云镇")
    acts = f"/v1/files/{number}/acts"
    first = await asking.sends(acts, said, "clerk", key="issue-1")
    again = await asking.sends(acts, said, "clerk", key="issue-1")
    twice = await asking.sends(acts, said, "clerk", key="issue-2")
    place = f"/v1/files/{number}/documents/{act_no}/立"
    paper, made = (await asking.gets(place)).json(), (await asking.gets(f"{place}/pdf")).content
    told = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"][-1]["content"]

    assert (first.status_code, again.json()["repeated"], twice.json()["code"]) == (200, True, "issued-already")
    assert hashlib.sha256(made).hexdigest() == paper["digest"] == told["digest"]
    assert (told["number"], told["chain"]) == (paper["number"], paper["chain"])
    assert paper["number"] in twice.json()["detail"]


async def test_what_documents_add_of_parties_and_units_is_entered_by_who_may(asking: Asking) -> None:
    """A representative is a party's, an account a unit's, and a unit's own people enter it."""
    party = (await asking.sends("/v1/parties", {"kind": "organisation", "name": "示例建材有限公司"})).json()["id"]
    answers = [
        await asking.sends(f"/v1/paper-facts/{party}", {"head": "张某（经理）"}, "clerk"),
        await asking.sends("/v1/paper-facts/u-430423", {"account": "示例银行 0001", "contact": "执法科"}, "clerk"),
        await asking.sends(f"/v1/paper-facts/{party}", {"account": "示例银行"}, "clerk"),
        await asking.sends("/v1/paper-facts/u-430424", {"contact": "执法科"}, "clerk"),
        await asking.sends("/v1/paper-facts/e-none", {"head": "张某"}, "clerk"),
    ]

    assert [answer.status_code for answer in answers] == [200, 200, 422, 403, 422]
    assert (await asking.gets("/v1/paper-facts/u-430423")).json()["said"]["contact"] == "执法科"
