"""What the docket has not taken yet of a file (待补登台账): written in the background until it is, and never lost."""

import asyncio
from collections.abc import Sequence

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from activities.judging import JudgeActivities
    from models.acts import Act
    from models.file import Entry, Judgment
    from models.numbers import DocumentNumber, merged
    from workflows.patience import MINUTE, PATIENT


class Behind:
    """The one entry that stands for all that the docket lacks, and the numbers of documents that came back from it."""

    def __init__(self, entry: Entry | None, acts: Sequence[Act], numbers: tuple[DocumentNumber, ...]) -> None:
        self._entry = entry.with_acts(acts) if entry else None
        self._numbers = numbers
        self._writing: asyncio.Task[None] | None = None

    def __bool__(self) -> bool:
        """Tell whether anything is not written."""
        return self._entry is not None

    @property
    def numbers(self) -> tuple[DocumentNumber, ...]:
        """Return what the docket said of the numbers of this file's documents (文号)."""
        return self._numbers

    @property
    def carried(self) -> Entry | None:
        """Return what is not written as the next run takes it over: its acts are the first of the file's."""
        return self._entry.without_acts() if self._entry else None

    def take(self, judgment: Judgment, acts: Sequence[Act]) -> None:
        """Take what the docket said, and what it could not take, of a judgment of these acts."""
        self._numbers = merged(self._numbers, judgment.numbers)
        if judgment.unwritten is not None:
            self._entry = judgment.unwritten.with_acts(acts).after(self._entry)

    def catch_up(self) -> None:
        """Write what is missing, without waiting for it."""
        if self._entry is not None and self._writing is None:
            self._writing = asyncio.create_task(self._written())

    async def _written(self) -> None:
        """Write the docket when it is back, what was judged first before the rest; the activity never gives up."""
        try:
            while (entry := self._entry) is not None:
                written = await workflow.execute_activity_method(
                    JudgeActivities.record_file, entry, start_to_close_timeout=MINUTE, retry_policy=PATIENT
                )
                self._numbers = merged(self._numbers, written.numbers if written else ())
                self._entry = None if self._entry is entry else self._entry
        finally:
            self._writing = None
