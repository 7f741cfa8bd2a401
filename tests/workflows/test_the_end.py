"""The end of a file and what is still sent to it exclude each other: a receipt, or "archived"; never "no such file"."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest
from temporalio.client import WorkflowFailureError

from law.refusals import OutOfOrder
from models.acts import Command
from models.file import Opening, Receipt
from tests import serials
from tests.builders import HEAD, a_case, command
from tests.engine_service import CaseService
from workflows import carrying
from workflows.complaint import Complaint
from workflows.no_answer import NoSuchFile
from workflows.violation_case import ViolationCase

pytestmark = pytest.mark.asyncio(loop_scope="session")

FILES, SENDERS = 8, 6


def corrections(no: str) -> list[Command]:
    """Return what several heads send at the same moment."""
    return [
        command(
            "correct_act", "2026-09-01", by=HEAD, key=f"{no}/{one}", of=1, fields={"channel": "visit"}, reason="误录"
        )
        for one in range(SENDERS)
    ]


async def raced(service: CaseService, history_limit: int) -> None:
    """Open a complaint, and archive it while others write to it."""
    complaint = service.complaint()
    no = complaint.no.removeprefix("R")
    await service.client.start_workflow(
        Complaint.run,
        Opening(file_no=no, history_limit=history_limit),
        id=f"Complaint:{no}",
        task_queue=service.queue,
    )
    await service.cases.act(no, command("receive_complaint", "2026-09-01"))
    await service.cases.act(no, command("refuse_complaint", "2026-09-02"))
    await service.cases.act(no, command("confirm_feedback", "2026-09-02", of=2))
    ending = service.cases.act(no, command("archive_complaint", "2026-09-02"))
    sent = corrections(no)
    answers = await asyncio.gather(ending, *(service.cases.act(no, one) for one in sent), return_exceptions=True)
    ended: Receipt = await service.client.get_workflow_handle_for(Complaint.run, f"Complaint:{no}").result()
    file = await service.cases.file(no)
    kept = {act.key for act in file.acts}

    assert isinstance(answers[0], Receipt)
    assert ended.act_no == len(file.acts)
    for asked, answer in zip(sent, answers[1:], strict=True):
        if isinstance(answer, Receipt):
            assert asked.key in kept
        else:
            assert isinstance(answer, OutOfOrder)
            assert ("file-archived", False) == (answer.code, asked.key in kept)


@pytest.mark.parametrize("history_limit", [8000, 1])
async def test_whoever_writes_to_a_file_that_ends_gets_a_receipt_or_is_told_that_it_is_archived(
    service: CaseService, history_limit: int
) -> None:
    """Several heads correct a complaint while it is archived and ends, also while it moves to a new run at every turn."""
    async with service.worker():
        await asyncio.gather(*(raced(service, history_limit) for _ in range(FILES)))


async def test_a_file_that_never_came_to_be_is_no_archived_one(
    service: CaseService, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its opening was refused: there is no file of that number, to be read or to be written to."""
    monkeypatch.setattr(carrying, "UNOPENED_FOR", timedelta(milliseconds=10))
    complaint = service.complaint()
    async with service.worker():
        handle = await service.client.start_workflow(
            Complaint.run, Opening(file_no=complaint.no), id=complaint.workflow_id, task_queue=service.queue
        )
        with pytest.raises(WorkflowFailureError):
            await handle.result()
        with pytest.raises(NoSuchFile):
            await service.cases.act(complaint.no, corrections(complaint.no)[0])


async def test_an_archived_case_that_is_over_is_opened_by_order_of_review_or_court(service: CaseService) -> None:
    """In a new run, with all that was done; the chain goes on, and once archived again it is over again."""
    no = f"2026-{serials.single():06d}"
    case = a_case("inspect_site")
    case.does("decline_filing", "2026-09-08", by=HEAD)
    case.does("feed_back", "2026-09-08 10:00")
    case.does("close_case", "2026-09-09", ground="not_filed", summary="不予立案")
    order = command(
        "open_archive",
        "2026-11-02",
        by=HEAD,
        ordered_by="衡阳市人民政府",
        instrument="reconsideration",
        document_no="衡政复决〔2026〕9号",
        dated="2026-10-30",
        change="更正检查笔录",
    )
    change: dict[str, Any] = {"of": 6, "fields": {"record": "现场检查情况（补正）"}, "reason": "复议决定"}
    async with service.worker():
        await service.client.start_workflow(
            ViolationCase.run,
            Opening(file_no=no, acts=tuple(case.acts)),
            id=f"ViolationCase:{no}",
            task_queue=service.queue,
        )
        await service.cases.act(no, command("archive_case", "2026-10-12"))
        ended = service.client.get_workflow_handle_for(ViolationCase.run, f"ViolationCase:{no}")
        await ended.result()
        archived = await service.cases.file(no)
        with pytest.raises(OutOfOrder, match="归档"):
            await service.cases.act(no, command("correct_act", "2026-11-02", by=HEAD, **change))
        opened = await service.cases.act(no, order)
        again = await service.cases.act(no, order)
        await service.cases.act(no, command("correct_act", "2026-11-03", by=HEAD, **change))
        await service.cases.act(no, command("archive_case", "2026-11-04", key="again"))
        await ended.result()
        file = await service.cases.file(no)

    assert (opened.repeated, again.repeated, again.act_no) == (False, True, opened.act_no)
    assert file.acts[: len(archived.acts)] == archived.acts
    assert [act.name for act in file.acts[len(archived.acts) :]] == ["open_archive", "correct_act", "archive_case"]
    assert (file.standing.archived, file.revision > archived.revision) == (True, True)
