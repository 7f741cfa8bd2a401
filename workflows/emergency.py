"""`Emergency`: one durable workflow for the life of one emergency (突发环境事件), from its hours to the archive.

Its hours run by the clock, through nights and holidays; what it leads to is opened as cases of their own.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.emergency import EMERGENCY
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="Emergency", failure_exception_types=[Refused])
class Emergency:
    """The file of one emergency."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(EMERGENCY, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry the emergency: send out (cases to open), wait for an act or an instant, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
