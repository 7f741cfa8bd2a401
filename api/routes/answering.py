"""Who has it (谁负责): of a file and of each matter in it that went to another unit, the one unit that answers now."""

from fastapi import APIRouter

from api.identity import FileNo, TheActor
from api.reading import readable
from api.world import TheWorld, World
from judging.record import Record
from kinds import KINDS
from models.file import File
from models.people import Answerable
from models.values import Value
from procedures.transfer.answerable import Known, who_has, who_has_matter
from procedures.transfer.reading import transfers
from workflows.no_answer import NoSuchFile

router = APIRouter(prefix="/v1/files", tags=["案卷"])


class MatterHeld(Value):
    """One matter that went to another unit, and who answers for it now."""

    transfer: int
    matter: str
    matter_no: str
    state: str
    answerable: Answerable | None


class Held(Value):
    """Who answers for a file's case now, and for each matter in it that was transferred."""

    file_no: str
    answerable: Answerable | None
    matters: tuple[MatterHeld, ...]


@router.get("/{file_no}/held", summary="案件和其中移送的事项现在由哪个单位负责")
async def get_held(world: TheWorld, actor: TheActor, file_no: FileNo) -> Held:
    """受理以前由移送单位负责，受理以后由接收单位负责；退回、指定管辖的随之变更。任一时刻只有一个单位。"""
    files = await _linked(world, file_no, await readable(world, actor, file_no))
    return Held(
        file_no=file_no,
        answerable=who_has(files, file_no),
        matters=tuple(
            MatterHeld(
                transfer=one.act.no,
                matter=one.act.content.matter,
                matter_no=one.matter_no,
                state=one.state,
                answerable=who_has_matter(files, file_no, one.act.no),
            )
            for one in transfers(files[file_no].record)
        ),
    )


async def _linked(world: World, file_no: str, first: File) -> dict[str, Known]:
    """Return a file and every file that was opened for what it transferred, each as its own workflow knows it."""
    found = {file_no: _known(first)}
    waiting = _sent(found[file_no])
    while waiting:
        number = waiting.pop()
        if number in found:
            continue
        try:
            found[number] = _known(await world.files.file(number))
        except NoSuchFile:
            continue
        waiting += _sent(found[number])
    return found


def _known(file: File) -> Known:
    return Known(KINDS[file.kind], Record.of(file.acts))


def _sent(file: Known) -> list[str]:
    """Return the files that were opened for what a file transferred."""
    return [one.matter_no for one in transfers(file.record) if one.matter_no]
