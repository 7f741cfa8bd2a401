"""What is sealed of a complaint: read by who handles it, who reported opened by few and with a reason, all of it noted."""

from typing import Any

import httpx
import pytest
import pytest_asyncio
from sqlalchemy import Engine

from registry.access import issue_token
from tests.api.asking import COMPLAINT, FINDING, Asking

PHONE, NAME = "13800138000", "示例举报人"
WHY = {"reason": "电话答复举报人"}


@pytest_asyncio.fixture
async def complaint(asking: Asking) -> str:
    """Return the number of a complaint that its reporter signed."""
    answer = await asking.sends("/v1/complaints", COMPLAINT)
    return str(answer.json()["file_no"])


async def text_of(asking: Asking, number: str, role: str, **why: str) -> httpx.Response:
    """Read the words of a complaint."""
    return await asking.sends(f"/v1/complaints/{number}/text", why, role)


async def reporter_of(asking: Asking, number: str, role: str, why: dict[str, Any] | None = None) -> httpx.Response:
    """Open who reported."""
    return await asking.sends(f"/v1/complaints/{number}/reporter", WHY if why is None else why, role)


async def parts_noted(asking: Asking) -> list[tuple[str, str, str]]:
    """Return what was opened, by whom and why, in order."""
    rows = (await asking.gets("/v1/seal-openings")).json()
    return [(row["part"], row["person"], row["reason"]) for row in reversed(rows)]


async def test_whoever_handles_a_complaint_reads_it_without_who_reported(asking: Asking, complaint: str) -> None:
    """The answering unit's people see what it is about; names and numbers in it are masked, and it is not kept."""
    read = await text_of(asking, complaint, "officer")

    assert (200, "no-store") == (read.status_code, read.headers["cache-control"])
    assert {"file_no": complaint, "text": "沟渠发黑发臭，请联系〔已遮盖〕"} == read.json()
    assert [("text", "p-430423-04", "")] == await parts_noted(asking)


async def test_who_answers_the_reporter_opens_who_it_is_with_a_reason(asking: Asking, complaint: str) -> None:
    """The clerk and the head of the answering unit; the list says who, when, why and of which file."""
    clerk, head = [await reporter_of(asking, complaint, role) for role in ("clerk", "head")]
    (row, _) = (await asking.gets("/v1/seal-openings", file_no=complaint)).json()

    assert (200, "no-store") == (clerk.status_code, clerk.headers["cache-control"])
    assert (NAME, PHONE) == (clerk.json()["reporter"], clerk.json()["contact"])
    assert PHONE in head.json()["text"]
    assert [
        ("reporter", "p-430423-12", WHY["reason"]),
        ("reporter", "p-430423-01", WHY["reason"]),
    ] == await parts_noted(asking)
    assert (complaint, "u-430423") == (row["file_no"], row["unit"])


@pytest.mark.parametrize(
    ("role", "code"), [("patroller", "not-handling"), ("supervisor", "not-handling"), ("12369", "not-your-file")]
)
async def test_whoever_does_not_handle_it_reads_nothing(asking: Asking, complaint: str, role: str, code: str) -> None:
    """The township, the city and another system are told why not, and nothing is noted."""
    answers = [await text_of(asking, complaint, role), await reporter_of(asking, complaint, role)]

    assert [403, 403] == [answer.status_code for answer in answers]
    assert {code} == {answer.json()["code"] for answer in answers}
    assert [] == await parts_noted(asking)


async def test_a_handler_without_the_post_does_not_open_who_reported(asking: Asking, complaint: str) -> None:
    """An officer may read, not learn who wrote; the refusal says who may, with the article."""
    answer = await reporter_of(asking, complaint, "legal")

    assert (403, "not-named-to-open") == (answer.status_code, answer.json()["code"])
    assert "内勤人员、行政机关负责人" in answer.json()["detail"]
    assert "生态环境法典" in answer.json()["article"]
    assert [] == await parts_noted(asking)


@pytest.mark.parametrize(
    ("why", "code"),
    [({}, "invalid-fields"), ({"reason": " "}, "invalid-fields"), ({"reason": f"找{NAME}"}, "personal-data")],
)
async def test_a_reason_is_asked_for_and_holds_no_personal_data(
    asking: Asking, complaint: str, why: dict[str, str], code: str
) -> None:
    """Without a reason nothing is opened; what is kept for ever does not name who reported."""
    answer = await reporter_of(asking, complaint, "clerk", why)

    assert (422, code) == (answer.status_code, answer.json()["code"])
    assert NAME not in answer.text
    assert [] == await parts_noted(asking)


async def test_what_is_sealed_is_destroyed_once_the_file_is_closed(asking: Asking, complaint: str) -> None:
    """By the head alone, with a reason; it stands in the list, and nobody opens anything afterwards."""
    address, why = f"/v1/complaints/{complaint}/erasure", {"reason": "保存期限届满"}
    early = await asking.sends(address, why, "head")
    refused = await asking.does(complaint, "refuse_complaint", "head", "2026-09-02", ground="no_facts", reason="无线索")
    await asking.does(
        complaint, "confirm_feedback", "clerk", "2026-09-03", of=refused.json()["act_no"], way="telephone"
    )
    await asking.does(complaint, "archive_complaint", "clerk", "2026-09-04")
    by_clerk = await asking.sends(address, why, "clerk")
    named = await asking.sends(address, {"reason": f"应{NAME}要求"}, "head")
    done, again = [await asking.sends(address, why, "head") for _ in range(2)]
    opened = await reporter_of(asking, complaint, "head")

    assert [(409, "complaint-open"), (403, "not-named-to-erase"), (422, "personal-data")] == [
        (one.status_code, one.json()["code"]) for one in (early, by_clerk, named)
    ]
    assert "个人信息保护法" in early.json()["article"]
    assert [(200, True), (200, False)] == [(one.status_code, one.json()["erased"]) for one in (done, again)]
    assert (422, "erased") == (opened.status_code, opened.json()["code"])
    assert [("erasure", "p-430423-01", "保存期限届满")] == await parts_noted(asking)


async def test_a_case_has_nothing_sealed(asking: Asking) -> None:
    """What was found on patrol was nobody's complaint."""
    number = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]
    answer = await text_of(asking, number, "clerk")

    assert (422, "not-a-complaint") == (answer.status_code, answer.json()["code"])


async def test_only_supervisors_list_what_was_opened(asking: Asking, docket: Engine, complaint: str) -> None:
    """Who opens does not supervise the opening; of another unit's file nothing is opened either."""
    asking.tokens["next-door"] = issue_token(docket, "p-430422-12")
    listed = await asking.gets("/v1/seal-openings", "clerk")
    elsewhere = await reporter_of(asking, complaint, "next-door")

    assert (403, "supervisors-only") == (listed.status_code, listed.json()["code"])
    assert (403, "not-your-file") == (elsewhere.status_code, elsewhere.json()["code"])
