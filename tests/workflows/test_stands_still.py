"""A machine that stands still for a moment: no step of a file is taken for one that hangs, and none is cut short."""

import threading
from dataclasses import replace
from datetime import timedelta

import httpx
import pytest
from temporalio.api.enums.v1 import EventType

from activities.law_in_force import LawInForce
from law.edition import Law
from tests.engine_service import CaseService
from worker import file_worker

STILL = 2.5
"""Seconds; the engine's library takes two for a loop without end."""

pytestmark = pytest.mark.asyncio(loop_scope="session")


class StandsStill(LawInForce):
    """Answers what the law is, once only after a while."""

    armed = threading.Event()

    @property
    def known(self) -> Law:
        """Return the law, later where a step of a file asks for it that is to stand still."""
        if self.armed.is_set() and threading.current_thread() is not threading.main_thread():
            self.armed.clear()
            threading.Event().wait(STILL)
        return super().known


async def test_a_step_that_stood_still_is_not_interrupted(
    service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The tests themselves switch the search for hanging steps off; here it is as operations have it."""
    monkeypatch.delenv("TEMPORAL_DEBUG")
    law = StandsStill(service.docket)
    async with httpx.AsyncClient() as http:
        worker = file_worker(service.client, service.docket, http, law, threads=4, task_queue=service.queue)
        async with worker:
            case = replace(service, timeout=timedelta(seconds=20)).case()
            await case.goes("inspect_site")
            law.armed.set()
            await case.does("file_case", "2026-09-07")
            history = await service.client.get_workflow_handle(case.workflow_id).fetch_history()

    failed = EventType.EVENT_TYPE_WORKFLOW_TASK_FAILED
    assert not law.armed.is_set()
    assert [] == [event for event in history.events if event.event_type == failed]
