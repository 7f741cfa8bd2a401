"""A matter through all its files (事项的全部案卷): each file's part of the picture, and what went between them."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from judging.growing import GrowingRecord
from judging.kind import Kind
from judging.looking_again import LOOK_AGAIN
from judging.record import Record
from models.acts import Act
from models.file import File
from models.linked import ChainFile, Crossing, Done, Held, crossing
from models.standing import Term
from models.values import civil_day


def chain_file(kind: Kind, file: File) -> ChainFile:
    """Return a file's part of the picture."""
    standing, record = file.standing, Record.of(file.acts)
    return ChainFile(
        file_no=standing.file_no,
        kind=kind.name,
        label=kind.label,
        stage_name=standing.stage_name,
        unit=standing.holder_unit,
        closed=standing.closed,
        alert=standing.alert,
        opened_on=record.opening.day if record.opening else civil_day(standing.at),
        next_last_day=standing.next_last_day,
        held=held(kind, record),
        acts=tuple(map(_done, _told(record))),
        pressing=tuple(term for term in standing.terms if _presses(term)),
    )


def _presses(term: Term) -> bool:
    return term.rule != LOOK_AGAIN and (term.open or term.state == "met_late")


def held(kind: Kind, record: Record) -> tuple[Held, ...]:
    """Return which unit answered for a file from when, one after the other (责任单位的变化)."""
    found: list[Held] = []
    grown = GrowingRecord(())
    for act in record:
        grown.take(act)
        holder = kind.holder(grown)
        if holder is None or (found and found[-1].unit == holder.unit):
            continue
        if found:
            found[-1] = found[-1].model_copy(update={"until": act.day})
        found.append(Held(unit=holder.unit, since=act.day))
    if found and kind.is_closed(record):
        found[-1] = found[-1].model_copy(update={"until": max(_last(record), found[-1].since)})
    return tuple(found)


def _last(record: Record) -> date:
    return max(act.day for act in _told(record))


def _told(record: Record) -> Iterator[Act]:
    return (act for act in record if act.by.kind != "engine")


def _done(act: Act) -> Done:
    return Done(day=act.day, act=act.no, label=act.content.label, by_file=act.by.kind == "file")


def crossings(files: Iterable[File]) -> tuple[Crossing, ...]:
    """Return what went between files, each once, by day: what both sides tell is told by the one it left."""
    told = [crossing(file.standing.file_no, link) for file in files for link in file.standing.links]
    sent = [one for one in told if one.act]
    heard = [one for one in told if not one.act and not any(_is_same(one, other) for other in sent)]
    return tuple(sorted((*sent, *heard), key=lambda one: (one.day, one.from_file, one.act)))


def _is_same(heard: Crossing, sent: Crossing) -> bool:
    ways = heard.from_file, heard.to_file, heard.opened, heard.day
    return ways == (sent.from_file, sent.to_file, sent.opened, sent.day)


def in_order(files: Sequence[ChainFile], over: Sequence[Crossing]) -> tuple[ChainFile, ...]:
    """Return files as the matter went through them: what opened another one stands before it, then by day."""
    opened_by = {one.to_file: one.from_file for one in over if one.opened}

    def depth(file_no: str) -> int:
        seen: list[str] = []
        while file_no in opened_by and file_no not in seen:
            seen.append(file_no)
            file_no = opened_by[file_no]
        return len(seen)

    return tuple(sorted(files, key=lambda one: (depth(one.file_no), one.opened_on or date.max, one.file_no)))
