"""The docket written anew from what every file's own workflow says (`gridcase docket rebuild`)."""

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Engine

from activities.judging import effects_of
from activities.law_in_force import LawInForce
from cli.kept import Kept, told_by
from cli.running import connected, files_over
from cli.speech import Exit, Failed
from database import schema
from database.connection import connect
from docket.rebuild import Told as ToldFile
from docket.rebuild import rebuild
from settings import Settings
from workflows.no_answer import EngineAway

STOPPED = "流程引擎或者工作进程没有应答，重建中止；已重建的案卷有效，可以再次运行"
UNWRITTEN = "台账不接受（{error}），已记入日志"
UNJUDGED = "不能按现行法律判断（{error}）"


@dataclass(frozen=True, slots=True)
class Told:
    """What a rebuild did: files written, files that had meanwhile moved on, and those it has to name."""

    written: int
    newer: int
    unseen: tuple[str, ...]
    """Files that no workflow tells of any more; they stay as they were last recorded."""
    unread: dict[str, str]
    """Files whose workflow is there and could not be read or written, and why; they too stay as they were."""


def rebuild_docket(settings: Settings) -> Told:
    """Write the docket anew, file by file; what was written stays when the engine goes away on the way."""
    database = connect(settings.database_url)
    try:
        schema.upgrade(database)
        return _rebuilt(settings, database)
    except EngineAway:
        raise Failed(Exit.AWAY, STOPPED) from None
    finally:
        database.dispose()


def _rebuilt(settings: Settings, database: Engine) -> Told:
    """Ask file after file, on a loop of our own, while the docket is written in between."""
    with asyncio.Runner() as runner:
        client = runner.run(connected(settings))
        law = LawInForce(database)
        kept = Kept(client, files_over(client, settings, law), database)
        done = rebuild(
            database,
            _told(kept, runner, law),
            lambda entry, count: effects_of(entry, count, law()),
            is_all=lambda: not kept.unread,
        )
    unread = kept.unread | {file_no: UNWRITTEN.format(error=error) for file_no, error in done.refused.items()}
    unseen = tuple(file_no for file_no in done.unseen if file_no not in unread)
    return Told(done.written, done.newer, unseen, dict(sorted(unread.items())))


def _told(kept: Kept, runner: asyncio.Runner, law: LawInForce) -> Iterator[ToldFile]:
    """Yield what each file says; one that cannot be judged is named, and the others go on."""
    for asked in kept.asked(runner):
        try:
            told = told_by(asked, law())
        except Exception as fault:  # noqa: BLE001  whatever a rule does to one file
            kept.unread[asked.no] = UNJUDGED.format(error=type(fault).__name__)
        else:
            yield told
