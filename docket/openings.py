"""Which file was opened already by what an opening says (重复登记): asked before another one is given a number."""

from collections.abc import Mapping

from sqlalchemy import Engine, select

from database.connection import reading
from docket.tables import acts, files
from models.acts import Act


def opened_by(engine: Engine, act: str, said: Mapping[str, str]) -> str:
    """Return the first live file that an act of this name opened with these words; empty where there is none."""
    query = select(acts.c.file_no, acts.c.body).join(files, files.c.file_no == acts.c.file_no)
    query = query.where(acts.c.no == 1, acts.c.act == act, ~files.c.rehearsal)
    for words in said.values():
        query = query.where(acts.c.body.contains(words, autoescape=True))
    with reading(engine) as connection:
        rows = connection.execute(query.order_by(acts.c.file_no)).all()
    for row in rows:
        content = Act.stored(row.body).content
        if all(content.__dict__.get(name) == words for name, words in said.items()):
            return str(row.file_no)
    return ""
