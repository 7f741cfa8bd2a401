"""A record that is read act by act from the start of its list (逐项读取)."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from judging.record import Record, is_opening, place
from models.acts import Act
from models.acts.terms import CorrectAct, WithdrawAct


class GrowingRecord(Record):
    """A record to which acts are added in the order of their numbers, for whoever reads a list from its start."""

    __slots__ = ()

    def take(self, act: Act) -> None:
        """Take an act that was entered after all others to its place among them."""
        at = bisect_right(self._days, act.day)
        self.acts.insert(at, act)
        self._days.insert(at, act.day)
        self._by_no[act.no] = act
        alike = self._by_kind.setdefault(type(act.content), [])
        alike.insert(bisect_right(alike, place(act), key=place), act)
        self.known.clear()
        if is_opening(act):
            self.opening = next(one for one in self.acts if is_opening(one))


def one_by_one(acts: Sequence[Act], first: int) -> Iterator[tuple[Act, Record]]:
    """Yield each act of a list but the first so many, with the record of all before it.

    It is one record that grows, and is made anew only with a correction or a withdrawal and what they touch: what is
    yielded is good until the next one is asked for.
    """
    record = GrowingRecord.of(acts[:first])
    touched = {act.content.of for act in acts if isinstance(act.content, CorrectAct | WithdrawAct)}
    for count, act in enumerate(acts[first:], start=first + 1):
        yield act, record
        if isinstance(act.content, CorrectAct | WithdrawAct) or act.no in touched:
            record = GrowingRecord.of(acts[:count])
        else:
            record.take(act)
