"""`Matter`: one durable workflow for the life of one transferred matter (移送事项), from its arrival to the archive.

The file that sent it has opened this one; what becomes of it here is told back there, as an act.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.matter import MATTER
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="Matter", failure_exception_types=[Refused])
class Matter:
    """The file of one transferred matter."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(MATTER, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry the matter: send out (word to the file that sent it), wait, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
