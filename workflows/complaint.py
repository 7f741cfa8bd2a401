"""`Complaint`: one durable workflow for the life of one complaint (投诉举报件), from its receipt to the archive.

What is forwarded opens a case of its own; what that case says came of it returns here as an act, and is answered.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.complaint import COMPLAINT
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="Complaint", failure_exception_types=[Refused])
class Complaint:
    """The file of one complaint."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(COMPLAINT, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry the complaint: send out (a case to open, word to the reporter), wait, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
