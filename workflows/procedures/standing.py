"""Where a case stands (案件状态): a pure function from its acts, the law and an instant; no clock, no I/O."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal, cast

from law.edition import Law
from law.refusals import Refused
from models.acts import Act
from models.acts.terms import CorrectAct, WithdrawAct
from models.case import Departure, Forbidden, Lane, Next, Standing, Term
from models.people import Answerable
from models.values import civil_day
from workflows.procedures import PROCEDURE_OF, PROCEDURES, STAGE_NAMES, STEPS, answering
from workflows.procedures.clock import Clocks, read_clocks, terms_of, warn_at
from workflows.procedures.effects import party_id
from workflows.procedures.record import Record
from workflows.procedures.step import Step

NEXT = {
    step.name: Next(act=step.name, label=step.act.label, by=step.by.label, citation=step.citation)
    for step in STEPS.values()
}
Alert = Literal["none", "near", "late"]


@dataclass(frozen=True, slots=True)
class Reading:
    """A case file read once: its record, its terms, and the law it was read under."""

    record: Record
    clocks: Clocks
    terms: tuple[Term, ...]
    law: Law
    at: datetime


def read(acts: Sequence[Act], law: Law, at: datetime) -> Reading:
    """Read a case file: the record after corrections, and every term at an instant."""
    record = Record.of(acts)
    clocks = read_clocks(record, STEPS, law)
    holder, levels = answering.holder(record), answering.chain(record)
    terms = tuple(_owned(term, holder, levels) for term in terms_of(clocks, law, at))
    return Reading(record, clocks, terms, law, at)


def standing(case_no: str, acts: Sequence[Act], law: Law, at: datetime, *, rehearsal: bool = False) -> Standing:
    """Return where a case stands at an instant under an edition of the law."""
    return standing_of(case_no, acts, read(acts, law, at), rehearsal=rehearsal)


def standing_of(
    case_no: str, acts: Sequence[Act], reading: Reading, *, rehearsal: bool = False, looks_ahead: bool = True
) -> Standing:
    """Return the standing of a case file that was read; without looking ahead, what may be done next is left out."""
    record, terms = reading.record, reading.terms
    holder = answering.holder(record)
    lanes = _lanes(record)
    stage = _stage(record)
    possible, forbidden = _possible(reading) if looks_ahead else ((), ())
    opening = record.opening
    return Standing(
        case_no=case_no,
        at=reading.at,
        edition=reading.law.edition,
        acts=len(acts),
        stage=stage,
        stage_name=STAGE_NAMES.get(stage, ""),
        closed=record.has("close_case"),
        archived=record.has("archive_case"),
        lanes=lanes,
        terms=terms,
        next=possible,
        forbidden=forbidden,
        answerable=tuple(row for _, row in sorted(answering.chain(record).items(), reverse=True)),
        holder_unit=holder.unit if holder else "",
        holder_person=holder.direct if holder else "",
        departures=departures_of(acts, reading),
        next_at=next_instant(reading),
        next_last_day=min((term.last_day for term in terms if _pressing(term) and term.last_day), default=None),
        alert=_alert(record, terms),
        grid=cast("Any", opening.content).place.grid if opening else "",
        pollution=tuple(cast("Any", opening.content).pollution) if opening else (),
        party=party_id(record),
        rehearsal=rehearsal,
    )


def _pressing(term: Term) -> bool:
    return term.open and term.ours


def _owned(term: Term, holder: Answerable | None, levels: dict[int, Answerable]) -> Term:
    """Name the one unit and person that has to see to the term."""
    row = levels.get(answering.TOWNSHIP, holder) if term.bound == "township" else holder
    if row is None:
        return term
    return term.model_copy(update={"owner_unit": row.unit, "owner_person": row.direct})


def _stage(record: Record) -> str:
    stage = ""
    for act in record:
        stage = STEPS[act.name].stage or stage
    return "archived" if record.has("archive_case") else "closed" if record.has("close_case") else stage


def _lanes(record: Record) -> tuple[Lane, ...]:
    """Return each procedure that has begun, with the stage it has reached."""
    reached: dict[str, tuple[str, Act]] = {}
    for act in record:
        stage = STEPS[act.name].stage
        if stage:
            reached[PROCEDURE_OF[act.name].name] = (stage, act)
    return tuple(
        Lane(
            procedure=procedure.name,
            name=procedure.label,
            stage=reached[procedure.name][0],
            stage_name=procedure.stages[reached[procedure.name][0]],
            since=reached[procedure.name][1].day,
        )
        for procedure in PROCEDURES
        if procedure.name in reached
    )


def _possible(reading: Reading) -> tuple[tuple[Next, ...], tuple[Forbidden, ...]]:
    """Return the acts that may be done now and by whom, and those in order that a guard forbids today, and why."""
    record, today = reading.record, civil_day(reading.at)
    closed = record.has("close_case")
    possible: list[Next] = []
    forbidden: list[Forbidden] = []
    for step in STEPS.values():
        if step.by.engine or not _in_order(step, record, closed=closed):
            continue
        refusal = barred(step, record, today, reading.law)
        if refusal is None:
            possible.append(NEXT[step.name])
        else:
            forbidden.append(_forbidden(step, refusal))
    return tuple(possible), tuple(forbidden)


def _in_order(step: Step, record: Record, *, closed: bool) -> bool:
    return (
        step.opening is (record.opening is None)
        and (step.when_closed or not closed)
        and not step.is_spent(record)
        and all(need.holds(record) for need in step.needs)
    )


def barred(step: Step, record: Record, day: date, law: Law) -> Refused | None:
    """Return what forbids a step on a day whatever its content, or None."""
    for bar in step.bars:
        try:
            bar(record, day, law)
        except Refused as refusal:
            return refusal
    return None


def _forbidden(step: Step, refusal: Refused) -> Forbidden:
    return Forbidden(
        act=step.name,
        label=step.act.label,
        sentence=refusal.sentence,
        article=refusal.article,
        guard=refusal.guard,
    )


def departures_of(acts: Sequence[Act], reading: Reading) -> tuple[Departure, ...]:
    """Return what departs from the rules: facts of record, and what a correction has made wrong afterwards."""
    record = reading.record
    entered = [
        Departure(act=act.no, code="of-record", sentence=act.departs) for act in record if act.of_record and act.departs
    ]
    touched = [act.content.of for act in acts if isinstance(act.content, CorrectAct | WithdrawAct)]
    later = [act for act in record if touched and act.no > min(touched) and not act.of_record]
    return (*entered, *(row for act in later if (row := _no_longer_right(act, reading)) is not None))


def _no_longer_right(act: Act, reading: Reading) -> Departure | None:
    """Check an act again against the record as corrected, on the day it happened."""
    step = STEPS[act.name]
    before = reading.record.until(act.day).without(act.no)
    refusal = barred(step, before, act.day, reading.law)
    if refusal is not None:
        sentence = f"更正后，“{act.content.label}”不再符合规定：{refusal.sentence}"
        return Departure(act=act.no, code=refusal.code, sentence=sentence, article=refusal.article)
    for need in step.needs:
        if not need.holds(before):
            sentence = f"更正后，“{act.content.label}”不再符合程序：{need.sentence}"
            return Departure(act=act.no, code="out-of-order", sentence=sentence, article=need.article or step.citation)
    return None


def _alert(record: Record, terms: Sequence[Term]) -> Alert:
    if any(term.state == "late" and term.ours for term in terms):
        return "late"
    warned = {
        (cast("Any", act.content).term, cast("Any", act.content).last_day) for act in record.all("term_nears_end")
    }
    if any(term.state == "running" and (term.key, term.last_day) in warned for term in terms):
        return "near"
    return "none"


def next_instant(reading: Reading) -> datetime | None:
    """Return the next instant after `at` at which time alone changes the standing, or None."""
    instants = [
        instant
        for term in reading.terms
        if term.state == "running"
        for instant in (term.ends_at, warn_at(term, reading.law))
        if instant is not None and instant > reading.at
    ]
    return min(instants, default=None)
