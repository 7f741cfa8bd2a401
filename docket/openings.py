"""Which file was opened already by what an opening says (重复登记): asked before another one is given a number."""

from collections.abc import Collection, Mapping

from sqlalchemy import Engine, select

from database.connection import reading
from docket.tables import acts, files
from models.acts import Act
from models.values import civil_day


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


def received_in_the_month_of(engine: Engine, file_no: str, among: Collection[str]) -> tuple[str, int]:
    """Return the calendar month in which a file was opened, and how many of some files its unit opened in it."""
    opened = select(acts.c.file_no, acts.c.unit, acts.c.happened_at).join(files, files.c.file_no == acts.c.file_no)
    query = opened.where(acts.c.no == 1, acts.c.file_no.in_([file_no, *among]))
    with reading(engine) as connection:
        rows = {row.file_no: row for row in connection.execute(query).all()}
    own = rows.get(file_no)
    if own is None:
        return "", 0
    month = f"{civil_day(own.happened_at):%Y-%m}"
    same = (row for row in rows.values() if row.unit == own.unit and file_no[:1] == row.file_no[:1])
    return month, sum(f"{civil_day(row.happened_at):%Y-%m}" == month for row in same)
