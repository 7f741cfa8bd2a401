"""What the store of evidence has under a digest, given out only where it is what was kept."""

from http import HTTPStatus

from api.problems import Refusal
from api.world import World
from evidence.store import Damaged


def whole(world: World, sha256: str) -> None:
    """Refuse to give out what is not what was kept: nobody rests a penalty on it."""
    try:
        world.materials.store.check(sha256)
    except (Damaged, FileNotFoundError):
        raise _damaged() from None


def kept_whole(world: World, sha256: str) -> bytes:
    """Return what is kept under a digest; refuse as `whole` does."""
    try:
        return b"".join(world.materials.store.parts(sha256))
    except (Damaged, FileNotFoundError):
        raise _damaged() from None


def _damaged() -> Refusal:
    sentence = "这份材料的存放内容与校验值不符或者已经丢失，不予发出；请告知系统管理员从备份恢复"
    return Refusal(HTTPStatus.INTERNAL_SERVER_ERROR, "evidence-damaged", "材料损坏", sentence)
