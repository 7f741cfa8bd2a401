"""What is left of a file that is over, for the system itself, whether the engine still keeps its workflow or not."""

from sqlalchemy import Engine

from docket.reader import last_file
from docket.scope import EVERYTHING
from models.file import File


def archived_file(engine: Engine, file_no: str) -> File | None:
    """Return a file that is archived, as last recorded; None of one that is not, or is not known."""
    file = last_file(engine, EVERYTHING, file_no)
    return file if file is not None and file.standing.archived else None
