"""The peer on the same engine: a bare Temporal workflow that takes the same commands and does the same number of activities.

It knows no law: an update appends a text, a local activity writes one row, a timer is armed. Nothing can be less and still be durable.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from sqlalchemy import Column, Engine, Integer, MetaData, String, Table, Text
from temporalio import activity, workflow

from docket.writer import record
from models.file import Entry

METADATA = MetaData()
ROWS = Table(
    "bare_rows",
    METADATA,
    Column("id", String(64), primary_key=True),
    Column("no", Integer, primary_key=True),
    Column("body", Text),
)


@dataclass
class Row:
    """One command as the bare workflow writes it down."""

    id: str
    no: int
    body: str


class BareActivities:
    """Writes one row, or the rows of our docket."""

    def __init__(self, engine: Engine, prepared: Sequence[Entry] = ()) -> None:
        self._engine = engine
        self._prepared = prepared

    @activity.defn
    def write_docket(self, row: Row) -> int:
        """Write what our docket writes for such a command, prepared beforehand: the same rows without any law."""
        prepared = self._prepared[row.no - 1]
        file_no = row.id[-16:]
        own = tuple(one.model_copy(update={"key": f"{file_no}/{one.key}"}) for one in prepared.effects)
        record(self._engine, prepared.model_copy(update={"file_no": file_no, "revision": row.no, "effects": own}))
        return row.no

    @activity.defn
    def write_row(self, row: Row) -> int:
        """Write a row in a transaction of its own."""
        with self._engine.begin() as connection:
            connection.execute(ROWS.insert(), {"id": row.id, "no": row.no, "body": row.body})
        return row.no


@workflow.defn
class BareCase:
    """Takes commands until the last one."""

    def __init__(self) -> None:
        self._count = 0
        self._docket = False

    def _moved_on(self, seen: int) -> bool:
        return self._count != seen

    @workflow.run
    async def run(self, last: int, docket: bool) -> int:  # noqa: FBT001  an argument on the wire
        """Wait for the last command, with a timer armed."""
        self._docket = docket
        while self._count < last:
            seen = self._count
            try:
                await workflow.wait_condition(partial(self._moved_on, seen), timeout=timedelta(days=15))
            except TimeoutError:
                continue
        await workflow.wait_condition(workflow.all_handlers_finished)
        return self._count

    @workflow.update
    async def act(self, body: str) -> int:
        """Append a command and write its row."""
        no = self._count + 1
        writes = BareActivities.write_docket if self._docket else BareActivities.write_row
        written = await workflow.execute_local_activity_method(
            writes,
            Row(workflow.info().workflow_id, no, body),
            schedule_to_close_timeout=timedelta(seconds=10),
        )
        self._count = no
        return written
