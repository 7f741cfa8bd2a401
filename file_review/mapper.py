"""A published case while its facts are read into acts, one after the other in the order of time (事实的读入)."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any

from file_review.dating import UNKNOWN, When
from file_review.dossier import Dossier, Entry
from file_review.known import placed
from file_review.sources import Fact, Published
from models.acts import Content, pointers
from models.chinese import name_of

Known = dict[str, Any]
"""What is known of an act: fields by name."""

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
    """A file while its facts are read; a maker adds the acts of the present fact."""

    def __init__(self, source: Published, facts: Sequence[Fact], day: date) -> None:
        self.source = source
        self.facts = facts
        self.events = frozenset(fact.event for fact in facts)
        self.entries: list[Entry[Content]] = []
        self.fields: list[tuple[str, str]] = []
        self.muted: set[tuple[int, str]] = set()
        self.conduct: dict[str, When] = {}
        self.day = day
        """The day on which the present fact is placed."""
        self.fact = Fact(event="")

    @property
    def dossier(self) -> Dossier:
        """Return the file as far as it has been read."""
        return Dossier(
            source=self.source,
            entries=tuple(self.entries),
            complete=False,
            conduct=(self.conduct.get("from", UNKNOWN), self.conduct.get("until", UNKNOWN)),
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

    def add(
        self,
        kind: type[Content],
        /,
        *,
        when: When | None = None,
        because: str = "",
        **known: Any,  # noqa: ANN401  the fields of any act
    ) -> int:
        """Add an act of the present fact; return its number."""
        no = len(self.entries) + 1
        act = placed(no, kind, self.day, **known)
        at, inferred = self.fact.when if when is None else when, because or self.fact.inferred
        self.entries.append(Entry(act, at, self.fact.event, self.fact.line, inferred, when is not None))
        return no

    def follow(self, kind: type[Content], /, **known: Any) -> int:  # noqa: ANN401  as above
        """Add an act that points at the last act on record that it may point at, where there is one."""
        names = pointers(kind)["of"].names
        of = next((entry.act.no for entry in reversed(self.entries) if entry.name in names), None)
        target: Known = {} if of is None else {"of": of}
        return self.add(kind, **known, **target)

    def note(self, kind: type[Content], field: str = "") -> None:
        """Say that the present fact went into an act that is told of elsewhere, or into a field of it."""
        told = f"“{kind.label}”的{name_of(field)}" if field else f"“{kind.label}”"
        self.fields.append((self.fact.event, told))

    def has(self, *kinds: type[Content]) -> bool:
        """Tell whether there is an act of these kinds already."""
        return any(isinstance(entry.content, kinds) for entry in self.entries)

    def last(self, *kinds: type[Content]) -> int | None:
        """Return the number of the last act of these kinds, or None."""
        return next((entry.act.no for entry in reversed(self.entries) if isinstance(entry.content, kinds)), None)

    def when_of(self, event: str) -> When:
        """Return when the first event of a kind was, if the source tells of one."""
        return next((fact.when for fact in self.facts if fact.event == event), UNKNOWN)

    def sum_of(self, *names: str) -> Decimal | None:
        """Return a sum that the source gives."""
        return self.source.amount(*names)
