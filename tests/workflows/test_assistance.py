"""Requests for assistance on the real engine: both files are kept in step, whoever answers first or not at all."""

import pytest

from judging.record import Record
from models.acts.assistance import (
    ReceiveAssistanceRequest,
    RecordAssistanceReply,
    RecordRequestWithdrawn,
    RecordUrging,
)
from models.acts.delivery import RecordDelivery
from models.acts.terms import TermLapses
from tests.builders import CITY, COUNTY
from tests.engine_service import CaseService
from tests.live_assistance import asked_for_help, helps
from tests.procedures.joint import NEXT_COUNTY
from tests.procedures.test_assistance import ASKED

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_help_is_asked_given_and_told(service: CaseService) -> None:
    """The letter opens a file with the unit that is asked; the reminder reaches it, its answer comes back, once."""
    async with service.worker():
        case, file = await asked_for_help(service)
        await helps(case, file)

    there, here = Record.of(file.acts), Record.of(case.acts)
    (reply,) = here.all(RecordAssistanceReply)
    assert there.opening is not None
    assert isinstance(there.opening.content, ReceiveAssistanceRequest)
    assert (case.no, NEXT_COUNTY) == (there.opening.content.origin, there.opening.content.unit)
    assert (1, file.no, True) == (len(there.all(RecordUrging)), reply.content.assistance, reply.content.is_given)
    assert f"Assistance:{file.no}" == reply.by.id
    assert [(case.no, reply.no)] == [(one.content.file_no, one.content.act_no) for one in there.all(RecordDelivery)]


async def test_silence_is_told_on_both_sides_and_a_withdrawal_ends_it(service: CaseService) -> None:
    """Each side has its clock: the handler of the case hears it, and the superior of who was asked."""
    async with service.worker():
        case, file = await asked_for_help(service)
        await case.waits_until("2026-09-20")
        await file.waits_until("2026-09-20")
        said = {"of": "request_assistance", "reason": "已自行查明", "by": ASKED["by"]}
        await case.does("withdraw_assistance_request", "2026-09-21", **said)
        await case.waits_until("2026-09-21 12:00")
        file.acts = (await file.file()).acts

    lapses = [
        act.content.escalated_to
        for acts in (case.acts, file.acts)
        for act in acts
        if isinstance(act.content, TermLapses) and "assistance" in act.content.term
    ]
    assert [(f"{COUNTY}-direct",), (f"{CITY}-main", f"{CITY}-leader")] == lapses
    assert ["已自行查明"] == [act.content.reason for act in Record.of(file.acts).all(RecordRequestWithdrawn)]
