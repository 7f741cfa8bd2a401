"""From the events of a published case to the acts of a file (事件到行为).

1. A fact that is known to the day stands on its day; one that is not stands after the one before it in the source,
   within its bounds.
2. An act holds what the source says of it. What has to have happened for the source to make sense is added and
   marked as inferred.
3. Nothing is read out of a case's number or out of who published it, save how a publication is to be taken.
"""

from collections.abc import Sequence
from datetime import date, timedelta

from file_review.bounds import tightened
from file_review.dating import When, on
from file_review.dossier import Dossier
from file_review.makers import MAKERS
from file_review.makers_of_force import FORCE
from file_review.makers_of_hearing import HEARING
from file_review.mapper import Mapper
from file_review.sources import Fact, Period, Published
from law.edition import Law
from models.acts.daily import DecideDailyPenalty

DAY = timedelta(days=1)
FROM_START = "按公布的计罚起始日推定"
FROM_END = "按公布的计罚截止日推定"
FROM_ORDER = "来源只载明复查认定拒不改正,此后计罚以再次责令改正为前提,按公布的计罚起始日推定"


def mapped(source: Published, law: Law) -> Dossier:
    """Return a published case as a file under review."""
    file = Mapper(source, _with_rounds(source.facts, source.periods), latest_law(law))
    makers = {**MAKERS, **HEARING, **FORCE}
    for day, fact in in_order(file.facts, law):
        file.day, file.fact = day, fact
        makers[fact.event](file)
    if source.periods and not file.has(DecideDailyPenalty):
        file.fact = Fact(event="")
        file.follow(DecideDailyPenalty, because="公布的计罚以作出决定为前提")
    return tightened(file.dossier)


def in_order(facts: Sequence[Fact], law: Law) -> list[tuple[date, Fact]]:
    """Return the facts in the order of time, each with the day it is placed on; the undated keep their place."""
    keyed: list[tuple[date, int, Fact]] = []
    known = [fact.when.first for fact in facts if fact.when.first]
    place = known[0] if known else latest_law(law)
    for number, fact in enumerate(facts):
        place = fact.when.day or _within(place, fact.when)
        keyed.append((place, number, fact))
    return [(key, fact) for key, _, fact in sorted(keyed, key=lambda entry: entry[:2])]


def _within(place: date, when: When) -> date:
    if when.first is not None and place < when.first:
        return when.first
    return when.last if when.last is not None and place > when.last else place


def latest_law(law: Law) -> date:
    """Return a day on which the law is as its catalogue last knows it, for files without any date."""
    return max(instrument.since for instrument in law.catalogue.instruments.values())


def _with_rounds(facts: Sequence[Fact], periods: Sequence[Period]) -> tuple[Fact, ...]:
    """Return the facts with the orders and rechecks that the published periods of a daily penalty presuppose."""
    found = list(facts)
    starts = [period.start.day for period in periods]
    for number, period in enumerate(periods):
        if period.start.day and not _ordered(found, period.start.day):
            _presuppose(found, "correction_order_served", period.start.day - DAY, FROM_ORDER if number else FROM_START)
        following = next((day for day in starts[number + 1 :] if day), date.max)
        if period.end.day and not _rechecked(found, period, following):
            _presuppose(found, "recheck", period.end.day, FROM_END)
    return tuple(found)


def _ordered(facts: Sequence[Fact], start: date) -> bool:
    """Tell whether an order is on record since the last recheck before the first counted day."""
    rechecks = [fact.when.first for fact in facts if fact.event == "recheck" and fact.when.first]
    since = max((day for day in rechecks if day < start), default=date.min)
    orders = [fact.when.first for fact in facts if fact.event == "correction_order_served"]
    return any(day is not None and since <= day for day in orders)


def _rechecked(facts: Sequence[Fact], period: Period, following: date) -> bool:
    """Tell whether a recheck of this round is on record, on the last counted day or not."""
    rechecks = [fact.when.day for fact in facts if fact.event == "recheck"]
    first = period.start.day or period.end.day or date.min
    return period.end.day in rechecks or any(day is not None and first <= day < following for day in rechecks)


def _presuppose(facts: list[Fact], event: str, day: date, basis: str) -> None:
    """Date an undated fact of that kind, or add one where it belongs."""
    same = [place for place, fact in enumerate(facts) if fact.event == event and not fact.when.is_bounded]
    if same:
        facts[same[0]] = facts[same[0]].model_copy(update={"when": on(day), "inferred": basis})
        return
    later = (
        place
        for place, fact in enumerate(facts)
        if fact.when.first and (fact.when.first > day or (fact.when.first == day and event == "recheck"))
    )
    facts.insert(next(later, len(facts)), Fact(event=event, when=on(day), inferred=basis))
