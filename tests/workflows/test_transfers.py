"""A transfer on the real engine: two files that talk, each with its own clock, and what breaks between them."""

import pytest

from judging.record import Record
from kinds import MATTER
from models.acts.delivery import RecordDelivery
from models.acts.transfer import RecordTransferResult
from tests.builders import COUNTY
from tests.engine_service import CaseService, LiveCase
from tests.procedures.transferring import FARMS, clerk_of, sent

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def transferred(service: CaseService) -> tuple[LiveCase, LiveCase]:
    """Return a case that was transferred to another department, and the file that was opened for it there."""
    case = service.case()
    await case.does("report_finding", "2026-09-01")
    await case.does("report_upward", "2026-09-01 10:00")
    await case.does("hand_to_department", "2026-09-01 11:00", unit=COUNTY)
    await case.does("transfer_matter", "2026-09-02", by=clerk_of(COUNTY, 2), **sent())
    await case.waits_until("2026-09-02 12:00")
    opened = Record.of(case.acts).all(RecordDelivery)[0].content.file_no
    matter = LiveCase(service, opened, kind=MATTER)
    matter.acts = (await matter.file()).acts
    return case, matter


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
