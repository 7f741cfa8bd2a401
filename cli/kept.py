"""Every file that a workflow keeps, asked one after the other: what the docket is written from and held against."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sqlalchemy import Engine
from temporalio.client import Client, WorkflowExecution

from api.pulse import pulse_of
from docket.rebuild import Mark, Told, marks
from judging.possible import turns_of
from judging.standing import read, standing_of
from kinds import KINDS
from kinds.counting import counted_of
from law.edition import Law
from law.refusals import Refused
from models.file import Entry, File
from models.ids import file_no_in
from settings import CASES
from workflows.attributes import ATTRIBUTES
from workflows.client import FileClient
from workflows.no_answer import EngineAway, NoSuchFile, WorkerAway

TYPES = ", ".join(f"'{name}'" for name in KINDS)
KEPT = f"WorkflowType IN ({TYPES}) AND (ExecutionStatus = 'Running' OR ExecutionStatus = 'Completed')"
AT_ONCE = 8
"""How many files are asked at the same time."""
SILENT = "工作进程没有应答"
UNKNOWN = "流程引擎列出了它，却没有这一编号的案卷"
UNREADABLE = "工作流的回答读不出来"


class Asked(NamedTuple):
    """A file that answered: what it says, what the docket had of it before, and what the engine shows of it."""

    file: File
    mark: Mark | None
    attributes: dict[str, str]

    @property
    def no(self) -> str:
        """Return the file's number."""
        return self.file.standing.file_no


@dataclass
class Kept:
    """Every file that a workflow keeps, of whatever kind; `unread` are those that could not be read, and why."""

    client: Client
    files: FileClient
    docket: Engine
    unread: dict[str, str] = field(default_factory=dict)
    heard: set[str] = field(default_factory=set)
    """Numbers of all files that a workflow keeps, whether they could be read or not."""

    def asked(self, runner: asyncio.Runner) -> Iterator[Asked]:
        """Yield each file that could be read and has been judged."""
        batches = self._batches()
        while (batch := runner.run(_next(batches))) is not None:
            yield from runner.run(self._read(batch))

    async def ask(self, file_no: str, attributes: dict[str, str]) -> Asked | None:
        """Ask one file, and before it the docket; None where it did not answer, or has not been judged yet."""
        mark = (await asyncio.to_thread(marks, self.docket, [file_no])).get(file_no)
        try:
            file = await self.files.file(file_no)
        except WorkerAway:
            self.unread[file_no] = SILENT
        except NoSuchFile:
            self.unread[file_no] = UNKNOWN
        except Refused as no:
            self.unread[file_no] = str(no)
        except EngineAway:
            raise
        except Exception as fault:  # noqa: BLE001  one file that cannot answer does not stop the others
            self.unread[file_no] = f"{UNREADABLE}（{type(fault).__name__}）"
        else:
            return Asked(file, mark, attributes) if file.acts and file.judgment else None
        return None

    async def _batches(self) -> AsyncIterator[list[WorkflowExecution]]:
        batch: list[WorkflowExecution] = []
        async for row in self.client.list_workflows(KEPT):
            batch.append(row)
            if len(batch) == AT_ONCE:
                yield batch
                batch = []
        yield batch

    async def _read(self, batch: list[WorkflowExecution]) -> list[Asked]:
        """Ask some files; where not one is answered, the worker may be gone, and then there is no use in going on."""
        self.heard |= {file_no_in(row.id) for row in batch}
        found = await asyncio.gather(*(self.ask(file_no_in(row.id), shown_of(row)) for row in batch))
        if batch and all(self.unread.get(file_no_in(row.id)) == SILENT for row in batch):
            pulse = await pulse_of(self.client, CASES)
            if pulse.worker != "up":
                raise EngineAway
        return [asked for asked in found if asked is not None]


def shown_of(row: WorkflowExecution) -> dict[str, str]:
    """Return what the engine shows of a file (search attributes)."""
    return {name: row.typed_search_attributes.get(key) or "" for name, key in ATTRIBUTES.items()}


def told_by(asked: Asked, law: Law) -> Told:
    """Return what the docket keeps of a file: its acts, its numbers, and how it stood when it was last judged.

    Its edition is the one it was judged by, so that it is still known to be judged by another.
    """
    file = asked.file
    if file.judgment is None:
        raise ValueError(asked.no)
    reading = read(KINDS[file.kind], file.acts, law, file.judgment.at)
    where = standing_of(asked.no, file.acts, reading, rehearsal=file.standing.rehearsal, looks_ahead=False)
    entry = Entry(
        kind=file.kind,
        file_no=asked.no,
        revision=file.revision,
        since=len(file.acts),
        acts=file.acts,
        standing=where.model_copy(update={"edition": file.judgment.edition}),
        effects=(),
        numbers=file.numbers,
        turns=turns_of(reading.now, reading.terms),
        counted=counted_of(reading.record),
    )
    return Told(entry, asked.mark)


async def _next(batches: AsyncIterator[list[WorkflowExecution]]) -> list[WorkflowExecution] | None:
    return await anext(batches, None)
