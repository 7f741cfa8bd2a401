"""Whoever complains is found in no byte that the system writes: planted names and numbers, looked for everywhere."""

import json

import pytest
from structlog.testing import capture_logs

from settings import Settings
from tests.api.asking import COMPLAINT, FINDING, Asking
from tests.api.test_whole_system import forwarded
from tests.canaries import found_in, found_in_history
from tests.engine_service import CaseService

NAME, PHONE, PERSON = "欧阳示例甲", "13977778888", "430421198801017650"
CANARIES = (NAME, PHONE, PERSON)
WORDS = {"text": f"本人{NAME}，身份证{PERSON}，沟渠发黑，联系{PHONE}", "reporter": NAME, "contact": PHONE}


@pytest.mark.parametrize("word", CANARIES)
def test_a_planted_word_is_found(word: str) -> None:
    """The search itself can fail: as UTF-8, and as JSON that escapes."""
    assert [word] == found_in(f"…{word}…".encode(), CANARIES) == found_in(json.dumps({"x": word}).encode(), CANARIES)


async def test_who_complained_stands_in_nothing_that_is_written(
    asking: Asking, service: CaseService, settings: Settings
) -> None:
    """Database with its journal, files, histories, log, answers, public pages: of what was taken, and what was refused."""
    with capture_logs() as log:
        number = (await asking.sends("/v1/complaints", {**COMPLAINT, "complaint": WORDS}, "12369")).json()["file_no"]
        case = (await forwarded(asking, number))["particulars"]["case"]
        refused = [
            await asking.sends("/v1/findings", {**FINDING, "summary": f"联系{PHONE}"}, "patroller"),
            await asking.does(case, "file_case", "head", "2026-09-04", summary=f"{NAME}反映属实"),
            await asking.sends(f"/v1/complaints/{number}/reporter", {"reason": f"找{NAME}"}, "clerk"),
            await asking.sends("/v1/complaints", {**COMPLAINT, "place": PERSON, "complaint": WORDS}, "12369"),
        ]
        masked = await asking.sends(f"/v1/complaints/{number}/text", {}, "officer")
        paths = ("/v1/complaints", "/v1/cases", f"/v1/files/{number}", f"/v1/files/{case}/acts", "/public/disclosures")
        read = [await asking.gets(path) for path in (*paths, "/v1/seal-openings")]

    assert [422] * 4 == [answer.status_code for answer in refused]
    assert [200] * 6 == [answer.status_code for answer in read]
    for answer in (*refused, masked, *read):
        assert [] == found_in(answer.content, CANARIES), answer.url
    await stand_nowhere(log, settings, service, number, case)


async def test_who_applies_for_information_stands_in_nothing_that_is_written(
    asking: Asking, service: CaseService, settings: Settings
) -> None:
    """As of who complains: what was sealed, and what was refused for naming them; the answer's document names nobody."""
    words = {"text": WORDS["text"], "applicant": NAME, "identity": PERSON, "contact": PHONE}
    asked = {"grid": "衡山县 开云镇", "channel": "in_person", "wanted": "年度执行报告", "applicant": words}
    answer = {"outcome": "provided", "reason": "可以公开", "means": "随答复书提供"}
    with capture_logs() as log:
        number = (await asking.sends("/v1/disclosure-requests", asked)).json()["file_no"]
        done = await asking.sends(
            f"/v1/files/{number}/acts", {"act": "answer_disclosure_request", "fields": answer}, "head"
        )
        refused = [
            await asking.sends("/v1/disclosure-requests", {**asked, "wanted": f"{NAME}要的执行报告"}),
            await asking.sends(f"/v1/disclosure-requests/{number}/applicant", {"reason": f"找{NAME}"}, "clerk"),
        ]
        paper = await asking.gets(f"/v1/files/{number}/documents/2/信复")
        read = [await asking.gets(path) for path in (f"/v1/files/{number}/whole", "/v1/seal-openings")]

    assert 200 == done.status_code, done.text
    assert [422] * 2 == [one.status_code for one in refused]
    assert [200] * 3 == [one.status_code for one in (paper, *read)], paper.text
    for one in (*refused, paper, *read):
        assert [] == found_in(one.content, CANARIES), one.url
    await stand_nowhere(log, settings, service, number)


async def stand_nowhere(log: object, settings: Settings, service: CaseService, *numbers: str) -> None:
    """Look for the planted words in the log, in every file that was written, and in the histories of files."""
    assert [] == found_in(repr(log).encode(), CANARIES)
    written = [path for path in settings.var.rglob("*") if path.is_file()]
    assert {"docket.sqlite3", "docket.sqlite3-wal"} <= {path.name for path in written}
    for path in written:
        assert [] == found_in(path.read_bytes(), CANARIES), path
    for file_no in numbers:
        assert [] == await found_in_history(service.client, file_no, CANARIES)
