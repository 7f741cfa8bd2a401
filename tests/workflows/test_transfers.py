"""A transfer on the real engine: two files that talk, each with its own clock, and what breaks between them."""

import asyncio
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, insert
from temporalio.testing import WorkflowEnvironment

from judging.record import Record
from kinds import MATTER
from law.refusals import NotCompetent
from models.acts.finding import ReportFinding
from models.acts.transfer import RecordTransferResult
from models.file import Opening
from models.grants import Grant
from models.people import Actor
from models.values import CIVIL
from registry.tables import systems
from tests.builders import COUNTY, HEAD, OFFICER, answering, command, moment
from tests.callback import SECRET, Callback
from tests.engine_service import PATIENCE, CaseService, LiveCase
from tests.procedures.transferring import FARMS, clerk_of, sent
from tests.workflows.mortal_worker import NOTICED, mortal_workers
from tests.workflows.test_whatever_breaks import where
from workflows.matter import Matter
from workflows.violation_case import ViolationCase

pytestmark = pytest.mark.asyncio(loop_scope="session")


NEXT = "u-430422"
BRANCH = answering(NEXT, 2, "430422")


async def transferred(service: CaseService, **other: Any) -> tuple[LiveCase, LiveCase]:  # noqa: ANN401  fields of an act
    """Return a case that was transferred to another department, and the file that was opened for it there."""
    case = service.case()
    await case.does("report_finding", "2026-09-01")
    await case.does("report_upward", "2026-09-01 10:00")
    await case.does("hand_to_department", "2026-09-01 11:00", unit=COUNTY)
    await case.does("transfer_matter", "2026-09-02", by=clerk_of(COUNTY, 2), **sent(**other))
    await case.waits_until("2026-09-02 12:00")
    return case, await case.opened()


async def test_a_case_that_was_transferred_comes_to_its_end_by_the_result(service: CaseService) -> None:
    """Sent, accepted, dealt with, told back, fed back, closed; the receiver's file goes to its own archive."""
    async with service.worker():
        case, matter = await transferred(service)
        await matter.does("accept_transfer", "2026-09-04", by=FARMS)
        await matter.does("complete_matter", "2026-09-18", by=FARMS, handling="penalised", result="已处罚")
        await matter.waits_until("2026-09-18 12:00")
        await matter.does("archive_matter", "2026-09-21", by=FARMS)
        await service.client.get_workflow_handle(matter.workflow_id).result()
        await case.does("feed_back", "2026-09-22", to="township", result="农业农村局已处罚")
        await case.does("close_case", "2026-09-23", ground="transferred")
        standing = (await matter.file()).standing

    (result,) = Record.of(case.acts).all(RecordTransferResult)
    assert ("penalised", "已处罚", matter.no) == (
        result.content.handling,
        result.content.result,
        result.content.matter_no,
    )
    assert (f"Matter:{matter.no}", "close_case") == (result.by.id, case.names[-1])
    assert ("matter_archived", case.no) == (standing.stage, standing.particulars.other_file[1])


async def test_another_branch_opens_a_case_for_it_and_its_result_comes_all_the_way_back(service: CaseService) -> None:
    """County to county: a case is opened there, whose review runs from the arrival; its end is told through both files."""
    there = clerk_of(NEXT, 2)
    head = HEAD.model_copy(update={"id": f"{NEXT}-head", "unit": NEXT})
    async with service.worker():
        case, matter = await transferred(service, unit=NEXT, answerable=BRANCH, ecology=True, reason="elsewhere")
        await matter.does("accept_transfer", "2026-09-03", by=there)
        await matter.does("open_case_for_matter", "2026-09-04", by=there, summary="跨县排污")
        await matter.waits_until("2026-09-04 12:00")
        second = await matter.opened()
        review = next(t for t in (await second.file()).standing.terms if t.rule == "case_filing_decision")
        await second.does("decline_filing", "2026-09-08", by=head)
        await second.does("feed_back", "2026-09-09", by=there, to="transferring_unit", result="未发现违法事实")
        await second.waits_until("2026-09-09 12:00")
        await matter.does("complete_matter", "2026-09-10", by=there, handling="case_opened", result="未发现违法事实")
        await matter.waits_until("2026-09-10 12:00")
        await case.waits_until("2026-09-10 12:00")

    opening = Record.of(second.acts).all(ReportFinding)[0].content
    assert (matter.no, "transferred_in") == (opening.matter, opening.source)
    assert "2026-09-02" == review.start.isoformat()
    assert ["record_complaint_result", "complete_matter"] == [
        name for name in matter.names if name in {"record_complaint_result", "complete_matter"}
    ]
    assert "record_transfer_result" in case.names


async def test_a_system_that_is_down_for_long_is_told_once_and_the_matter_does_not_wait(
    service: CaseService, docket: Engine
) -> None:
    """A signed word is tried until it is taken, under one key; acceptance by the unit's own system needs no such word."""
    callback = Callback()
    row = {"callback_url": callback.url, "callback_secret": SECRET}
    with docket.begin() as connection:
        connection.execute(insert(systems).values(id="s-farms", name="示例农业系统", **row))
    no = service.complaint().no.removeprefix("R").replace("T", "Y")
    matter = LiveCase(service, no, kind=MATTER)
    start = datetime.now(CIVIL) - timedelta(minutes=5)
    arrived = command("receive_transfer", start, way="system", system="s-farms")
    farms = Actor(id="s-farms", kind="system", grants=(Grant(act="accept_transfer"),))
    forged = farms.model_copy(update={"id": "s-forged"})
    accepted = command("accept_transfer", start + timedelta(minutes=1), by=farms, key="s-farms/7")
    async with service.worker():
        await service.client.start_workflow(
            Matter.run, Opening(file_no=no), id=matter.workflow_id, task_queue=service.queue
        )
        await service.cases.act(no, arrived)
        with pytest.raises(NotCompetent) as refused:
            await service.cases.act(no, accepted.model_copy(update={"by": forged, "key": "s-forged/7"}))
        first = await service.cases.act(no, accepted)
        again = await service.cases.act(no, accepted)
        async with callback.opened():
            await taken(matter)

    assert "not-granted-here" == refused.value.code
    assert (False, True) == (first.repeated, again.repeated)
    assert {f"{no}/1/transfer"} == set(callback.taken)


async def taken(matter: LiveCase) -> None:
    """Wait, not for ever, until the receipt of what was sent has come back."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            matter.acts = (await matter.file()).acts
            if "record_delivery" in matter.names:
                return
            await asyncio.sleep(0.05)


async def test_a_transfer_is_handed_over_once_whatever_dies(environment: WorkflowEnvironment, docket: Engine) -> None:
    """Workers die after the opening, while a word is taken, and before its receipt: one matter, one word of each kind."""
    service = CaseService(environment.client, docket)
    case, points = service.case(), ["after opening", "received", "after telling"]
    async with mortal_workers(*where(environment, service), points) as keeper:
        shift = moment("2026-09-01") - datetime.now(UTC)
        opening = Opening(file_no=case.no, rehearsal=True, shift=shift, history_limit=1)
        await service.cases._virtual.client.start_workflow(
            ViolationCase.run, opening, id=case.workflow_id, task_queue=service.queue, task_timeout=NOTICED
        )
        await service.cases.act(case.no, command("report_finding", "2026-09-01", by=OFFICER))
        case.acts = (await case.file()).acts
        await case.does("transfer_matter", "2026-09-02", by=clerk_of(COUNTY, 2), **sent())
        await case.waits_until("2026-09-02 12:00")
        matter = await case.opened()
        await matter.does("accept_transfer", "2026-09-04", by=FARMS)
        await matter.does("complete_matter", "2026-09-18", by=FARMS, handling="handled", result="已处理")
        await matter.waits_until("2026-09-18 12:00")
        await case.waits_until("2026-09-18 12:00")

    told = [name for name in case.names if name.startswith("record_")]
    assert keeper.deaths == points
    assert ["record_delivery", "record_transfer_accepted", "record_transfer_result"] == told
    assert 2 == matter.names.count("record_delivery")
