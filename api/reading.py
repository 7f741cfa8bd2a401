"""Whoever asks about a file, or about a part of it, gets the same yes or no: the one way to a file at hand."""

from fastapi.concurrency import run_in_threadpool

from api.problems import forbidden
from api.world import World
from docket import reader
from docket.scope import may_see, scope_of
from models.file import File
from models.ids import file_no_in
from models.people import Actor, Role
from workflows.no_answer import NoSuchFile


async def readable(world: World, actor: Actor, file_no: str) -> File:
    """Return the file, if the reader may see it; when its workflow is no longer kept, what was recorded."""
    scope = await run_in_threadpool(scope_of, world.registry.places, actor)
    try:
        file = await world.files.file(file_no)
    except NoSuchFile:
        recorded = await run_in_threadpool(reader.last_file, world.docket, scope, file_no)
        if recorded is None:
            raise
        return recorded
    if not may_see(scope, file.acts, file.standing):
        raise forbidden("not-your-file", "本案卷不在您所在单位的网格之内，也不由您所在单位负责，不能查看")
    return file


async def movable(world: World, actor: Actor, file_no: str) -> None:
    """Refuse to move a rehearsal's clock, or to end it, to whoever neither began it nor supervises."""
    file = await world.files.file(file_no)
    if await _beginner(world, file) == actor.id:
        return
    await readable(world, actor, file_no)
    if Role.SUPERVISOR not in actor.roles:
        raise forbidden("not-your-rehearsal", "演练案卷只能由开始演练的人员或者督查人员推进时钟、结束演练")


async def _beginner(world: World, file: File) -> str:
    """Return who began a rehearsal; of a file that another one opened, who began that."""
    by = file.acts[0].by
    return by.id if by.kind != "file" else await _beginner(world, await world.files.file(file_no_in(by.id)))
