"""What may be read over HTTP, by whom: one case from itself, many from the docket, decisions by everybody."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from temporalio.api.common.v1 import WorkflowExecution
from temporalio.api.workflowservice.v1 import DeleteWorkflowExecutionRequest

from api.pulse import NOTHING, Pulse
from api.world import Probe
from models.ids import workflow_id
from registry.registry import Registry
from registry.sealed import Seal
from tests.api.asking import COMPLAINT, FINDING, Asking
from tests.api.conftest import Edge, everything_up, unreachable
from tests.engine_service import CaseService
from workflows.no_answer import NoSuchFile

ELSEWHERE = {**FINDING, "grid": "衡南县三塘镇"}


async def opened(asking: Asking, **changes: str) -> str:
    """Open a live case, and return its number."""
    return str((await asking.sends("/v1/findings", {**FINDING, **changes}, "patroller")).json()["file_no"])


async def forgotten(service: CaseService, file_no: str) -> None:
    """Have the engine let go of a case, as it does when the time for which it keeps finished ones is over."""
    execution = WorkflowExecution(workflow_id=workflow_id("ViolationCase", file_no))
    request = DeleteWorkflowExecutionRequest(namespace=service.client.namespace, workflow_execution=execution)
    await service.client.workflow_service.delete_workflow_execution(request)
    while True:
        try:
            await service.cases.file(file_no)
        except NoSuchFile:
            return
        await asyncio.sleep(0.02)


async def test_a_case_is_shown_with_the_names_behind_its_numbers(asking: Asking) -> None:
    """People, units and grid are named by the register; the case itself holds only numbers."""
    number = await asking.rehearses()
    view = (await asking.gets(f"/v1/files/{number}")).json()
    standing, names = view["standing"], view["names"]

    assert names[standing["particulars"]["grid"]] == "衡山县开云镇"
    assert names[standing["holder_unit"]] == "衡山县开云镇人民政府"
    assert all(row[post] in names for row in standing["answerable"] for post in ("leader", "main", "direct"))


async def test_a_case_of_another_county_is_not_shown(asking: Asking) -> None:
    """A county's branch sees its own grids (属地管理)."""
    number = (await asking.sends("/v1/findings", ELSEWHERE, "patroller")).json()["file_no"]
    hidden = await asking.gets(f"/v1/files/{number}", "head")
    shown = await asking.gets(f"/v1/files/{number}", "supervisor")

    assert (403, 200) == (hidden.status_code, shown.status_code)
    assert hidden.json()["code"] == "not-your-file"


async def test_another_system_sees_what_it_sent_and_nothing_else(asking: Asking) -> None:
    """A sender may follow its own complaints."""
    own = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    other = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]

    assert (await asking.gets(f"/v1/files/{own}", "12369")).status_code == 200
    assert (await asking.gets(f"/v1/files/{other}", "12369")).status_code == 403
    assert (await asking.gets("/v1/people", "12369", unit="u-430423")).status_code == 403


async def test_a_term_explains_itself(asking: Asking) -> None:
    """Why a term ends when it does is told with its article, in words and as data."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    answer = (await asking.gets(f"/v1/files/{number}/terms/hotline_accept%231")).json()

    assert "第7条" in answer["text"]
    assert answer["last_day"] == "2026-09-16"


async def test_a_term_that_is_not_there_is_answered_with_those_that_are(asking: Asking) -> None:
    """A slip in the key of a term is put right by the answer."""
    number = (await asking.sends("/v1/complaints", COMPLAINT, "12369")).json()["file_no"]
    answer = await asking.gets(f"/v1/files/{number}/terms/nothing%231")

    assert answer.status_code == 404
    assert "hotline_accept#1" in answer.json()["detail"]


async def test_a_case_whose_workflow_is_gone_is_shown_as_it_was_recorded(asking: Asking, service: CaseService) -> None:
    """An archived case stays readable after the engine has let go of it."""
    number = await opened(asking)
    await forgotten(service, number)

    assert (await asking.gets(f"/v1/files/{number}")).json()["standing"]["stage"] == "found"
    assert (await asking.gets("/v1/files/2026-000999")).status_code == 404


async def test_the_list_shows_each_reader_their_own_cases(asking: Asking) -> None:
    """The city sees all, a county its own, another system none that it did not send; rehearsals are a list apart."""
    here = await opened(asking)
    there = await opened(asking, grid="衡南县三塘镇")
    await asking.rehearses()

    async def listed(role: str, **filters: object) -> list[str]:
        answer = await asking.gets("/v1/cases", role, **filters)
        return sorted(row["file_no"] for row in answer.json()["rows"])

    assert [here, there] == await listed("supervisor")
    assert [here] == await listed("head")
    assert [] == await listed("12369")
    assert [there] == await listed("supervisor", grid="衡南县")
    assert [there] == await listed("supervisor", grid="三塘镇")
    assert 1 == len(await listed("supervisor", rehearsal=True))


async def test_a_long_list_comes_in_pages(asking: Asking) -> None:
    """Page after page, each case once; a page that cannot be is refused."""
    numbers = {await opened(asking) for _ in range(3)}
    first = (await asking.gets("/v1/cases", limit=2)).json()
    second = (await asking.gets("/v1/cases", limit=2, after=first["after"])).json()
    wrong = await asking.gets("/v1/cases", after="甲")

    assert numbers == {row["file_no"] for row in first["rows"] + second["rows"]}
    assert (second["after"], wrong.status_code, wrong.json()["code"]) == (None, 400, "bad-page")


@pytest.mark.parametrize("path", ["/v1/messages", "/v1/terms?due_before=2030-01-01", "/v1/statistics", "/v1/duties"])
async def test_lists_that_are_empty_are_lists(asking: Asking, path: str) -> None:
    """Nothing to tell is an answer."""
    assert isinstance((await asking.gets(path)).json(), list)


async def test_events_are_for_systems_and_described_to_everybody(asking: Asking) -> None:
    """A person reads messages instead; whoever writes a receiver reads the description first."""
    refused, described = await asking.gets("/v1/events"), await asking.gets("/asyncapi.json", None)

    assert (403, "not-a-system") == (refused.status_code, refused.json()["code"])
    assert (200, "3.0.0") == (described.status_code, described.json()["asyncapi"])


async def test_decisions_that_are_public_need_no_token(asking: Asking) -> None:
    """Everybody may read what was made public."""
    answer = await asking.gets("/public/disclosures", None)

    assert (200, []) == (answer.status_code, answer.json())


@pytest.mark.parametrize(
    "path", ["/v1/cases", "/v1/complaints", "/v1/acts", "/v1/grids", "/v1/messages", "/v1/people/me"]
)
async def test_everything_else_needs_a_token(asking: Asking, path: str) -> None:
    """Nobody unknown reads anything."""
    answer = await asking.gets(path, None)

    assert (401, "Bearer") == (answer.status_code, answer.headers["www-authenticate"])


async def test_a_token_nobody_has_is_refused(asking: Asking) -> None:
    """A wrong token is no token."""
    answer = await asking.http.get("/v1/people/me", headers={"Authorization": "Bearer gc_wrong"})

    assert (401, "unknown-token") == (answer.status_code, answer.json()["code"])


async def test_a_token_tells_whose_it_is(asking: Asking) -> None:
    """A person's unit and roles come from the register; another system has only its number."""
    head = (await asking.gets("/v1/people/me", "head")).json()
    system = (await asking.gets("/v1/people/me", "12369")).json()

    assert ("u-430423", {"head": "行政机关负责人"}) == (head["unit"], head["roles"])
    assert ("12369", "system") == (system["id"], system["kind"])


async def test_a_grid_says_who_answers_there(asking: Asking) -> None:
    """Three levels, each with its unit and its people, on any day."""
    view = (await asking.gets("/v1/grids/衡山县开云镇", on="2026-09-01")).json()

    assert [3, 2, 1] == [row["level"] for row in view["answerable"]]


async def test_local_tokens_are_worthless_in_production(edge: Edge) -> None:
    """What `gridcase up` prints opens nothing in real service."""
    registry = Registry(edge.docket, Seal.from_settings(edge.settings), production=True)
    async with replace(edge, registry=registry).over(unreachable()) as asking:
        answer = await asking.gets("/v1/people/me", "head")

    assert answer.status_code == 401


async def nothing_up() -> Pulse:
    """Say that nothing is up."""
    return NOTHING


@pytest.mark.parametrize(("probe", "status", "engine"), [(everything_up, 200, "up"), (nothing_up, 503, "down")])
async def test_health_says_what_is_up(edge: Edge, probe: Probe, status: int, engine: str) -> None:
    """Operations see which part is missing; the API itself answers in any case."""
    async with edge.over(unreachable(), probe) as asking:
        answer = await asking.gets("/healthz", None)

    assert (status, engine, "up", "up") == (
        answer.status_code,
        answer.json()["pulse"]["engine"],
        answer.json()["docket"],
        answer.json()["api"],
    )


async def test_the_clock_of_a_rehearsal_can_be_moved(asking: Asking) -> None:
    """What falls due on the way falls due: an acceptance that nobody gave lapses."""
    body = {**COMPLAINT, "on": "2026-09-01"}
    number = (await asking.sends("/v1/rehearsals/complaints", body)).json()["file_no"]
    clock = (await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-10-20T09:00:00+08:00"})).json()
    acts = (await asking.gets(f"/v1/files/{number}/acts")).json()["acts"]

    assert number.startswith("R")
    assert datetime.fromisoformat(clock["at"]).astimezone(UTC).date().isoformat() == "2026-10-20"
    assert "term_lapses" in [row["content"]["act"] for row in acts]


async def test_a_rehearsal_is_ended_by_who_began_it_or_supervises(asking: Asking) -> None:
    """It takes nothing more and is listed no more; ended twice it is ended; a real file, or another's, is not."""
    number = await asking.rehearses()
    live = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]
    address = f"/v1/rehearsals/{number}"
    refused = await asking.sends(f"{address}/end", {}, "officer")
    ended = [(await asking.sends(f"{address}/end", {}, role)).status_code for role in ("patroller", "supervisor")]
    stop = {"act": "stop_on_site", "fields": {"measures": "封堵", "obeyed": True}}
    later = await asking.sends(f"/v1/files/{number}/acts", stop, "patroller")
    moved = await asking.sends(f"{address}/clock", {"to": "2026-10-20T09:00:00+08:00"}, "supervisor")
    listed = (await asking.gets("/v1/cases?rehearsal=true", "supervisor")).json()
    real = await asking.sends(f"/v1/rehearsals/{live}/end", {}, "supervisor")

    assert (403, [200, 200]) == (refused.status_code, ended)
    assert "rehearsal-ended" == later.json()["code"] == moved.json()["code"]
    assert number not in str(listed)
    assert "not-a-rehearsal" == real.json()["code"]


async def test_the_clock_of_a_live_case_cannot_be_moved(asking: Asking) -> None:
    """Real time is nobody's to move."""
    number = (await asking.sends("/v1/findings", FINDING, "patroller")).json()["file_no"]
    answer = await asking.sends(f"/v1/rehearsals/{number}/clock", {"to": "2026-10-20T09:00:00+08:00"})

    assert (409, "not-a-rehearsal") == (answer.status_code, answer.json()["code"])


async def test_a_rehearsals_clock_is_moved_by_who_began_it_or_supervises(asking: Asking) -> None:
    """Nobody else's story is run ahead, also not by the unit that answers; another system moves its own alone."""
    number = await asking.rehearses()
    elsewhere = await asking.rehearses(grid=ELSEWHERE["grid"])
    of_system = (await asking.sends("/v1/rehearsals/complaints", COMPLAINT, "12369")).json()["file_no"]
    to = {"to": "2026-09-02T09:00:00+08:00"}
    roles = ("patroller", "clerk", "officer", "reviewer", "head", "supervisor", "12369")
    moved = {
        file_no: [
            role
            for role in roles
            if (await asking.sends(f"/v1/rehearsals/{file_no}/clock", to, role)).status_code == 200
        ]
        for file_no in (number, elsewhere, of_system)
    }

    assert {
        number: ["patroller", "supervisor"],
        elsewhere: ["patroller", "supervisor"],
        of_system: ["supervisor", "12369"],
    } == moved


@pytest.mark.parametrize(
    "part", ["", "/acts", "/documents", "/terms/x", "/terms/x/proof", "/what-if?change=1=2026-09-01"]
)
async def test_every_part_of_a_file_answers_like_the_file(asking: Asking, part: str) -> None:
    """Of another county's file nothing is told, also not that a part of it is empty; of none, that there is none."""
    number = (await asking.sends("/v1/findings", ELSEWHERE, "patroller")).json()["file_no"]
    hidden = await asking.gets(f"/v1/files/{number}{part}", "head")
    missing = await asking.gets(f"/v1/files/2019-000001{part}", "head")

    assert [(403, "not-your-file"), (404, "no-such-file")] == [
        (answer.status_code, answer.json()["code"]) for answer in (hidden, missing)
    ]


async def test_a_rehearsal_says_when_it_begins(asking: Asking) -> None:
    """A story without a date cannot be played."""
    body = {key: value for key, value in FINDING.items() if key != "on"}
    answer = await asking.sends("/v1/rehearsals/findings", body, "patroller")

    assert (422, "no-start") == (answer.status_code, answer.json()["code"])


async def test_there_are_no_rehearsals_without_a_virtual_clock(edge: Edge) -> None:
    """Where time skipping is off, as in production, rehearsals are refused."""
    off = edge.settings.model_copy(update={"time_skipping": False})
    async with replace(edge, settings=off).over(unreachable()) as asking:
        answer = await asking.sends("/v1/rehearsals/findings", FINDING, "patroller")

    assert (403, "no-rehearsals") == (answer.status_code, answer.json()["code"])
