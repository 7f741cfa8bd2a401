"""What an act names as its papers and pictures (所附材料): each stands among the materials of the same file."""

from fastapi.concurrency import run_in_threadpool

from api.problems import impossible
from api.world import World
from models.acts import BearsExhibits, Content
from models.acts.terms import CorrectAct


async def there(world: World, file_no: str, content: Content) -> None:
    """Refuse an act that names a material which nobody has put into this file."""
    named = _named(content)
    if not named:
        return
    kept = {one.sha256 for one in await run_in_threadpool(world.materials.listed, file_no)}
    strange = [digest for digest in named if digest not in kept]
    if strange:
        sentence = f"案卷{file_no}没有存入校验值为{strange[0]}的材料；请先存入（gridcase evidence add），再写明其校验值"
        raise impossible("no-such-evidence", sentence, field="exhibits")


def _named(content: Content) -> tuple[str, ...]:
    """Return the digests that an act names, or that a correction has it name."""
    said = content.fields.get("exhibits") if isinstance(content, CorrectAct) else None
    if isinstance(said, list | tuple):
        return tuple(map(str, said))
    return content.exhibits if isinstance(content, BearsExhibits) else ()
