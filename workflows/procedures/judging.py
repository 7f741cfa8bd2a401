"""What one judgment does: let time act (warnings, lapses), and say what follows from every act not judged before."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, cast

from law.edition import Law
from models.acts import Act
from models.acts.terms import TermLapses, TermNearsEnd
from models.case import Effect, Standing, Term
from models.ids import effect_key
from models.people import ENGINE, Answerable
from workflows.procedures import STEPS, answering
from workflows.procedures.clock import warn_at
from workflows.procedures.record import Record
from workflows.procedures.standing import Reading, read, standing_of
from workflows.procedures.step import Step


@dataclass(frozen=True, slots=True)
class Judged:
    """A case after a judgment: all its acts, the engine's own among them, its standing, and the new effects."""

    acts: tuple[Act, ...]
    engine_acts: tuple[Act, ...]
    standing: Standing
    effects: tuple[Effect, ...]
    over: bool
    """The file is archived and no right of the party runs any more: nothing can happen to the case on its own."""


def judge(case_no: str, acts: Sequence[Act], judged: int, law: Law, at: datetime, *, rehearsal: bool = False) -> Judged:
    """Judge a case at an instant; the first `judged` acts had been judged before, their effects are not made again.

    What may be done next is left out of the standing: whoever asks for it asks the case, not what was written down.
    """
    reading = read(acts, law, at)
    engine_acts = tuple(_due(reading, len(acts)))
    everything = (*acts, *engine_acts)
    if engine_acts:
        reading = read(everything, law, at)
    return Judged(
        everything,
        engine_acts,
        standing_of(case_no, everything, reading, rehearsal=rehearsal, looks_ahead=False),
        tuple(_effects(case_no, reading.record, everything[judged:])),
        _is_over(reading),
    )


def _is_over(reading: Reading) -> bool:
    waiting = any(term.open and reading.clocks.all[term.key].is_open for term in reading.terms)
    return reading.record.has("archive_case") and not waiting


def _due(reading: Reading, count: int) -> Iterable[Act]:
    """Return the engine's acts whose instant has come and which the list does not have yet, in order of time."""
    said = _said(reading.record)
    due = [
        (instant, content)
        for term in reading.terms
        for instant, content in _time_acts(reading, term)
        if instant <= reading.at and (content.act, content.term, content.last_day) not in said
    ]
    due.sort(key=lambda entry: (entry[0], entry[1].term))
    for offset, (instant, content) in enumerate(due, start=1):
        yield Act(
            no=count + offset,
            key=f"engine/{content.act}/{content.term}/{content.last_day.isoformat()}",
            happened_at=instant,
            recorded_at=max(reading.at, instant),
            by=ENGINE,
            content=content,
        )


def _said(record: Record) -> set[tuple[str, str, date]]:
    acts = record.all("term_nears_end", "term_lapses")
    return {(act.name, cast("Any", act.content).term, cast("Any", act.content).last_day) for act in acts}


def _time_acts(reading: Reading, term: Term) -> Iterable[tuple[datetime, TermNearsEnd | TermLapses]]:
    """Return what time does to one open term: a lapse when it is over, else a warning when it is near its end."""
    if term.last_day is None or term.ends_at is None:
        return
    record = reading.record
    if term.state in ("late", "expired"):
        lapse = TermLapses(term=term.key, last_day=term.last_day, escalated_to=_superiors(record, term))
        yield term.ends_at, lapse
    elif term.state == "running":
        warned_at = warn_at(term, reading.law)
        if warned_at is not None:
            yield warned_at, TermNearsEnd(term=term.key, last_day=term.last_day, told=_handlers(term))


def _handlers(term: Term) -> tuple[str, ...]:
    return (term.owner_person,) if term.owner_person else ()


def _superiors(record: Record, term: Term) -> tuple[str, ...]:
    """Return who is told of a lapse: the person one level up for a duty of ours, else the handler."""
    if not term.ours:
        return _handlers(term)
    row = answering.above(record, _level(record, term))
    return tuple(dict.fromkeys((row.main, row.leader))) if row else ()


def _level(record: Record, term: Term) -> int:
    row: Answerable | None = answering.holder(record)
    if term.bound == "township":
        return answering.TOWNSHIP
    return row.level if row else answering.CITY


def _effects(case_no: str, record: Record, acts: Sequence[Act]) -> Iterable[Effect]:
    for act in acts:
        step = STEPS[act.name]
        for make in step.effects:
            for effect in make(record, act):
                key = effect_key(case_no, act.no, effect.key.partition("/")[2])
                data = {**effect.data, "basis": _basis(step, act)} if effect.kind == "document" else effect.data
                yield effect.model_copy(update={"key": key, "data": data})


def _basis(step: Step, act: Act) -> list[str]:
    """Return the legal basis of a document as it is cited: what the act itself cites, then the step's."""
    cited = [f"《{row.instrument.strip('《》')}》{row.article}" for row in getattr(act.content, "basis", ())]
    return [*cited, *([step.citation] if step.citation else [])]
