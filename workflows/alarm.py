"""`Alarm`: one durable workflow for one monitoring alarm (监测报警), from its first exceedance to the archive.

The city's norm for looking at it runs here, whoever is away; what it leads to is a case of its own, or is told to one.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.alarm import ALARM
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="Alarm", failure_exception_types=[Refused])
class Alarm:
    """The file of one alarm."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(ALARM, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry it: send out (a case to open, word to an open one), wait, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
