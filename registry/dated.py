"""Rows that hold from day to day: a first day, and a last one where they have ended."""

from datetime import date

from sqlalchemy import BindParameter, ColumnElement, Date, FromClause, bindparam, or_

THE_DAY: BindParameter[date] = bindparam("day", type_=Date)
"""The day of a statement that is written once and asked of many days: `execute(statement, {"day": …})`."""


def running(table: FromClause, on: date | BindParameter[date]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Return the conditions that a dated row holds on a day."""
    return table.c.since <= on, or_(table.c.until.is_(None), table.c.until >= on)
