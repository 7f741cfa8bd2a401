"""The docket written anew from what every case's own workflow says (`gridcase docket rebuild`)."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

from temporalio.client import Client

from cli.speech import Exit, Failed
from docket import schema
from docket.rebuild import Rebuilt, rebuild
from docket.rows import Snapshot
from law import edition
from models.case import CaseFile
from registry.database import connect
from settings import CASES, Settings
from workflows.door import CaseDoor, EngineAway, WorkerAway
from workflows.procedures.judging import judge
from workflows.wire import DATA_CONVERTER

KEPT = "WorkflowType = 'ViolationCase' AND (ExecutionStatus = 'Running' OR ExecutionStatus = 'Completed')"
AT_ONCE = 8
"""How many cases are asked at the same time."""


def rebuild_docket(settings: Settings) -> Rebuilt:
    """Write the docket anew, case by case; what was written stays when the engine goes away on the way."""
    database = connect(settings.database_url)
    try:
        schema.upgrade(database)
        return rebuild(database, _snapshots(settings))
    except (WorkerAway, EngineAway):
        raise Failed(Exit.AWAY, "流程引擎或者工作进程没有应答，重建中止；已重建的案件有效，可以再次运行") from None
    finally:
        database.dispose()


def _snapshots(settings: Settings) -> Iterator[Snapshot]:
    """Ask case after case, on a loop of our own, while the docket is written in between."""
    with asyncio.Runner() as runner:
        files = _files(settings)
        while True:
            found = runner.run(_next(files))
            if found is None:
                return
            yield from (snapshot_of(file) for file in found if file.acts)


async def _next(files: AsyncIterator[list[CaseFile]]) -> list[CaseFile] | None:
    return await anext(files, None)


async def _files(settings: Settings) -> AsyncIterator[list[CaseFile]]:
    try:
        client = await Client.connect(settings.target, namespace=settings.namespace, data_converter=DATA_CONVERTER)
    except RuntimeError as error:
        raise EngineAway from error
    door = CaseDoor(client, task_queue=CASES, timeout=timedelta(seconds=settings.command_timeout))
    batch: list[str] = []
    async for row in client.list_workflows(KEPT):
        batch.append(row.id.partition(":")[2])
        if len(batch) == AT_ONCE:
            yield await asyncio.gather(*map(door.file, batch))
            batch = []
    yield await asyncio.gather(*map(door.file, batch))


def snapshot_of(file: CaseFile) -> Snapshot:
    """Return what the docket keeps of a case: its acts, its standing, and every effect its acts have."""
    standing = file.standing
    judged = judge(standing.case_no, file.acts, 0, edition.current(), standing.at, rehearsal=standing.rehearsal)
    effects = [effect for effect in judged.effects if effect.act_no <= len(file.acts)]
    return Snapshot(standing.case_no, file.revision, file.acts, standing, effects)
