"""A worker killed just after the docket's commit: the docket is as the history says, whatever came to be instead."""

import asyncio
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine

from activities.judging import effects_of
from activities.law_in_force import LawInForce
from cli.kept import Asked, told_by
from database.connection import reading
from docket import reader
from docket.checking import Difference, differences, gaps
from docket.numbering import numbers_of
from docket.scope import EVERYTHING
from models.file import File
from tests.builders import command
from tests.engine_service import CaseService, LiveCase, started_engine
from tests.outages import docket_away
from workflows.no_answer import WorkerAway

ORDER = command("serve_correction_order", "2026-09-07 10:00")
PATIENCE = timedelta(seconds=45)
"""The engine gives a worker that is gone ten seconds for its task, and as many for its own queue."""

pytestmark = pytest.mark.asyncio(loop_scope="session")


@asynccontextmanager
async def killed_worker(service: CaseService, act: str, times: int = 1) -> AsyncIterator[asyncio.subprocess.Process]:
    """Have a worker of its own process at work that dies once the docket has an act, and wait until it has."""
    config = service.client.service_client.config
    database = service.docket.url.render_as_string(hide_password=False)
    what = (config.target_host, service.client.namespace, service.queue, database, act, str(times))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.killed_worker", *what, stdout=asyncio.subprocess.PIPE
    )
    assert process.stdout is not None
    while b"working" not in (line := await process.stdout.readline()):
        assert line, f"the worker ended before it was at work: {await process.wait()}"
    yield process
    await process.wait()


def listed(docket: Engine, case: LiveCase) -> list[str]:
    """Return the acts that the docket has."""
    file = reader.last_file(docket, EVERYTHING, case.no)
    assert file is not None
    return [act.key for act in file.acts]


async def caught_up(case: LiveCase) -> File:
    """Wait, not for ever, until the docket has what was judged, and return what the case says then."""
    async with asyncio.timeout(PATIENCE.total_seconds()):
        while True:
            file = await case.file()
            if not file.behind:
                return file
            await asyncio.sleep(0.05)


async def differing(service: CaseService, case: LiveCase) -> tuple[Difference, ...]:
    """Return in what the docket is not as the case says."""
    law, file = LawInForce(service.docket)(), await case.file()
    entry = told_by(Asked(file, None, {}), law).entry
    same_law = entry.standing.edition == law.edition
    found = differences(service.docket, entry, effects_of(entry, 0, law), same_law=same_law)
    return (*found, *gaps(service.docket))


async def test_an_order_that_was_lost_with_worker_and_engine_never_was(docket_of_both: Engine, tmp_path: Path) -> None:
    """Its number is void; another officer acts first, and the order, sent again, gets its document under the next number."""
    async with started_engine(tmp_path / "engine.sqlite3") as engine:
        service = CaseService(engine.client, docket_of_both, timeout=timedelta(seconds=3))
        case = service.case()
        async with killed_worker(service, ORDER.content.act):
            service = replace(service, timeout=PATIENCE)
            case = replace(case, service=service)
            await case.goes("file_case")
            await service.cases.advance(case.no, ORDER.happened_at)
            sending = asyncio.create_task(service.cases.act(case.no, ORDER))
        sending.cancel()
        with suppress(asyncio.CancelledError, WorkerAway):
            await sending
        ahead = listed(docket_of_both, case)
    async with started_engine(tmp_path / "engine.sqlite3") as engine:
        service = replace(service, client=engine.client)
        case = replace(case, service=service)
        async with service.worker():
            await case.sends(command("interview", "2026-09-07 09:30"))
            instead = (listed(docket_of_both, case), await differing(service, case))
            receipt = await case.sends(ORDER)
            with reading(docket_of_both) as connection:
                numbers = numbers_of(connection, case.no)
            file = await case.file()

            assert await differing(service, case) == ()
    assert ahead[-1] == ORDER.key
    assert ORDER.key not in instead[0]
    assert instead[1] == ()
    assert [(one.serial, bool(one.void)) for one in numbers if one.word == "责改"] == [(1, True), (2, False)]
    assert receipt.act_no == len(file.acts)
    assert set(file.numbers) == set(numbers)


async def test_two_officers_of_whom_one_was_judged_by_a_worker_that_died(
    service: CaseService, docket_of_both: Engine
) -> None:
    """The engine still knows both commands: both are receipted once, and the order keeps the number it was given."""
    service = replace(service, docket=docket_of_both, timeout=PATIENCE)
    case = service.case()
    async with killed_worker(service, ORDER.content.act):
        await case.goes("file_case")
        await service.cases.advance(case.no, ORDER.happened_at)
        first = asyncio.create_task(service.cases.act(case.no, ORDER))
    second = asyncio.create_task(service.cases.act(case.no, command("interview", "2026-09-07 09:30")))
    async with service.worker():
        receipts = await asyncio.gather(first, second)
        file = await case.file()

        assert await differing(service, case) == ()
    assert {act.key for act in file.acts} >= {ORDER.key, command("interview", "2026-09-07 09:30").key}
    assert {file.acts[receipt.act_no - 1].name for receipt in receipts} == {ORDER.content.act, "interview"}
    assert [(one.serial, one.void) for one in file.numbers if one.word == "责改"] == [(1, "")]


async def test_a_number_that_is_given_late_comes_back_into_the_file(
    service: CaseService, docket_of_both: Engine
) -> None:
    """What the patient activity gave is in the file, as what was given at once."""
    service = replace(service, docket=docket_of_both)
    async with service.worker():
        case = service.case()
        await case.goes("inspect_site")
        with docket_away(docket_of_both):
            await case.does("file_case", "2026-09-07")
        file = await caught_up(case)
        with reading(docket_of_both) as connection:
            given = numbers_of(connection, case.no)

        assert await differing(service, case) == ()
    assert file.numbers == given
    assert [(one.word, one.serial) for one in given] == [("立", 1)]
