"""A new holiday notice brought in while cases run: checked, kept, every open file judged again, and what moved by it.

What moved is reckoned from the acts under the law before and after, not read off the docket: the report is the same
whether the files were judged again in this run, in one before it, or by an act that happened to come in between.
"""

import asyncio
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from sqlalchemy import Engine

from activities.law_in_force import LawInForce
from cli.docket import docket
from cli.recalculation import GONE, Recalculation, Watch, progress
from cli.running import connected, files_over
from docket import notices
from docket.editions import JudgedFile, count_open, open_files
from judging.comparing import Moved, moved_by
from kinds import KINDS
from law import edition
from law.edition import Law
from law.notices import Notice, read_notice
from law.publishing import Publication, proposed
from models.values import Value
from settings import Settings
from workflows.client import FileClient


class FileMoved(Value):
    """One file and the terms that moved in it."""

    file_no: str
    terms: tuple[Moved, ...]


class Published(Value):
    """What a publication did: the notice, the days it decided otherwise, the cases and terms that moved, and why."""

    title: str
    number: str
    issued: date
    year: int
    again: bool
    """True when the notice had been brought in before: the run only went on with what was left."""
    edition_before: str
    edition: str
    days: tuple[date, ...]
    known_until: date
    cases: int
    moved: tuple[FileMoved, ...]
    unanswered: dict[str, str] = {}
    gone: tuple[str, ...] = ()
    """Cases that no workflow keeps any more; they stay as they were last recorded."""


def publish(settings: Settings, file: Path, patience: float) -> Published:
    """Bring a notice in and wait for the cases; without a docket or a running system, say what is missing."""
    with docket(settings) as engine:
        return asyncio.run(_publish(settings, engine, file, patience))


async def _publish(settings: Settings, engine: Engine, file: Path, patience: float) -> Published:
    planned = plan(engine, file)
    client = files_over(await connected(settings), settings, LawInForce(engine))
    with progress("重新计算案卷") as watch:
        return await carry_out(engine, client, planned, patience, watch)


@dataclass(frozen=True, slots=True)
class Plan:
    """A notice that fits, with the law before it and after it."""

    publication: Publication
    before: Law
    after: Law
    again: bool


def plan(engine: Engine, file: Path) -> Plan:
    """Check a notice against the law in force; one that was brought in before may be carried on with."""
    there = list(notices.brought_in(engine))
    notice = read_notice(file)
    again = notice in there
    before = edition.shipped().with_notices(one for one in there if one != notice)
    after = edition.shipped().with_notices(there if again else [*there, notice])
    return Plan(proposed(file, before.calendar), before, after, again)


async def carry_out(engine: Engine, client: FileClient, planned: Plan, patience: float, watch: Watch) -> Published:
    """Keep the notice, have every open file judged again, and say what moved."""
    notices.bring_in(engine, planned.publication.notice, datetime.now(UTC))
    task = Recalculation(client, engine, planned.after.edition, watch)
    late = await task.finish(patience)
    return report(engine, planned, late, watch)


def report(engine: Engine, planned: Plan, unanswered: Mapping[str, str], watch: Watch) -> Published:
    """Say which terms of which open cases moved, and by which notice."""
    total = count_open(engine)
    publication = planned.publication
    notice: Notice = publication.notice
    return Published(
        title=notice.title,
        number=notice.number,
        issued=notice.issued,
        year=notice.year,
        again=planned.again,
        edition_before=planned.before.edition,
        edition=planned.after.edition,
        days=publication.changed,
        known_until=publication.after.last_known,
        cases=total,
        moved=tuple(_moved(engine, planned, lambda done: watch(done, total))),
        unanswered={file_no: why for file_no, why in unanswered.items() if why != GONE},
        gone=tuple(file_no for file_no, why in unanswered.items() if why == GONE),
    )


def _moved(engine: Engine, planned: Plan, watch: Callable[[int], None]) -> Iterator[FileMoved]:
    since, now = planned.publication.decides_from, datetime.now(UTC)
    for done, case in enumerate(open_files(engine), 1):
        watch(done)
        at = looked_at(case, now)
        terms = moved_by(KINDS[case.kind], case.acts, planned.before, planned.after, at, since)
        if terms:
            yield FileMoved(file_no=case.file_no, terms=terms)


def looked_at(case: JudgedFile, now: datetime) -> datetime:
    """Return the instant at which a case is looked at: now; a rehearsal, with a time of its own, as last judged."""
    return case.at if case.rehearsal else max(case.at, now)
