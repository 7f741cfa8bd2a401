"""Who answers for a file at this point (责任单位、责任人): exactly one unit, and a named person at each grid level."""

from datetime import date, datetime

from judging.kind import Kind
from judging.record import Record, place
from models.acts import Act, BringsIn, HandsOver, Reassigns
from models.people import Answerable

TOWNSHIP, COUNTY, CITY = 3, 2, 1


def chain(record: Record) -> dict[int, Answerable]:
    """Return who answers at each grid level, as last changed."""
    if record.opening is None:
        return {}
    levels: dict[int, Answerable] = {row.level: row for row in record.opening.content.answerable}
    for act in record.bearing(Reassigns):
        levels[act.content.answerable.level] = act.content.answerable
    return levels


def named(record: Record) -> list[tuple[Answerable, date]]:
    """Return who was named last for each grid level, the lowest level first, and on which day."""
    if record.opening is None:
        return []
    last = {row.level: (row, record.opening.day) for row in record.opening.content.answerable}
    for act in record.bearing(Reassigns):
        last[act.content.answerable.level] = (act.content.answerable, act.day)
    return [last[level] for level in sorted(last, reverse=True)]


def as_of(record: Record, at: datetime) -> Record:
    """Return the record of what had happened by an instant."""
    return Record([(act.day, act) for act in record if act.happened_at <= at], record.withdrawn)


def handed_to(record: Record) -> Answerable | None:
    """Return who answers where the file was last handed to, or where a superior sent it; None where none did.

    A unit that took over from it since, as the grid's own at its level or by name, has what it had (机构改革，职责划转).
    Whose persons a fact of record leaves unsaid answers all the same: until they are named (变更责任人), the county's are
    told.
    """
    levels, handed = chain(record), record.bearing(HandsOver)
    if not handed:
        return None
    last = handed[-1].content
    unit = _called_now(record, handed[-1])
    known = next((row for row in levels.values() if row.unit == unit), None)
    return known or last.answerable or nearest(levels, COUNTY).model_copy(update={"unit": last.unit})


def _called_now(record: Record, handing: Act[HandsOver]) -> str:
    """Return the unit that has what an act handed over: the one named, or whoever came in its place since."""
    unit = handing.content.unit
    levels = {row.level: row.unit for row in record.opening.content.answerable} if record.opening else {}
    for act in record.bearing(Reassigns):
        new = act.content.answerable
        if place(act) > place(handing) and levels.get(new.level) == unit:
            unit = new.unit
        levels[new.level] = new.unit
    return unit


def taking_part(record: Record) -> tuple[str, ...]:
    """Return the units that were brought into a file, in the order in which they came, each once (参加单位)."""
    return tuple(dict.fromkeys(act.content.unit for act in record.bearing(BringsIn)))


def units(record: Record) -> frozenset[str]:
    """Return the units that have to do with a file: of the grid's chain, those it was handed to, those brought in."""
    named = {row.unit for row in record.opening.content.answerable} if record.opening else set()
    handed = {act.content.unit for act in record.bearing(HandsOver)}
    return frozenset(named | handed | {row.unit for row in chain(record).values()} | set(taking_part(record)))


def belonging(record: Record, kind: Kind) -> dict[str, str]:
    """Return whose a file is: the units that answer for it, now and at each grid level, and the system that sent it."""
    levels, holder = chain(record), kind.holder(record)
    named = {f"unit{level}": levels[level].unit if level in levels else "" for level in (CITY, COUNTY, TOWNSHIP)}
    return {"unit": holder.unit if holder else "", **named, "sender": record.opening.sender if record.opening else ""}


def above(record: Record, level: int, kind: Kind) -> Answerable | None:
    """Return who answers one grid level up; at the top, the city itself."""
    return chain(record).get(max(CITY, level - 1)) or kind.holder(record)


def nearest(levels: dict[int, Answerable], level: int) -> Answerable:
    """Return the row of a level, or of the next level up that is known."""
    for candidate in range(level, 0, -1):
        if candidate in levels:
            return levels[candidate]
    return levels[max(levels)]
