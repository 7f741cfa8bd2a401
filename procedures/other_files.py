"""Other files that a file opens, or tells something (另立案卷、告知相关案卷), and which were opened for it.

What is sent goes under the key of the act that it follows from; the number of the file that was opened comes back in
the receipt.
"""

from typing import Any, TypeVar

from judging.answering import named
from judging.attempt import Attempt
from judging.effects import as_file, key
from judging.record import Record
from models.acts import OpensFile, ToldByFile
from models.acts.delivery import RecordDelivery
from models.acts.finding import TellsOfViolation
from models.effects import OpenFile, TellFile
from models.ids import FileKind, act_no_in, what_in
from models.people import Actor, Answerable

CASE = "case"
"""The last part of the key under which a case is opened."""
VIOLATION = ("place", "pollution", "party", "conduct_from", "conduct_until")
"""What a file says of a violation that another one is opened for; nothing of who complained goes along."""
Opening = TypeVar("Opening", bound=OpensFile)
Word = TypeVar("Word", bound=ToldByFile)


def to_open(
    done: Attempt, what: str, title: str, opens: FileKind, content: Opening, *, by: Actor | None = None
) -> OpenFile[Opening]:
    """Return another file that is to be opened; `what` is the last part of its key."""
    return OpenFile(
        key=key(done, what),
        act_no=done.act.no,
        title=title,
        opens=opens,
        by=by or as_file(done),
        happened_at=done.act.happened_at,
        content=content,
    )


def to_tell(done: Attempt, what: str, title: str, tells: FileKind, file_no: str, content: Word) -> TellFile[Word]:
    """Return what another file is to be told; `what` is the last part of its key."""
    return TellFile(
        key=key(done, what),
        act_no=done.act.no,
        title=title,
        tells=tells,
        file_no=file_no,
        by=as_file(done),
        happened_at=done.act.happened_at,
        content=content,
    )


def violation_in(opening: TellsOfViolation) -> dict[str, Any]:
    """Return what is known of a violation where a file was opened with it, as the case for it is told."""
    return {name: getattr(opening, name) for name in VIOLATION}


def answering(record: Record) -> tuple[Answerable, ...]:
    """Return who answers at each grid level now, as a file that is opened for this one is told; the lowest first."""
    return tuple(row for row, _ in named(record))


def files_opened(record: Record, what: str) -> dict[str, int]:
    """Return the files that were opened, in the order of their receipts, each with the act that it was opened for."""
    taken = (act.content for act in record.all(RecordDelivery) if what_in(act.content.effect) == what)
    return {one.file_no: act_no_in(one.effect) for one in taken if one.file_no}
