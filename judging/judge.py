"""What one judgment does: let time act (warnings, lapses), and say what follows from every act not judged before."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from judging import answering
from judging.attempt import Attempt
from judging.basis import judged_basis
from judging.climbing import Climb, climb
from judging.each_party import narrowed
from judging.effects import who_sees_to_it
from judging.kind import Kind
from judging.lately import Lately
from judging.record import Record, is_outside
from judging.standing import Reading, read, standing_of
from judging.step import Step
from judging.terms import lapses_at, warn_at
from law.edition import Law
from law.terms import reckon
from models.acts import Act
from models.acts.terms import TermLapses, TermNearsEnd
from models.effects import Document, Effect, Leaves
from models.file import Named
from models.people import ENGINE, Answerable
from models.standing import Standing, Term
from models.values import civil_day

UNREAD = "（效力未经核实）"
"""What stands in a document after a provision that this register has not read."""


@dataclass(frozen=True, slots=True)
class Judged:
    """A file after a judgment: all its acts, the engine's own among them, its standing, and the new effects."""

    acts: tuple[Act, ...]
    engine_acts: tuple[Act, ...]
    standing: Standing
    effects: tuple[Effect, ...]
    over: bool
    """The file has its last act and no right of the party runs any more: nothing can happen to it on its own."""
    reading: Reading
    """The file as it was read for all this."""


def judge(  # noqa: PLR0913  the last two are of the file and of the register, and most who ask know neither
    kind: Kind,
    file_no: str,
    acts: Sequence[Act],
    judged: int,
    law: Law,
    at: datetime,
    *,
    rehearsal: bool = False,
    gone: frozenset[str] = frozenset(),
) -> Judged:
    """Judge a file at an instant; the first `judged` acts had been judged before, their effects are not made again.

    Nothing follows from an act that was withdrawn before it was judged, and from one that was corrected, what it says
    now.
    What may be done next is left out of the standing: whoever asks for it asks the file, not what was written down.
    Who serves no more (`gone`) is told of no report that climbs.
    """
    return _lately_judged(kind, acts, law, at, _Asked(Named(file_no, rehearsal), judged, gone))


class _Asked(NamedTuple):
    """What a judgment is asked of besides the acts."""

    named: Named
    judged: int
    gone: frozenset[str]


def _judged(kind: Kind, acts: Sequence[Act], law: Law, at: datetime, asked: _Asked) -> Judged:
    named, judged, gone = asked
    reading = read(kind, acts, law, at)
    engine_acts = tuple(_due(reading, max((act.no for act in acts), default=0), gone))
    everything = (*acts, *engine_acts)
    if engine_acts:
        reading = read(kind, everything, law, at)
    new = everything[judged:]
    return Judged(
        everything,
        engine_acts,
        standing_of(named.file_no, everything, reading, rehearsal=named.rehearsal, looks_ahead=False),
        tuple(
            _effects(named.file_no, reading, (act for one in new if (act := reading.record.act(one.no)) is not None))
        ),
        _is_over(reading),
        reading,
    )


_lately_judged = Lately(_judged)


def _is_over(reading: Reading) -> bool:
    waiting = any(term.open and reading.clocks.all[term.key].is_open for term in reading.terms)
    return reading.kind.is_archived(reading.record) and not waiting


def _due(reading: Reading, count: int, gone: Collection[str]) -> Iterable[Act]:
    """Return the engine's acts whose instant has come and which the list does not have yet, in order of time."""
    said = _said(reading.record)
    due = [
        (instant, content)
        for term in reading.terms
        for instant, content in _time_acts(reading, term, gone)
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
    acts = record.all(TermNearsEnd, TermLapses)
    return {(act.name, act.content.term, act.content.last_day) for act in acts}


def _time_acts(
    reading: Reading, term: Term, gone: Collection[str]
) -> Iterable[tuple[datetime, TermNearsEnd | TermLapses]]:
    """Return what time does to one open term: a lapse when it is over, else a warning when it is near its end."""
    if term.last_day is None or term.ends_at is None:
        return
    if term.state in ("late", "expired"):
        heard_until = lapses_at(term, reading.entered_at(term), reading.law)
        if heard_until is not None and reading.at < heard_until:
            return
        yield term.ends_at, _lapse(reading, term, term.last_day, gone)
    elif term.state == "running":
        warned_at = warn_at(term, reading.law)
        if warned_at is not None:
            yield warned_at, TermNearsEnd(term=term.key, last_day=term.last_day, told=_handlers(term))


def _handlers(term: Term) -> tuple[str, ...]:
    return (term.owner_person,) if term.owner_person else ()


def _lapse(reading: Reading, term: Term, last_day: date, gone: Collection[str]) -> TermLapses:
    further = _climb(reading, term, gone)
    if further is None:
        return TermLapses(term=term.key, last_day=last_day, escalated_to=_superiors(reading, term))
    told, passed_over = further
    return TermLapses(term=term.key, last_day=last_day, escalated_to=(told,), passed_over=passed_over)


def _climb(reading: Reading, term: Term, gone: Collection[str]) -> Climb | None:
    """Return to whom a report goes on; None for a term that does not climb."""
    norm, owner = reading.law.norms.of(term.rule), reading.clocks.all[term.key].owner
    return climb(reading.record, owner, gone) if norm is not None and norm.climbs and owner is not None else None


def has_climbed(judged: Judged, law: Law) -> bool:
    """Tell whether a report has gone on to the next person with this judgment."""
    lapses = [act.content for act in judged.engine_acts if isinstance(act.content, TermLapses)]
    return any((norm := law.norms.of(one.term.partition("#")[0])) is not None and norm.climbs for one in lapses)


def _superiors(reading: Reading, term: Term) -> tuple[str, ...]:
    """Return who is told of a lapse: the person one level up for a duty of ours, else, as of guidance, the handler.

    What a member of a joint investigation has not done goes to whoever leads it; what the receiver of a transfer has
    not, up the grid, as whoever sent it leads nobody. Above a department of the city there is only the city's own unit,
    which does not lead it: the department's own leaders are told as well.
    """
    if not term.ours or (term.instrument and not term.statutory):
        return _handlers(term)
    record, holder = reading.record, reading.kind.holder(reading.record)
    owner = reading.clocks.all[term.key].owner
    if owner is not None and holder is not None and answering.taking_part(record) and owner.unit != holder.unit:
        return _persons(holder)
    if term.obligor == "township" and owner is None:
        return _persons(answering.nearest(answering.chain(record), answering.COUNTY))
    late = owner or holder
    if late is None:
        return ()
    above = answering.above(record, late)
    is_beside = late.level == above.level == answering.CITY and late.unit != above.unit
    return _persons(late, above) if is_beside else _persons(above)


def _persons(*rows: Answerable) -> tuple[str, ...]:
    return tuple(dict.fromkeys(person for row in rows for person in (row.main, row.leader)))


def effects_again(file_no: str, reading: Reading, acts: Iterable[Act]) -> tuple[Effect, ...]:
    """Return the effects of acts judged long ago as they were made then, whatever was withdrawn or corrected since."""
    return tuple(_effects(file_no, reading, acts))


def _effects(file_no: str, reading: Reading, acts: Iterable[Act]) -> Iterable[Effect]:
    for act in acts:
        step = reading.kind.step(act)
        done = narrowed(Attempt(reading.record, act.day, reading.law, reading.kind, act, reading.record, file_no))
        for make in step.effects:
            for effect in make(done):
                if isinstance(effect, Leaves) and is_outside(act):
                    continue
                yield _completed(effect, reading, step, done)


def _completed(effect: Effect, reading: Reading, step: Step[Any], done: Attempt) -> Effect:
    """Return a document with its basis, what leaves with when it is given up, any other effect as it is."""
    if isinstance(effect, Document):
        return effect.model_copy(update={"basis": _basis(step, done)})
    if isinstance(effect, Leaves):
        patience = reading.law.norms.norm["delivery"].limit
        give_up_at = reckon(civil_day(reading.at), patience, reading.law.calendar, rolls=True).ends_at
        return effect.model_copy(update={"give_up_at": give_up_at, "see_to_it": who_sees_to_it(done)})
    return effect


def _basis(step: Step[Any], done: Attempt) -> tuple[str, ...]:
    """Return the legal basis of a document as it is cited: what the act itself cites, then the step's.

    What this register has not read is marked: whoever signs the document has to look it up.
    """
    judged = judged_basis(done.record, done.act, done.kind, done.law)
    own = [one.provision + UNREAD * (one.answer == "not_known") for one in judged]
    cited = step.cited(done)
    return (*own, *([cited] if cited else []))
