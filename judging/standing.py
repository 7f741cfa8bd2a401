"""Where a file stands (案件状态): a pure function from its acts, the law and an instant; no clock, no I/O."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from judging import answering
from judging.attempt import Situation
from judging.basis import unread_in
from judging.clock import Clocks
from judging.clock_reading import read_clocks
from judging.kind import Kind
from judging.linking import links_of
from judging.made_wrong import made_wrong
from judging.parties_standing import parties_standing
from judging.possible import possible_acts
from judging.record import Record, place
from judging.terms import lapses_at, terms_of, warn_at
from law.edition import Law
from law.refusals import in_the_past
from models.acts import Act, BearsExhibits, Content
from models.acts.terms import CorrectAct, TermNearsEnd, WithdrawAct
from models.standing import OF_RECORD, Exhibit, Irregularity, Lane, Standing, Term
from models.values import civil_day

Alert = Literal["none", "near", "late"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A file read once: its record, its terms, and the law it was read under."""

    kind: Kind
    record: Record
    clocks: Clocks
    terms: tuple[Term, ...]
    law: Law
    at: datetime

    @property
    def now(self) -> Situation:
        """Return the situation at the instant of reading."""
        return Situation(self.record, civil_day(self.at), self.law, self.kind)

    def entered_at(self, term: Term) -> datetime:
        """Return the instant at which the act that started a term was entered."""
        return self.clocks.all[term.key].started_by.recorded_at


def read(kind: Kind, acts: Sequence[Act], law: Law, at: datetime) -> Reading:
    """Read a file: the record after corrections, and every term at an instant."""
    record = Record.of(acts)
    clocks = read_clocks(record, kind, law)
    terms = tuple(terms_of(clocks, law, at, kind.holder(record), answering.chain(record)))
    return Reading(kind, record, clocks, terms, law, at)


def standing(
    kind: Kind, file_no: str, acts: Sequence[Act], law: Law, at: datetime, *, rehearsal: bool = False
) -> Standing:
    """Return where a file stands at an instant under an edition of the law."""
    return standing_of(file_no, acts, read(kind, acts, law, at), rehearsal=rehearsal)


def standing_of(
    file_no: str, acts: Sequence[Act], reading: Reading, *, rehearsal: bool = False, looks_ahead: bool = True
) -> Standing:
    """Return the standing of a file that was read; without looking ahead, what may be done next is left out."""
    kind, record, terms = reading.kind, reading.record, reading.terms
    holder = kind.holder(record)
    stage = stage_of(kind, record)
    possible, forbidden = possible_acts(reading.now, terms) if looks_ahead else ((), ())
    return Standing(
        file_no=file_no,
        at=reading.at,
        edition=reading.law.edition,
        acts=len(acts),
        stage=stage,
        stage_name=kind.stage_names.get(stage, ""),
        closed=kind.is_closed(record),
        archived=kind.is_archived(record),
        lanes=_lanes(kind, record),
        terms=terms,
        next=possible,
        forbidden=forbidden,
        answerable=tuple(row for _, row in sorted(answering.chain(record).items(), reverse=True)),
        taking_part=answering.seeing(record),
        holder_unit=holder.unit if holder else "",
        holder_person=holder.direct if holder else "",
        irregularities=irregularities_of(acts, reading),
        unread=unread_in(record, kind, reading.law),
        links=links_of(record),
        attached=_attached(record),
        next_at=next_instant(reading),
        next_last_day=_next_last_day(reading),
        alert=_alert(reading),
        rehearsal=rehearsal,
        particulars=kind.particulars(record),
        parties=parties_standing(reading.now, possible),
    )


def _attached(record: Record) -> tuple[Exhibit, ...]:
    """Return the materials that acts name, each with the acts to which it belongs."""
    named: dict[str, list[int]] = {}
    for act in sorted(record.bearing(BearsExhibits), key=lambda act: act.no):
        for digest in act.content.__dict__.get("exhibits", ()):
            named.setdefault(digest, []).append(act.no)
    return tuple(Exhibit(sha256=digest, acts=tuple(numbers)) for digest, numbers in named.items())


def _next_last_day(reading: Reading) -> date | None:
    """Return the last day that presses next; once the file is archived none does any more, whatever was missed."""
    if reading.kind.is_archived(reading.record):
        return None
    return min((term.last_day for term in reading.terms if term.open and term.ours and term.last_day), default=None)


def stage_of(kind: Kind, record: Record) -> str:
    """Return the stage a file has reached: that of its last act that has one; once closed, that of its end."""
    if kind.archives is not None and kind.is_archived(record):
        return kind.steps[kind.archives].stage
    closing = kind.closing(record)
    if closing is not None:
        return kind.step(closing).stage
    return next((stage for act in reversed(record.acts) if (stage := kind.step(act).stage)), "")


def _lanes(kind: Kind, record: Record) -> tuple[Lane, ...]:
    """Return each procedure that has begun, with the stage it has reached."""
    reached: dict[str, tuple[str, Act]] = {}
    for content in record.kinds:
        stage, last = kind.steps[content].stage, record.last(content)
        if stage and last is not None:
            before = reached.get(name := kind.procedure_of[content].name)
            if before is None or place(before[1]) < place(last):
                reached[name] = (stage, last)
    return tuple(
        Lane(
            procedure=procedure.name,
            name=procedure.label,
            stage=reached[procedure.name][0],
            stage_name=procedure.stages[reached[procedure.name][0]],
            since=reached[procedure.name][1].day,
        )
        for procedure in kind.procedures
        if procedure.name in reached
    )


def irregularities_of(acts: Sequence[Act], reading: Reading) -> tuple[Irregularity, ...]:
    """Return what breaks the rules of procedure (程序瑕疵): facts of record, and what a correction has made wrong."""
    entered = [
        Irregularity(act=act.no, code=OF_RECORD, sentence=in_the_past(departure))
        for act in reading.record
        if act.of_record
        for departure in act.departures
    ]
    return (*entered, *made_wrong(acts, reading.record, reading.kind, reading.law))


def departures_by(
    no: int, content: Content, standing: Standing, before: Collection[Irregularity] = ()
) -> tuple[Irregularity, ...]:
    """Return what an act departs from, or has made wrong elsewhere by correcting it; not what was so `before`."""
    corrects = isinstance(content, CorrectAct | WithdrawAct)
    rows = standing.irregularities
    return tuple(row for row in rows if row.act == no or (corrects and row.code != OF_RECORD and row not in before))


def wrong_before(kind: Kind, acts: Sequence[Act], no: int, law: Law, at: datetime) -> tuple[Irregularity, ...]:
    """Return what broke the rules of procedure by all that stood in a file before an act was entered."""
    earlier = [act for act in acts if act.no < no]
    return irregularities_of(earlier, read(kind, earlier, law, at))


def _alert(reading: Reading) -> Alert:
    """Return how pressing a file is; one that is archived is not, though its terms say for ever what was late."""
    record, terms = reading.record, reading.terms
    if reading.kind.is_archived(record):
        return "none"
    if any(term.state == "late" and term.ours for term in terms):
        return "late"
    warned = {(act.content.term, act.content.last_day) for act in record.all(TermNearsEnd)}
    if any(term.state == "running" and (term.key, term.last_day) in warned for term in terms):
        return "near"
    return "none"


def next_instant(reading: Reading) -> datetime | None:
    """Return the next instant after `at` at which time alone changes the standing, or None."""
    law = reading.law
    instants = [
        instant
        for term in reading.terms
        for instant in _instants(term, reading.entered_at(term), law)
        if instant is not None and instant > reading.at
    ]
    return min(instants, default=None)


def _instants(term: Term, entered_at: datetime, law: Law) -> tuple[datetime | None, ...]:
    if term.state == "running":
        return term.ends_at, warn_at(term, law)
    return (lapses_at(term, entered_at, law),) if term.state in ("late", "expired") else ()
