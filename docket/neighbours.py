"""Which files hang together with one (相互关联的案卷), by number alone: for what has to know them whoever may read them."""

from sqlalchemy import Engine, select, union

from database.connection import reading
from docket.tables import links


def neighbours(engine: Engine, file_no: str) -> tuple[str, ...]:
    """Return the files that a file names, and those that name it: either side may not have heard yet."""
    query = union(
        select(links.c.other_file).where(links.c.file_no == file_no),
        select(links.c.file_no).where(links.c.other_file == file_no),
    )
    with reading(engine) as connection:
        return tuple(sorted(connection.execute(query).scalars()))
