"""`PatrolRound`: one durable workflow for one round of a grid (网格巡查), from the plan of its day until it is done.

What was not seen by the evening is told upward; what was found opens a case or joins one, and is not let go before.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.patrol_round import PATROL_ROUND
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="PatrolRound", failure_exception_types=[Refused])
class PatrolRound:
    """The file of one round."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(PATROL_ROUND, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry the round: send out (findings to cases), wait for an act or the evening, judge, until it is done."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
