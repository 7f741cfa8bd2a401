"""Who entered what into the register and when (变更记录): every row that an import wrote, the latest first."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, Engine, Row, literal, select

from database.connection import reading
from models.values import start_of_day
from registry.exchange.form import Fact, Form
from registry.exchange.forms import FORMS
from registry.exchange.planning import Change
from registry.exchange.problems import Place
from registry.tables import registry_changes

NUMBERED = r"^[^\s\x00-\x1f\x7f-\x9f]*$"
"""How a number of the register is written: in whatever signs (证号如“演示000001”), without a blank in between."""
BY_NAME: Mapping[str, Form] = {form.name: form for form in FORMS}
BY_TITLE: Mapping[str, Form] = {form.title: form for form in FORMS}


@dataclass(frozen=True)
class Entered:
    """A change of the register, with its author and its instant."""

    at: datetime
    author: str
    change: Change


def entered(
    engine: Engine, *, most: int, table: str = "", number: str = "", since: date | None = None
) -> tuple[Entered, ...]:
    """Return changes, `most` of them at most; of one table, of rows a number belongs to (人员编号、网格编码…), since a day."""
    changes = registry_changes
    query = select(changes).order_by(changes.c.id.desc()).limit(most)
    if table:
        query = query.where(changes.c.form == BY_TITLE[table].name)
    if number:
        parts = literal(" ").concat(changes.c.key).concat(" ")
        query = query.where(parts.contains(f" {number} ", autoescape=True))
    if since is not None:
        query = query.where(changes.c.at >= start_of_day(since))
    with reading(engine) as connection:
        return tuple(_told(row) for row in connection.execute(query))


def _told(row: Row[Any]) -> Entered:
    form = BY_NAME[row.form]
    before = _fact(form, row.before) if row.before else None
    return Entered(row.at, row.author, Change(form, before, _fact(form, row.after), Place(row.source, row.line)))


def _fact(form: Form, kept: str) -> Fact:
    """Return a row as it was kept; a column that came later has what a row has where nothing is said."""
    said = {**form.blank, **json.loads(kept)}
    dated = {column.name for column in form.table.columns if isinstance(column.type, Date)}
    return {name: date.fromisoformat(value) if name in dated and value else value for name, value in said.items()}
