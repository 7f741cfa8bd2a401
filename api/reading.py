"""Whoever asks about a file, or about a part of it, gets the same yes or no: the one way to a file at hand."""

from fastapi.concurrency import run_in_threadpool

from api.problems import forbidden
from api.world import World
from docket import reader
from docket.scope import may_see, scope_of
from judging.answering import units
from judging.record import Record
from models.file import File
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
    """Refuse to move a rehearsal's clock to whoever neither began it, nor answers for it, nor supervises."""
    file = await world.files.file(file_no)
    if file.acts and file.acts[0].by.id == actor.id:
        return
    await readable(world, actor, file_no)
    if Role.SUPERVISOR not in actor.roles and actor.unit not in units(Record.of(file.acts)):
        sentence = "演练案卷的时钟只能由开始演练的人员、责任单位的人员或者督查人员推进"
        raise forbidden("not-your-rehearsal", sentence)
