"""The tables of random inspections (双随机、一公开): each draw with all it was drawn from, and what was found."""

from sqlalchemy import Column, Date, ForeignKey, Integer, SmallInteger, String, Table, Text, UniqueConstraint

from database.metadata import ID, METADATA, NAME, InstantColumn

inspection_draws = Table(
    "inspection_draws",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("unit", ID, ForeignKey("units.id"), nullable=False),
    Column("year", Integer, nullable=False),
    Column("quarter", SmallInteger, nullable=False),
    Column("category", String(16), nullable=False),
    Column("seed", NAME, nullable=False),
    Column("drawn_at", InstantColumn, nullable=False),
    Column("author", ID, nullable=False),
    Column("body", Text, nullable=False),
    UniqueConstraint("unit", "year", "quarter", "category"),
)

inspection_results = Table(
    "inspection_results",
    METADATA,
    Column("draw", ID, ForeignKey("inspection_draws.id"), primary_key=True),
    Column("object", String(18), primary_key=True),
    Column("inspected_on", Date, nullable=False),
    Column("outcome", String(16), nullable=False),
    Column("recorded_at", InstantColumn, nullable=False),
    Column("author", ID, nullable=False),
    Column("body", Text, nullable=False),
)
