"""Monitoring alarms on the real engine: one leads to a case, another is joined to it late, and each knows the other."""

import pytest

from judging.record import Record
from models.acts.alarm import RecordAlarm
from models.acts.terms import TermLapses
from tests.builders import moment
from tests.engine_service import CaseService
from tests.replay.recording import alarms_taken_over

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_alarms_are_taken_over_and_the_norm_is_kept_by_the_engine(service: CaseService) -> None:
    """The second lapses at its minute a day after it came, though nobody asked; the case is told what it measured."""
    async with service.worker():
        first, second, case = await alarms_taken_over(service)
        standing, its_case = (await second.file()).standing, await case.file()

    lapses = Record.of(second.acts).all(TermLapses)
    (told,) = Record.of(its_case.acts).all(RecordAlarm)
    assert [moment("2026-09-04 09:30")] == [act.happened_at for act in lapses]
    assert second.no == told.content.alarm
    assert ("接办的案件", case.no) == standing.particulars.other_file
    assert ("来源监测报警", first.no) == its_case.standing.particulars.other_file
