"""Workers are replaced one by one while files are open: whichever of two versions takes the next task, all goes on."""

import asyncio
import json
from dataclasses import replace
from typing import Any

import pytest
from temporalio.client import WorkflowExecutionStatus, WorkflowHandle

from models.acts import Act
from tests.builders import PENALTY_PATH, command
from tests.engine_service import PATIENCE, CaseService
from tests.next_version import MORE, of_the_next_version, sample_of
from tools.samples import SAMPLES
from workflows import carrying, patience
from workflows.no_answer import WorkerAway
from workflows.wire import Unreadable

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATH = PENALTY_PATH[:8]


async def next_version(service: CaseService) -> CaseService:
    """Return the same queue and docket, served or asked by the next version."""
    return replace(service, client=await of_the_next_version(service.client))


def done_by_people(acts: tuple[Act, ...]) -> list[str]:
    """Return the names of the acts that were not the engine's."""
    return [act.name for act in acts if act.by.kind != "engine"]


async def test_a_case_passes_from_version_to_version_and_back(service: CaseService) -> None:
    """Each act is taken by another worker than the last, in a history of both; the file says the same to both."""
    newer = await next_version(service)
    case = service.case()
    for place, (act, on, fields) in enumerate(PATH):
        case.service = newer if place % 3 else service
        async with (service if place % 2 else newer).worker():
            await case.does(act, on, **fields)

    async with service.worker():
        told, again = await service.cases.file(case.no), await newer.cases.file(case.no)
    assert [act for act, _, _ in PATH] == done_by_people(told.acts)
    assert done_by_people(again.acts) == done_by_people(told.acts)
    assert MORE in json.dumps([act.model_dump(mode="json") for act in told.acts])


async def test_two_versions_serve_one_queue(service: CaseService) -> None:
    """While both run, any task goes to either."""
    newer = await next_version(service)
    cases = [service.case() for _ in range(3)]
    async with service.worker(), newer.worker():
        for act, on, fields in PATH:
            for case in cases:
                await case.does(act, on, **fields)

    assert all([act for act, _, _ in PATH] == done_by_people(case.acts) for case in cases)


async def test_a_command_that_a_worker_has_no_word_for_is_sent_again(
    service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old worker is asked by a new API: nothing is refused and nothing breaks, and the new worker takes it."""
    service.timeout = patience.MINUTE / 30
    act, on, fields = PATH[1]

    def unknown(args: object) -> None:
        raise Unreadable("内容由更高版本写入")

    case = service.case()
    async with service.worker():
        await case.does(PATH[0][0], PATH[0][1], **PATH[0][2])
        with monkeypatch.context() as old:
            old.setattr(carrying, "command_in", unknown)
            with pytest.raises(WorkerAway):
                await service.cases.act(case.no, command(act, on, **fields))
        await case.does(act, on, **fields)

    assert [PATH[0][0], act] == done_by_people(case.acts)


async def test_what_a_worker_cannot_read_holds_the_file(service: CaseService) -> None:
    """A file that carries an act of the next version waits for a worker that knows it: it does not fail, or end."""
    case = service.case()
    said = {**sample_of(SAMPLES / "close_case.json"), "no": 1}
    said["content"]["act"] = "seize_the_moon"
    handle = await service.client.start_workflow(
        "ViolationCase", {"file_no": case.no, "acts": [said]}, id=case.workflow_id, task_queue=service.queue
    )

    async with service.worker():
        failure = await _failure(handle)

    description = await handle.describe()
    assert "seize_the_moon" not in failure
    assert "更高版本" in failure
    assert WorkflowExecutionStatus.RUNNING == description.status


async def _failure(handle: WorkflowHandle[Any, Any]) -> str:
    """Return, once there is one, what the failure of a workflow's task says."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            for event in (await handle.fetch_history()).events:
                if event.HasField("workflow_task_failed_event_attributes"):
                    return str(event.workflow_task_failed_event_attributes.failure.cause.message)
            await asyncio.sleep(0.05)
