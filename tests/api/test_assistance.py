"""Requests for assistance over HTTP: a letter from outside entered, and a unit of the register asked from a case."""

from typing import Any

import pytest

from tests.api.asking import Asking

LETTER = {
    "grid": "衡山县开云镇",
    "pollution": ["solid_waste"],
    "requester": "示例市生态环境局",
    "document_no": "示环函〔2026〕8号",
    "request": "请协助核实示例公司的货物去向",
    "on": "2026-09-01",
}


async def test_a_letter_from_outside_is_one_to_the_unit_of_whoever_enters_it(asking: Asking) -> None:
    """The branch of the clerk answers; what is above it is the city."""
    answer = await asking.sends("/v1/rehearsals/assistance-requests", LETTER, "clerk")
    assert answer.status_code == 201, answer.text
    number = answer.json()["file_no"]
    standing = (await asking.gets(f"/v1/files/{number}", "clerk")).json()["standing"]

    assert "RX" == number[:2]
    assert ("u-430423", ["u-430423", "u-4304"]) == (
        standing["holder_unit"],
        [row["unit"] for row in standing["answerable"]],
    )


async def test_a_unit_is_asked_by_its_number_and_the_register_says_who_answers(asking: Asking) -> None:
    """From a case, of a department of the city."""
    number = await asking.rehearses()
    said = {"document_no": "衡山环协〔2026〕1号", "request": "请核实", "due": "2026-09-18"}
    answer = await asking.does(number, "request_assistance", "clerk", "2026-09-01", unit="u-4304-police", **said)
    acts = (await asking.gets(f"/v1/files/{number}/acts", "clerk")).json()["acts"]
    (asked,) = (act["content"] for act in acts if act["content"]["act"] == "request_assistance")

    assert answer.status_code == 200, answer.text
    assert ("u-4304-police", 1) == (asked["answerable"]["unit"], asked["answerable"]["level"])


@pytest.mark.parametrize(
    ("role", "changes", "code"),
    [
        ("clerk", {"due": "2026-08-31"}, "due-is-past"),
        ("clerk", {"request": "电话13800138000"}, "personal-data"),
        ("supervisor", {}, "no-power"),
        ("12369", {}, "no-power"),
    ],
)
async def test_what_cannot_be_entered_is_refused(asking: Asking, role: str, changes: dict[str, Any], code: str) -> None:
    """Nothing is opened, and no number is spent."""
    answer = await asking.sends("/v1/assistance-requests", {**LETTER, **changes}, role)

    assert code == answer.json()["code"], answer.text


async def test_the_same_letter_is_entered_once(asking: Asking) -> None:
    """Whoever finds it on the desk again is told which file it has; the same command again is the same receipt."""
    first = await asking.sends("/v1/assistance-requests", LETTER, "clerk", key="l-1")
    again = await asking.sends("/v1/assistance-requests", LETTER, "clerk", key="l-1")
    other = await asking.sends("/v1/assistance-requests", LETTER, "clerk", key="l-2")

    assert first.json()["file_no"] == again.json()["file_no"]
    assert "already-entered" == other.json()["code"]
    assert first.json()["file_no"] in other.json()["detail"]
