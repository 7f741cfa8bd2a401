"""A joint investigation over HTTP: convened, its members known to the register, its file seen by who takes part."""

from typing import Any

import pytest

from tests.api.asking import OFFICERS, Asking

JOINT = {
    "grid": "衡山县开云镇",
    "place": "示例村码头",
    "pollution": ["water"],
    "reason": "倾倒危险废物，涉及公安、交通",
    "on": "2026-09-01",
}


async def convened(asking: Asking, role: str = "head", **changes: Any) -> str:  # noqa: ANN401
    """Return the number of a rehearsed joint investigation."""
    answer = await asking.sends("/v1/rehearsals/joint-investigations", {**JOINT, **changes}, role)
    assert answer.status_code == 201, answer.text
    return str(answer.json()["file_no"])


async def test_it_is_convened_and_who_answers_in_a_member_is_looked_up(asking: Asking) -> None:
    """A department of the city and the branch of another county: the register says who answers there."""
    number = await convened(asking)
    for unit in ("u-4304-police", "u-430424"):
        answer = await asking.does(
            number, "invite_member", "clerk", "2026-09-01", unit=unit, tasks="查明来源", due="2026-09-15"
        )
        assert answer.status_code == 200, answer.text
    taken = await asking.does(
        number,
        "take_evidence",
        "officer",
        "2026-09-01",
        mark="证1",
        name="残渣",
        form="sample",
        place="示例村码头",
        sealing="封签001",
        keeper=OFFICERS[0],
        unit="u-430423",
        officers=OFFICERS,
        identity_shown=True,
    )
    standing = (await asking.gets(f"/v1/files/{number}", "clerk")).json()["standing"]
    acts = (await asking.gets(f"/v1/files/{number}/acts", "clerk")).json()["acts"]
    asked = [act["content"]["answerable"] for act in acts if act["content"]["act"] == "invite_member"]

    assert (200, "RL") == (taken.status_code, number[:2]), taken.text
    assert [("u-4304-police", 1, "4304"), ("u-430424", 2, "430424")] == [
        (row["unit"], row["level"], row["grid"]) for row in asked
    ]
    assert ["u-4304-police", "u-430424"] == standing["taking_part"]
    assert [("证1", OFFICERS[0])] == [(row["mark"], row["keeper"]) for row in standing["particulars"]["evidence"]]


@pytest.mark.parametrize(
    ("role", "changes", "status", "code"),
    [
        ("officer", {}, 403, "head-convenes"),
        ("officer", {"is_urgent": True}, 422, "nobody-consented"),
        ("officer", {"is_urgent": True, "consented_by": "p-nobody"}, 422, "unknown-person"),
        ("head", {"counties": ["衡东县"]}, 403, "common-superior-convenes"),
        ("head", {"counties": ["某县"]}, 422, "unknown-grid"),
        ("head", {"counties": ["衡山县"]}, 422, "own-county"),
        ("head", {"consented_by": "p-430423-01"}, 422, "consent-without-urgency"),
        ("head", {"reason": "电话13800138000"}, 422, "personal-data"),
        ("clerk", {}, 403, "no-power"),
    ],
)
async def test_what_cannot_be_convened_is_refused_without_a_number(
    asking: Asking, role: str, changes: dict[str, Any], status: int, code: str
) -> None:
    """With the place in the opinions where it is a question of power."""
    answer = await asking.sends("/v1/joint-investigations", {**JOINT, **changes}, role)
    listed = (await asking.gets("/v1/joint_investigations")).json()

    assert (status, code) == (answer.status_code, answer.json()["code"]), answer.text
    assert [] == listed["rows"]
