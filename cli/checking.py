"""Every file held against its rows (`gridcase docket check`), and what differs written anew (`--mend`)."""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field

from sqlalchemy import Engine
from temporalio.client import WorkflowExecutionStatus

from activities.judging import effects_of
from activities.law_in_force import LawInForce
from cli.kept import Asked, Kept, shown_of, told_by
from cli.running import connected, files_over
from cli.speech import Exit, Failed
from database import schema
from database.connection import connect
from docket.checking import Difference, differences, gaps
from docket.rebuild import rewrite, take_out, unheard_of
from judging.record import Record
from law.edition import Law
from law.refusals import OutOfOrder
from settings import Settings
from workflows.client import FileClient
from workflows.no_answer import EngineAway, NoSuchFile

STOPPED = "流程引擎或者工作进程没有应答，核对中止；没有核对完的案卷请再次运行"
UNHEARD = "台账中有本卷，流程引擎中没有"
LOOKS = 4
"""How often a file that differs is asked again: while an act is being judged, it differs for a moment."""
BETWEEN = 0.5
"""Seconds between two looks."""


@dataclass
class Checked:
    """What a check found."""

    files: int = 0
    found: list[Difference] = field(default_factory=list)
    mended: list[str] = field(default_factory=list)
    """Numbers of the files that were written anew; what was found of them no longer holds."""

    @property
    def left(self) -> list[Difference]:
        """Return what was found and not mended."""
        return [one for one in self.found if one.file_no not in self.mended or one.kind in NOT_BY_WRITING]


NOT_BY_WRITING = ("behind", "unread")
"""What writing the rows anew does not mend."""


def check_docket(settings: Settings, *, mend: bool = False) -> Checked:
    """Compare every file that a workflow keeps with its rows and with what the engine shows of it."""
    database = connect(settings.database_url)
    try:
        schema.upgrade(database)
        law = LawInForce(database)
        with asyncio.Runner() as runner:
            client = runner.run(connected(settings))
            check = Check(Kept(client, files_over(client, settings, law), database), law)
            return check.all(runner, mend=mend)
    except EngineAway:
        raise Failed(Exit.AWAY, STOPPED) from None
    finally:
        database.dispose()


@dataclass
class Check:
    """One check of all files."""

    kept: Kept
    law: Callable[[], Law]

    def all(self, runner: asyncio.Runner, *, mend: bool = False) -> Checked:
        """Check every file, and write those anew that differ, if that is wanted."""
        checked = Checked()
        for asked in self.kept.asked(runner):
            checked.files += 1
            last, found = runner.run(self._patiently(asked))
            checked.found += found
            if found and mend and self._mended(last):
                checked.mended.append(asked.no)
                runner.run(_told_again(self.kept.files, asked.no))
        for file_no, why in sorted(self.kept.unread.items()):
            checked.found.append(Difference(file_no=file_no, kind="unread", what=why))
        for file_no in unheard_of(self.docket, self.kept.heard):
            runner.run(self._unheard(checked, file_no, mend=mend))
        checked.found += gaps(self.docket)
        return checked

    async def _unheard(self, checked: Checked, file_no: str, *, mend: bool) -> None:
        """Look at a file that only the docket knows: opened a moment ago, never opened, or kept nowhere any more."""
        try:
            status = (await self.kept.files.described(file_no)).status
        except (NoSuchFile, OutOfOrder):
            status = None
        if status in (WorkflowExecutionStatus.RUNNING, WorkflowExecutionStatus.COMPLETED):
            return
        checked.found.append(Difference(file_no=file_no, kind="unheard", what=UNHEARD))
        # What the engine does not know at all may be kept elsewhere: only what it says was never opened is taken out.
        if mend and status == WorkflowExecutionStatus.FAILED:
            await asyncio.to_thread(take_out, self.docket, file_no)
            checked.mended.append(file_no)

    @property
    def docket(self) -> Engine:
        """Return the docket that is checked."""
        return self.kept.docket

    async def _patiently(self, asked: Asked) -> tuple[Asked, list[Difference]]:
        """Look at a file; one that differs is asked again before it is said."""
        found = await asyncio.to_thread(self._differences, asked)
        for _ in range(LOOKS):
            if not found:
                break
            await asyncio.sleep(BETWEEN)
            again = await self._again(asked)
            if again is None:
                break
            asked = again
            found = await asyncio.to_thread(self._differences, asked)
        return asked, found

    async def _again(self, asked: Asked) -> Asked | None:
        described = await self.kept.files.described(asked.no)
        return await self.kept.ask(asked.no, shown_of(described))

    def _differences(self, asked: Asked) -> list[Difference]:
        file, law = asked.file, self.law()
        entry = told_by(asked, law).entry
        counts = Record.of(entry.acts)  # what was withdrawn before it was judged had no effects
        made = [effect for effect in effects_of(entry, 0, law) if counts.act(effect.act_no)]
        same_law = entry.standing.edition == law.edition
        found = list(differences(self.docket, entry, made, same_law=same_law))
        if file.behind:
            found.append(Difference(file_no=asked.no, kind="behind", what="台账尚未写入本卷的最近判断，工作流正在补写"))
        wanted = file.judgment.attributes if file.judgment else {}
        wrong = [name for name, value in wanted.items() if asked.attributes.get(name) != value]
        if wrong:
            what = f"流程引擎所列与案卷不同：{'、'.join(wrong)}"
            found.append(Difference(file_no=asked.no, kind="attributes", what=what))
        return found

    def _mended(self, asked: Asked) -> bool:
        told, law = told_by(asked, self.law()), self.law()
        return rewrite(self.docket, told, lambda entry, count: effects_of(entry, count, law), numbers=True)


async def _told_again(files: FileClient, file_no: str) -> None:
    """Have a file judged again: what the docket gave or kept of numbers then comes back into it."""
    with suppress(OutOfOrder, NoSuchFile):  # what is over is judged no more
        await files.judge_again(file_no)
