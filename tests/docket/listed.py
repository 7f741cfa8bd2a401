"""One case among those a reader is shown."""

from sqlalchemy import Engine

from docket import reader
from docket.scope import Scope
from docket.views import FileRow


def listed(engine: Engine, scope: Scope, file_no: str) -> FileRow | None:
    """Return a live case's row in the list; None when there is none, or the reader may not see it."""
    return next((row for row in reader.list_files(engine, scope).rows if row.file_no == file_no), None)
