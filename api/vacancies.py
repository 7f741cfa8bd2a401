"""A vacant post that stood in the way of a command is reported upward (岗位空缺上报), whatever the command was."""

from collections.abc import Iterator
from contextlib import contextmanager

import structlog
from sqlalchemy.exc import SQLAlchemyError

from database.faults import code_of
from docket.views import Message
from models.effects import Message as MessageEffect
from models.people import Actor
from registry.errors import VacantPost
from registry.registry import Registry
from registry.vacancies import Vacancy

log = structlog.get_logger()


@contextmanager
def reported_upward(registry: Registry) -> Iterator[None]:
    """Have a vacant post reported upward for which nothing can be opened; it is refused all the same."""
    try:
        yield
    except VacantPost as vacant:
        if vacant.place:
            _note(registry, vacant.place)
        raise


def _note(registry: Registry, place: str) -> None:
    try:
        registry.vacancies.note(place)
    except SQLAlchemyError as away:  # who was refused is told so all the same; whoever comes next tries again
        log.warning("vacancy_not_reported", place=place, error=code_of(away))


def vacancies_told(registry: Registry, actor: Actor, also: frozenset[str]) -> tuple[Message, ...]:
    """Return what was reported to a person, or to those whose work they do, as messages: one a place and level."""
    if actor.kind != "person":
        return ()
    places: dict[tuple[str, int], list[Vacancy]] = {}
    for one in registry.vacancies.told_to({actor.id, *also}):
        places.setdefault((one.place, one.level), []).append(one)
    return tuple(_message(registry, gaps) for gaps in places.values())


def _message(registry: Registry, gaps: list[Vacancy]) -> Message:
    first = gaps[0]
    told = tuple(sorted({one.told for one in gaps}))
    effect = MessageEffect(
        key=f"vacancy/{first.place}/{first.level}", act_no=0, title=registry.vacancies.sentence(gaps), to=told
    )
    return Message(file_no="", at=first.found_at, effect=effect)
