"""How one file reaches another (案卷之间): opens it, or tells it something."""

import asyncio
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol

from judging.admission import admit
from kinds import KINDS
from law.edition import Law
from law.refusals import Unclear
from models.acts import Command
from models.effects import OpenFile
from models.file import Receipt
from models.ids import is_rehearsal
from workflows.client import FileClient
from workflows.no_answer import NoSuchFile


class Numbers(Protocol):
    """The numbers of files that others open: the same effect always has the same one."""

    def given(self, sending: OpenFile) -> str | None:
        """Return the number that an effect was given before, if it was."""

    def give(self, sending: OpenFile, at: datetime, *, rehearsal: bool) -> str:
        """Give an effect its number."""


class BetweenFiles:
    """How one file opens another, or tells it something: by update (with start), under the key of the effect."""

    def __init__(self, files: FileClient, law: Callable[[], Law], numbers: Numbers) -> None:
        self._files = files
        self._law = law
        self._numbers = numbers

    async def open_for(self, sending: OpenFile, command: Command, at: datetime, *, rehearsal: bool) -> Receipt:
        """Open a file of a kind with its first act, or repeat the receipt; raise the refusal, which costs no number."""
        kind = KINDS[sending.opens]
        number = await asyncio.to_thread(self._numbers.given, sending)
        if number is None:
            admit(kind, (), command, self._law(), at)
            number = await asyncio.to_thread(self._numbers.give, sending, at, rehearsal=rehearsal)
        shift = at - datetime.now(UTC) if rehearsal else timedelta(0)
        return await self._files.open(kind, number, command, rehearsal=rehearsal, shift=shift)

    async def tell(self, file_no: str, command: Command, at: datetime) -> Receipt:
        """Have an act done in a file; in a rehearsal its clock first comes to the instant of the file that tells."""
        try:
            if is_rehearsal(file_no):
                await self._files.advance(file_no, at)
            return await self._files.act(file_no, command)
        except NoSuchFile:
            raise Unclear("no-such-file", f"没有案卷{file_no}", field="file_no") from None
