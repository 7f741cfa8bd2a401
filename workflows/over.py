"""A file that is over takes nothing more: what its workflow says while it ends, and the client when it has ended.

Once the time has passed for which the engine keeps what has ended, the docket is all that knows of it.
"""

import asyncio
from collections.abc import Callable
from datetime import timedelta

from judging.admission import repeated
from law.refusals import OutOfOrder
from models.acts import Command
from models.chain import chain_of
from models.file import File, Judgment, Opening, Receipt, receipt_of

ARCHIVED = "file-archived"
"""The code of the refusal to do anything in a file that is over."""
REHEARSAL_ENDED = "rehearsal-ended"
"""The code of the refusal to do anything in a rehearsal that somebody ended, and why the engine ends it."""
Recorded = Callable[[str], File | None]
"""Returns what was recorded of a file that is archived; it may ask the database."""


def nothing_recorded(_file_no: str) -> None:
    """Know of no file but those that the engine keeps."""


def rehearsal_ended() -> OutOfOrder:
    """Return the refusal of what is sent to a rehearsal that somebody ended."""
    return OutOfOrder(REHEARSAL_ENDED, "该演练已经结束，不再办理", field="file_no")


def archived() -> OutOfOrder:
    """Return the refusal of whatever is still to be done in a file that is over."""
    return OutOfOrder(ARCHIVED, "案卷已办结归档，不能再办理；如需更正请联系档案管理人员", field="file_no")


def had_before(file: File, command: Command) -> Receipt | None:
    """Return the receipt of a command that a file took in before; None where it did not."""
    act = next((act for act in file.acts if act.key == command.key), None)
    if act is None or not repeated(act, command):
        return None
    return receipt_of(file.standing.file_no, act, file.standing.stage, file.standing.stage_name, is_repeated=True)


def opening_again(file: File, edition: str, stagger: timedelta) -> Opening:
    """Return what an archived file is carried on with once its archive is opened: all of it, judged as it was."""
    standing, last = file.standing, file.acts[-1]
    return Opening(
        file_no=standing.file_no,
        acts=file.acts,
        judgment=Judgment(
            edition=edition,
            at=last.recorded_at,
            judged=len(file.acts),
            stage=standing.stage,
            stage_name=standing.stage_name,
            over=True,
            chain=chain_of(file.acts)[-1],
        ),
        revision=file.revision,
        stagger=stagger,
        again=True,
    )


class Archive:
    """The files that are archived, as they were recorded, whether the engine still keeps them or not."""

    def __init__(self, recorded: Recorded) -> None:
        self._recorded = recorded

    async def file(self, file_no: str) -> File | None:
        """Return a file as it was recorded; None of one that is not archived."""
        return await asyncio.to_thread(self._recorded, file_no)

    async def receipt(self, file_no: str, command: Command) -> Receipt | None:
        """Return the receipt of what an archived file had taken; refuse what it had not; None if it is not archived."""
        file = await self.file(file_no)
        if file is None:
            return None
        earlier = had_before(file, command)
        if earlier is None:
            raise archived()
        return earlier
