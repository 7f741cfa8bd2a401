"""Which of the acts that may be done now are the usual next ones (通常的下一步), and in what order they are told.

First what an open term waits for, the next to fall due first; then what comes next in the ordinary course of a file of
the kind (`Kind.course`); then everything else, in the statute's order. Nothing here allows or forbids anything.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from judging.kind import Kind
from judging.record import Record
from judging.step import Step
from models.acts import Content, pointers
from models.standing import Term


@dataclass(frozen=True, slots=True)
class Turn:
    """A step that may be done now, and whether it is the file's usual next one."""

    step: Step[Any]
    usual: bool = False
    term: Term | None = None
    """The open term that waits for it, the next to fall due."""


def in_usual_order(kind: Kind, record: Record, terms: Iterable[Term], possible: Sequence[Step[Any]]) -> list[Turn]:
    """Return steps that may be done, the usual next ones first."""
    closed = kind.is_closed(record)
    waiting = [term for term in terms if term.open and (term.ours or not closed)]
    course = {act: place for place, act in enumerate(kind.course)}
    ordinary = {rule for act in kind.course for rule in _ends(kind.steps[act])}
    on_time = {rule for step in possible if step.content in course for rule in _ends(step)}

    def turn(step: Step[Any]) -> Turn:
        term = min((one for one in waiting if one.rule in _ends(step)), key=_due, default=None)
        in_course = step.content in course
        if term is not None and (in_course or term.rule in on_time or term.rule not in ordinary):
            return Turn(step, usual=True, term=term)
        return Turn(step, usual=in_course and not record.has(step.content), term=term)

    def place(turn: Turn) -> tuple[int, date, int]:
        if not turn.usual:
            return 2, date.min, 0
        where = course.get(turn.step.content, len(course))
        return (1, date.min, where) if turn.term is None else (0, _due(turn.term), where)

    return sorted(map(turn, possible), key=place)


def has_object(content: type[Content], record: Record) -> bool:
    """Tell whether the file has what the act must point at; where that is done once, some that is left."""
    for field, mark in pointers(content).items():
        if not (mark.names and content.model_fields[field].is_required()):
            continue
        objects = [act for act in record if act.name in mark.names]
        if not any(not mark.once or not record.pointing(act.no, content) for act in objects):
            return False
    return True


def _ends(step: Step[Any]) -> Iterator[str]:
    """Yield the terms that a step keeps, by rule."""
    return (one.rule for one in step.ends if not one.voids)


def _due(term: Term) -> date:
    return term.last_day or date.max
