"""Many ask one file at the same moment, before a worker has answered any of them: each gets an answer."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from temporalio.service import RPCError, RPCStatusCode

from kinds import VIOLATION_CASE
from tests.builders import command
from tests.engine_service import CaseService
from workflows.asking import Asking
from workflows.client import FileClient
from workflows.no_answer import PUT_OFF, NoSuchFile, WorkerAway, said_by
from workflows.over import Archive, nothing_recorded

pytestmark = pytest.mark.asyncio(loop_scope="session")

PATIENCE = timedelta(seconds=120)
"""Longer than any machine needs."""
MANY = range(5)


@pytest.mark.parametrize("status", PUT_OFF)
async def test_what_the_engine_puts_off_is_asked_again(service: CaseService, status: RPCStatusCode) -> None:
    """A file of which too much is asked at once is no fault of anybody's: it is asked until it answers."""
    turned_away = [RPCError("consistent query buffer is full", status, b"") for _ in MANY]

    async def answer() -> str:
        if turned_away:
            raise turned_away.pop()
        return "answered"

    handle = service.client.get_workflow_handle("ViolationCase:2019-000001")
    assert "answered" == await Asking(Archive(nothing_recorded), PATIENCE).answer(handle, answer)


@pytest.mark.parametrize("status", PUT_OFF)
async def test_what_is_put_off_to_the_end_may_be_sent_again(status: RPCStatusCode) -> None:
    """Whoever is told so sends the same once more, as when no worker is there."""
    assert isinstance(said_by(RPCError("workflow is busy", status, b"")), WorkerAway)


async def _there(files: FileClient, no: str) -> None:
    """Wait until a file has been started, whoever of those who open it was first."""
    while True:
        try:
            await files.described(no)
        except NoSuchFile:
            await asyncio.sleep(0.05)
        else:
            return


async def test_all_who_open_a_file_and_ask_for_it_before_a_worker_is_there_are_answered(service: CaseService) -> None:
    """One opening sent five times, and five questions: one file with one act, and nobody goes without."""
    files, no = replace(service, timeout=PATIENCE).cases, service.case().no
    asked = command("report_finding", "2026-09-01")
    shift = asked.happened_at - datetime.now(UTC)
    async with asyncio.TaskGroup() as group:
        receipts = [group.create_task(files.open(VIOLATION_CASE, no, asked, rehearsal=True, shift=shift)) for _ in MANY]
        await _there(files, no)
        questions = [group.create_task(files.file(no)) for _ in MANY]
        async with service.worker():
            await asyncio.wait([*receipts, *questions])

    assert [1] * len(MANY) == [receipt.result().act_no for receipt in receipts]
    assert 1 == [receipt.result().repeated for receipt in receipts].count(False)
    assert {1} == {len(question.result().acts) for question in questions}
