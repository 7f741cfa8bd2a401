"""The names that no text of a file may say: of its own complaint, and of every complaint that belongs to it."""

import structlog
from sqlalchemy.exc import SQLAlchemyError

from api.world import World
from docket.neighbours import neighbours
from kinds import COMPLAINT, kind_of

log = structlog.get_logger()


def names_kept(world: World, file_no: str) -> tuple[str, ...]:
    """Return who reported in a file, in the complaint it came from, and in those that joined it (并入案件的举报件).

    While the docket is away, those that the register last knew: acts go on.
    """
    own = world.registry.names_sealed(file_no)
    try:
        others = neighbours(world.docket, file_no)
    except SQLAlchemyError as error:
        log.warning("neighbours_not_asked", file_no=file_no, error=type(error).__name__)
        return own
    joined = (name for one in others if kind_of(one) == COMPLAINT for name in world.registry.names_sealed(one))
    return tuple(dict.fromkeys((*own, *joined)))
