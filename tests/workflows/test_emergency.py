"""An emergency on the real engine: its hours lapse in the night, and what was found opens a case that knows where it came from."""

import pytest

from judging.record import Record
from models.acts.delivery import RecordDelivery
from models.acts.terms import TermLapses
from models.particulars import EmergencyParticulars
from tests.builders import moment
from tests.engine_service import CaseService
from tests.replay.recording import emergency_led_to_a_case

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_emergency_is_raised_reported_late_and_leads_to_a_case(service: CaseService) -> None:
    """Four hours from the raising of the class pass at one in the afternoon of a holiday; the case is linked both ways."""
    async with service.worker():
        emergency, case = await emergency_led_to_a_case(service)
        standing, its_case = (await emergency.file()).standing, (await case.file()).standing

    record = Record.of(emergency.acts)
    lapses = [act.happened_at for act in record.all(TermLapses) if act.content.term.startswith("emergency_report")]
    (receipt,) = record.all(RecordDelivery)
    states = [term.state for term in standing.terms if term.rule.startswith("emergency_report")]
    told = standing.particulars
    assert isinstance(told, EmergencyParticulars)
    assert [moment("2026-10-01 13:00")] == lapses
    assert ["met", "met_late"] == states
    assert ("emergency_archived", "large", (case.no,)) == (standing.stage, told.level, told.cases)
    assert case.no == receipt.content.file_no
    assert ("来源突发环境事件", emergency.no) == its_case.particulars.other_file
    assert [("to", case.no)] == [(link.way, link.file_no) for link in standing.links]
    assert [("from", emergency.no)] == [(link.way, link.file_no) for link in its_case.links]
