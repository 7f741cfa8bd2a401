"""The API answers by the law in force: it notices what a publication brought in, and hands out proofs."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from activities import law_in_force
from docket.notices import bring_in
from law.catalogue import STATUTE
from law.notices import read_notice
from tests.api.asking import COMPLAINT, FINDING, Asking
from tests.law.test_calendar import NEXT_YEAR
from tools import verify_term


@pytest.fixture(autouse=True)
def _looks_each_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Ask the docket for notices at every request."""
    monkeypatch.setattr(law_in_force, "FRESH", -1.0)


async def test_an_explanation_follows_a_notice_that_came_in(asking: Asking, docket: Engine, tmp_path: Path) -> None:
    """环保举报热线工作管理办法第7条: fifteen days over the Spring Festival of 2027, before and after its notice."""
    answer = await asking.sends("/v1/rehearsals/complaints", {**COMPLAINT, "on": "2027-01-26"}, "clerk")
    term = f"/v1/files/{answer.json()['file_no']}/terms/hotline_accept%231"
    before = (await asking.gets(term)).json()
    file = tmp_path / "notice.toml"
    file.write_text(NEXT_YEAR, encoding="utf-8")

    bring_in(docket, read_notice(file), datetime.now(UTC))
    after = (await asking.gets(term)).json()

    assert ("2027-02-10", True) == (before["last_day"], before["provisional"])
    assert ("2027-02-14", False) == (after["last_day"], after["provisional"])


async def test_a_term_is_proved(asking: Asking, tmp_path: Path) -> None:
    """What the API hands out, the tool confirms against the files alone."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]

    answer = await asking.gets(f"/v1/files/{number}/terms/hotline_accept%231/proof", "12369")

    path = tmp_path / "proof.json"
    path.write_text(answer.text, encoding="utf-8")
    assert "" == verify_term.verify(path, STATUTE.parent)
    assert ("hotline_accept", "2026-09-16") == (answer.json()["rule"], answer.json()["end"]["last_day"])


async def test_a_term_that_is_not_there_has_no_proof(asking: Asking) -> None:
    """The answer names those that are there."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]

    answer = await asking.gets(f"/v1/files/{number}/terms/nothing%231/proof")

    assert (404, "no-such-term") == (answer.status_code, answer.json()["code"])
    assert "hotline_accept#1" in answer.json()["detail"]


async def test_a_service_norm_has_no_proof(asking: Asking) -> None:
    """What the city sets itself rests on no statute, and the answer says so."""
    number = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]

    answer = await asking.gets(f"/v1/files/{number}/terms/norm.report_upward%231/proof")

    assert (404, "no-statute") == (answer.status_code, answer.json()["code"])
    assert "服务规范" in answer.json()["detail"]
