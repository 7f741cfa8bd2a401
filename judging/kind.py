"""A kind of file (案卷种类) as a value: what the machinery is handed instead of knowing any kind by name.

The loop, admission, judgment, standing, explanation, comparison, drawing, docket and lists work on any kind; a new kind
is a list of procedures, the acts with a part of their own, and the part of the standing that is its own.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from typing import Any

from judging.attempt import Attempt, Situation
from judging.record import Record, follows
from judging.step import Procedure, Step, Who
from law.edition import Law
from models.acts import Act, Content, ExtendsTerm
from models.particulars import Particulars
from models.people import Answerable


def _its_target(_record: Record, act: Act) -> int | None:
    return act.content.target


def _last_of_it(record: Record) -> date:
    return record.opening.day if record.opening else date.max


def _kept_by(step: Step[Any]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(one.rule for one in step.ends if not one.voids))


@dataclass(frozen=True, slots=True)
class RunUp:
    """A sum that has run up by a day without anybody doing anything (逐日增加的数额), and the act that it runs from."""

    act: int
    title: str
    days: int
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Account:
    """What a party was ordered to pay, has paid and owes, in yuan, and whether nothing is left to do about it."""

    ordered: Decimal = Decimal(0)
    paid: Decimal = Decimal(0)
    owed: Decimal = Decimal(0)
    is_settled: bool = False


NOTHING_OWED = Account()


def _owes_nothing(_now: Situation) -> Account:
    return NOTHING_OWED


def _is_never_taken_up(_record: Record, _closing: Act) -> bool:
    return False


def _whoever_has_the_file(_record: Record, _act: Act) -> None:
    return None


def _nothing_runs_up(_record: Record, _on: date, _law: Law) -> Iterable[RunUp]:
    return ()


@dataclass(frozen=True)
class Kind:
    """One kind of file."""

    name: str
    """Its Temporal type, and the first part of its workflow ids, as `ViolationCase`."""
    label: str
    """What people call it (案件、举报件)."""
    collection: str
    """What its list is called over HTTP and on the command line."""
    letter: str
    """What its numbers begin with; empty for cases."""
    procedures: tuple[Procedure, ...]
    closes: tuple[type[Content], ...]
    """The acts after which only what is said to be possible when closed may be done (结案、办结)."""
    archives: type[Content] | None
    """The act after which only rights of the party still run (归档); None = closing is the end."""
    particulars: Callable[[Record], Particulars]
    """The part of the standing that is this kind's own."""
    holder: Callable[[Record], Answerable | None]
    """The one unit, with its persons, that answers at the end of a record (责任单位)."""
    owed_by: Callable[[Record, Act], Answerable | None] = _whoever_has_the_file
    """Who owes what an act began, where that is not who answers for the file; None = it is."""
    opens_archive: type[Content] | None = None
    """The act by which what is archived is opened again, to be archived anew (开启档案); None = nothing opens it."""
    reopens: tuple[type[Content], ...] = ()
    """The acts by which a closed file is taken up again (重新办理)."""
    taken_up_since: Callable[[Record, Act], bool] = _is_never_taken_up
    """Whether what was done after an act that ended the file, its closing or its archive, has it taken up by itself."""
    conduct_on: Callable[[Record], date] = _last_of_it
    """The day whose law governs the substance (从旧兼从轻)."""
    always: tuple[Callable[[Attempt], None], ...] = ()
    """What is asked of every act, whatever its step says, as that nobody who had to keep away takes part (回避)."""
    course: tuple[type[Content], ...] = ()
    """The ordinary course of a file from its opening to its archive: what is told first of what may be done next."""
    usual_when: Mapping[type[Content], Callable[[Situation], bool]] = field(default_factory=dict)
    """When an act is the usual next one, where an open term or the course alone does not tell."""
    told_when: Mapping[type[Content], Callable[[Situation], bool]] = field(default_factory=dict)
    """When an act is told of at all among the next ones; it is not forbidden elsewhere, there is nothing to do."""
    by_now: Mapping[type[Content], Callable[[Situation], Who]] = field(default_factory=dict)
    """Who may do an act at this point, where the file narrows what its step says."""
    run_up: Callable[[Record, date, Law], Iterable[RunUp]] = _nothing_runs_up
    """What has run up by the end of a day, as a surcharge does."""
    account: Callable[[Situation], Account] = _owes_nothing
    """What the party of a record that reads as a file of one party owes on a day."""
    points_to: Callable[[Record, Act], int | None] = _its_target
    """The number of the act that an act hangs on, where it may leave that unsaid."""
    steps: Mapping[type[Content], Step[Any]] = field(init=False, repr=False, compare=False)
    """Every step by the class of its act."""
    procedure_of: Mapping[type[Content], Procedure] = field(init=False, repr=False, compare=False)
    stage_names: Mapping[str, str] = field(init=False, repr=False, compare=False)
    offered: tuple[Step[Any], ...] = field(init=False, repr=False, compare=False)
    """Every step but the engine's own, in the statute's order."""
    opened_by: Mapping[type[Content] | None, tuple[int, ...]] = field(init=False, repr=False, compare=False)
    """The places, among those, of the steps that must come after an act; under None of those that come after any."""
    places: Mapping[type[Content], int] = field(init=False, repr=False, compare=False)
    """Where each act of the ordinary course stands in it."""
    keeps: Mapping[type[Content], tuple[str, ...]] = field(init=False, repr=False, compare=False)
    """The terms that each act keeps, by rule."""
    timeless: frozenset[type[Content]] = field(init=False, repr=False, compare=False)
    """The acts that touch no term: neither start, end, move nor stop one."""
    acts: Mapping[str, type[Content]] = field(init=False, repr=False, compare=False)
    """Every act of this kind by its stable name."""

    def __post_init__(self) -> None:
        """Gather the tables that every judgment looks into."""
        pairs = [(step, one) for one in self.procedures for step in one.steps]
        object.__setattr__(self, "steps", {step.content: self._asked_as_well(step) for step, _ in pairs})
        object.__setattr__(self, "procedure_of", {step.content: one for step, one in pairs})
        object.__setattr__(self, "stage_names", {k: v for one in self.procedures for k, v in one.stages.items()})
        object.__setattr__(self, "acts", {step.name: step.content for step, _ in pairs})
        object.__setattr__(self, "offered", tuple(step for step in self.steps.values() if not step.by.engine))
        object.__setattr__(self, "opened_by", self._opened_by())
        object.__setattr__(self, "places", {act: place for place, act in enumerate(self.course)})
        object.__setattr__(self, "keeps", {step.content: _kept_by(step) for step, _ in pairs})
        object.__setattr__(self, "timeless", frozenset(step.content for step, _ in pairs if self._is_timeless(step)))

    def _asked_as_well(self, step: Step[Any]) -> Step[Any]:
        """Return a step with what other procedures ask of its act."""
        others = tuple(row.guard for one in self.procedures for row in one.asks if row.act is step.content)
        return replace(step, guards=(*others, *step.guards)) if others else step

    def _opened_by(self) -> Mapping[type[Content] | None, tuple[int, ...]]:
        found: dict[type[Content] | None, list[int]] = {None: []}
        for place, step in enumerate(self.offered):
            for act in next((need.done for need in step.needs if need.done), (None,)):
                found.setdefault(act, []).append(place)
        return {act: tuple(places) for act, places in found.items()}

    def in_question(self, record: Record) -> list[Step[Any]]:
        """Return the steps that what was done may have opened: what else they ask for is asked of each."""
        places = {*self.opened_by[None], *(at for act in record.kinds for at in self.opened_by.get(act, ()))}
        return [self.offered[place] for place in sorted(places)]

    def _is_timeless(self, step: Step[Any]) -> bool:
        moves = issubclass(step.content, ExtendsTerm) or step.content is self.archives
        stops = step.begins_excluded is not None
        goes_on = step.ends_excluded is not False or step.resumes is not None
        return not (moves or step.opens or step.ends or stops or goes_on)

    def step(self, act: Act) -> Step[Any]:
        """Return the step of an act."""
        return self.steps[type(act.content)]

    def closing(self, record: Record) -> Act | None:
        """Return the act by which the file is closed; None while it is open, or was taken up again since."""
        last = record.last(*self.closes)
        again = record.last(*self.reopens) if last is not None and self.reopens else None
        if last is None or (again is not None and follows(again, last)):
            return None
        return None if self.taken_up_since(record, last) and not self.is_archived(record) else last

    def is_closed(self, record: Record) -> bool:
        """Tell whether the file is closed (已结案)."""
        return self.closing(record) is not None

    def is_archived(self, record: Record) -> bool:
        """Tell whether the file has come to its last act (已归档)."""
        if self.archives is None:
            return self.is_closed(record)
        last = record.last(self.archives)
        opened = record.last(self.opens_archive) if last is not None and self.opens_archive else None
        if last is None or (opened is not None and opened.no > last.no):
            return False
        return not self.taken_up_since(record, last)
