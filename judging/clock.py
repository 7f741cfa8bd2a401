"""A term of a file (期限) and all of them: what started, extended, stopped and ended each, and the arithmetic of its end.

A term is named `<rule>#<number of the act that started it>`; the version of the rule is that of the start's day.
It ends by an act, or by itself; it never ends by being forgotten. They are read off the record by
`judging.clock_reading`.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from judging.record import follows
from law.calendar import OutsideCalendar
from law.catalogue import Cited
from law.edition import Law
from law.instruments import Extension, Limit, Provision
from law.norms import Norm
from law.rights import as_a_right
from law.terms import Extended, Reckoning, Suspended, reckon
from models.acts import Act
from models.people import Answerable
from models.values import civil_day

NOT_KNOWN_YET = Reckoning(None, None, None, None, 0)
"""The end of a term that reaches beyond the calendar (尚不能确定): it is looked at again, never guessed."""


@dataclass(slots=True)
class Clock:
    """A term while the record is read: what started it, what extended it, what ended it."""

    key: str
    rule: str
    variant: str
    start: date | datetime
    started_by: Act
    limit: Limit
    source: Cited | Norm
    """The provision in force on the day of the start, or the city's own norm."""
    extended: list[Extended] = field(default_factory=list)
    untold: list[Extended] = field(default_factory=list)
    """Extensions that were granted and count only once the party is told."""
    ended_by: Act | None = None
    owner: Answerable | None = None
    """Who has to see to it where that is not who answers for the file, as a member of a joint investigation."""
    set_by_act: bool = False
    """Whether the act set the last day itself; it does not roll, and moves only where coercion stands still."""
    party: str = ""
    """Whose term it is, in a file of several parties; empty where it is everyone's."""
    of_all: bool = False
    """Whether it is the whole file's, whichever party's act started it."""
    called: str = ""
    """Who stands for that party now, as people are told."""
    dropped_by: Act | None = None
    """The act after which the term, still open, no longer matters (归档、撤销决定 …)."""

    @property
    def cited(self) -> Cited | None:
        """Return the provision; None for a service norm."""
        return self.source if isinstance(self.source, Cited) else None

    @property
    def duty(self) -> Provision | Norm:
        """Return what says who has to keep the term, and what follows when it is missed."""
        return self.source.provision if isinstance(self.source, Cited) else self.source

    @property
    def is_open(self) -> bool:
        """Tell whether no act has ended the term or taken away its object."""
        return self.ended_by is None and self.dropped_by is None

    @property
    def start_day(self) -> date:
        """Return the civil day the term starts from."""
        return civil_day(self.start) if isinstance(self.start, datetime) else self.start

    @property
    def obligor(self) -> str:
        """Return who has to keep the term."""
        return self.duty.obligor

    @property
    def ends_by_itself(self) -> bool:
        """Tell whether the end of the term is only waited for: a right or a period of the party."""
        return self.obligor == "party"

    @property
    def rolls(self) -> bool:
        """Tell whether a last day on a holiday moves on."""
        if self.set_by_act:
            return False
        return self.cited.rolls_for(self.limit) if self.cited else True

    @property
    def granted(self) -> int:
        """Return how often the term was extended, told or not."""
        return len(self.extended) + len(self.untold)

    def extension(self, key: str = "") -> Extension | None:
        """Return the next extension the provision allows, or None when there is none left."""
        if self.cited is None:
            return None
        allowed = [row for row in self.cited.provision.extensions for _ in range(row.times)]
        rest = [row for row in allowed[self.granted :] if not key or row.key == key]
        return rest[0] if rest else None


@dataclass(frozen=True, slots=True)
class EndForAll:
    """What an act of one party ends for every party: terms that all share, and the file's own of the rule."""

    act: Act
    rule: str
    variant: str | None
    shared: frozenset[str]
    voids: bool

    def is_meant(self, clock: Clock) -> bool:
        """Tell whether it ends a term: one that all share, or the file's, which another party may have started."""
        is_the_files = clock.of_all and clock.rule == self.rule and self.variant in (None, clock.variant)
        return (is_the_files or clock.key in self.shared) and follows(self.act, clock.started_by)


@dataclass(slots=True)
class Clocks:
    """All terms of a file, and the intervals that do not count."""

    all: dict[str, Clock] = field(default_factory=dict)
    excluded: list[Suspended] = field(default_factory=list)
    tied: dict[int, int] = field(default_factory=dict)
    """Excluded time that holds for the terms of one act only: the act that began it → that act."""
    within: dict[str, "Clocks"] = field(default_factory=dict)
    """In a file of several parties: for which party each term was read, and what does not count for that one."""
    ends_for_all: list[EndForAll] = field(default_factory=list)
    """What acts of this party end for every party."""

    def of_rule(self, rule: str, variant: str | None = None) -> list[Clock]:
        """Return the terms of a rule (of one variant, or of all), the ended ones included."""
        return [clock for clock in self.all.values() if clock.rule == rule and variant in (None, clock.variant)]

    def suspended_for(self, clock: Clock) -> tuple[Suspended, ...]:
        """Return the excluded intervals whose ground this rule recognises."""
        if clock.key in self.within:
            return self.within[clock.key].suspended_for(clock)
        if clock.cited is None or (clock.set_by_act and not clock.cited.provision.coercive):
            return ()
        grounds, started_by = clock.cited.provision.suspends, clock.started_by.no
        return tuple(
            row for row in self.excluded if row.ground in grounds and self.tied.get(row.act, started_by) == started_by
        )


def reckoned(clock: Clock, clocks: Clocks, law: Law) -> Reckoning:
    """Return the arithmetic of one term, a right of the party `as_a_right`; beyond the calendar it has no end yet."""
    try:
        found = reckon(
            clock.start,
            clock.limit,
            law.calendar,
            rolls=clock.rolls,
            suspended=clocks.suspended_for(clock),
            extended=clock.extended,
        )
    except (OutsideCalendar, OverflowError, ValueError):  # past the last day that is known, or that there is
        return NOT_KNOWN_YET
    return as_a_right(found) if clock.ends_by_itself else found
