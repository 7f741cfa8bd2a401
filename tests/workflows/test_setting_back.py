"""A file whose step the engine refuses for ever is set back to the one before, and goes on: nothing lost, nothing twice."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import Engine
from temporalio.api.enums.v1 import EventType
from temporalio.api.history.v1 import HistoryEvent
from temporalio.testing import WorkflowEnvironment

from models.file import Opening
from tests.builders import command
from tests.engine_service import CaseService, LiveCase
from tests.workflows.mortal_worker import WHEN_ASKED, mortal_workers
from tests.workflows.test_whatever_breaks import where
from workflows import setting_back
from workflows.setting_back import step_to_take_again
from workflows.violation_case import ViolationCase

pytestmark = pytest.mark.asyncio(loop_scope="session")

TASK, OFTEN, PATIENCE = timedelta(seconds=2), timedelta(seconds=1), timedelta(minutes=5)
"""How long one step may take; how often it is looked what stands still, which the engine says after five; how long is waited."""


async def test_a_file_that_stands_still_goes_on(
    environment: WorkflowEnvironment, docket: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A worker dies between a question and a receipt: the next one cannot carry the file, and sets it back."""
    monkeypatch.setattr(setting_back, "LOOKS_EVERY", OFTEN)
    service = CaseService(environment.client, docket, timeout=PATIENCE)
    case = LiveCase(service, service.case().no.removeprefix("R"))
    async with mortal_workers(*where(environment, service), [WHEN_ASKED]) as keeper:
        handle = await service.client.start_workflow(
            ViolationCase.run,
            Opening(file_no=case.no),
            id=case.workflow_id,
            task_queue=service.queue,
            task_timeout=TASK,
        )
        going = asyncio.create_task(setting_back.keep_going(service.client))
        finding = service.cases.act(case.no, command("report_finding", "2026-09-01"))
        receipt, _ = await asyncio.gather(finding, case.file())
        going.cancel()
        await service.cases.act(case.no, command("stop_on_site", "2026-09-01 10:00", measures="封堵", obeyed=True))
        acts = (await case.file()).acts

    assert [WHEN_ASKED] == keeper.deaths
    assert (1, ["report_finding", "stop_on_site"]) == (receipt.act_no, [act.name for act in acts])
    assert handle.first_execution_run_id != (await handle.describe()).run_id


def history(*kinds: str) -> list[HistoryEvent]:
    """Return a history of these kinds of events; an act's letter says whose taking or receipt it is."""
    events = []
    for number, kind in enumerate(kinds, 1):
        name, _, act = kind.partition(" ")
        event = HistoryEvent(event_id=number, event_type=EventType.Value(f"EVENT_TYPE_{name}"))
        if name.endswith("ACCEPTED"):
            event.workflow_execution_update_accepted_event_attributes.protocol_instance_id = act
        if name.endswith("UPDATE_COMPLETED"):
            event.workflow_execution_update_completed_event_attributes.meta.update_id = act
        events.append(event)
    return events


STEP, MARKER = "WORKFLOW_TASK_COMPLETED", "MARKER_RECORDED"
TAKEN, RECEIPT = "WORKFLOW_EXECUTION_UPDATE_ACCEPTED", "WORKFLOW_EXECUTION_UPDATE_COMPLETED"
FAILED = "WORKFLOW_TASK_TIMED_OUT"


@pytest.mark.parametrize(
    ("kinds", "step"),
    [
        ((STEP, f"{TAKEN} a", MARKER, FAILED), 1),
        ((STEP, f"{TAKEN} a", STEP, MARKER, FAILED), 3),
        ((STEP, f"{TAKEN} a", MARKER, f"{RECEIPT} a", FAILED), None),
        ((STEP, f"{TAKEN} a", MARKER, f"{RECEIPT} a", f"{TAKEN} b", MARKER, FAILED), 1),
        ((STEP, f"{TAKEN} a", STEP, FAILED), None),
        ((STEP, MARKER, FAILED), None),
        ((FAILED,), None),
    ],
)
async def test_only_a_step_that_lacks_a_receipt_is_taken_again(kinds: tuple[str, ...], step: int | None) -> None:
    """Another fault is another matter: it stands until somebody mends it, and is told."""
    assert step == step_to_take_again(history(*kinds))
