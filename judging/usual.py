"""Which of the acts that may be done now are the usual next ones (通常的下一步), and in what order they are told.

First what an open term of ours, or of the ordinary course, waits for, the next to fall due first; then what comes next
in the ordinary course of a file of the kind (`Kind.course`); then what the party may answer; then everything else, in
the statute's order. Nothing here allows or forbids anything.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from typing import Any, NamedTuple

from judging.attempt import Situation
from judging.record import Record
from judging.step import Step
from models.acts import ACTS, Content, pointers
from models.standing import Term


class Turn(NamedTuple):
    """A step that may be done now, and whether it is the file's usual next one."""

    step: Step[Any]
    usual: bool = False
    term: Term | None = None
    """The open term that waits for it, the next to fall due."""


def in_usual_order(
    now: Situation, terms: Iterable[Term], possible: Sequence[Step[Any]], asked_of: Mapping[type[Content], Situation]
) -> list[Turn]:
    """Return steps that may be done, the usual next ones first; `asked_of` holds what each was asked of."""
    kind = now.kind
    begun = (term for term in terms if term.start <= now.day)
    waiting = _waiting(begun, closed=kind.is_closed(now.record))
    on_time = {rule for step in possible if step.content in kind.places for rule in kind.keeps[step.content]}
    ordinary = {rule for act in kind.course for rule in kind.keeps[act]}

    def turn(step: Step[Any]) -> Turn:
        keeps, in_course = kind.keeps[step.content], step.content in kind.places
        asked = kind.usual_when.get(step.content)
        if (not keeps and not in_course) or (asked is not None and not asked(asked_of[step.content])):
            return Turn(step)
        kept = [waiting[rule] for rule in keeps if rule in waiting]
        term = min(kept)[2] if kept else None
        if term is not None and (in_course or term.rule in on_time or term.rule not in ordinary):
            return Turn(step, usual=True, term=term)
        return Turn(step, usual=in_course and not asked_of[step.content].record.has(step.content), term=term)

    def place(turn: Turn) -> tuple[int, date, int]:
        where = kind.places.get(turn.step.content)
        if turn.term is not None and (turn.term.ours or where is not None):
            return 0, _due(turn.term), len(kind.places) if where is None else where
        return (1, date.min, where) if where is not None else (2, date.min, 0)

    turns = [turn(step) for step in possible]
    usual = sorted((one for one in turns if one.usual), key=place)
    return [*usual, *(one for one in turns if not one.usual)]


def has_object(content: type[Content], record: Record) -> bool:
    """Tell whether the file has what the act must point at; where that is done once, some that is left."""
    for objects, once in _objects(content):
        if not record.has(*objects):
            return False
        if once and all(record.pointing(act.no, content) for act in record.all(*objects)):
            return False
    return True


@cache
def _objects(content: type[Content]) -> tuple[tuple[tuple[type[Content], ...], bool], ...]:
    """Return the acts of which one must be pointed at, for each field that says so, and whether each only once."""
    return tuple(
        (tuple(ACTS[name] for name in mark.names), mark.once)
        for field, mark in pointers(content).items()
        if mark.names and content.model_fields[field].is_required()
    )


def _waiting(terms: Iterable[Term], *, closed: bool) -> dict[str, tuple[date, int, Term]]:
    """Return the open terms that wait for somebody, of each rule the next to fall due; once closed, only our own."""
    found: dict[str, tuple[date, int, Term]] = {}
    for order, term in enumerate(terms):
        if term.open and (term.ours or not closed):
            entry = _due(term), order, term
            found[term.rule] = min(entry, found.get(term.rule, entry))
    return found


def _due(term: Term) -> date:
    return term.last_day or date.max
