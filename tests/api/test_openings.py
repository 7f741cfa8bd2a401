"""What opens a case over HTTP: counted once, numbered in order, the complainant sealed."""

import asyncio
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine, text

from api.forms import ComplaintForm
from api.opening import digest_with
from models.grants import READ, Ground
from registry.entries import DatedGrant
from registry.registry import Registry
from registry.systems import grant
from tests.api.asking import COMPLAINT, FINDING, Asking
from tests.api.conftest import NOBODY_WAITS, Edge, unreachable
from tests.engine_service import CaseService
from tests.registry.ground import a_grid


async def test_a_finding_gets_a_case_number_at_once(asking: Asking, first_case: str) -> None:
    """Whoever reports has the number in the answer."""
    answer = await asking.sends("/v1/findings", FINDING, "patroller")

    assert answer.status_code == 201
    assert answer.json()["file_no"] == first_case
    assert (answer.json()["act_no"], answer.json()["repeated"]) == (1, False)


async def test_the_same_finding_sent_again_is_the_same_case(asking: Asking) -> None:
    """A sender that got no answer sends again under its key; it counts once."""
    first = await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")
    again = await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")

    assert again.status_code == 200
    assert again.json() == {**first.json(), "repeated": True}


async def test_what_was_opened_is_opened_whatever_the_sender_is_granted_since(asking: Asking, docket: Engine) -> None:
    """A sender that got no answer, and meanwhile lost its grant, learns that its complaint has a file."""
    first = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
    grant(docket, DatedGrant(system="12369", act=READ, files="own", since=date(2026, 1, 1)))
    again = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
    other = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-2")

    assert (200, {**first.json(), "repeated": True}) == (again.status_code, again.json())
    assert (403, "not-granted") == (other.status_code, other.json()["code"])


async def test_a_key_used_for_something_else_is_refused(asking: Asking, first_case: str) -> None:
    """The same key with other content is a conflict, and names the case it was used for."""
    await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")
    other = await asking.sends("/v1/findings", {**FINDING, "summary": "另一件事"}, "patroller", key="k-1")

    assert other.status_code == 409
    assert other.json()["code"] == "key-reused"
    assert first_case in other.json()["detail"]


async def test_two_senders_may_use_the_same_key(asking: Asking) -> None:
    """A key belongs to its sender."""
    mine = await asking.sends("/v1/findings", FINDING, "patroller", key="1")
    theirs = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="1")

    assert [201, 201] == [mine.status_code, theirs.status_code]
    assert mine.json()["file_no"] != theirs.json()["file_no"]


async def test_a_rehearsal_and_a_live_case_never_share_a_key(asking: Asking) -> None:
    """The content sent to a rehearsal is not the content of a live case."""
    await asking.sends("/v1/findings", FINDING, "patroller", key="1")
    rehearsal = await asking.sends("/v1/rehearsals/findings", FINDING, "patroller", key="1")

    assert rehearsal.status_code == 409


async def test_one_finding_sent_five_times_at_once_is_one_case(asking: Asking, first_case: str) -> None:
    """However often a sender repeats itself at the same moment, there is one number."""
    answers = await asyncio.gather(*(asking.sends("/v1/findings", FINDING, "patroller", key="k-1") for _ in range(5)))

    assert {first_case} == {answer.json().get("file_no", answer.text) for answer in answers}


@pytest.mark.parametrize("key", [None, "k#1", "a b", "x" * 61])
async def test_a_command_without_a_proper_key_is_told_so(asking: Asking, key: str | None) -> None:
    """No key, no command; the sentence says what a key looks like."""
    headers = {} if key is None else {"Idempotency-Key": key}
    answer = await asking.sends("/v1/findings", FINDING, "patroller", key=None, **headers)

    assert answer.status_code == 400
    assert "Idempotency-Key" in answer.json()["detail"]


async def test_an_unknown_grid_is_answered_with_the_nearest_names(asking: Asking) -> None:
    """A slip in the name of a township is put right by the answer."""
    answer = await asking.sends("/v1/findings", {**FINDING, "grid": "开元镇"}, "patroller")

    assert answer.status_code == 422
    assert answer.json()["field"] == "grid"
    assert "开云镇" in answer.json()["nearest"]


async def test_a_receipt_names_the_place_in_full(asking: Asking) -> None:
    """Who typed only a township sees at once where the case is; sent again, the receipt says the same."""
    first = await asking.sends("/v1/findings", {**FINDING, "grid": "开云镇"}, "patroller", key="k-1")
    again = await asking.sends("/v1/findings", {**FINDING, "grid": "开云镇"}, "patroller", key="k-1")

    assert ("430423100", "衡山县开云镇", "") == tuple(first.json()[name] for name in ("grid", "place", "note"))
    assert {**first.json(), "repeated": True} == again.json()


@pytest.mark.parametrize(
    ("address", "form", "role"), [("findings", FINDING, "patroller"), ("complaints", COMPLAINT, "clerk")]
)
async def test_a_township_elsewhere_opens_only_when_it_says_so(
    asking: Asking, address: str, form: dict[str, Any], role: str
) -> None:
    """A bare name that is not at home opens no file that its sender may not read."""
    bare = await asking.sends(f"/v1/{address}", {**form, "grid": "城关镇"}, role)
    said = await asking.sends(f"/v1/{address}", {**form, "grid": "衡东县城关镇"}, role)

    assert (422, "grid-elsewhere", "grid") == (bare.status_code, bare.json()["code"], bare.json()["field"])
    assert ["衡东县洣水镇"] == bare.json()["nearest"]
    assert (201, "衡东县洣水镇") == (said.status_code, said.json()["place"])


async def test_a_system_means_the_ground_of_the_units_it_works_for(asking: Asking, docket: Engine) -> None:
    """Without such a ground a name of two townships is refused and both are named; with one, it is that one."""
    a_grid(docket, "430426999", name="开云镇", parent="430426")
    form = {**COMPLAINT, "grid": "开云镇"}
    asked = await asking.sends("/v1/complaints", form, "12369")
    for act, unit in (("receive_complaint", ""), (READ, "u-430423")):
        files: Ground = "unit" if unit else "own"
        grant(docket, DatedGrant(system="12369", act=act, files=files, unit=unit, since=date(2026, 1, 1)))
    known = await asking.sends("/v1/complaints", form, "12369")

    assert (422, "ambiguous-grid") == (asked.status_code, asked.json()["code"])
    assert ["衡山县开云镇", "祁东县开云镇"] == asked.json()["nearest"]
    assert (201, "衡山县开云镇") == (known.status_code, known.json()["place"])
    assert "祁东县开云镇" in known.json()["note"]


async def test_a_finding_in_the_future_is_refused_and_uses_up_no_number(asking: Asking, first_case: str) -> None:
    """Nothing that has not happened is recorded, and the series of numbers stays without gaps."""
    refused = await asking.sends("/v1/findings", {**FINDING, "on": "2031-01-01"}, "patroller", key="k-1")
    put_right = await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")

    assert (refused.status_code, refused.json()["code"]) == (409, "in-the-future")
    assert (put_right.status_code, put_right.json()["file_no"]) == (201, first_case)


async def test_every_missing_field_is_named_in_one_answer(asking: Asking) -> None:
    """Whoever sends an empty form hears at once all that is missing."""
    answer = await asking.sends("/v1/findings", {}, "patroller")

    assert answer.status_code == 422
    assert ["grid", "pollution", "summary"] == [row["field"] for row in answer.json()["errors"]]


async def test_a_day_and_an_instant_together_are_refused(asking: Asking) -> None:
    """When something happened is said once."""
    answer = await asking.sends("/v1/findings", {**FINDING, "happened_at": "2026-09-01T09:00:00+08:00"}, "patroller")

    assert answer.status_code == 422
    assert "只写一个" in answer.json()["detail"]


async def test_an_instant_without_a_zone_is_meant_in_hengyang(asking: Asking) -> None:
    """What is written without a zone is the time of the place, as in every other field."""
    body = {key: value for key, value in FINDING.items() if key != "on"}
    answer = await asking.sends("/v1/findings", {**body, "happened_at": "2026-09-01T09:00:00"}, "patroller")

    assert answer.status_code == 201
    assert answer.json()["happened_at"] == "2026-09-01T09:00:00+08:00"


@pytest.mark.parametrize("words", [{"summary": "举报人电话13800138000"}, {"place": "联系１３８００１３８０００"}])
async def test_personal_data_never_enters_a_case(asking: Asking, words: dict[str, str]) -> None:
    """A telephone number in the words of a finding is refused before anything is kept."""
    answer = await asking.sends("/v1/findings", {**FINDING, **words}, "patroller")

    assert (answer.status_code, answer.json()["code"]) == (422, "personal-data")
    assert "13800138000" not in answer.text


async def test_a_complaint_that_had_a_number_before_complaints_had_files_keeps_it(
    asking: Asking, registry: Registry, first_case: str
) -> None:
    """Sent again under its key, what was given the number of a case is that case."""
    said = digest_with(ComplaintForm.model_validate(COMPLAINT), rehearsal=False)
    registry.numbers.allocate("12369", "k-1", said, int(first_case[:4]))
    answer = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
    found = (await asking.gets(f"/v1/files/{first_case}", "12369")).json()

    assert (201, first_case) == (answer.status_code, answer.json()["file_no"])
    assert ("ViolationCase", "found") == (found["kind"], found["standing"]["stage"])


async def test_a_complainant_is_sealed_and_stays_out_of_the_case(
    asking: Asking, registry: Registry, docket: Engine
) -> None:
    """Who complained, and in what words, is in one encrypted table and nowhere else."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    acts = await asking.gets(f"/v1/files/{number}/acts")
    with docket.connect() as connection:
        kept = connection.execute(text("SELECT ciphertext FROM sealed_complaints")).scalar_one()

    assert "示例举报人" not in acts.text
    assert "13800138000" not in acts.text
    assert b"13800138000" not in kept
    sealed = acts.json()["acts"][0]["content"]["sealed"]
    assert registry.sealed.unseal(sealed) == COMPLAINT["complaint"]


async def test_a_refused_complaint_is_not_sealed(asking: Asking, docket: Engine) -> None:
    """Nothing about a complainant is kept for a case that was not opened."""
    await asking.sends("/v1/complaints", {**COMPLAINT, "on": "2031-01-01"}, "12369")

    with docket.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM sealed_complaints")).scalar_one() == 0


async def test_a_finding_sent_while_the_engine_is_away_counts_once_when_sent_again(
    edge: Edge, service: CaseService, first_case: str
) -> None:
    """An engine that is down is said so, and the same command sent again opens the one case."""
    async with edge.over(unreachable()) as asking:
        first = await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")
    async with service.worker(), edge.over(service.cases) as asking:
        again = await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")
        listed = (await asking.gets("/v1/cases")).json()["rows"]

    assert (first.status_code, first.headers["retry-after"]) == (503, "2")
    assert "同一个幂等键" in first.json()["detail"]
    assert (again.status_code, again.json()["file_no"]) == (201, first_case)
    assert [first_case] == [row["file_no"] for row in listed]


async def test_a_finding_sent_while_no_worker_runs_counts_once_when_sent_again(
    edge: Edge, service: CaseService, first_case: str
) -> None:
    """A worker that is down is said so; whether the first or the second sending opens the case, there is one."""
    async with edge.over(replace(service, timeout=NOBODY_WAITS).cases) as asking:
        first = await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")
    async with service.worker(), edge.over(service.cases) as asking:
        again = await asking.sends("/v1/findings", FINDING, "patroller", key="k-1")
        listed = (await asking.gets("/v1/cases")).json()["rows"]

    assert (first.status_code, first.headers["retry-after"]) == (503, "2")
    assert "同一个幂等键" in first.json()["detail"]
    assert (again.is_success, again.json()["file_no"]) == (True, first_case)
    assert [first_case] == [row["file_no"] for row in listed]


async def test_whoever_may_not_report_is_told_who_may(asking: Asking) -> None:
    """A reviewer does not report findings; the answer says whose business it is."""
    answer = await asking.sends("/v1/findings", FINDING, "reviewer")

    assert (answer.status_code, answer.json()["code"]) == (403, "no-power")
    assert "巡查员" in answer.json()["detail"]
