"""What differs between two standings of one file (比较): terms that moved, duties, what is forbidden, what becomes late.

Used where the law changes (a holiday notice, a corrected rule) and where a fact is supposed to have been otherwise.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Literal

from judging.clock import Clocks, reckoned
from judging.clock_reading import read_clocks
from judging.kind import Kind
from judging.record import Record
from judging.standing import standing
from judging.terms import term_of
from law.edition import Law
from law.terms import Reckoning
from models.acts import Act
from models.standing import Standing, Term
from models.values import Value

Change = Literal["moved", "added", "gone", "state", "basis"]
"""Another day, a new term, none any more, another state, or only another article or length behind the same day."""
FIELDS = ("last_day", "earliest", "latest", "state", "citation", "amount", "unit")


class Moved(Value):
    """One term that differs: `before` or `after` is None where the term is not there."""

    key: str
    rule: str
    name: str
    citation: str
    change: Change
    before: date | None
    after: date | None
    state_before: str = ""
    state_after: str = ""
    citation_before: str = ""
    provisional_before: tuple[date | None, date | None] = (None, None)
    provisional_after: tuple[date | None, date | None] = (None, None)


class Difference(Value):
    """Everything that differs between two standings of one file."""

    file_no: str
    terms: tuple[Moved, ...] = ()
    stage: tuple[str, str] | None = None
    now_possible: tuple[str, ...] = ()
    no_longer_possible: tuple[str, ...] = ()
    now_forbidden: tuple[str, ...] = ()
    no_longer_forbidden: tuple[str, ...] = ()
    now_irregular: tuple[str, ...] = ()
    no_longer_irregular: tuple[str, ...] = ()

    @property
    def nothing(self) -> bool:
        """Tell whether the two standings say the same."""
        return self == Difference(file_no=self.file_no)


def moved(before: Sequence[Term], after: Sequence[Term]) -> tuple[Moved, ...]:
    """Return the terms that differ, in the order of the second standing, those that are gone last."""
    old = {term.key: term for term in before}
    new = {term.key: term for term in after}
    changed = [_moved(old.get(key), term) for key, term in new.items() if _differs(old.get(key), term)]
    gone = [_moved(term, None) for key, term in old.items() if key not in new]
    return (*changed, *gone)


def _differs(old: Term | None, new: Term) -> bool:
    return old is None or any(getattr(old, name) != getattr(new, name) for name in FIELDS)


def _moved(old: Term | None, new: Term | None) -> Moved:
    told = new or old
    if told is None:
        raise ValueError("one of the two standings has the term")
    return Moved(
        key=told.key,
        rule=told.rule,
        name=told.name,
        citation=told.citation,
        change=_change(old, new),
        before=old.last_day if old else None,
        after=new.last_day if new else None,
        state_before=old.state if old else "",
        state_after=new.state if new else "",
        citation_before=old.citation if old else "",
        provisional_before=_bounds(old),
        provisional_after=_bounds(new),
    )


def _change(old: Term | None, new: Term | None) -> Change:
    if old is None:
        return "added"
    if new is None:
        return "gone"
    if (old.last_day, _bounds(old)) != (new.last_day, _bounds(new)):
        return "moved"
    return "basis" if old.state == new.state else "state"


def _bounds(term: Term | None) -> tuple[date | None, date | None]:
    return (term.earliest, term.latest) if term else (None, None)


def moved_by(
    kind: Kind, acts: Sequence[Act], before: Law, after: Law, at: datetime, since: date | None = None
) -> tuple[Moved, ...]:
    """Return the terms of a file that another law moves; with `since` nothing that is over by then is looked at.

    Only the terms that differ are written out: a new holiday notice is held against every open file.
    """
    old = read_clocks(Record.of(acts), kind, before)
    ends = {key: reckoned(clock, old, before) for key, clock in old.all.items()}
    if since is not None and not any(_reaches(end, since) for end in ends.values()):
        return ()
    new = read_clocks(Record.of(acts), kind, after)
    differing = {key for key, clock in new.all.items() if reckoned(clock, new, after) != ends.get(key)}
    differing |= {key for key in old.all if key not in new.all or old.all[key].cited != new.all[key].cited}
    return moved(_terms(old, differing, before, at), _terms(new, differing, after, at))


def _reaches(end: Reckoning, day: date) -> bool:
    """Tell whether a term may end on a day or later, as far as is known."""
    return end.last_day is not None and (end.latest is None or end.latest >= day)


def _terms(clocks: Clocks, keys: Collection[str], law: Law, at: datetime) -> list[Term]:
    return [term_of(clock, clocks, law, at) for key, clock in clocks.all.items() if key in keys]


def changed_by(kind: Kind, file_no: str, acts: Sequence[Act], before: Law, after: Law, at: datetime) -> Difference:
    """Return everything that another law changes about where a file stands at an instant."""
    return difference(standing(kind, file_no, acts, before, at), standing(kind, file_no, acts, after, at))


def difference(before: Standing, after: Standing) -> Difference:
    """Return everything that differs between two standings of one file."""
    return Difference(
        file_no=after.file_no,
        terms=moved(before.terms, after.terms),
        stage=None if before.stage == after.stage else (before.stage_name, after.stage_name),
        now_possible=_added(_acts(before), _acts(after)),
        no_longer_possible=_added(_acts(after), _acts(before)),
        now_forbidden=_added(_forbidden(before), _forbidden(after)),
        no_longer_forbidden=_added(_forbidden(after), _forbidden(before)),
        now_irregular=_added(_irregular(before), _irregular(after)),
        no_longer_irregular=_added(_irregular(after), _irregular(before)),
    )


def _added(old: Iterable[str], new: Iterable[str]) -> tuple[str, ...]:
    known = set(old)
    return tuple(one for one in new if one not in known)


def _acts(standing: Standing) -> list[str]:
    return [row.label for row in standing.next]


def _forbidden(standing: Standing) -> list[str]:
    return [f"{row.label}:{row.sentence}" for row in standing.forbidden]


def _irregular(standing: Standing) -> list[str]:
    return [row.sentence for row in standing.irregularities]
