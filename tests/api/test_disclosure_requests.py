"""A request for information over HTTP: a file of its own, who applies sealed, opened with a reason by few."""

from typing import Any

from tests.api.asking import Asking

NAME, PHONE = "示例申请人", "13800138000"
REQUEST: dict[str, Any] = {
    "grid": "衡山县 开云镇",
    "channel": "in_person",
    "wanted": "示例公司2025年度排污许可证执行报告",
    "applicant": {"text": f"本人{NAME}申请公开执行报告", "applicant": NAME, "contact": PHONE},
}


async def test_who_applies_is_sealed_and_opened_with_a_reason(asking: Asking) -> None:
    """The file says nothing of it; the clerk opens it with a reason, an officer without the post does not."""
    opened = await asking.sends("/v1/disclosure-requests", REQUEST)
    number = opened.json()["file_no"]
    address = f"/v1/disclosure-requests/{number}/applicant"
    clerk = await asking.sends(address, {"reason": "邮寄答复书"}, "clerk")
    legal = await asking.sends(address, {"reason": "邮寄答复书"}, "legal")
    (row,) = (await asking.gets("/v1/seal-openings", file_no=number)).json()

    assert (201, "G") == (opened.status_code, number[0])
    assert (NAME, PHONE) == (clerk.json()["applicant"], clerk.json()["contact"])
    assert (403, "not-named-to-open") == (legal.status_code, legal.json()["code"])
    assert "applicant" == row["part"]


async def test_the_words_of_the_file_may_not_name_who_applies(asking: Asking) -> None:
    """What is wanted is told without the applicant."""
    answer = await asking.sends("/v1/disclosure-requests", {**REQUEST, "wanted": f"{NAME}要的执行报告"})

    assert "personal-data" == answer.json()["code"]


async def test_requests_of_one_applicant_in_a_month_are_counted_and_nobody_is_named(asking: Asking) -> None:
    """The fee rises with them, those answered free included; of a name alone nothing is counted."""
    who = {**REQUEST["applicant"], "identity": "身份证430423198001011234"}
    mine = [
        (await asking.sends("/v1/disclosure-requests", {**REQUEST, "on": day, "applicant": who})).json()["file_no"]
        for day in ("2026-08-31", "2026-09-01", "2026-09-30")
    ]
    bare = await asking.sends(
        "/v1/disclosure-requests", {**REQUEST, "applicant": {"text": "申请公开", "applicant": NAME}}
    )
    told = [await asking.gets(f"/v1/disclosure-requests/{no}/month", "clerk") for no in mine]
    nobody = await asking.gets(f"/v1/disclosure-requests/{bare.json()['file_no']}/month", "clerk")

    assert [("2026-08", 1), ("2026-09", 2), ("2026-09", 2)] == [
        (one.json()["month"], one.json()["requests"]) for one in told
    ]
    assert nobody.json()["requests"] is None
    assert NAME not in told[0].text
