"""Complaints that come as a table (批量导入信访件): every row is checked first, each broken one named; all or nothing."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool

from api.doors.mapping import Mapped, Platform
from api.forms import LONGEST_COMPLAINT, ComplaintForm
from api.opening import Sender, admitted_opening, digest_with, open_file
from api.problems import Refusal
from api.world import World, minute_now
from docket.openings import opened_by
from judging.step import name_of
from law.refusals import Refused
from models.people import Actor
from models.values import Value
from registry.errors import RegisterError
from registry.exchange.problems import Place, Problem, Unreadable
from registry.exchange.sheets import Cells, Line, Sheet, sheets_of

MOST_ROWS = 200
"""Rows of one import: so many files are opened while who sent them waits."""
CELLS = Cells(longest=LONGEST_COMPLAINT, breaks=True)
"""A cell holds a complaint as anybody may write one: as long, and with its lines."""


@dataclass(frozen=True, slots=True)
class Row:
    """One complaint of a table, and where it stands there."""

    place: Place
    mapped: Mapped


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of looking at a table: its complaints, and everything that is wrong."""

    rows: tuple[Row, ...]
    problems: tuple[Problem, ...]


class Taken(Value):
    """The file of one complaint of a table."""

    row: int
    receipt: str
    file_no: str
    repeated: bool
    """Whether it was there before: the same number came in already."""


def checked(world: World, actor: Actor, platform: Platform, path: Path) -> Checked:
    """Read a table and ask of each complaint whether a file may be opened with it; nothing is opened yet."""
    try:
        read = [_read(platform, sheet, line) for sheet in sheets_of(path, CELLS) for line in sheet.lines]
    except Unreadable as error:
        return Checked((), (Problem(Place(path.name), "", error.sentence, error.right),))
    rows = tuple(one for one in read if isinstance(one, Row))
    problems = [one for one in read if isinstance(one, Problem)]
    if not read:
        problems.append(Problem(Place(path.name), "", "没有内容", "第一行为表头，其下每行一件"))
    if len(read) > MOST_ROWS:
        wrong = Problem(Place(path.name), "", f"共{len(read)}行，一次最多{MOST_ROWS}行", "分成几个文件导入")
        return Checked(rows, (wrong,))
    problems += _twice(platform, rows)
    for row in rows:
        problems += _refused(world, actor, row)
    return Checked(rows, tuple(sorted(problems)))


async def take_rows(world: World, actor: Actor, rows: Sequence[Row]) -> tuple[Taken, ...]:
    """Open a file for each complaint of a table that was found right; cut off, it goes on when sent again."""
    return tuple([await _taken(world, actor, row) for row in rows])


async def _taken(world: World, actor: Actor, row: Row) -> Taken:
    earlier = await run_in_threadpool(_earlier, world, row.mapped)
    if earlier:
        return Taken(row=row.place.line, receipt=row.mapped.receipt, file_no=earlier, repeated=True)
    opened = await open_file(world, Sender(actor, row.mapped.receipt), row.mapped.form)
    return Taken(row=row.place.line, receipt=row.mapped.receipt, file_no=opened.file_no, repeated=opened.repeated)


def sent_under(world: World, actor: Actor, platform: Platform, receipt: str) -> str:
    """Return the complaint that came in under a platform's number: of a system its own; empty where there is none."""
    if actor.kind == "system":
        return world.registry.numbers.given_under(actor.id, receipt) or ""
    channels = dict.fromkeys((platform.channel, *platform.channels.values()))
    opened = (opened_by(world.docket, name_of(ComplaintForm.opens), _said(receipt, one)) for one in channels)
    return next(filter(None, opened), "")


def _read(platform: Platform, sheet: Sheet, line: Line) -> Row | Problem:
    place = Place(sheet.source, line.number)
    for column, why in line.spoiled:
        heading = sheet.headings[column] if column < len(sheet.headings) else f"第{column + 1}列"
        return Problem(place, heading, why)
    try:
        return Row(place, platform.mapped(dict(zip(sheet.headings, line.cells, strict=False))))
    except Refusal as refusal:
        return Problem(place, refusal.field, refusal.sentence)


def _twice(platform: Platform, rows: Sequence[Row]) -> Iterator[Problem]:
    """Yield every row whose number stands in the table more than once."""
    times = Counter(row.mapped.receipt for row in rows)
    for row in rows:
        if times[row.mapped.receipt] > 1:
            wrong = f"“{row.mapped.receipt}”在表中有{times[row.mapped.receipt]}行"
            yield Problem(row.place, platform.called("receipt"), wrong, "一件一行；几件内容的拆分在案卷中列明")


def _refused(world: World, actor: Actor, row: Row) -> Iterator[Problem]:
    """Yield why no file may be opened with a complaint; one that is there already is no problem."""
    sender, form = Sender(actor, row.mapped.receipt), row.mapped.form
    try:
        given = world.registry.numbers.given(actor.id, sender.key, digest_with(form, rehearsal=False))
        if not given and not _earlier(world, row.mapped):
            admitted_opening(world, sender, form, now=minute_now(), rehearsal=False)
    except (Refused, RegisterError, Refusal) as refused:
        yield Problem(row.place, refused.field, refused.sentence)


def _earlier(world: World, mapped: Mapped) -> str:
    """Return the file of a complaint that came in under the same number, whoever entered it."""
    return opened_by(world.docket, name_of(mapped.form.opens), _said(mapped.receipt, mapped.form.channel))


def _said(receipt: str, channel: str) -> dict[str, str]:
    return {"sender_no": receipt, "channel": channel}
