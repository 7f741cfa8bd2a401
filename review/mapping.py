"""From the events of a published case to the acts of a file (事件到行为).

1. A fact that is known to the day stands on its day; one that is not stands after the one before it in the source,
   within its bounds.
2. An act holds what the source says of it. What has to have happened for the source to make sense is added and
   marked as inferred.
3. Nothing is read out of a case's number or out of who published it, save how a publication is to be taken.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from law.catalogue import Catalogue
from review.dating import UNKNOWN, When, on
from review.dossier import Dossier, Entry, placed
from review.sources import Fact, Period, Published

DAY = timedelta(days=1)
Known = dict[str, Any]
"""What is known of an act: fields by name."""
FROM_START = "按公布的计罚起始日推定"
FROM_END = "按公布的计罚截止日推定"
FROM_ORDER = "来源只载明复查认定拒不改正,此后计罚以再次责令改正为前提,按公布的计罚起始日推定"

DISCHARGE = frozenset(
    [
        "daily_fine",
        "air",
        "water",
        "noise",
        "odour",
        "dust",
        "voc",
        "livestock",
        "hidden_pipe",
        "heavy_metal",
        "hazardous_waste",
        "solid_waste",
    ]
)
CONSTRUCTION = frozenset({"eia", "eia_fraud", "third_party", "construction"})
CRIMINAL = frozenset(
    {"police_filed", "arrested", "bail", "prosecuted", "no_prosecution", "transferred_police_criminal"}
)
DISPUTED = frozenset({"lawsuit_filed", "lawsuit_accepted", "review_decision"})


class Mapper:
    """A file while its facts are read, one after the other in the order of time."""

    def __init__(self, source: Published) -> None:
        self.source = source
        self.facts = _with_rounds(source.facts, source.periods)
        self.events = frozenset(fact.event for fact in self.facts)
        self.entries: list[Entry] = []
        self.fields: list[tuple[str, str, str, int]] = []
        self.muted: set[tuple[int, str]] = set()
        self.conduct: dict[str, When] = {}
        self.key = latest_law()
        self.fact = Fact(event="")

    def run(self) -> Dossier:
        """Return the file."""
        from review.makers import MAKERS  # noqa: PLC0415  the makers work on this class
        from review.makers_of_force import FORCE  # noqa: PLC0415  as above

        makers = {**MAKERS, **FORCE}

        for key, fact in in_order(self.facts):
            self.key, self.fact = key, fact
            makers[fact.event](self)
        if self.source.periods and not self.has("decide_daily_penalty"):
            self.fact = Fact(event="")
            self.add(
                "decide_daily_penalty", because="公布的计罚以作出决定为前提", **self.pointing("serve_daily_notice")
            )
        begun, ended = self.conduct.get("from", UNKNOWN), self.conduct.get("until", UNKNOWN)
        return Dossier(
            source=self.source,
            entries=tuple(self.entries),
            complete=False,
            conduct=(begun, ended),
            is_discharge=self.is_discharge,
            unmapped=self.source.unmapped,
            fields=tuple(self.fields),
            muted=frozenset(self.muted),
        )

    @property
    def is_discharge(self) -> bool | None:
        """Tell whether the conduct is a discharge, as far as the kinds of the case say; None where they do not."""
        kinds = set(self.source.kinds)
        if "daily_fine_decision" in self.events or self.source.periods or kinds & DISCHARGE:
            return True
        return False if kinds & CONSTRUCTION else None

    @property
    def is_criminal(self) -> bool:
        """Tell whether the story is one of a crime."""
        return bool(self.events & CRIMINAL) or bool({"criminal", "accountability"} & set(self.source.kinds))

    @property
    def is_disputed(self) -> bool:
        """Tell whether a decision was taken to review or to court."""
        contested = bool(self.events & DISPUTED) or "litigation" in self.source.kinds
        return contested or (not self.is_criminal and "penalty_decision" in self.events)

    def add(self, name: str, *, when: When | None = None, because: str = "", **known: Any) -> int:  # noqa: ANN401
        """Add an act of the present fact; return its number."""
        no = len(self.entries) + 1
        act = placed(no, name, self.key, **known)
        at = self.fact.when if when is None else when
        self.entries.append(
            Entry(act, at, self.fact.event, self.fact.line, because or self.fact.inferred, when is not None)
        )
        return no

    def note(self, act: str, field: str) -> None:
        """Say that the present fact went into a field of an act."""
        self.fields.append((self.fact.event, act, field, self.fact.line))

    def has(self, *names: str) -> bool:
        """Tell whether there is an act of these names already."""
        return any(entry.name in names for entry in self.entries)

    def last(self, *names: str) -> int | None:
        """Return the number of the last act of these names, or None."""
        return next((entry.act.no for entry in reversed(self.entries) if entry.name in names), None)

    def pointing(self, *names: str) -> Known:
        """Return `of` for the last act of these names; nothing where there is none."""
        found = self.last(*names)
        return {} if found is None else {"of": found}

    def when_of(self, event: str) -> When:
        """Return when the first event of a kind was, if the source tells of one."""
        return next((fact.when for fact in self.facts if fact.event == event), UNKNOWN)

    def sum_of(self, *names: str) -> Decimal | None:
        """Return a sum that the source gives."""
        return self.source.amount(*names)


def mapped(source: Published) -> Dossier:
    """Return a published case as a file under review."""
    return Mapper(source).run()


def in_order(facts: Sequence[Fact]) -> list[tuple[date, Fact]]:
    """Return the facts in the order of time, each with the day it is placed on; the undated keep their place."""
    keyed: list[tuple[date, int, Fact]] = []
    known = [fact.when.first for fact in facts if fact.when.first]
    place = known[0] if known else latest_law()
    for number, fact in enumerate(facts):
        place = fact.when.day or _within(place, fact.when)
        keyed.append((place, number, fact))
    return [(key, fact) for key, _, fact in sorted(keyed, key=lambda entry: entry[:2])]


def _within(place: date, when: When) -> date:
    if when.first is not None and place < when.first:
        return when.first
    return when.last if when.last is not None and place > when.last else place


def latest_law() -> date:
    """Return a day on which the law is as the catalogue last knows it, for files without any date."""
    return max(instrument.since for instrument in Catalogue.load().instruments.values())


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
