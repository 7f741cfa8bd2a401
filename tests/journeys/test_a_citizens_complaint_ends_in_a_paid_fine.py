"""A citizen complains, and in the end a fine is paid, the water is clean, and the citizen has been answered."""

from collections.abc import Iterator

import pytest
from sqlalchemy import MetaData, select

from registry.registry import Registry
from tests.callback import Callback
from tests.journeys.telling import Row, Telling

WHO = {"text": "我家对面的厂子半夜偷排，请替我保密", "reporter": "示例举报人甲", "contact": "13800138000"}
SENDER_NO = "GD-2026-0401-17"
"""Under which number the hotline keeps it."""
COMPLAINT = {
    "grid": "衡山县开云镇",
    "pollution": ["water"],
    "channel": "telephone",
    "on": "2026-04-01",
    "complaint": WHO,
    "named": True,
    "sender_no": SENDER_NO,
}
TO_SERVICE: tuple[Row, ...] = (
    ("serve_correction_order", "2026-04-09", {}),
    ("conclude_investigation", "2026-04-14", {}),
    ("review_case", "2026-04-15", {}),
    ("serve_notice", "2026-04-16", {}),
    ("decide_penalty", "2026-04-24", {}),
    ("serve_decision", "2026-04-27", {}),
    ("publish_decision", "2026-04-28", {}),
    ("record_payment", "2026-05-06", {}),
    ("recheck_correction", "2026-05-06", {"of": "serve_correction_order"}),
)
SUMMARY = "反映某厂夜间排放黑水"
RESULT = "举报属实，已责令改正并处罚款十万元，罚款已缴清"
ANSWER = "您反映的情况属实，违法单位已被处以罚款并已改正"
"""What the case tells the complaint, and the complaint the citizen, by way of the hotline."""
NEVER_NEEDED = {"norm.demand", "court_application_window"}
"""What is only for those who do not pay."""


async def test_a_citizens_complaint_ends_in_a_paid_fine(
    telling: Telling, hotline: Callback, registry: Registry, first_case: str, capfd: pytest.CaptureFixture[str]
) -> None:
    """From the hotline and back to it, in time at every step; who complained is in no history, no list, on no page.

    环保举报热线工作管理办法第7条、第10条: accepted, forwarded, brought to its end, answered. 行政处罚法第44条、第57条、第61条、第67条;
    生态环境行政处罚办法第18条、第65条; 衡政办发〔2015〕76号方案四（四）1: fed back. 环境保护法第57条: who complained is kept secret.
    """
    async with hotline.opened():
        number = await complained(telling)
        case = await forwarded(telling, number)
        await telling.arrives(number, 2, "acceptance")
    party = await telling.party("衡山县示例化工有限公司")
    await telling.goes(case, [("inspect_site", "2026-04-07", {}), ("file_case", "2026-04-09", {"party": party})])
    await telling.goes(case, TO_SERVICE)

    await telling.does(case, "feed_back", "clerk", "2026-05-07", to="complaint", result=RESULT)
    await telling.waits_for(case, "record_delivery")
    async with hotline.opened():
        answered = await telling.does(number, "answer_complaint", "clerk", "2026-05-08", finding="true", result=ANSWER)
        await telling.arrives(number, answered)
        await telling.does(number, "archive_complaint", "clerk", "2026-05-18")
        await telling.ends("Complaint", number)
    await telling.goes(case, [("close_case", "2026-05-11", {}), ("archive_case", "2026-05-18", {})])

    assert (f"T{first_case}", first_case) == (number, case)
    await both_files_say_the_same(telling, number, case)
    await everything_was_in_time(telling, number, case)
    await anybody_reads_the_decision(telling, case)
    accepted, message = sorted(hotline.messages, key=lambda one: one.id)
    assert [f"{number}/2/acceptance", f"{number}/{answered}/feedback"] == [accepted.id, message.id]
    assert "受理" in accepted.opened()["data"]["result"]
    said = {"file_no": number, "sender_no": SENDER_NO, "to": "sender", "result": ANSWER}
    assert ("2026-05-08T00:00:00+08:00", said) == (message.opened()["timestamp"], message.opened()["data"])
    logged = "".join(capfd.readouterr()).encode()
    await nobody_learns_who_complained(telling, number, case, (message.body, logged))
    assert WHO == registry.sealed.unseal((await telling.acts(number))[0]["content"]["sealed"])


async def complained(telling: Telling) -> str:
    """Have the hotline send the complaint; return its number."""
    answer = await telling.asking.sends("/v1/complaints", COMPLAINT, "12369")
    assert 201 == answer.status_code, answer.text
    return str(answer.json()["file_no"])


async def forwarded(telling: Telling, number: str) -> str:
    """Have the complaint accepted and forwarded; return the number of the case that the courier opened."""
    await telling.does(number, "accept_complaint", "clerk", "2026-04-02")
    await telling.does(number, "forward_complaint", "clerk", "2026-04-03", summary=SUMMARY)
    standing = await telling.until(number, lambda standing: bool(standing["particulars"]["case"]))
    return str(standing["particulars"]["case"])


async def both_files_say_the_same(telling: Telling, number: str, case: str) -> None:
    """Each file names the other, and has the other's receipt for what it sent."""
    found, acts = await telling.standing(case), await telling.acts(number)
    (result,) = [act for act in acts if act["content"]["act"] == "record_complaint_result"]
    receipts = {one["effect"].rpartition("/")[2]: one for one in await telling.said(number, "record_delivery")}
    opened, delivered = receipts["case"], receipts["feedback"]
    (taken,) = await telling.said(case, "record_delivery")

    assert (number, "archived") == (found["particulars"]["complaint"], found["stage"])
    assert (case, 1) == (opened["file_no"], opened["act_no"])
    assert (number, result["no"]) == (taken["file_no"], taken["act_no"])
    assert (case, RESULT) == (result["content"]["case"], result["content"]["result"])
    assert ("12369", f"ViolationCase:{case}") == (delivered["receiver"], result["by"]["id"])
    assert "complaint_archived" == (await telling.standing(number))["stage"]


async def everything_was_in_time(telling: Telling, number: str, case: str) -> None:
    """By the days on which things happened no duty of the bureau was missed, and nothing was against the rules."""
    for file_no in (number, case):
        standing = await telling.standing(file_no)
        ours = {term["rule"]: term["state"] for term in standing["terms"] if term["obligor"] != "party"}
        expected = {rule: "void" if rule in NEVER_NEEDED else "met" for rule in ours}

        assert expected == ours
        assert ([], "none") == (standing["irregularities"], standing["alert"])


async def anybody_reads_the_decision(telling: Telling, case: str) -> None:
    """行政处罚法第48条: party, decision, its number, its basis; the number is the one on the document in the file."""
    (shown,) = await telling.published()
    documents = (await telling.asking.gets(f"/v1/files/{case}/documents")).json()
    (decision,) = [row["number"] for row in documents if row["effect"]["title"] == "行政处罚决定书"]

    assert (case, "衡山县示例化工有限公司", "100000") == (shown["file_no"], shown["party"], shown["fine"])
    assert decision == shown["number"]
    assert "演练" not in decision


async def nobody_learns_who_complained(telling: Telling, number: str, case: str, told: tuple[bytes, ...]) -> None:
    """Neither history, nor any column of the database, nor the public page, nor what was sent or logged says it.

    That they are searched rightly is shown by the words that do stand there.
    """
    page = (await telling.asking.gets("/public/disclosures", None)).content
    files = [(await telling.asking.gets(f"/v1/files/{no}/acts")).content for no in (number, case)]
    histories = [await telling.history("Complaint", number), await telling.history("ViolationCase", case)]

    for place in (page, *told, *files, *histories, *kept(telling)):
        assert [word for word in WHO.values() if word.encode() in place or escaped(word) in place] == []
    assert all(SUMMARY.encode() in place for place in (*files, *histories, b"".join(kept(telling))))


def kept(telling: Telling) -> Iterator[bytes]:
    """Return every row of every table, as it is kept."""
    metadata = MetaData()
    metadata.reflect(telling.docket)
    with telling.docket.connect() as connection:
        for table in metadata.tables.values():
            for row in connection.execute(select(table)):
                yield b"\n".join(one if isinstance(one, bytes) else str(one).encode() for one in row)


def escaped(word: str) -> bytes:
    """Return a word as JSON without Chinese would write it."""
    return word.encode("unicode_escape")
