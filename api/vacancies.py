"""A vacant post that stood in the way of a command is reported upward (岗位空缺上报), whatever the command was."""

from typing import cast

import structlog
from fastapi import Request
from fastapi.responses import JSONResponse
from sqlalchemy.exc import SQLAlchemyError

from api.problems import of_register
from api.world import World
from database.faults import code_of
from docket.views import Message
from models.effects import Message as MessageEffect
from models.people import Actor
from registry.errors import VacantPost
from registry.registry import Registry
from registry.vacancies import Vacancy

log = structlog.get_logger()

REHEARSALS = "/v1/rehearsals"
"""What is played there tells no real person anything."""


def of_vacant_post(request: Request, error: Exception) -> JSONResponse:
    """Answer with which post is vacant, and report it upward where a live command was refused for it."""
    vacant = cast("VacantPost", error)
    if vacant.place and request.method == "POST" and not request.url.path.startswith(REHEARSALS):
        try:
            cast("World", request.app.state.world).registry.vacancies.note(vacant.place)
        except SQLAlchemyError as away:  # the refusal is answered all the same; the next one tries again
            log.warning("vacancy_not_reported", place=vacant.place, error=code_of(away))
    return of_register(request, vacant)


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
