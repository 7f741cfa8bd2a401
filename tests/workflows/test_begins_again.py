"""A worker that begins has the files judged anew that were judged last: what never came to be leaves the docket."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.messages import JudgeRequest
from docket.lately import judged_lately
from judging.admission import act_from
from kinds import VIOLATION_CASE
from tests import serials
from tests.builders import command
from tests.engine_service import CaseService, LiveCase
from tests.workflows.test_killed_worker import PATIENCE, differing, listed
from worker import judge_lately_again

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_an_act_that_only_the_docket_has_goes_when_a_worker_begins(service: CaseService) -> None:
    """The docket's commit was done, and the engine never heard of it; nobody touches the file afterwards."""
    number, lost = f"2026-{serials.single():06d}", command("interview", "2026-09-03")
    case = LiveCase(service, number)
    async with service.worker():
        await service.cases.open(VIOLATION_CASE, number, command("report_finding", "2026-09-01"))
        file = await case.file()
        at = datetime.now(UTC) + timedelta(milliseconds=1)
        ahead = JudgeRequest(
            kind=file.kind,
            file_no=number,
            rehearsal=False,
            acts=(*file.acts, act_from(lost, len(file.acts) + 1, at)),
            judged=len(file.acts),
            revision=file.revision + 1,
            at=at,
        )
        await asyncio.to_thread(JudgeActivities(LawInForce(service.docket), service.docket).judge_file, ahead)
        before = listed(service.docket, case)

        await judge_lately_again(service.cases, service.docket)

        async with asyncio.timeout(PATIENCE.total_seconds()):
            while True:
                if lost.key not in listed(service.docket, case):
                    break
                await asyncio.sleep(0.05)
        assert await differing(service, case) == ()
    assert lost.key in before
    assert judged_lately(service.docket) == (number,)
