"""The docket written anew from what every file's own workflow says (`gridcase docket rebuild`)."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field

from pydantic import ValidationError
from sqlalchemy import Engine
from temporalio.client import Client, WorkflowQueryFailedError

from activities.law_in_force import LawInForce
from api.pulse import pulse_of
from cli.running import connected, files_over
from cli.speech import Exit, Failed
from database import schema
from database.connection import connect
from docket.rebuild import rebuild
from judging.judge import judge
from kinds import KINDS
from law.edition import Law
from law.refusals import Refused
from models.file import Entry, File
from models.ids import file_no_in
from settings import CASES, Settings
from workflows.client import EngineAway, FileClient, NoSuchFile, WorkerAway

TYPES = ", ".join(f"'{name}'" for name in KINDS)
KEPT = f"WorkflowType IN ({TYPES}) AND (ExecutionStatus = 'Running' OR ExecutionStatus = 'Completed')"
AT_ONCE = 8
"""How many files are asked at the same time."""
STOPPED = "流程引擎或者工作进程没有应答，重建中止；已重建的案卷有效，可以再次运行"
SILENT = "工作进程没有应答"
UNKNOWN = "流程引擎列出了它，却没有这一编号的案卷"
UNREADABLE = "工作流的回答读不出来"


@dataclass(frozen=True, slots=True)
class Told:
    """What a rebuild did: files written, files that had meanwhile moved on, and those it has to name."""

    written: int
    newer: int
    unseen: tuple[str, ...]
    """Files that no workflow tells of any more; they stay as they were last recorded."""
    unread: dict[str, str]
    """Files whose workflow is there and could not be read, and why; they too stay as they were."""


def rebuild_docket(settings: Settings) -> Told:
    """Write the docket anew, file by file; what was written stays when the engine goes away on the way."""
    database = connect(settings.database_url)
    try:
        schema.upgrade(database)
        return _rebuilt(settings, database)
    except EngineAway:
        raise Failed(Exit.AWAY, STOPPED) from None
    finally:
        database.dispose()


def _rebuilt(settings: Settings, database: Engine) -> Told:
    """Ask file after file, on a loop of our own, while the docket is written in between."""
    with asyncio.Runner() as runner:
        client = runner.run(connected(settings))
        law = LawInForce(database)
        kept = Kept(client, files_over(client, settings, law), law)
        done = rebuild(database, kept.entries(runner))
    unseen = tuple(file_no for file_no in done.unseen if file_no not in kept.unread)
    return Told(done.written, done.newer, unseen, dict(sorted(kept.unread.items())))


@dataclass
class Kept:
    """Every file that a workflow keeps, of whatever kind; `unread` are those that could not be read, and why."""

    client: Client
    files: FileClient
    law: Callable[[], Law]
    unread: dict[str, str] = field(default_factory=dict)

    def entries(self, runner: asyncio.Runner) -> Iterator[Entry]:
        """Yield what the docket has to keep of each file that could be read."""
        batches = self._batches()
        while (batch := runner.run(_next(batches))) is not None:
            read = runner.run(self._read(batch))
            yield from (entry_of(file, self.law()) for file in read if file.acts)

    async def _batches(self) -> AsyncIterator[list[str]]:
        batch: list[str] = []
        async for row in self.client.list_workflows(KEPT):
            batch.append(file_no_in(row.id))
            if len(batch) == AT_ONCE:
                yield batch
                batch = []
        yield batch

    async def _read(self, batch: list[str]) -> list[File]:
        """Ask some files; where not one is answered, the worker may be gone, and then there is no use in going on."""
        found = await asyncio.gather(*map(self._file, batch))
        if batch and all(self.unread.get(file_no) == SILENT for file_no in batch):
            pulse = await pulse_of(self.client, CASES)
            if pulse.worker != "up":
                raise EngineAway
        return [file for file in found if file is not None]

    async def _file(self, file_no: str) -> File | None:
        try:
            return await self.files.file(file_no)
        except WorkerAway:
            self.unread[file_no] = SILENT
        except NoSuchFile:
            self.unread[file_no] = UNKNOWN
        except Refused as no:
            self.unread[file_no] = str(no)
        except (WorkflowQueryFailedError, ValidationError) as fault:
            self.unread[file_no] = f"{UNREADABLE}（{type(fault).__name__}）"
        return None


async def _next(batches: AsyncIterator[list[str]]) -> list[str] | None:
    return await anext(batches, None)


def entry_of(file: File, law: Law) -> Entry:
    """Return what the docket keeps of a file: its acts, its standing, and every effect its acts have."""
    standing = file.standing
    kind = KINDS[file.kind]
    judged = judge(kind, standing.file_no, file.acts, 0, law, standing.at, rehearsal=standing.rehearsal)
    return Entry(
        kind=kind.name,
        file_no=standing.file_no,
        revision=file.revision,
        acts=file.acts,
        standing=standing,
        effects=tuple(effect for effect in judged.effects if effect.act_no <= len(file.acts)),
    )
