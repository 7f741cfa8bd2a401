"""Who answers for a file at this point (责任单位、责任人): exactly one unit, and a named person at each grid level."""

from dataclasses import dataclass, field
from datetime import date, datetime

from judging.kind import Kind
from judging.record import Record, follows, place
from models.acts import Act, BringsIn, HandsOver, Reassigns
from models.people import Answerable

TOWNSHIP, COUNTY, CITY = 3, 2, 1


@dataclass(slots=True)
class Rows:
    """Who answers, read off a record: in the grid's chain at each level, and in the units outside it that take part."""

    levels: dict[int, tuple[Answerable, date]] = field(default_factory=dict)
    """Who was named last for each grid level, and on which day."""
    beside: dict[str, Answerable | None] = field(default_factory=dict)
    """The units that the file knows outside the chain, with who answers there where that is said.

    A department stands beside the bureau of its city: both are of the first level, and only one of them is the grid's.
    """
    placed: frozenset[tuple[int, str]] = frozenset()
    """Where a unit stood beside the chain from the opening on: who is named there anew is of that unit."""
    followed: list[tuple[Act, str, str]] = field(default_factory=list)
    """Every change of who answers: the unit in whose place it puts others, and what their unit is called."""

    def opens(self, row: Answerable, on: date) -> None:
        """Take in a row of the opening: of one grid the first is its own; the last place named is where it lies."""
        own = self.levels.get(row.level)
        if own is not None and own[0].grid == row.grid and own[0].unit != row.unit:
            self.beside[row.unit] = row
            self.placed |= {_place(row)}
            return
        if own is not None and own[0].unit != row.unit:
            self.beside[own[0].unit] = own[0]
        self.beside.pop(row.unit, None)
        self.levels[row.level] = (row, on)

    def knows(self, unit: str, row: Answerable | None) -> None:
        """Take in a unit that was handed the file, or brought into it."""
        if unit not in {own.unit for own, _ in self.levels.values()}:
            self.beside[unit] = row or self.beside.pop(unit, None)

    def changes(self, act: Act, content: Reassigns) -> None:
        """Take in others who answer: in a unit outside the chain, or at a grid level."""
        new = content.answerable
        was = self._place_of(content)
        self.followed.append((act, was, new.unit))
        if was in self.beside:
            del self.beside[was]
            self.beside[new.unit] = new
        else:
            self.levels[new.level] = (new, act.day)

    def _place_of(self, content: Reassigns) -> str:
        """Return the unit in whose place somebody is named; where that is left open, who is likeliest meant."""
        new, own = content.answerable, self.levels.get(content.answerable.level)
        if content.instead_of or new.unit in self.beside:
            return content.instead_of or new.unit
        there = self.at(new)
        is_the_grids = own is not None and own[0].unit in there and _place(new) not in self.placed
        if own is not None and (own[0].unit == new.unit or is_the_grids or not there):
            return own[0].unit
        return there[-1] if there else ""

    def at(self, row: Answerable) -> list[str]:
        """Return the units that stand where a row stands, by grid and level: the grid's own, then those beside it."""
        known = [*(own for own, _ in self.levels.values()), *self.beside.values()]
        return [one.unit for one in known if one is not None and _place(one) == _place(row)]


def _place(row: Answerable) -> tuple[int, str]:
    return row.level, row.grid


READ = "answering"


def rows(record: Record) -> Rows:
    """Return who answers in a file, in and outside its grid's chain, as last changed."""
    found = record.known.get(READ)
    if not isinstance(found, Rows):
        found = record.known[READ] = _read(record)
    return found


def _read(record: Record) -> Rows:
    found = Rows()
    if record.opening is None:
        return found
    for row in record.opening.content.answerable:
        found.opens(row, record.opening.day)
    acts: list[Act] = [*record.bearing(HandsOver), *record.bearing(BringsIn), *record.bearing(Reassigns)]
    for act in sorted(acts, key=place):
        if isinstance(act.content, Reassigns):
            found.changes(act, act.content)
        elif isinstance(act.content, HandsOver | BringsIn):
            found.knows(act.content.unit, act.content.answerable)
    return found


def chain(record: Record) -> dict[int, Answerable]:
    """Return who answers at each grid level, as last changed; no department beside the grid's own unit."""
    return {level: row for level, (row, _) in rows(record).levels.items()}


def named(record: Record) -> list[tuple[Answerable, date]]:
    """Return who was named last for each grid level, the lowest level first, and on which day."""
    levels = rows(record).levels
    return [levels[level] for level in sorted(levels, reverse=True)]


def row_now(record: Record, unit: str, since: Act) -> Answerable | None:
    """Return who answers now in a unit that an act named, or in what came in its place; None where nobody is named."""
    found = rows(record)
    now = _called_now(record, unit, since)
    own = next((row for row, _ in found.levels.values() if row.unit == now), None)
    return own or found.beside.get(now)


def _called_now(record: Record, unit: str, since: Act) -> str:
    """Return what a unit that an act named is called now, through every unit that came in its place since (机构改革)."""
    for act, was, now in rows(record).followed:
        if was == unit and follows(act, since):
            unit = now
    return unit


def as_of(record: Record, at: datetime) -> Record:
    """Return the record of what had happened by an instant."""
    return Record([(act.day, act) for act in record if act.happened_at <= at], record.withdrawn, record.moved)


def handed_to(record: Record) -> Answerable | None:
    """Return who answers where the file was last handed to, or where a superior sent it; None where none did.

    A unit that took over from it since, as the grid's own at its level or by name, has what it had (机构改革，职责划转).
    Whose persons a fact of record leaves unsaid answers all the same: until they are named (变更责任人), the county's are
    told.
    """
    handed = record.bearing(HandsOver)
    if not handed:
        return None
    last = handed[-1]
    known = row_now(record, last.content.unit, last)
    unit = _called_now(record, last.content.unit, last)
    return known or nearest(chain(record), COUNTY).model_copy(update={"unit": unit})


def taking_part(record: Record) -> tuple[str, ...]:
    """Return the units that were brought into a file, in the order in which they came, each once (参加单位)."""
    return tuple(dict.fromkeys(act.content.unit for act in record.bearing(BringsIn)))


def seeing(record: Record) -> tuple[str, ...]:
    """Return the units that see a file and may not answer for it: brought in, or sent what opened it (接收单位)."""
    opening = record.opening
    sent_to = _called_now(record, opening.content.sent_to, opening) if opening else ""
    return tuple(dict.fromkeys((*((sent_to,) if sent_to else ()), *taking_part(record))))


def units(record: Record) -> frozenset[str]:
    """Return the units that have to do with a file: of the grid's chain, those beside it, handed it or brought in."""
    named = {row.unit for row in record.opening.content.answerable} if record.opening else set()
    handed = {act.content.unit for act in record.bearing(HandsOver)}
    beside = set(rows(record).beside)
    return frozenset(named | handed | beside | {row.unit for row in chain(record).values()} | set(taking_part(record)))


def belonging(record: Record, kind: Kind) -> dict[str, str]:
    """Return whose a file is: the units that answer for it, now and at each grid level, and the system that sent it."""
    levels, holder = chain(record), kind.holder(record)
    named = {f"unit{level}": levels[level].unit if level in levels else "" for level in (CITY, COUNTY, TOWNSHIP)}
    return {"unit": holder.unit if holder else "", **named, "sender": record.opening.sender if record.opening else ""}


def above(record: Record, row: Answerable) -> Answerable:
    """Return who answers one grid level up from a unit; at the top, that unit itself.

    A unit outside the chain has above it whoever of the chain its own grid lies under; a department of the city, which
    nobody leads within the grid, the city's own unit (市级网格责任单位).
    """
    levels = chain(record)
    if row.unit in {own.unit for own in levels.values()}:
        return levels.get(max(CITY, row.level - 1), row)
    over = [own for level, own in sorted(levels.items(), reverse=True) if level < row.level]
    return next((own for own in over if row.grid.startswith(own.grid)), levels.get(CITY, row))


def nearest(levels: dict[int, Answerable], level: int) -> Answerable:
    """Return the row of a level, or of the next level up that is known."""
    for candidate in range(level, 0, -1):
        if candidate in levels:
            return levels[candidate]
    return levels[max(levels)]
