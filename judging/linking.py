"""What crossed between a file and others (案卷之间的往来): read off the acts that the crossings left in it.

A file that another one opened says so in its opening; a file that was opened, or told something, says so in the receipt
that came back; a file that tells something says so in its own act. So any kind's files are linked without being asked.
"""

from collections.abc import Sequence
from datetime import date
from typing import Literal

from judging.record import Record
from models.acts import Act, OpensFile, ToldByFile
from models.acts.delivery import RecordDelivery
from models.acts.waiting import LastWordIf, StopsWaiting
from models.ids import act_no_in, file_no_in
from models.standing import Link

OPENING = 1
"""The number of the act that opens a file."""


def links_of(record: Record) -> tuple[Link, ...]:
    """Return what crossed between this file and others, in the order of the days."""
    heard = record.bearing(ToldByFile)
    opening = (record.opening,) if record.opening else ()
    acts: tuple[Act, ...] = (*opening, *record.all(RecordDelivery), *heard)
    return tuple(sorted((link for act in acts if (link := _link(record, act, heard))), key=_place))


def _place(link: Link) -> tuple[date, int]:
    return link.on, link.act


def _link(record: Record, act: Act, heard: Sequence[Act[ToldByFile]]) -> Link | None:
    """Return the link that an act tells of; None where it came from a person, or went to another system."""
    content = act.content
    if isinstance(content, RecordDelivery):
        return _sent(record, content, heard) if content.file_no else None
    if act.by.kind != "file":
        return None
    way: Literal["from", "heard"] = "from" if isinstance(content, OpensFile) else "heard"
    return Link(file_no=file_no_in(act.by.id), way=way, act=act.no, label=content.label, on=act.day)


def _sent(record: Record, receipt: RecordDelivery, heard: Sequence[Act[ToldByFile]]) -> Link | None:
    """Return the link of what another file took: this one opened it, or told it something."""
    sent, other = record.act(act_no_in(receipt.effect)), receipt.file_no
    if sent is None:
        return None
    opened = receipt.act_no == OPENING
    answered = any(act.no > sent.no and _is_last(act.content) and _is_of(act, other) for act in heard)
    is_over = answered or any(act.content.target == sent.no for act in record.bearing(StopsWaiting))
    return Link(
        file_no=other,
        way="to" if opened else "told",
        act=sent.no,
        label=sent.content.label,
        on=sent.day,
        waits=opened and not is_over,
    )


def _is_last(word: ToldByFile) -> bool:
    """Tell whether nobody waits for a file any more once it has told this."""
    return word.is_the_last if isinstance(word, LastWordIf) else word.is_last_word


def _is_of(act: Act[ToldByFile], other: str) -> bool:
    """Tell whether a word is another file's: it came from there, or somebody entered it by hand and named the file."""
    return (act.by.kind == "file" and file_no_in(act.by.id) == other) or other in act.content.__dict__.values()
