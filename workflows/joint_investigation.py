"""`JointInvestigation`: one durable workflow for one joint investigation (联合调查), from its convening to its archive.

Members act in this one file; what each of them does upon the conclusion opens a case of its own, and comes back as an
act.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.joint_investigation import JOINT_INVESTIGATION
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="JointInvestigation", failure_exception_types=[Refused])
class JointInvestigation:
    """The file of one joint investigation."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(JOINT_INVESTIGATION, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry it: send out (cases to open), wait, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
