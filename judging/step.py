"""The vocabulary a procedure is written in: who, after what, opening and ending which terms, with what effects.

Rules:
1. A step says everything about one act; what is not said there is not allowed.
2. A step is data and small pure functions of one argument; it knows no clock and no engine.
3. Absence is never ambiguous: `tests/structure` proves that every act has exactly one step in a kind of file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache
from typing import Any, Generic

from typing_extensions import TypeVar

from judging.attempt import Attempt, Situation
from judging.record import Record
from judging.serving import effective_day
from law.instruments import Suspension
from models.acts import ActContent, Content
from models.effects import Effect
from models.people import ROLE_NAMES, Answerable, Role

C_contra = TypeVar("C_contra", bound=ActContent, contravariant=True, default=Content)
C = TypeVar("C", bound=ActContent, default=Content)


@dataclass(frozen=True, slots=True)
class Who:
    """Who may do an act: by role, by grid level of the unit, or another system, another file, or the engine."""

    roles: frozenset[Role] = frozenset()
    levels: frozenset[int] = frozenset({1, 2, 3})
    systems: bool = False
    files: bool = False
    engine: bool = False
    basis: str = ""
    """The rule or article that gives the power, named in a refusal."""

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
    every = len(who.roles) == len(ROLE_NAMES)
    roles = "各岗位人员" if every else "、".join(ROLE_NAMES[role] for role in Role if role in who.roles)
    others = [name for name, may in (("外部系统", who.systems), ("相关案卷", who.files)) if may]
    return "或者".join([f"{levels}{roles}"] * bool(who.roles) + others)


def who(
    *roles: Role, levels: Iterable[int] = (1, 2, 3), systems: bool = False, files: bool = False, basis: str = ""
) -> Who:
    """Return who may do an act, by role and grid level."""
    return Who(frozenset(roles), frozenset(levels), systems=systems, files=files, basis=basis)


ENGINE = Who(engine=True)


@dataclass(frozen=True, slots=True)
class Condition:
    """Something the record must show before an act; `sentence` says what is missing, in Chinese."""

    holds: Callable[[Situation], bool]
    sentence: str
    article: str = ""
    """The rule or article that asks for it; without one, the step's own is named."""
    done: tuple[type[Content], ...] = ()
    """The acts of which one must have been done, where that is all it asks."""


def after(*kinds: type[Content], article: str = "", sentence: str = "") -> Condition:
    """Return the condition that one of these acts was done."""
    sentence = sentence or f"须先有“{labels(kinds)}”"
    return Condition(lambda now: now.record.has(*kinds), sentence, article, kinds)


def before(*kinds: type[Content], article: str = "", sentence: str = "") -> Condition:
    """Return the condition that none of these acts was done yet."""
    return Condition(lambda now: not now.record.has(*kinds), sentence or f"已有“{labels(kinds)}”，不得再办理", article)


def labels(kinds: Iterable[type[Content]]) -> str:
    """Return the legal terms of acts, as a sentence names alternatives."""
    return "”或者“".join(kind.label for kind in kinds)


def day_of_act(attempt: Attempt[ActContent]) -> date:
    """Return the civil day of the act; of what is served, the day on which the service takes effect."""
    return effective_day(attempt.act, attempt.law)


def instant_of_act(attempt: Attempt[ActContent]) -> datetime:
    """Return the instant of the act, for terms in hours."""
    return attempt.act.happened_at


def always(_attempt: Attempt[ActContent]) -> bool:
    """Hold in every case."""
    return True


@dataclass(frozen=True, slots=True)
class Opens(Generic[C_contra]):
    """A term the act starts; `rule` is an id of the catalogue, or `norm.<id>` for a service norm."""

    rule: str
    variant: str | Callable[[Attempt[C_contra]], str] = ""
    """Which variant of the limit runs; a function when the act decides."""
    when: Callable[[Attempt[C_contra]], bool] = always
    starts: Callable[[Attempt[C_contra]], date | datetime | None] = day_of_act
    """What it counts from; None = nothing starts it (yet)."""
    last_day: Callable[[Attempt[C_contra]], date | None] | None = None
    """The last day where the act itself sets it (文书所定期限); None from it = the provision's, or norm's, amount runs."""
    is_told: Callable[[Record, int], bool] | None = None
    """Whether an extension counts, by its number: told to the party where it must be, and not set aside (告知延长)."""
    of_all: bool = False
    """Whether it is the whole file's term, whichever party's act starts it."""
    owner: Callable[[Attempt[C_contra]], Answerable | None] | None = None
    """Who has to see to it where that is not who answers for the file (成员单位的任务)."""
    met: bool = False
    """The act itself is what the term waited for: a duty known only once done, judged back from its earlier start."""

    def variant_of(self, attempt: Attempt[C_contra]) -> str:
        """Return the variant of the limit that this act starts."""
        return self.variant if isinstance(self.variant, str) else self.variant(attempt)


@dataclass(frozen=True, slots=True)
class Ends(Generic[C_contra]):
    """A term the act ends, when the test holds; `variant` names one variant, None means every variant."""

    rule: str
    when: Callable[[Attempt[C_contra]], bool] = always
    variant: str | None = None
    about: Callable[[Attempt[C_contra]], int | frozenset[int] | None] | None = None
    """The act, or acts, whose terms alone are meant, where `of` names another one; no other term is touched."""
    voids: bool = False
    """The act does not keep the term but takes away its object (不再适用)."""
    of_all: bool = False
    """Whether a term that all parties share, or that is the whole file's, ends for all, whichever party ends it."""


@dataclass(frozen=True, slots=True)
class Excludes(Generic[C_contra]):
    """Time that stops counting with the act's day."""

    ground: Callable[[Attempt[C_contra]], Suspension | None]
    """The ground on which time stops counting; None = it goes on."""
    until: Callable[[Attempt[C_contra]], date] | None = None
    """The last day that does not count, where the act fixes it."""
    of_target: bool = False
    """Whether only the terms of the act pointed at stand still."""


Bar = Callable[[Situation], None]
"""A question about the file on a day, whatever the act says; asked for the standing as well (当前禁止)."""
Maker = Callable[[Attempt[C]], Iterable[Effect]]
Guard = Callable[[Attempt[C]], None]
"""A question about the act itself; raises the refusal."""


@cache
def name_of(act: type[Content]) -> str:
    """Return the stable name of an act's content."""
    return str(act.model_fields["act"].default)


@dataclass(frozen=True, slots=True)
class Step(Generic[C_contra]):
    """One act of a procedure: everything the engine needs to know about it."""

    act: type[C_contra]
    by: Who
    needs: tuple[Condition, ...] = ()
    bars: tuple[Bar, ...] = ()
    guards: tuple[Callable[[Attempt[C_contra]], None], ...] = ()
    opens: tuple[Opens[C_contra], ...] = ()
    ends: tuple[Ends[C_contra], ...] = ()
    begins_excluded: Excludes[C_contra] | None = None
    ends_excluded: bool | Callable[[Attempt[C_contra]], bool] = False
    """Whether excluded time that an earlier act began ends with this act's day; a test when the act decides."""
    resumes: Suspension | None = None
    """The ground of the excluded time that ends, where the act names none that began it (恢复调查)."""
    day_counts: bool = False
    """Whether the day on which excluded time ends counts again, as that of a resumption (恢复之日)."""
    stage: str = ""
    once: bool = False
    again_if: Callable[[Situation], bool] | None = None
    """When what is done once may be done again, as a decision that was set aside."""
    when_closed: bool = False
    """Whether the act may still be done after closing."""
    way_when_closed: str = ""
    """What is done instead once the file is closed, as a sentence tells it (结案后的办理途径)."""
    opening: bool = False
    """Whether the act may open a file of this kind."""
    for_one_party: bool = False
    """Whether what every party shares may be done while it may be for one of them, as evidence for who is undecided."""
    about_the_list: bool = False
    """Whether the act changes the list itself (更正、撤回): who does it and its guards bind a fact of record as well."""
    effects: tuple[Callable[[Attempt[C_contra]], Iterable[Effect]], ...] = ()
    citation: tuple[str, ...] = ()
    """The rules or articles the act rests on, by id; cited as they were in force on the day of the act."""
    norm: str = ""
    """The service norm (服务规范) the act rests on where no article speaks; a refusal names it as what it is."""
    cites: Callable[[Attempt[C_contra]], str] | None = None
    """What the act rests on where it says so itself, as the rule of the term that it extends; else `citation`."""

    @property
    def content(self) -> type[Content]:
        """Return the class of the act's content."""
        return self.act  # type: ignore[return-value]  # every step is of a content; the parameter is only seen through

    @property
    def name(self) -> str:
        """Return the act's stable name."""
        return name_of(self.content)

    def is_spent(self, now: Situation) -> bool:
        """Tell whether the act is done once only and was done."""
        return self.once and now.record.has(self.content) and not (self.again_if and self.again_if(now))

    def cited(self, now: Situation) -> str:
        """Return the articles the act rests on, as in force on the day; empty where none was."""
        if self.cites is not None and isinstance(now, Attempt):
            return self.cites(now)
        if len(self.citation) == 1:
            return now.cite(self.citation[0])
        return "、".join(dict.fromkeys(told for one in self.citation if (told := now.cite(one))))

    def rests_on(self, now: Situation) -> str:
        """Return what a refusal of the act names: its articles, or the service norm, which says that it is none."""
        return self.cited(now) or (now.law.norms.norm[self.norm].as_cited(self.norm).citation if self.norm else "")

    def ends_exclusion(self, attempt: Attempt[C_contra]) -> bool:
        """Tell whether with this act excluded time ends."""
        if self.resumes is not None:
            return True
        return self.ends_excluded if isinstance(self.ends_excluded, bool) else self.ends_excluded(attempt)


@dataclass(frozen=True, slots=True)
class Asks(Generic[C_contra]):
    """What a procedure asks of an act that is not its own, as a seizure of the extension of its term."""

    act: type[C_contra]
    guard: Callable[[Attempt[C_contra]], None]


@dataclass(frozen=True, slots=True)
class Procedure:
    """One statutory procedure: its steps in the statute's order and the names of its stages."""

    name: str
    label: str
    steps: tuple[Step[Any], ...]
    stages: dict[str, str] = field(default_factory=dict)
    """Stage → its Chinese name, in order."""
    asks: tuple[Asks[Any], ...] = ()
    """What it asks of acts of other procedures, where they are of the same kind of file; asked before their own."""


def ends(
    *rules: str,
    when: Callable[[Attempt[C]], bool] = always,
    about: Callable[[Attempt[C]], int | frozenset[int] | None] | None = None,
    of_all: bool = False,
) -> tuple[Ends[C], ...]:
    """Return the ends of several terms under one test."""
    return tuple(Ends(rule, when, about=about, of_all=of_all) for rule in rules)


def voids(
    *rules: str,
    when: Callable[[Attempt[C]], bool] = always,
    about: Callable[[Attempt[C]], int | frozenset[int] | None] | None = None,
    of_all: bool = False,
) -> tuple[Ends[C], ...]:
    """Return the ends of several terms that lose their object under one test (不再适用)."""
    return tuple(Ends(rule, when, about=about, voids=True, of_all=of_all) for rule in rules)
