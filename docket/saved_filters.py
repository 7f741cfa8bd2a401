"""The filters that a person has saved of the desk (保存的筛选): each a name and what is asked, nobody else's business."""

import json
import secrets
from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Engine, delete, func, select

from database.connection import insert_into, reading, writing
from docket.tables import saved_filters
from models.values import Line, Value

MOST = 12
"""How many filters one person may save: each is counted whenever the desk is opened."""


class SavedFilter(Value):
    """A filter under its name."""

    id: Line
    name: Line
    asked: str
    """What is asked, as JSON: whoever reads it judges whether that may still be asked."""


class TooManyFilters(Exception):  # noqa: N818  an answer, not an error
    """The person has as many filters as one may have."""


def saved_by(engine: Engine, person: str) -> tuple[SavedFilter, ...]:
    """Return the filters of a person, in the order in which they were saved."""
    query = select(saved_filters.c.id, saved_filters.c.name, saved_filters.c.asked)
    query = query.where(saved_filters.c.person == person).order_by(saved_filters.c.made_at, saved_filters.c.id)
    with reading(engine) as connection:
        return tuple(SavedFilter.stored_as(row) for row in connection.execute(query).mappings())


def save(engine: Engine, person: str, name: str, asked: Mapping[str, object], now: datetime) -> SavedFilter:
    """Save a filter; one of the same name is changed.

    Raises:
        TooManyFilters: the person has too many.
    """
    table, text = saved_filters, json.dumps(asked, ensure_ascii=False, sort_keys=True)
    row = {"id": secrets.token_hex(8), "person": person, "name": name, "asked": text, "made_at": now}
    with writing(engine) as connection:
        entry = insert_into(connection, table).values(**row)
        connection.execute(
            entry.on_conflict_do_update(index_elements=[table.c.person, table.c.name], set_={"asked": text})
        )
        own = table.c.person == person
        if connection.execute(select(func.count()).select_from(table).where(own)).scalar_one() > MOST:
            raise TooManyFilters
        number = connection.execute(select(table.c.id).where(own, table.c.name == name)).scalar_one()
    return SavedFilter(id=number, name=name, asked=text)


def delete_saved(engine: Engine, person: str, number: str) -> None:
    """Delete a filter of a person; one that is gone already stays so."""
    this = (saved_filters.c.person == person) & (saved_filters.c.id == number)
    with writing(engine) as connection:
        connection.execute(delete(saved_filters).where(this))
