"""Who has it (谁负责): the one unit that answers for a case or matter, over all the files that it has gone through.

A file says whose it is while it has it. Where its whole case, or one matter in it, went to another unit, the file that
was opened there says so: before acceptance it names the sender, whose own file then answers. What one file has not been
told yet does not count: the receiving unit's own file knows first.
"""

from collections.abc import Mapping
from typing import NamedTuple

from judging.kind import Kind
from judging.record import Record
from models.acts.transfer import CompleteMatter, ReceiveTransfer
from models.people import Answerable
from procedures.transfer.matter import is_with_the_receiver
from procedures.transfer.reading import Transfer, transfers


class Known(NamedTuple):
    """One file of those that are linked: its kind and its record."""

    kind: Kind
    record: Record


def who_has(files: Mapping[str, Known], file_no: str) -> Answerable | None:
    """Return the one unit that answers for a file's case at the end of these records; None where it is not open."""
    return _of_case(files, file_no, frozenset())


def who_has_matter(files: Mapping[str, Known], file_no: str, transfer: int) -> Answerable | None:
    """Return the one unit that answers for a matter that a file transferred, by the number of the act that did."""
    sent = next((one for one in transfers(files[file_no].record) if one.act.no == transfer), None)
    there = _there(files, file_no, sent, frozenset()) if sent else None
    return there or who_has(files, file_no)


def _of_case(files: Mapping[str, Known], file_no: str, seen: frozenset[str]) -> Answerable | None:
    file = files[file_no]
    for sent in reversed(transfers(file.record)):
        there = _there(files, file_no, sent, seen | {file_no}) if sent.is_whole else None
        if there is not None:
            return there
    return file.kind.holder(file.record)


def _there(files: Mapping[str, Known], file_no: str, sent: Transfer, seen: frozenset[str]) -> Answerable | None:
    """Return who has what was sent, where that is not the sender: as the file says that was opened for it."""
    if sent.state == "ended":
        return None
    number = sent.matter_no or _opened_for(files, file_no, sent.act.no)
    matter = files.get(number)
    if matter is None or number in seen:
        return sent.holder
    has_it = is_with_the_receiver(matter.record) and not matter.record.has(CompleteMatter)
    return _of_case(files, number, seen) if has_it else None


def _opened_for(files: Mapping[str, Known], file_no: str, act_no: int) -> str:
    """Return the file that was opened for a transfer of which the sender has no receipt yet."""
    openings = ((number, file.record.opening) for number, file in files.items())
    return next((number for number, act in openings if act and _is_for(act.content, file_no, act_no)), "")


def _is_for(content: object, file_no: str, act_no: int) -> bool:
    return isinstance(content, ReceiveTransfer) and (content.from_file, content.of_file) == (file_no, act_no)
