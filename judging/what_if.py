"""What if it had been otherwise? (假设) The standing with some acts on other days; the file is untouched."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal

from judging.admission import refusal
from judging.comparing import Difference, difference
from judging.days import not_before_the_opening
from judging.judge import judge
from judging.kind import Kind, RunUp
from judging.record import Record
from judging.standing import Reading, standing_of
from law.edition import Law
from law.refusals import OutOfTime, Refused, Unclear
from models.acts import ACTS, Act
from models.acts.terms import CorrectAct, TermLapses, TermNearsEnd
from models.effects import Document, Effect, Message
from models.standing import Standing, Term
from models.values import CIVIL, Value, civil_day


class WouldRefuse(Value):
    """An act that would have been refused had it happened so, and that was not (依法不能办理)."""

    act: int
    label: str
    day: date
    code: str
    sentence: str
    article: str = ""


class Recomputed(Value):
    """A sum or number of days that comes out otherwise (重新计算): of a document, of what runs up, of a term's lateness."""

    act: int
    title: str
    days: tuple[int, int]
    fine: tuple[str, str]
    """The sums in yuan; empty where only days are counted."""


class Supposed(Value):
    """The two standings, what differs, what would have been refused, and the documents that come or fall away."""

    actual: Standing
    supposed: Standing
    difference: Difference
    effects_added: tuple[str, ...] = ()
    effects_gone: tuple[str, ...] = ()
    refused: tuple[WouldRefuse, ...] = ()
    recomputed: tuple[Recomputed, ...] = ()
    unchanged: tuple[int, ...] = ()
    """The acts that did happen on the day that is supposed."""


def what_if(
    kind: Kind,
    file_no: str,
    acts: Sequence[Act],
    days: Mapping[int, date],
    law: Law,
    at: datetime,
    *,
    rehearsal: bool = False,
) -> Supposed:
    """Return how the file would stand had these acts happened on these days; raises on days that cannot be."""
    # What time did is done again, in each of the two worlds; what came back from other files stays as it came.
    facts = [act for act in acts if not isinstance(act.content, TermNearsEnd | TermLapses)]
    other = [_supposed(act, days, at) for act in facts]
    actual, supposed = judge(kind, file_no, facts, 0, law, at), judge(kind, file_no, other, 0, law, at)
    before, after = (standing_of(file_no, one.acts, one.reading, rehearsal=rehearsal) for one in (actual, supposed))
    old, new, counting = _titles(actual.effects), _titles(supposed.effects), Record.of(acts)
    return Supposed(
        actual=before,
        supposed=after,
        difference=difference(before, after),
        effects_added=tuple(one for one in new if one not in old),
        effects_gone=tuple(one for one in old if one not in new),
        refused=tuple(_refused(actual.reading, supposed.reading)),
        recomputed=(
            *_recomputed(actual.effects, supposed.effects),
            *_run_up(actual.reading, supposed.reading, civil_day(at)),
            *_lateness(actual.reading, supposed.reading, civil_day(at)),
        ),
        unchanged=tuple(no for no, day in days.items() if (act := counting.act(no)) and act.day == day),
    )


def target(acts: Sequence[Act], name: str) -> int:
    """Return the number of the act a person means: by number, name or legal term (the last one of it)."""
    if name.isdigit() and any(act.no == int(name) for act in acts):
        return int(name)
    found = [act.no for act in Record.of(acts) if name in (act.name, act.content.label)]
    if not found:
        known = "、".join(
            dict.fromkeys(f"{act.name}（{act.content.label}）" for act in acts if act.by.kind != "engine")
        )
        wrong = "" if name in ACTS else "（没有这个行为）"
        raise Unclear("unknown-act", f"本案没有“{name}”{wrong}，现有：{known}", field="act")
    return max(found)


def _supposed(act: Act, days: Mapping[int, date], at: datetime) -> Act:
    """Return an act on the day that is supposed; what was corrected about that day does not hold against it."""
    if isinstance(act.content, CorrectAct) and act.content.of in days:
        return act.model_copy(update={"content": act.content.model_copy(update={"happened_at": None})})
    return _on(act, days[act.no], at) if act.no in days else act


def _on(act: Act, day: date, at: datetime) -> Act:
    moment = datetime.combine(day, act.happened_at.astimezone(CIVIL).timetz())
    if day > civil_day(at):
        raise OutOfTime("in-the-future", f"假设的日期{day.isoformat()}晚于当前日期", field="happened_at")
    return act.model_copy(update={"happened_at": min(moment, at)})


def _refused(actual: Reading, supposed: Reading) -> Iterator[WouldRefuse]:
    """Yield what would have been refused had it been so; what was refused as it was is not the supposition's doing."""
    known = {no: refused.code for no, _, refused in _refusals(actual)}
    for no, act, refused in _refusals(supposed):
        if known.get(no) != refused.code:
            yield WouldRefuse(
                act=no,
                label=act.content.label,
                day=act.day,
                code=refused.code,
                sentence=refused.fact,
                article=refused.article,
            )


def _refusals(reading: Reading) -> Iterator[tuple[int, Act, Refused]]:
    kind, record = reading.kind, reading.record
    for act in record:
        step = kind.step(act)
        if step.by.engine or step.about_the_list:
            continue
        refused = _out_of_the_file(record, act) or refusal(kind, record.before(act), act, reading.law)
        if refused is not None:
            yield act.no, act, refused


def _out_of_the_file(record: Record, act: Act) -> Refused | None:
    """Return why an act cannot be: it would lie before the file was opened."""
    try:
        not_before_the_opening(act.happened_at, record.opening)
    except OutOfTime as refused:
        return refused
    return None


def _recomputed(before: Sequence[Effect], after: Sequence[Effect]) -> Iterator[Recomputed]:
    """Yield the documents whose days or sum are worked out otherwise."""
    old = {one.key: one.working for one in before if isinstance(one, Document)}
    for one in after:
        was = old.get(one.key) if isinstance(one, Document) else None
        if isinstance(one, Document) and was and one.working and was != one.working:
            new = one.working
            yield Recomputed(act=one.act_no, title=one.title, days=(was.days, new.days), fine=(was.fine, new.fine))


def _run_up(actual: Reading, supposed: Reading, on: date) -> Iterator[Recomputed]:
    """Yield what has run up otherwise by the day on which it is asked."""
    old, new = (_run_up_of(side, on) for side in (actual, supposed))
    for act, title in dict.fromkeys([*old, *new]):
        was, now = (side.get((act, title), RunUp(act, title, 0, Decimal(0))) for side in (old, new))
        if was != now:
            sums = (f"{was.amount.normalize():f}", f"{now.amount.normalize():f}")
            yield Recomputed(act=act, title=title, days=(was.days, now.days), fine=sums)


def _run_up_of(reading: Reading, on: date) -> dict[tuple[int, str], RunUp]:
    return {(one.act, one.title): one for one in reading.kind.run_up(reading.record, on, reading.law)}


def _lateness(actual: Reading, supposed: Reading, on: date) -> Iterator[Recomputed]:
    """Yield the terms that would be late by another number of days."""
    old = {term.key: _days_late(actual, term, on) for term in actual.terms}
    for term in supposed.terms:
        was, late = old.get(term.key, 0), _days_late(supposed, term, on)
        if was != late:
            yield Recomputed(act=term.started_by, title=f"{term.name}逾期", days=(was, late), fine=("", ""))


def _days_late(reading: Reading, term: Term, on: date) -> int:
    """Return by how many days a term was missed; nothing while it runs, or where it was kept."""
    ended = reading.record.act(term.ended_by) if term.ended_by else None
    if term.state not in ("late", "met_late") or term.last_day is None:
        return 0
    return max(((ended.day if ended else on) - term.last_day).days, 0)


def _titles(effects: Sequence[Effect]) -> list[str]:
    return [
        f"{effect.title}({effect.term})" if isinstance(effect, Message) and effect.term else effect.title
        for effect in effects
    ]
