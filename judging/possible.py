"""What may be done next in a file, and what a guard forbids now (下一步、当前禁止); of several parties, for which of them."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Literal, NamedTuple

from judging.attempt import Situation
from judging.each_party import each_party, named
from judging.parties import EVERYONE, as_to_a_further_party
from judging.record import Record
from judging.step import Step, Who
from judging.usual import Turn, has_object, in_usual_order
from law.refusals import Refused, Unclear
from models.acts import ACTS, Content, NamesParties, OfParty, pointers
from models.people import Role
from models.standing import Forbidden, Next, Term, Turned

Views = Sequence[tuple[str, Situation]]


class _Answer(NamedTuple):
    """Whether an act may be done for a party: in order and allowed, in order and refused, or not in order."""

    party: str
    now: Situation
    said: Refused | Literal["possible", "nothing"]


def possible_acts(now: Situation, terms: Iterable[Term]) -> tuple[tuple[Next, ...], tuple[Forbidden, ...]]:
    """Return the acts that may be done now, the usual next first, and those in order that a guard forbids, and why."""
    closed, views = now.kind.is_closed(now.record), each_party(now)
    possible: list[Step[Any]] = []
    parties: dict[type[Content], tuple[str, ...]] = {}
    asked_of: dict[type[Content], Situation] = {}
    forbidden: list[Forbidden] = []
    for step in now.kind.in_question(now.record):
        answers = [_answer(step, party, one, closed=closed) for party, one in views]
        further = _is_for_a_further_party(step, now, closed=closed)
        if not further and answers[0].said == "nothing" and _all_say_nothing(answers):
            continue
        forbidden += _refused(step, answers, now.record)
        allowed = _allowed(step, answers)
        if allowed or further:
            possible.append(step)
            asked_of[step.content] = allowed[0].now if allowed else now
            parties[step.content] = tuple(one.party for one in allowed if one.party and is_of_party(step.content))
    turns = in_usual_order(now, terms, possible, asked_of)
    return tuple(_told(turn, now, parties[turn.step.content]) for turn in turns), tuple(forbidden)


def turns_of(now: Situation, terms: Iterable[Term]) -> tuple[Turned, ...]:
    """Return whose turn it is in a file: who may do its usual next acts."""
    possible, _ = possible_acts(now, terms)
    return tuple(Turned(act=row.act, roles=row.roles, levels=row.levels) for row in possible if row.usual and row.roles)


def _answer(step: Step[Any], party: str, now: Situation, *, closed: bool) -> _Answer:
    try:
        if not _in_order(step, now, closed=closed):
            return _Answer(party, now, "nothing")
        refusal = barred(step, now)
    except Exception:  # noqa: BLE001  a fault in what one step asks keeps no file from being read
        refusal = _not_told(step)
    if refusal is not None:
        return _Answer(party, now, refusal)
    is_to_do = has_object(step.content, now.record) and _is_to_do(step, now)
    return _Answer(party, now, "possible" if is_to_do else "nothing")


def _is_for_a_further_party(step: Step[Any], now: Situation, *, closed: bool) -> bool:
    """Tell whether what was done once to one party may be done to another that it brings in (另一当事人)."""
    content = step.content
    last = now.record.last(content) if step.once and issubclass(content, NamesParties) else None
    if last is None or not last.content.is_of_one_party:
        return False
    other = replace(now, record=as_to_a_further_party(now.record, last))
    return _answer(step, EVERYONE, other, closed=closed).said == "possible"


def _is_to_do(step: Step[Any], now: Situation) -> bool:
    asked = now.kind.told_when.get(step.content)
    return asked is None or asked(now)


def _allowed(step: Step[Any], answers: Sequence[_Answer]) -> list[_Answer]:
    """Return for whom a step may be done: what all share for all or for none, unless one is enough."""
    allowed = [one for one in answers if one.said == "possible"]
    if len(allowed) == len(answers) or step.for_one_party or step.about_the_list or is_of_party(step.content):
        return allowed
    return []


def _refused(step: Step[Any], answers: Sequence[_Answer], record: Record) -> list[Forbidden]:
    """Return what forbids a step, for each party whom it forbids it for; said once where it is the same for all."""
    refused = {one.party: one.said for one in answers if isinstance(one.said, Refused)}
    if not is_of_party(step.content) and (len(refused) < len(answers) if step.for_one_party else _no_turn(answers)):
        return []
    told = list(refused.items())
    if len(told) == len(answers) and len({one.sentence for one in refused.values()}) == 1:
        told = [(EVERYONE, told[0][1])]
    return [_forbidden(step, named(one, record, party)) for party, one in told]


def _all_say_nothing(answers: Sequence[_Answer]) -> bool:
    return len(answers) == 1 or all(one.said == "nothing" for one in answers)


def _no_turn(answers: Iterable[_Answer]) -> bool:
    return any(one.said == "nothing" for one in answers)


def is_of_party(content: type[Content]) -> bool:
    """Tell whether an act may be one party's own: it says whose it is, or what it points at does."""
    return content in _of_parties()


@cache
def _of_parties() -> frozenset[type[Content]]:
    """Return the acts that may be one party's own, found from those that say whose they are."""
    found: set[type[Content]] = {
        content
        for content in ACTS.values()
        if (issubclass(content, OfParty) and (content.has_to_name or not content.concerns_all))
        or (issubclass(content, NamesParties) and content.is_of_one_party)
    }
    while True:
        names = {str(content.model_fields["act"].default) for content in found}
        more = {
            content
            for content in ACTS.values()
            if any(names.intersection(mark.names) for mark in pointers(content).values())
        }
        if more <= found:
            return frozenset(found)
        found |= more


def _told(turn: Turn, now: Situation, parties: tuple[str, ...]) -> Next:
    step = turn.step
    narrowed = now.kind.by_now.get(step.content)
    told = _next(step.name, step.content.label, narrowed(now) if narrowed else step.by, step.cited(now))
    if turn.usual:
        told = told.model_copy(update={"usual": True, "term": turn.term.key if turn.term else ""})
    return told.model_copy(update={"parties": parties}) if parties else told


@cache
def _next(name: str, label: str, by: Who, citation: str) -> Next:
    """Return what may be done next; kept, as there are only so many acts and texts of their articles."""
    roles = tuple(role for role in Role if role in by.roles)
    return Next(act=name, label=label, by=by.label, roles=roles, levels=tuple(sorted(by.levels)), citation=citation)


def _in_order(step: Step[Any], now: Situation, *, closed: bool) -> bool:
    if step.opening is not (now.record.opening is None) or (closed and not step.when_closed) or step.is_spent(now):
        return False
    for need in step.needs:  # noqa: SIM110  asked some two hundred times for each standing: a loop is the quickest
        if not need.holds(now):
            return False
    return True


def barred(step: Step[Any], now: Situation) -> Refused | None:
    """Return what forbids a step on a day whatever its content, or None."""
    for bar in step.bars:
        try:
            bar(now)
        except Refused as refusal:
            return refusal
    return None


def _not_told(step: Step[Any]) -> Refused:
    """Return what stands where it could not be worked out whether an act may be done; whoever sends it learns more."""
    sentence = f"暂时无法判断能否办理“{step.content.label}”，请核对案卷中的日期和数额，或者联系运维"
    return Unclear("cannot-be-judged", sentence, field="act")


def _forbidden(step: Step[Any], refusal: Refused) -> Forbidden:
    return Forbidden(
        act=step.name,
        label=step.content.label,
        sentence=refusal.sentence,
        article=refusal.article,
        guard=refusal.guard,
    )
