"""`DisclosureRequest`: one durable workflow for one request for government information (依申请公开), up to its archive.

The statutory days to answer run here, whoever is away; what is set aside after the archive is answered here anew.
"""

from temporalio import workflow

with workflow.unsafe.imports_passed_through():
    from kinds.disclosure_request import DISCLOSURE_REQUEST
    from law.refusals import Refused
    from models.file import Opening, Receipt
    from workflows.carrying import Carrying


@workflow.defn(name="DisclosureRequest", failure_exception_types=[Refused])
class DisclosureRequest:
    """The file of one request."""

    @workflow.init
    def __init__(self, opening: Opening) -> None:
        self._file = Carrying(DISCLOSURE_REQUEST, opening)

    @workflow.run
    async def run(self, _opening: Opening) -> Receipt:
        """Carry it: send out (messages), wait, judge, until it is archived."""
        await self._file.is_opened()
        while not self._file.is_over():
            self._file.send()
            await self._file.act_or_instant()
            await self._file.judge()
            await self._file.carry_on()
        return await self._file.end()
