"""The table of vacant posts that were reported upward (岗位空缺上报)."""

from sqlalchemy import Column, ForeignKey, Index, Integer, SmallInteger, String, Table, text

from database.metadata import ID, METADATA, InstantColumn

OPEN = text("cleared_at is null")
"""A vacancy is reported once, until the post is filled."""

vacancies = Table(
    "vacancies",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("place", ID, ForeignKey("grids.id"), nullable=False),
    Column("grid", ID, ForeignKey("grids.id"), nullable=False),
    Column("level", SmallInteger, nullable=False),
    Column("unit", ID, ForeignKey("units.id"), nullable=False),
    Column("post", String(16), nullable=False),
    Column("told", ID, nullable=False, index=True),
    Column("found_at", InstantColumn, nullable=False),
    Column("cleared_at", InstantColumn),
    Index(None, "place", "grid", "unit", "post", unique=True, sqlite_where=OPEN, postgresql_where=OPEN),
)
