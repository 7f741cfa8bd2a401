"""What is sealed of a file, opened or destroyed by whoever may: noted first, and kept by no browser (启封、销毁)."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from fastapi import Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field

from api.content import screen_words
from api.reading import readable
from api.recusal import must_not_be_named
from api.unsealing import may_erase
from api.world import World, minute_now
from law.edition import Law
from models.file import File
from models.people import Actor
from models.values import Line, Value, civil_day
from registry.complainants import named_in
from registry.seal_openings import Part


@dataclass(frozen=True, slots=True)
class Opening:
    """What is opened: which part, where it lies, who may, and the words that are answered."""

    part: Part
    sealed_in: Callable[[File], str]
    may: Callable[[Actor, File, str, Law, date], None]
    words: tuple[str, ...]


class WhyErasure(Value):
    """Why what is sealed is destroyed."""

    reason: Line = Field(description="销毁理由，如“保存期限届满”；不写个人信息")


class Erased(Value):
    """What was destroyed, once and for all."""

    file_no: str
    erased: bool = Field(description="本次销毁为 true；以前已经销毁的为 false")


async def opened(
    world: World, actor: Actor, file_no: str, opening: Opening, reason: str, response: Response
) -> dict[str, str]:
    """Return what is sealed of a file to whoever may open that part, each word under its name."""
    file = await readable(world, actor, file_no)
    told = await run_in_threadpool(_unsealed, world, actor, file, opening, reason)
    response.headers["Cache-Control"] = "no-store"
    return {name: told.get(name, "") for name in opening.words}


async def erased(world: World, actor: Actor, file_no: str, sealed_in: Callable[[File], str], reason: str) -> Erased:
    """Destroy what is sealed of a file."""
    file = await readable(world, actor, file_no)
    return Erased(file_no=file_no, erased=await run_in_threadpool(_erased, world, actor, file, sealed_in(file), reason))


def _erased(world: World, actor: Actor, file: File, sealed: str, reason: str) -> bool:
    """Destroy it, once it is noted who has it destroyed, and why; tell whether it was there still."""
    file_no = file.standing.file_no
    unit = world.registry.places.unit(file.standing.holder_unit).name
    may_erase(actor, file, unit, world.law(), civil_day(minute_now()))
    screen_words({"reason": reason}, world.registry.sealed.names(file_no))
    if world.registry.sealed.is_erased(sealed):
        return False
    world.registry.openings.note(file_no, "erasure", actor, reason)
    return world.registry.sealed.erase(sealed)


def _unsealed(world: World, actor: Actor, file: File, opening: Opening, reason: str) -> dict[str, str]:
    """Return it, once it is noted who opens which part of it, and why."""
    file_no, sealed = file.standing.file_no, opening.sealed_in(file)
    unit = world.registry.places.unit(file.standing.holder_unit).name
    opening.may(actor, file, unit, world.law(), civil_day(minute_now()))
    told = world.registry.sealed.unseal(sealed)
    must_not_be_named(world.registry, actor, str(told.get("text", "")))
    screen_words({"reason": reason}, named_in(told))
    world.registry.openings.note(file_no, opening.part, actor, reason)
    return {name: str(said) for name, said in told.items()}
