"""The case file as it counts: the list of acts after its corrections and withdrawals, in the order of the days."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast

from models.acts import Act
from models.acts.terms import CorrectAct, WithdrawAct
from models.people import Actor


class Record:
    """Acts that count, by civil day and number; never edited, only read."""

    __slots__ = ("_by_name", "_by_no", "_days", "acts", "opening")

    def __init__(self, acts: Sequence[tuple[date, Act]]) -> None:
        self.acts = [act for _, act in acts]
        self._days = [day for day, _ in acts]
        self._by_name: dict[str, list[Act]] = {}
        self._by_no = {act.no: act for act in self.acts}
        for act in self.acts:
            self._by_name.setdefault(act.content.act, []).append(act)
        self.opening = self.first("report_finding", "receive_complaint")
        """The act that opened the case."""

    @classmethod
    def of(cls, acts: Sequence[Act]) -> "Record":
        """Return the record of a case's list of acts, with what was corrected and withdrawn taken into account."""
        dated = [(act.day, act) for act in _effective(acts)]
        dated.sort(key=lambda entry: (entry[0], entry[1].no))
        return cls(dated)

    def __len__(self) -> int:
        return len(self.acts)

    def __iter__(self) -> Iterator[Act]:
        return iter(self.acts)

    def until(self, day: date) -> "Record":
        """Return the record of what had happened by the end of a day."""
        end = bisect_right(self._days, day)
        if end == len(self.acts):
            return self
        return Record(list(zip(self._days[:end], self.acts[:end], strict=True)))

    def without(self, no: int) -> "Record":
        """Return the record as if one act had not been done."""
        return Record([(day, act) for day, act in zip(self._days, self.acts, strict=True) if act.no != no])

    def all(self, *names: str) -> list[Act]:
        """Return every act of these names, in order within each name."""
        return [act for name in names for act in self._by_name.get(name, ())]

    def last(self, *names: str) -> Act | None:
        """Return the last act of these names that counts, or None."""
        found = [acts[-1] for name in names if (acts := self._by_name.get(name))]
        return (
            max(found, key=lambda act: (act.day, act.no), default=None) if len(found) > 1 else next(iter(found), None)
        )

    def first(self, *names: str) -> Act | None:
        """Return the first act of these names that counts, or None."""
        found = [acts[0] for name in names if (acts := self._by_name.get(name))]
        return min(found, key=lambda act: (act.day, act.no), default=None)

    def has(self, *names: str) -> bool:
        """Tell whether any act of these names was done."""
        return any(name in self._by_name for name in names)

    def act(self, no: int) -> Act | None:
        """Return the act of that number if it counts."""
        return self._by_no.get(no)

    def content(self, *names: str) -> Any:  # noqa: ANN401  the caller knows the act's model
        """Return the content of the last act of these names, or None."""
        act = self.last(*names)
        return act.content if act else None

    def investigators(self) -> frozenset[str]:
        """Return the ids of everyone who investigated (调查人员): the case's officers, and who went on site."""
        return frozenset(officer.id for act in self.acts for officer in getattr(act.content, "officers", ()))

    @property
    def opener(self) -> Actor | None:
        """Return who opened the case."""
        return self.opening.by if self.opening else None


def _effective(acts: Sequence[Act]) -> list[Act]:
    """Return the acts that count, each as last corrected."""
    withdrawn = {act.content.of for act in acts if isinstance(act.content, WithdrawAct)}
    corrections = [act for act in acts if isinstance(act.content, CorrectAct) and act.no not in withdrawn]
    if not withdrawn and not corrections:
        return list(acts)
    changed = {act.no: act for act in acts if act.no not in withdrawn}
    for correction in corrections:
        target = changed.get(cast("CorrectAct", correction.content).of)
        if target is not None:
            changed[target.no] = corrected(target, cast("CorrectAct", correction.content))
    return list(changed.values())


def corrected(act: Act, correction: CorrectAct) -> Act:
    """Return an act as a correction (更正) puts it; raise pydantic's error if the fields cannot be."""
    content = act.content
    if correction.fields:
        content = type(content).model_validate({**content.model_dump(), **correction.fields})
    # Made anew, not copied: a copy would keep the day that was worked out from the old instant.
    kept = {name: getattr(act, name) for name in Act.model_fields}
    return Act(**{**kept, "content": content, "happened_at": correction.happened_at or act.happened_at})
