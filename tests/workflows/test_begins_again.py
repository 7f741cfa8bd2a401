"""A worker that begins has the files judged anew that were judged last: what never came to be leaves the docket."""

import asyncio
import os
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from activities.judging import JudgeActivities
from activities.law_in_force import LawInForce
from activities.messages import JudgeRequest
from docket.lately import judged_lately
from judging.admission import act_from
from kinds import VIOLATION_CASE
from settings import CASES
from tests import serials
from tests.builders import command
from tests.engine_service import CaseService, LiveCase, started_engine
from tests.workflows.test_killed_worker import PATIENCE, differing, listed
from worker import judge_lately_again

LOST = command("interview", "2026-09-03")

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def ahead_of_history(service: CaseService, case: LiveCase) -> None:
    """Open a case, and have the docket write an act of which the engine never hears."""
    await service.cases.open(VIOLATION_CASE, case.no, command("report_finding", "2026-09-01"))
    file = await case.file()
    at = datetime.now(UTC) + timedelta(milliseconds=1)
    ahead = JudgeRequest(
        kind=file.kind,
        file_no=case.no,
        rehearsal=False,
        acts=(*file.acts, act_from(LOST, len(file.acts) + 1, at)),
        judged=len(file.acts),
        revision=file.revision + 1,
        at=at,
    )
    await asyncio.to_thread(JudgeActivities(LawInForce(service.docket), service.docket).judge_file, ahead)


async def gone(service: CaseService, case: LiveCase) -> None:
    """Wait, not for ever, until the docket no longer has the act."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            if LOST.key not in listed(service.docket, case):
                return
            await asyncio.sleep(0.05)


@asynccontextmanager
async def worker_process(service: CaseService, var: Path) -> AsyncIterator[None]:
    """Have the worker of operations at work, as they start it: `python -m worker`."""
    told = {
        "GRIDCASE_VAR": str(var),
        "GRIDCASE_TEMPORAL_ADDRESS": service.client.service_client.config.target_host,
        "GRIDCASE_NAMESPACE": service.client.namespace,
        "GRIDCASE_DATABASE_URL": service.docket.url.render_as_string(hide_password=False),
    }
    process = await asyncio.create_subprocess_exec(sys.executable, "-m", "worker", env=os.environ | told)
    try:
        yield
    finally:
        process.terminate()
        await process.wait()


async def test_an_act_that_only_the_docket_has_goes_when_a_worker_begins(service: CaseService) -> None:
    """The docket's commit was done, and the engine never heard of it; nobody touches the file afterwards."""
    case = LiveCase(service, f"2026-{serials.single():06d}")
    async with service.worker():
        await ahead_of_history(service, case)
        before = listed(service.docket, case)

        await judge_lately_again(service.cases, service.docket)

        await gone(service, case)
        assert await differing(service, case) == ()
    assert LOST.key in before
    assert judged_lately(service.docket) == (case.no,)


async def test_the_worker_of_operations_heals_the_docket_by_being_started(
    docket_of_both: Engine, tmp_path: Path
) -> None:
    """Started as operations do, it finds by itself what the one before it left; it ends when it is told to."""
    async with started_engine() as engine:
        service = CaseService(engine.client, docket_of_both, queue=CASES)
        case = LiveCase(service, f"2026-{serials.single():06d}")
        async with service.worker():
            await ahead_of_history(service, case)
        before = listed(service.docket, case)

        async with worker_process(service, tmp_path):
            await gone(service, case)
            assert await differing(service, case) == ()
    assert LOST.key in before
