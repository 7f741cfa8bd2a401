"""The file as it counts: the list of acts after its corrections and withdrawals, in the order of the days."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from types import MappingProxyType
from typing import Any, Self, TypeGuard, TypeVar, overload

from judging.counting import Moved, effective, moved_in, withdrawn_in
from models.acts import Act, Content, OpensFile, acts_that_are
from models.acts.terms import CorrectAct, WithdrawAct

A = TypeVar("A", bound=Content)
B = TypeVar("B", bound=Content)
C = TypeVar("C", bound=Content)
D = TypeVar("D", bound=Content)
E = TypeVar("E", bound=Content)


class Record:
    """Acts that count, by civil day and number; never edited, only read.

    Every question names the kinds of act by their class, and is answered with acts of those classes.
    """

    __slots__ = ("_by_kind", "_by_no", "_days", "acts", "known", "moved", "opening", "withdrawn")

    def __init__(
        self, acts: Sequence[tuple[date, Act]], withdrawn: Sequence[Act] = (), moved: Moved = MappingProxyType({})
    ) -> None:
        self.withdrawn = withdrawn
        """What counts no more (已撤回), as it was entered; asked of only by what rested on it."""
        self.moved = moved
        """Which acts were put on another day, by which corrections, each with the day before it."""
        self.acts: list[Act] = [act for _, act in acts]
        self._days = [day for day, _ in acts]
        self._by_kind: dict[type[Content], list[Act]] = {}
        self._by_no = {act.no: act for act in self.acts}
        for act in self.acts:
            self._by_kind.setdefault(type(act.content), []).append(act)
        self.opening: Act[OpensFile] | None = next((act for act in self.acts if is_opening(act)), None)
        """The act that opened the file."""
        self.known: dict[str, Any] = {}
        """What was worked out of it once and is asked for often; whoever works it out keeps it here."""

    @classmethod
    def of(cls, acts: Sequence[Act]) -> Self:
        """Return the record of a file's list of acts, with what was corrected and withdrawn taken into account."""
        numbers = withdrawn_in(acts)
        dated = [(act.day, act) for act in effective(acts, numbers)]
        dated.sort(key=lambda entry: (entry[0], entry[1].no))
        gone = [act for act in acts if act.no in numbers] if numbers else ()
        return cls(dated, gone, moved_in(acts, numbers))

    def __len__(self) -> int:
        return len(self.acts)

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts)

    @property
    def kinds(self) -> Iterable[type[Content]]:
        """Return the kinds of act that were done."""
        return self._by_kind

    @property
    def dated(self) -> list[tuple[date, Act]]:
        """Return the acts with their civil days."""
        return list(zip(self._days, self.acts, strict=True))

    def until(self, day: date) -> "Record":
        """Return the record of what had happened by the end of a day."""
        end = bisect_right(self._days, day)
        if end == len(self.acts):
            return self
        return Record(list(zip(self._days[:end], self.acts[:end], strict=True)), self.withdrawn, self.moved)

    def before(self, act: Act) -> "Record":
        """Return the record of what there was before an act: on its own day, what was entered or done no later."""
        start, end = bisect_left(self._days, act.day), bisect_right(self._days, act.day)
        earlier = list(zip(self._days[:start], self.acts[:start], strict=True))
        same_day = [
            (act.day, other)
            for other in self.acts[start:end]
            if other.no < act.no or (other.no > act.no and other.happened_at <= act.happened_at)
        ]
        return Record([*earlier, *same_day], self.withdrawn, self.moved)

    def with_act(self, act: Act) -> "Record":
        """Return the record as it would be with an act that is not on it yet."""
        entries = sorted([*self.dated, (act.day, act)], key=lambda entry: (entry[0], entry[1].no))
        return Record(entries, self.withdrawn, self.moved)

    def without(self, *numbers: int) -> "Record":
        """Return the record as it would be without some acts."""
        rest = [entry for entry in zip(self._days, self.acts, strict=True) if entry[1].no not in numbers]
        return Record(rest, self.withdrawn, self.moved)

    @overload
    def all(self, a: type[A], /) -> list[Act[A]]: ...
    @overload
    def all(self, a: type[A], b: type[B], /) -> list[Act[A | B]]: ...
    @overload
    def all(self, a: type[A], b: type[B], c: type[C], /) -> list[Act[A | B | C]]: ...
    @overload
    def all(self, a: type[A], b: type[B], c: type[C], d: type[D], /) -> list[Act[A | B | C | D]]: ...
    @overload
    def all(self, a: type[A], b: type[B], c: type[C], d: type[D], e: type[E], /) -> list[Act[A | B | C | D | E]]: ...
    @overload
    def all(self, *kinds: type[Content]) -> list[Act]: ...
    def all(self, *kinds: type[Content]) -> Any:
        """Return every act of these kinds, in order within each kind."""
        return [act for kind in kinds for act in self._by_kind.get(kind, ())]

    def bearing(self, mark: type[A]) -> list[Act[A]]:
        """Return the acts that bear a mark, as every act by which the file was handed over, in order."""
        found: list[Any] = self.all(*acts_that_are(mark))
        return sorted(found, key=place)

    @overload
    def last(self, a: type[A], /) -> Act[A] | None: ...
    @overload
    def last(self, a: type[A], b: type[B], /) -> Act[A | B] | None: ...
    @overload
    def last(self, a: type[A], b: type[B], c: type[C], /) -> Act[A | B | C] | None: ...
    @overload
    def last(self, *kinds: type[Content]) -> Act | None: ...
    def last(self, *kinds: type[Content]) -> Any:
        """Return the last act of these kinds that counts, or None."""
        found = [acts[-1] for kind in kinds if (acts := self._by_kind.get(kind))]
        return max(found, key=place, default=None) if len(found) > 1 else next(iter(found), None)

    @overload
    def first(self, a: type[A], /) -> Act[A] | None: ...
    @overload
    def first(self, a: type[A], b: type[B], /) -> Act[A | B] | None: ...
    @overload
    def first(self, *kinds: type[Content]) -> Act | None: ...
    def first(self, *kinds: type[Content]) -> Any:
        """Return the first act of these kinds that counts, or None."""
        return min((acts[0] for kind in kinds if (acts := self._by_kind.get(kind))), key=place, default=None)

    def has(self, *kinds: type[Content]) -> bool:
        """Tell whether any act of these kinds was done."""
        return not self._by_kind.keys().isdisjoint(kinds)

    @overload
    def content(self, a: type[A], /) -> A | None: ...
    @overload
    def content(self, a: type[A], b: type[B], /) -> A | B | None: ...
    def content(self, *kinds: type[Content]) -> Any:
        """Return the content of the last act of these kinds, or None."""
        act = self.last(*kinds)
        return act.content if act else None

    @overload
    def act(self, no: int | None, /) -> Act | None: ...
    @overload
    def act(self, no: int | None, a: type[A], /) -> Act[A] | None: ...
    @overload
    def act(self, no: int | None, a: type[A], b: type[B], /) -> Act[A | B] | None: ...
    @overload
    def act(self, no: int | None, a: type[A], b: type[B], c: type[C], /) -> Act[A | B | C] | None: ...
    @overload
    def act(self, no: int | None, a: type[A], b: type[B], c: type[C], d: type[D], /) -> Act[A | B | C | D] | None: ...
    @overload
    def act(self, no: int | None, *kinds: type[Content]) -> Act | None: ...
    def act(self, no: int | None, *kinds: type[Content]) -> Any:
        """Return the act of that number if it counts, and is of one of these kinds where any are named."""
        found = self._by_no.get(no) if no is not None else None
        return found if found is None or not kinds or type(found.content) in kinds else None

    @overload
    def pointing(self, no: int, a: type[A], /) -> list[Act[A]]: ...
    @overload
    def pointing(self, no: int, a: type[A], b: type[B], /) -> list[Act[A | B]]: ...
    @overload
    def pointing(self, no: int, *kinds: type[Content]) -> list[Act]: ...
    def pointing(self, no: int, *kinds: type[Content]) -> Any:
        """Return the acts of these kinds whose `of` names that number, in order within each kind."""
        return [act for kind in kinds for act in self._by_kind.get(kind, ()) if act.content.target == no]

    def targets(self, *kinds: type[Content]) -> frozenset[int]:
        """Return the numbers that the acts of these kinds name by `of`."""
        acts = (act for kind in kinds for act in self._by_kind.get(kind, ()))
        return frozenset(act.content.target for act in acts if act.content.target is not None)

    def first_days(self, *kinds: type[Content]) -> dict[int, date]:
        """Return what the acts of these kinds point at, each with the earliest day of one that does: it ends there."""
        days: dict[int, date] = {}
        for act in self.all(*kinds):
            if act.content.target is not None:
                days[act.content.target] = min(act.day, days.get(act.content.target, act.day))
        return days

    def last_said(self, no: int) -> int:
        """Return the number of the act by which another one says what it says: of its last correction, or its own."""
        return max((act.no for act in self.pointing(no, CorrectAct) if act.content.fields), default=no)

    def day_then(self, no: int, entered: int) -> date:
        """Return the day of an act as it stood on record when another act was entered, by their numbers."""
        known = (day for by, day in self.moved.get(no, ()) if by > entered)
        return next(known, self._by_no[no].day)

    def withdrawn_after(self, act: Act, kind: type[Content]) -> list[Act]:
        """Return the acts of a kind that an act could rest on when it was entered, and that were withdrawn since."""
        since = {one.content.of for one in self.all(WithdrawAct) if one.no > act.no}
        return [one for one in self.withdrawn if one.no in since and one.no < act.no and type(one.content) is kind]

    def back(self, no: int | None, points_to: Callable[["Record", Act], int | None] | None = None) -> Iterator[Act]:
        """Yield an act and those it points back at, one after the other; it ends, whatever the numbers say.

        `points_to` tells what an act hangs on where it may leave that unsaid. Nothing else walks along `of`.
        """
        act = self.act(no)
        while act is not None:
            yield act
            target = points_to(self, act) if points_to else act.content.target
            act = self.act(target) if target is not None and target < act.no else None

    @overload
    def behind(self, no: int | None, a: type[A], /) -> Act[A] | None: ...
    @overload
    def behind(self, no: int | None, a: type[A], b: type[B], /) -> Act[A | B] | None: ...
    def behind(self, no: int | None, *kinds: type[Content]) -> Any:
        """Return the nearest act of these kinds that an act is, or leads back to; None where there is none."""
        return next((act for act in self.back(no) if type(act.content) in kinds), None)

    def investigators(self) -> frozenset[str]:
        """Return the ids of everyone who investigated (调查人员): the case's officers, and who went on site."""
        return frozenset(officer.id for act in self.acts for officer in act.content.investigating)


def place(act: Act) -> tuple[date, int]:
    """Return what an act is ordered by: its civil day, then its number."""
    return act.day, act.no


def follows(act: Act, other: Act) -> bool:
    """Tell whether an act comes after another in the file."""
    return place(act) > place(other)


def is_new_to(record: Record, act: Act, told: Act) -> bool:
    """Tell whether an act was not known yet to one that tells of it: entered, put right, or happened later."""
    return record.last_said(act.no) > told.no or follows(act, told)


def in_order(acts: Sequence[Act[A]]) -> list[Act[A]]:
    """Return acts of several kinds in the order in which they happened."""
    return sorted(acts, key=place)


def is_outside(act: Act) -> bool:
    """Tell whether a fact of record would have been refused: it happened outside the file."""
    return act.of_record and bool(act.irregularity)


def is_opening(act: Act) -> TypeGuard[Act[OpensFile]]:
    """Tell whether an act opens a file."""
    return isinstance(act.content, OpensFile)
