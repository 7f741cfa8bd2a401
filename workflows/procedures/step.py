"""The vocabulary a procedure is written in: who, after what, opening and ending which terms, with what effects.

Rules:
1. A step says everything about one act; what is not said there is not allowed.
2. A step is data and small pure functions over the record; it knows no clock and no engine.
3. Absence is never ambiguous: `tests/house` proves that every act has exactly one step.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

from law.edition import Law
from models.acts import Act, Content
from models.case import Effect
from models.people import ROLE_NAMES, Role
from workflows.procedures.record import Record


@dataclass(frozen=True, slots=True)
class Attempt:
    """An act somebody wants to do, before the list has it."""

    record: Record
    """What had happened by the day of the act."""
    act: Act
    law: Law
    whole: Record
    """Everything on record, later days included."""

    @property
    def day(self) -> date:
        """Return the civil day of the attempted act."""
        return self.act.day


@dataclass(frozen=True, slots=True)
class Who:
    """Who may do an act: by role, by grid level of the unit, or another system, or the engine."""

    roles: frozenset[Role] = frozenset()
    levels: frozenset[int] = frozenset({1, 2, 3})
    systems: bool = False
    engine: bool = False
    basis: str = ""
    """The article that gives the power, named in a refusal."""

    @property
    def label(self) -> str:
        """Return who may, in Chinese."""
        return _label(self)


@cache
def _label(who: Who) -> str:
    if who.engine:
        return "系统引擎"
    places = {1: "市级", 2: "县级", 3: "乡镇（街道）"}
    levels = "" if len(who.levels) == len(places) else "、".join(places[n] for n in sorted(who.levels))
    roles = "、".join(ROLE_NAMES[role] for role in Role if role in who.roles)
    return f"{levels}{roles}" + ("或者外部系统" if who.systems else "")


def who(*roles: Role, levels: Iterable[int] = (1, 2, 3), systems: bool = False, basis: str = "") -> Who:
    """Return who may do an act, by role and grid level."""
    return Who(frozenset(roles), frozenset(levels), systems=systems, basis=basis)


@dataclass(frozen=True, slots=True)
class Condition:
    """Something the record must show before an act; `sentence` says what is missing, in Chinese."""

    holds: Callable[[Record], bool]
    sentence: str
    article: str = ""


def after(*names: str, article: str = "", sentence: str = "") -> Condition:
    """Return the condition that one of these acts was done."""
    return Condition(lambda record: record.has(*names), sentence or f"须先有“{_labels(names)}”", article)


def before(*names: str, article: str = "", sentence: str = "") -> Condition:
    """Return the condition that none of these acts was done yet."""
    return Condition(lambda record: not record.has(*names), sentence or f"已有“{_labels(names)}”，不得再办理", article)


def _labels(names: Iterable[str]) -> str:
    from models.acts import ACTS  # noqa: PLC0415  the table exists once every procedure is imported

    return "”或者“".join(ACTS[name].label for name in names)


Start = Callable[[Record, Act], date | datetime | None]
StartByLaw = Callable[[Record, Act, Law], date | None]
LastDay = Callable[[Record, Act], date | None]
Test = Callable[[Record, Act], bool]
TestByLaw = Callable[[Record, Act, Law], bool]
Case = Callable[[Record, Act], str]


def _day_of_act(_record: Record, act: Act) -> date:
    return act.day


def instant_of_act(_record: Record, act: Act) -> datetime:
    """Return the instant of the act, for terms in hours."""
    return act.happened_at


def always(_record: Record, _act: Act) -> bool:
    """Hold in every case."""
    return True


@dataclass(frozen=True, slots=True)
class Opens:
    """A term the act starts; `rule` is an id of the catalogue, or `norm.<id>` for a service norm."""

    rule: str
    case: str | Case = ""
    """Which variant of the limit runs; a function when the act decides."""
    when: Test = always
    starts: Start = _day_of_act
    by_law: StartByLaw | None = None
    """For a start that follows from the law itself, as from the end of another term; goes before `starts`."""
    last_day: LastDay | None = None
    """The last day where the act itself sets it (文书所定期限); None from it = the provision's own amount runs."""
    met: bool = False
    """The act itself is what the term waited for: a duty known only once done, judged back from its earlier start."""

    def start_of(self, record: Record, act: Act, law: Law) -> date | datetime | None:
        """Return what the term counts from, or None when nothing starts it (yet)."""
        return self.starts(record, act) if self.by_law is None else self.by_law(record, act, law)

    def case_of(self, record: Record, act: Act) -> str:
        """Return the variant of the limit that this act starts."""
        return self.case if isinstance(self.case, str) else self.case(record, act)


@dataclass(frozen=True, slots=True)
class Ends:
    """A term the act ends, when the test holds; `case` names one variant, None means every variant."""

    rule: str
    when: Test = always
    case: str | None = None
    by_law: TestByLaw | None = None
    """For a test that needs the law, as whether a surcharge is paid as well; asked besides `when`."""
    about: Callable[[Record, Act], int | None] | None = None
    """The number of the act whose terms alone are meant, where `of` names another one; no other term is touched."""
    voids: bool = False
    """The act does not keep the term but takes away its object (不再适用)."""

    def holds(self, record: Record, act: Act, law: Law) -> bool:
        """Tell whether this act ends the term."""
        return self.when(record, act) and (self.by_law is None or self.by_law(record, act, law))


EffectMaker = Callable[[Record, Act], Iterable[Effect]]
Guard = Callable[[Attempt], None]
"""A question about the act itself; raises the refusal."""
Bar = Callable[[Record, date, Law], None]
"""A question about the case on a day, whatever the act says; asked for the standing as well (当前禁止)."""


@cache
def name_of(act: type[Content]) -> str:
    """Return the stable name of an act's content."""
    return str(act.model_fields["act"].default)


@dataclass(frozen=True, slots=True)
class Step:
    """One act of a procedure: everything the engine needs to know about it."""

    act: type[Content]
    by: Who
    needs: tuple[Condition, ...] = ()
    bars: tuple[Bar, ...] = ()
    guards: tuple[Guard, ...] = ()
    opens: tuple[Opens, ...] = ()
    ends: tuple[Ends, ...] = ()
    begins_excluded: Callable[[Record, Act], str] | None = None
    """The ground on which time stops counting from this act's day."""
    ends_excluded: bool | Test = False
    """Whether excluded time that an earlier act began ends with this act's day; a test when the act decides."""
    stage: str = ""
    once: bool = False
    again_if: Callable[[Record], bool] | None = None
    """When what is done once may be done again, as a decision that was set aside."""
    once_each: bool = False
    """Whether it is done only once about the same earlier act (`of`)."""
    when_closed: bool = False
    """Whether the act may still be done after closing."""
    opening: bool = False
    """Whether the act may open a case."""
    effects: tuple[EffectMaker, ...] = ()
    citation: str = ""

    def is_spent(self, record: Record) -> bool:
        """Tell whether the act is done once only and was done."""
        return self.once and record.has(self.name) and not (self.again_if and self.again_if(record))

    @property
    def name(self) -> str:
        """Return the act's stable name."""
        return name_of(self.act)

    def ends_exclusion(self, record: Record, act: Act) -> bool:
        """Tell whether with this act excluded time ends."""
        return self.ends_excluded if isinstance(self.ends_excluded, bool) else self.ends_excluded(record, act)


@dataclass(frozen=True, slots=True)
class Procedure:
    """One statutory procedure: its steps in the statute's order and the names of its stages."""

    name: str
    label: str
    steps: tuple[Step, ...]
    stages: dict[str, str] = field(default_factory=dict)
    """Stage → its Chinese name, in order."""


def ends(*rules: str, when: Test = always) -> tuple[Ends, ...]:
    """Return the ends of several terms under one test."""
    return tuple(Ends(rule, when) for rule in rules)


def voids(
    *rules: str, when: Test = always, about: Callable[[Record, Act], int | None] | None = None
) -> tuple[Ends, ...]:
    """Return the ends of several terms that lose their object under one test (不再适用)."""
    return tuple(Ends(rule, when, about=about, voids=True) for rule in rules)
