"""Files that were judged last before a worker began: the ones of which the docket may know more than came to be."""

from datetime import timedelta

from sqlalchemy import Engine, func, select

from database.connection import reading
from docket.tables import files

SPAN = timedelta(minutes=10)
"""How long before the last judgment of all a file is still one of the last: what was lost was lost at the very end."""
MOST = 200
"""How many files are named at most, the last ones."""


def judged_lately(engine: Engine) -> tuple[str, ...]:
    """Return the open files judged not much before the last one of all; rehearsals keep no such time."""
    real = ~files.c.archived & ~files.c.rehearsal
    with reading(engine) as connection:
        last = connection.execute(select(func.max(files.c.at)).where(real)).scalar_one()
        if last is None:
            return ()
        query = select(files.c.file_no).where(real, files.c.at >= last - SPAN).order_by(files.c.at.desc()).limit(MOST)
        return tuple(connection.execute(query).scalars())
