"""A judgment that fails, or takes too long, holds its file and never ends it; a word from outside, or a mended rule, heals it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from sqlalchemy import Engine, text
from temporalio.api.enums.v1 import EventType
from temporalio.client import WorkflowExecutionStatus
from temporalio.testing import WorkflowEnvironment

from activities.judging import JudgeActivities
from database import line
from models.file import Opening
from registry.numbers import reserve_file_number
from tests import serials
from tests.builders import command
from tests.docket.databases import engine, postgresql, sqlite
from tests.engine_service import CaseService, LiveCase
from tests.faulty_judges import Faulty, Slow
from tests.workflows.test_violation_case import written
from workflows import carrying
from workflows.no_answer import JudgmentFailed
from workflows.violation_case import ViolationCase

__all__ = ["engine", "postgresql", "sqlite"]

pytestmark = pytest.mark.asyncio(loop_scope="session")


def failing(service: CaseService) -> type[Faulty]:
    """Have a judge of its own that fails in this service, and return it to be mended."""
    service.judge = judge = type("FaultyHere", (Faulty,), {})
    return judge


async def inspected(case: LiveCase) -> JudgmentFailed:
    """Have the act done at which the rule fails, and return what its sender is told."""
    with pytest.raises(JudgmentFailed) as told:
        await case.sends(INSPECTION)
    return told.value


INSPECTION = command("inspect_site", "2026-09-02", key="the-inspection")


def number(case: LiveCase, name: str) -> int:
    """Return the number of the one act of a name."""
    (found,) = [act.no for act in case.acts if act.name == name]
    return found


async def found(service: CaseService) -> LiveCase:
    """Return a case whose clock stands after the day of the inspection."""
    case = service.case()
    await case.does("report_finding", "2026-09-01")
    await case.waits_until("2026-09-02 12:00")
    return case


async def events(service: CaseService, case: LiveCase) -> list[int]:
    """Return what kinds of event the last run of a case has."""
    history = await service.client.get_workflow_handle(case.workflow_id).fetch_history()
    return [event.event_type for event in history.events]


async def test_whoever_waits_is_told_and_the_file_stays_readable(service: CaseService) -> None:
    """The act is in the file and its judgment fails: its sender is told so, the file runs, reads, and shows the fault."""
    failing(service)
    async with service.worker():
        case = await found(service)
        told = await inspected(case)
        file = await case.file()
        description = await service.client.get_workflow_handle(case.workflow_id).describe()

    assert len(case.acts) + 1 == told.act_no
    assert file.acts == case.acts
    assert WorkflowExecutionStatus.RUNNING == description.status
    assert ["failed"] == description.search_attributes["FileAlert"]


async def test_a_mended_rule_heals_the_file(service: CaseService) -> None:
    """The rule is mended and deployed: the same command, sent again, gets its receipt, and counts once."""
    failing(service)
    async with service.worker():
        case = await found(service)
        first, again = await inspected(case), await inspected(case)
    service.judge = JudgeActivities
    async with service.worker():
        receipt = await case.sends(INSPECTION)
        description = await service.client.get_workflow_handle(case.workflow_id).describe()

    assert first.act_no == again.act_no
    assert (number(case, "inspect_site"), True) == (receipt.act_no, receipt.repeated)
    assert ["failed"] != description.search_attributes["FileAlert"]


async def test_a_withdrawal_heals_the_file_from_outside(service: CaseService) -> None:
    """The next try is made from the acts as they are then: what broke the judgment is withdrawn, and all is judged."""
    failing(service)
    async with service.worker():
        case = await found(service)
        told = await inspected(case)
        withdrawn = await case.sends(command("withdraw_act", "2026-09-02", of=told.act_no, reason="误录"))
        receipt = await case.sends(INSPECTION)

    assert (number(case, "withdraw_act"), number(case, "inspect_site"), True) == (
        withdrawn.act_no,
        receipt.act_no,
        receipt.repeated,
    )
    assert receipt.act_no == case.acts[withdrawn.act_no - 1].content.target


async def test_a_file_that_fails_for_long_moves_to_new_runs_and_loses_nothing(service: CaseService) -> None:
    """However often it is tried, its history does not grow without end; what waits is carried over and judged at last."""
    judge = failing(service)
    case = LiveCase(service, service.case().no.removeprefix("R"))
    handle = service.client.get_workflow_handle(case.workflow_id)
    async with service.worker():
        await service.client.start_workflow(
            ViolationCase.run,
            Opening(file_no=case.no, history_limit=4),
            id=case.workflow_id,
            task_queue=service.queue,
        )
        await service.cases.act(case.no, command("report_finding", "2026-09-01"))
        case.acts = (await case.file()).acts
        await inspected(case)
        first = (await handle.describe()).run_id
        await inspected(case)
        later = (await handle.describe()).run_id
        judge.mended = True
        receipt = await case.sends(INSPECTION)

    assert first != later
    assert (number(case, "inspect_site"), True) == (receipt.act_no, receipt.repeated)


async def test_what_takes_too_long_in_the_task_is_judged_outside_it(
    service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The limit passes, the judgment is made by an activity; a worker that has never seen the file takes it over."""
    monkeypatch.setattr(carrying, "BRIEF", timedelta(seconds=1))

    class SlowHere(Slow):
        limit = threading.Event()

    service.judge = judge = SlowHere
    async with service.worker():
        case = await found(service)
        receipt = await case.sends(INSPECTION)
        judge.limit.set()
    async with service.worker():
        await case.does("interview", "2026-09-03")

    kinds = await events(service, case)
    assert number(case, "inspect_site") == receipt.act_no
    assert 1 == kinds.count(EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED)
    assert "interview" == case.names[-1]


@contextmanager
def held(docket: Engine) -> Iterator[None]:
    """Hold the docket's write lock, as a backup or another writer does."""
    with docket.begin() as holding:
        if holding.dialect.name == "postgresql":
            holding.execute(text("lock table files in exclusive mode"))
        yield


async def test_a_docket_whose_lock_is_held_does_not_kill_the_file(
    environment: WorkflowEnvironment, engine: Engine
) -> None:
    """An act is receipted while somebody holds the lock; the worker is replaced; the file reads, takes acts, is written."""
    with engine.begin() as begun:
        reserve_file_number(begun, f"R2026-{serials.block():06d}")
    service = CaseService(environment.client, engine)
    async with service.worker():
        case = await found(service)
        with held(engine):
            receipt = await case.sends(INSPECTION)
    async with service.worker():
        file = await case.file()
        await case.does("interview", "2026-09-03")
        await written(engine, case, len(case.acts))

    kinds = await events(service, case)
    assert receipt.act_no in {act.no for act in file.acts}
    assert number(case, "interview") > number(case, "inspect_site") == receipt.act_no
    assert EventType.EVENT_TYPE_ACTIVITY_TASK_COMPLETED in kinds


async def test_the_patience_of_the_docket_is_well_under_that_of_a_judgment() -> None:
    """A docket that is held up is told to be away long before the judgment's own time is up."""
    assert timedelta(seconds=2 * line.PATIENCE) < carrying.BRIEF
    assert timedelta(seconds=line.GIVEN_UP + line.PATIENCE) < carrying.BRIEF
