"""No word of an act says who reported (举报人保密, G17)."""

from datetime import date

import pytest

from api.content import reporter_stays_sealed
from law.edition import shipped
from law.refusals import OutOfBounds
from tests.api.asking import COMPLAINT, Asking
from tests.api.test_whole_system import forwarded

TODAY = date(2026, 11, 27)
NAMES = ("示例举报人", "139-0000-0000")


@pytest.mark.parametrize("said", ["示例，举报人反映", "联系 １３９ ００００ ００００"])
def test_who_reported_stays_sealed(said: str) -> None:
    """生态环境法典 art. 146: neither name nor number, however it is spaced, in whatever part of an act."""
    with pytest.raises(OutOfBounds) as caught:
        reporter_stays_sealed({"summary": "属实", "basis": [{"article": said}]}, NAMES, TODAY, shipped())

    assert ("G17", "reporter-identity") == (caught.value.guard, caught.value.code)
    assert "第146条" in caught.value.article


async def test_a_case_names_nobody_whose_complaint_joined_it(asking: Asking) -> None:
    """Neither who made the complaint it came from, nor who made one that joined it later (并入案件)."""
    first = (await asking.sends("/v1/complaints", COMPLAINT)).json()["file_no"]
    case = (await forwarded(asking, first))["particulars"]["case"]
    other = {"text": "同一处排口", "reporter": "另一示例举报人", "contact": "other@example.test"}
    second = (await asking.sends("/v1/complaints", {**COMPLAINT, "complaint": other})).json()["file_no"]
    await asking.does(second, "accept_complaint", "clerk", "2026-09-04")
    joined = await asking.does(second, "join_case", "clerk", "2026-09-04", case=case, reason="同一污染源")
    told = [
        await asking.does(case, "file_case", "head", "2026-09-05", summary=f"{name}反映属实")
        for name in ("另一示例举报人", "示例举报人")
    ]

    assert 200 == joined.status_code, joined.text
    assert [(422, "personal-data")] * 2 == [(one.status_code, one.json()["code"]) for one in told]


def test_other_words_pass() -> None:
    """Nobody else's name is sealed in this file."""
    reporter_stays_sealed({"summary": "群众反映夜间排放异味"}, NAMES, TODAY, shipped())
