"""`gridcase docket rebuild`: the docket written anew from what every case's own workflow says."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import timedelta

import typer
from temporalio.client import Client

from cli.speech import Exit, Failed, JsonFlag, Spoken, as_json, out
from docket import schema
from docket.rebuild import rebuild
from docket.rows import Snapshot
from law import edition
from models.case import CaseFile
from registry.database import connect
from settings import CASES, Settings
from workflows.door import CaseDoor, EngineAway, WorkerAway
from workflows.procedures.judging import judge
from workflows.wire import DATA_CONVERTER

docket_app = typer.Typer(cls=Spoken, no_args_is_help=True, help="案件台账：重建。")

KEPT = "WorkflowType = 'ViolationCase' AND (ExecutionStatus = 'Running' OR ExecutionStatus = 'Completed')"
AT_ONCE = 8
"""How many cases are asked at the same time."""


@docket_app.callback()
def _docket() -> None:
    """Keep `rebuild` a word of its own."""


@docket_app.command("rebuild", help="逐案询问工作流，重写台账；已编的文号、已办的事项不变。须有工作进程在运行。")
def rebuild_docket(json_: JsonFlag = False) -> None:
    """Write the docket anew."""
    settings = Settings.from_env()
    database = connect(settings.database_url)
    schema.upgrade(database)
    try:
        done = rebuild(database, _snapshots(settings))
    except (WorkerAway, EngineAway):
        raise Failed(Exit.AWAY, "流程引擎或者工作进程没有应答，重建中止；已重建的案件有效，可以再次运行") from None
    if json_:
        as_json({"written": done.written, "newer": done.newer, "unseen": list(done.unseen)})
        return
    out().print(
        f"已重建 {done.written} 件；其间又有进展、未动的 {done.newer} 件；工作流已不保留、照旧的 {len(done.unseen)} 件"
    )


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
