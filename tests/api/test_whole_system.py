"""What only the whole system shows: durable at once, counted once, terms that run out, complaints that lead to cases."""

import asyncio
from dataclasses import replace
from typing import Any
from urllib.parse import quote

import pytest
from sqlalchemy import Engine

from api.pulse import pulse_of
from law.refusals import OutOfOrder
from tests.api.asking import COMPLAINT, FINDING, Asking
from tests.api.conftest import NOBODY_WAITS, Edge, unreachable
from tests.builders import moment
from tests.engine_service import PATIENCE, CaseService, started_engine


async def test_a_finding_is_durable_and_on_the_list_when_it_is_acknowledged(asking: Asking) -> None:
    """The receipt is the case's own; the docket has the row by then."""
    receipt = (await asking.sends("/v1/findings", FINDING, "patroller")).json()
    case = (await asking.gets(f"/v1/files/{receipt['file_no']}")).json()
    listed = (await asking.gets("/v1/cases")).json()["rows"]

    assert (1, "found") == (receipt["act_no"], case["standing"]["stage"])
    assert [receipt["file_no"]] == [row["file_no"] for row in listed]


async def test_a_complaint_sent_while_no_worker_runs_is_one_file_in_the_end(edge: Edge, service: CaseService) -> None:
    """The API says within seconds that nobody works; sent again, it counts once."""
    async with edge.over(replace(service, timeout=NOBODY_WAITS).cases) as asking:
        away = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
    async with service.worker(), edge.over(service.cases) as asking:
        again = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
        once_more = await asking.sends("/v1/complaints", COMPLAINT, "12369", key="k-1")
        acts = (await asking.gets(f"/v1/files/{again.json()['file_no']}/acts")).json()["acts"]

    assert (503, "worker-away") == (away.status_code, away.json()["code"])
    assert again.status_code in (200, 201)
    assert {**again.json(), "repeated": True} == once_more.json()
    assert 1 == [act["content"]["act"] for act in acts].count("receive_complaint")


async def test_of_two_officers_acting_at_the_same_moment_one_is_told_it_was_done(asking: Asking) -> None:
    """An act that can be done once is done once; the other officer hears by whom it was done."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    answers = await asyncio.gather(
        asking.does(number, "accept_complaint", "clerk", "2026-09-02"),
        asking.does(number, "accept_complaint", "officer", "2026-09-02"),
    )

    assert [200, 409] == sorted(answer.status_code for answer in answers)
    assert {"already-done"} == {answer.json()["code"] for answer in answers if answer.status_code == 409}


async def test_a_refusal_crosses_the_wire_with_its_article(asking: Asking) -> None:
    """What the workflow's validator says no to arrives as a problem with code and article."""
    number = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]
    answer = await asking.does(number, "serve_decision", "officer", "2026-09-03")

    assert 409 == answer.status_code
    assert answer.json()["article"].startswith("《")


async def test_a_rehearsal_runs_through_its_terms(asking: Asking) -> None:
    """The clock is moved over HTTP; what nobody did in time lapses on its day, by the engine."""
    number = (await asking.sends("/v1/rehearsals/complaints", COMPLAINT)).json()["file_no"]
    await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-09-20T09:00:00+08:00"})
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]
    standing = (await asking.gets(f"/v1/files/{number}")).json()["standing"]

    assert ["receive_complaint", "term_nears_end", "term_lapses"] == [act["content"]["act"] for act in acts]
    assert "late" == standing["alert"]


async def forwarded(asking: Asking, number: str) -> dict[str, Any]:
    """Have a complaint accepted and forwarded; return where it stands once its case is open."""
    for act, on, fields in (
        ("accept_complaint", "2026-09-02", {}),
        ("forward_complaint", "2026-09-03", {"summary": "沟渠发黑发臭"}),
    ):
        answer = await asking.does(number, act, "clerk", on, **fields)
        assert 200 == answer.status_code, answer.text
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            standing = (await asking.gets(f"/v1/files/{number}")).json()["standing"]
            if standing["particulars"]["case"]:
                return dict(standing)
            await asyncio.sleep(0.02)


async def test_a_complaint_that_is_forwarded_leads_to_a_case(asking: Asking, first_case: str) -> None:
    """Each is a file of its own, on a list of its own, and names the other; the sender follows only the complaint."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    case = (await forwarded(asking, number))["particulars"]["case"]
    found = (await asking.gets(f"/v1/files/{case}")).json()
    lists = [(await asking.gets(path)).json()["rows"] for path in ("/v1/cases", "/v1/complaints")]
    of_sender = [(await asking.gets(path, "12369")).json()["rows"] for path in ("/v1/cases", "/v1/complaints")]

    assert (first_case, f"T{first_case}") == (case, number)
    assert ("ViolationCase", number) == (found["kind"], found["standing"]["particulars"]["complaint"])
    assert [[case], [number]] == [[row["file_no"] for row in rows] for rows in lists]
    assert [[], [number]] == [[row["file_no"] for row in rows] for rows in of_sender]
    assert 403 == (await asking.gets(f"/v1/files/{case}", "12369")).status_code


async def test_whoever_no_system_reaches_is_somebodys_to_tell(asking: Asking) -> None:
    """A complaint taken down by a clerk and refused: the duty stands in the file, and ends when it is entered as done."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "clerk")).json()["file_no"]
    reason = {"ground": "no_facts", "reason": "没有具体线索"}
    refused = await asking.does(number, "refuse_complaint", "head", "2026-09-02", **reason)
    early = await asking.does(number, "archive_complaint", "clerk", "2026-09-03")
    of = {"of": refused.json()["act_no"], "way": "telephone"}
    told = await asking.does(number, "confirm_feedback", "clerk", "2026-09-03", **of)
    again = await asking.does(number, "confirm_feedback", "clerk", "2026-09-03", **of)
    archived = await asking.does(number, "archive_complaint", "clerk", "2026-09-04")
    terms = (await asking.gets(f"/v1/files/{number}")).json()["standing"]["terms"]

    assert [200, 409, 200, 409, 200] == [one.status_code for one in (refused, early, told, again, archived)]
    assert "确认反馈送达" in early.json()["detail"]
    assert ["met"] == [term["state"] for term in terms if term["rule"] == "norm.tell_by_hand"]


async def test_who_complained_is_said_in_neither_file(asking: Asking) -> None:
    """The name that is sealed with a complaint is refused in its acts, and in those of the case it led to, however spelt."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    said = await asking.does(number, "forward_complaint", "clerk", "2026-09-02", summary="据示例 举报人反映")
    case = (await forwarded(asking, number))["particulars"]["case"]
    again = await asking.does(case, "stop_on_site", "patroller", "2026-09-03", measures="示例、举报人在场", obeyed=True)
    opening = await asking.sends("/v1/complaints", {**COMPLAINT, "place": "示例举报人门前"}, "12369")

    for answer in (said, again, opening):
        assert (422, "personal-data") == (answer.status_code, answer.json()["code"])
        assert "举报人反映" not in answer.text


async def test_the_pulse_tells_a_worker_from_none(service: CaseService) -> None:
    """Health is asked of the engine: somebody polls the queue, or nobody does."""
    before = await pulse_of(service.client, service.queue)
    async with service.worker():
        number = service.case()
        await number.does("report_finding", "2026-09-01")
        during = await pulse_of(service.client, service.queue)

    assert [("up", "down"), ("up", "up")] == [(pulse.engine, pulse.worker) for pulse in (before, during)]


async def test_an_api_that_started_before_the_engine_says_so(edge: Edge) -> None:
    """The API is up while the engine is not; commands are answered 503, reading says what is down."""
    link = unreachable()
    async with edge.over(link, link.pulse) as asking:
        sent = await asking.sends("/v1/findings", FINDING, "patroller")
        health = await asking.gets("/healthz", None)

    assert (503, "engine-away") == (sent.status_code, sent.json()["code"])
    assert (503, "down") == (health.status_code, health.json()["pulse"]["engine"])


async def test_an_archived_file_that_the_engine_keeps_no_more_is_still_read_and_still_archived(
    edge: Edge, asking: Asking, docket: Engine
) -> None:
    """The docket knows it: what was taken repeats its receipt, the rest is told why not, and no second file is opened.

    An engine that knows nothing of the file stands for one whose time to keep it has passed.
    """
    opening = await asking.sends("/v1/complaints", COMPLAINT, "clerk", key="k-1")
    number = opening.json()["file_no"]
    reason = {"ground": "no_facts", "reason": "没有具体线索"}
    refused = await asking.does(number, "refuse_complaint", "head", "2026-09-02", **reason)
    of = {"of": refused.json()["act_no"], "way": "telephone"}
    await asking.does(number, "confirm_feedback", "clerk", "2026-09-03", **of)
    last = {"act": "archive_complaint", "on": "2026-09-04", "fields": {}}
    archived = await asking.sends(f"/v1/files/{number}/acts", last, "clerk", key="k-2")
    kept = (await asking.gets(f"/v1/files/{number}/acts")).json()
    term = (await asking.gets(f"/v1/files/{number}")).json()["standing"]["terms"][0]["key"]
    async with started_engine() as engine:
        later = CaseService(engine.client, docket)
        async with later.worker(), edge.over(later.cases) as asking_later:
            again = await asking_later.sends("/v1/complaints", COMPLAINT, "clerk", key="k-1")
            once_more = await asking_later.sends(f"/v1/files/{number}/acts", last, "clerk", key="k-2")
            late = await asking_later.does(number, "accept_complaint", "clerk", "2026-09-04")
            nobodys = await asking_later.does("T2019-000001", "accept_complaint", "clerk", "2026-09-04")
            acts = await asking_later.gets(f"/v1/files/{number}/acts")
            hidden = await asking_later.gets(f"/v1/files/{number}", "12369")
            parts = ("", "/documents", f"/terms/{quote(term)}", "/what-if?change=1=2026-09-02")
            read = [(await asking_later.gets(f"/v1/files/{number}{part}")).status_code for part in parts]

    assert (opening.json()["act_no"], opening.json()["recorded_at"], True) == (
        again.json()["act_no"],
        again.json()["recorded_at"],
        again.json()["repeated"],
    )
    assert {**archived.json(), "repeated": True} == once_more.json()
    assert (409, "file-archived") == (late.status_code, late.json()["code"])
    assert (404, 403) == (nobodys.status_code, hidden.status_code)
    assert kept == acts.json()
    assert [200] * len(parts) == read


async def test_a_rehearsal_that_the_engine_keeps_no_more_is_archived_too(service: CaseService, docket: Engine) -> None:
    """Its clock stands still, and another file that tells it something hears why not."""
    complaint = service.complaint()
    async with service.worker():
        await complaint.does("receive_complaint", "2026-09-01")
        await complaint.does("refuse_complaint", "2026-09-02")
        await complaint.does("confirm_feedback", "2026-09-02", of=2)
        archived = await complaint.does("archive_complaint", "2026-09-02")
    async with started_engine() as engine:
        files = CaseService(engine.client, docket).cases
        file = await files.file(complaint.no)
        with pytest.raises(OutOfOrder) as refused:
            await files.advance(complaint.no, moment("2026-10-01"))

    assert (archived.act_no, "file-archived") == (len(file.acts), refused.value.code)
