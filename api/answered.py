"""Who answered for a file at an instant: what the file says of units and persons, and the register of who was there."""

from datetime import datetime

from api.problems import unknown
from judging.answering import as_of, named
from judging.record import Record
from kinds import KINDS
from models.acts import HandsOver
from models.file import File
from models.values import CIVIL, Value, civil_day
from registry.answerers import Answerers, Answers, Named


class Answered(Value):
    """The unit and the person at each grid level, and which of them the file was with."""

    file_no: str
    at: datetime
    answers: tuple[Answers, ...]
    holder: Answers


def answered(answerers: Answerers, file_no: str, file: File, at: datetime) -> Answered:
    """Return who answered for a file at an instant; refuse where it was not there yet."""
    record, day = as_of(Record.of(file.acts), at), civil_day(at)
    rows = [Named(row, on) for row, on in named(record)]
    holder = KINDS[file.kind].holder(record)
    if not rows or holder is None:
        raise unknown("not-opened-yet", f"{at.astimezone(CIVIL).strftime('%Y-%m-%d %H:%M')}还没有这个案卷", field="at")
    answers = answerers.of_file(rows, day)
    own = next((one for one, row in zip(answers, rows, strict=True) if row.row.unit == holder.unit), None)
    if own is None:  # outside the chain of its grid
        handed = record.bearing(HandsOver)
        (own,) = answerers.of_file([Named(holder, handed[-1].day if handed else rows[0].on)], day)
    return Answered(file_no=file_no, at=at, answers=answers, holder=own)
