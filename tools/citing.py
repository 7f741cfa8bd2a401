"""What acts cite as time goes on: the days on which the law changes, and how rules and articles are cited between them."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from law.catalogue import DAY
from law.edition import Law


class Span(NamedTuple):
    """From one day to another (None = still so), what is cited."""

    first: date
    last: date | None
    cited: str

    @property
    def told(self) -> str:
        """Return the span as a page shows it."""
        return f"{self.first}{f'至{self.last}' if self.last else '起'} {self.cited}"


def changes(law: Law) -> tuple[date, ...]:
    """Return every day on which some rule or article begins to be in force, or has just ceased to be, in order."""
    return tuple(sorted({day for of in ids(law) for day in _changes(law, of)}))


def ids(law: Law) -> tuple[str, ...]:
    """Return the id of everything that can be cited: rules of the catalogue, and articles beside them."""
    return (*law.catalogue.rules, *law.articles.entries)


def through_time(law: Law, cited: Iterable[str]) -> tuple[Span, ...]:
    """Return how these are cited together, from the first day on which any of them was in force."""
    wanted = tuple(cited)
    days = sorted({day for of in wanted for day in _changes(law, of)})
    told = [(day, _together(law, wanted, day)) for day in days]
    kept = [row for before, row in pairwise([(date.min, ""), *told]) if before[1] != row[1]]
    ends = [day - DAY for day, _ in kept[1:]]
    spans = [Span(day, last, text) for (day, text), last in zip(kept, [*ends, None], strict=False)]
    return tuple(span for span in spans if span.cited)


def _together(law: Law, cited: tuple[str, ...], day: date) -> str:
    return "、".join(dict.fromkeys(text for one in cited if (text := law.cite(one, day))))


def _changes(law: Law, of: str) -> Iterator[date]:
    for first, last in _in_force(law, of):
        yield first
        if last is not None:
            yield last + DAY


def _in_force(law: Law, of: str) -> Iterator[tuple[date, date | None]]:
    """Yield the first and the last day of every version of a rule or article."""
    if of in law.catalogue.rules:
        yield from ((one.since, one.until) for one in law.catalogue.through_time(of))
        return
    for basis in law.articles.entries[of].basis:
        first, last = basis.span(law.catalogue.instruments[basis.instrument])
        yield first, None if last == date.max else last
