"""`Assistance`: one durable workflow for one request for assistance (协助调查), from the letter to its archive.

What is answered returns as an act to the file that asked, whatever kind it is of.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.assistance import ASSISTANCE
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="Assistance", failure_exception_types=[Refused])
class Assistance:
    """The file of one request."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(ASSISTANCE, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry it: send out (the answer, to the file that asks), wait, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
