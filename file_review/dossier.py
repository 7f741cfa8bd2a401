"""The file under review (案卷): its acts, each with what is known of its date, in the order in which they happened.

In the system's own export everything is there: a missing act did not happen. In a published case silence is no absence,
and asking for a missing act raises `Missing`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Generic, TypeVar

from file_review.dating import UNKNOWN, When
from file_review.events import EVENTS
from file_review.known import Missing
from file_review.late_entry import with_rounds
from file_review.sources import Published, Source
from judging.kind import Kind
from judging.parties import parts
from judging.record import Record, follows, in_order
from judging.serving import effective_from
from judging.step import labels
from law.edition import Law
from models.acts import Act, Content, PointsAt, numbers_in
from models.acts.terms import WithdrawAct

PUBLISHED = "published"
"""The event by which a source tells of its own publication."""

C = TypeVar("C", bound=Content)
C_co = TypeVar("C_co", bound=Content, covariant=True)


@dataclass(frozen=True, slots=True)
class Entry(Generic[C_co]):
    """One act of a file under review: when it was as far as known, and what it was read from."""

    act: Act[C_co]
    when: When
    event: str = ""
    line: int = 0
    inferred: str = ""
    """Why it is taken to have happened although the source does not say so; empty for what the source says."""
    is_loose: bool = False
    """Whether its date is only a bound of what was inferred, and not that of a fact."""
    entered_as: int = 0
    """The file's own number for it, where it stands under that of one that was withdrawn."""

    @property
    def no(self) -> int:
        """Return the number under which the file itself knows the act."""
        return self.entered_as or self.act.no

    @property
    def content(self) -> C_co:
        """Return what is known of what the act says."""
        return self.act.content

    @property
    def name(self) -> str:
        """Return the act's stable name."""
        return self.act.name

    @property
    def label(self) -> str:
        """Return the act's legal term."""
        return self.act.content.called

    @property
    def told(self) -> str:
        """Return date and event, or act, in Chinese."""
        label = EVENTS[self.event].label if self.event and not self.inferred else self.label
        return f"{self.when.sentence}{label}"


@dataclass(frozen=True)
class Dossier:
    """A file under review."""

    source: Source
    entries: tuple[Entry[Content], ...]
    complete: bool
    """Whether nothing is left out, so that what is not there did not happen."""
    conduct: tuple[When, When] = (UNKNOWN, UNKNOWN)
    """When the conduct began and when it ended, as far as known."""
    is_discharge: bool | None = None
    """Whether the conduct is a discharge, as far as known."""
    unmapped: tuple[str, ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    """What was read into other acts: the event, and into which act and field."""
    muted: frozenset[tuple[int, str]] = frozenset()
    """Act and rule where the act does not start the term, because another one on record does."""

    @cached_property
    def by_no(self) -> Mapping[int, Entry[Content]]:
        """Return the entries by the numbers of their acts."""
        return {entry.act.no: entry for entry in self.entries}

    @cached_property
    def own_numbers(self) -> Mapping[int, int]:
        """Return the file's own numbers for acts that stand under that of one that was withdrawn, by that number."""
        return {no: entry.no for no, entry in self.by_no.items() if entry.no != no}

    @cached_property
    def record(self) -> Record:
        """Return the record of the acts, each at its place in time; what was corrected has been put right already."""
        return Record([(act.day, act) for act in in_order([entry.act for entry in self.entries])])

    @cached_property
    def horizon(self) -> date | None:
        """Return the day at which the file ends: the last one it knows of, unless it tells of more after it."""
        return None if _tells_on(self.source) else self.last_day

    @property
    def last_day(self) -> date | None:
        """Return the last day the file knows of."""
        days = [entry.when.last for entry in self.entries if entry.when.last and not entry.inferred]
        if isinstance(self.source, Published):
            days += [fact.when.last for fact in self.source.facts if fact.when.last]
        return max(days, default=None)

    @property
    def instalments(self) -> tuple[Decimal, ...]:
        """Return the parts in which a published case tells of its fine; none where it tells of none."""
        return self.source.instalments if isinstance(self.source, Published) else ()

    def __iter__(self) -> Iterator[Entry[Content]]:
        return iter(self.entries)

    @cached_property
    def parties(self) -> tuple["Dossier", ...]:
        """Return the file as it reads for each of its parties; the file itself where there is but one."""
        found = parts(self.record)
        if len(found) == 1:
            return (self,)
        return tuple(replace(self, entries=tuple(replace(self.by_no[act.no], act=act) for act in one)) for one in found)

    def only(self, kind: Kind) -> "Dossier":
        """Return the file without the acts that this kind of file does not know; their names are left over."""
        strange = [entry for entry in self.entries if type(entry.content) not in kind.steps]
        if not strange:
            return self
        kept = tuple(entry for entry in self.entries if type(entry.content) in kind.steps)
        return replace(self, entries=kept, unmapped=(*self.unmapped, *(entry.label for entry in strange)))

    def entry(self, act: Act[C]) -> Entry[C]:
        """Return the entry of an act."""
        known = self.by_no[act.no]
        return Entry(act, known.when, known.event, known.line, known.inferred, known.is_loose, known.entered_as)

    def all(self, *kinds: type[C]) -> list[Entry[C]]:
        """Return every act of these kinds that counts, in order."""
        if not self.record.has(*kinds):
            return []
        acts: list[Act[C]] = [act for kind in kinds for act in self.record.all(kind)]
        return [self.entry(act) for act in in_order(acts)]

    def last(self, *kinds: type[C]) -> Entry[C] | None:
        """Return the last act of these kinds, or None."""
        found = self.all(*kinds)
        return found[-1] if found else None

    def before(self, entry: Entry[Content], *kinds: type[C]) -> Entry[C] | None:
        """Return the last act of these kinds that comes before an entry, or None."""
        found = [one for one in self.all(*kinds) if follows(entry.act, one.act)]
        return found[-1] if found else None

    def after(self, entry: Entry[Content], *kinds: type[C]) -> Entry[C] | None:
        """Return the first act of these kinds that comes after an entry, or None."""
        return next((one for one in self.all(*kinds) if follows(one.act, entry.act)), None)

    def need(self, *kinds: type[C]) -> Entry[C] | None:
        """Return the last act of these kinds; None only where the file is complete, else silence is `Missing`."""
        found = self.last(*kinds)
        if found is None and not self.complete:
            raise Missing(f"“{labels(kinds)}”")
        return found


class Undated(Missing):
    """The day of an act, which the source does not tell (日期不详); its bounds may decide all the same."""

    def __init__(self, entry: Entry[Content]) -> None:
        self.entry = entry
        super().__init__(f"“{entry.label}”的日期")


def day_of(entry: Entry[Content]) -> date:
    """Return the day of an act, or raise Undated where it is not known to the day."""
    if entry.when.day is None:
        raise Undated(entry)
    return entry.when.day


def served_on(entry: Entry[Content], law: Law) -> date:
    """Return the day on which what was served took effect, or raise Missing where it is not known to the day."""
    return effective_from(entry.content, day_of(entry), law)


def served_within(entry: Entry[Content], law: Law) -> When:
    """Return the first and the last day on which what was served can have taken effect."""
    days = (entry.when.first, entry.when.last)
    first, last = (effective_from(entry.content, day, law) if day else None for day in days)
    return When(first=first, last=last)


def exported(source: Source, acts: Sequence[Act], *, unsaid: bool = False) -> Dossier:
    """Return the dossier of a file that this system exported: every act, every date, everything known.

    What was withdrawn and entered anew stands where it stood: the acts that point at it rest on it still. With
    `unsaid` it stands there for those too that may rest on it without saying so.
    """
    told = with_rounds(acts)
    counting = Record.of(told)
    anew = entered_anew(counting, told, unsaid=unsaid)
    entries = tuple(
        Entry(_pointing(act, anew), When(first=act.day, last=act.day), entered_as=act.no) for act in counting
    )
    return Dossier(source=source, entries=entries, complete=True)


def entered_anew(counting: Record, acts: Sequence[Act], *, unsaid: bool) -> Mapping[int, int]:
    """Return the acts that were entered for one that was withdrawn, by number, each with the number it stands for.

    It is of the same kind, entered after the withdrawal, and no later than the first act that points at the other;
    where none does, it keeps its own number, unless others may rest on it unsaid.
    """
    by_no = {act.no: act for act in acts}
    found: dict[int, int] = {}
    for gone in counting.all(WithdrawAct):
        of = gone.content.of
        by = min((act.day for act in counting if any(no == of for _, _, no in _named(act))), default=None)
        if by is None and not unsaid:
            continue
        anew = (
            act for act in counting if act.no > gone.no and act.day <= (by or date.max) and act.name == by_no[of].name
        )
        first = next((act.no for act in anew if act.no not in found), None)
        if first is not None:
            found[first] = of
    return found


def _named(act: Act) -> list[tuple[str, PointsAt, int]]:
    """Return the acts of certain kinds that an act names; what may mean any act is about the list itself."""
    return [row for row in numbers_in(act.content) if row[1].names]


def _pointing(act: Act, anew: Mapping[int, int]) -> Act:
    """Return an act under the number it stands for, pointing at acts under theirs."""
    if not anew:
        return act
    fields = {name: _turned(getattr(act.content, name), anew) for name, _, _ in _named(act)}
    content = act.content.model_copy(update=fields)
    return act.model_copy(update={"no": anew.get(act.no, act.no), "content": content})


def _turned(value: object, anew: Mapping[int, int]) -> object:
    if isinstance(value, tuple):
        return tuple(anew.get(one, one) for one in value)
    return anew.get(value, value) if isinstance(value, int) else value


def _tells_on(source: Source) -> bool:
    """Tell whether a published case goes on, without dates, after its last date; a dated publication ends it."""
    facts = source.facts if isinstance(source, Published) else ()
    if any(fact.event == PUBLISHED and fact.when.is_bounded for fact in facts):
        return False
    dated = [place for place, fact in enumerate(facts) if fact.when.is_bounded]
    return bool(dated) and dated[-1] < len(facts) - 1
