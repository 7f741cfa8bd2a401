"""`ViolationCase`: one durable workflow for the whole life of one case (一案一卷), from the finding to the archive.

It owns the list of acts and nothing else. A command is an update named after its act; its validator asks the procedures
and the law, and refuses with the article or lets the act into the list. Every act, and every instant that the last
judgment named, is judged once; what was decided is in the history.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.violation_case import VIOLATION_CASE
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="ViolationCase", failure_exception_types=[Refused])
class ViolationCase:
    """The file of one violation."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(VIOLATION_CASE, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry the case: send out, wait for an act or for the instant the law named, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
