"""The tables of what is supervised: polluters with their outlets, points of patrols, what was decided of duties."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Integer, String, Table

from database.metadata import ID, METADATA, NAME

polluters = Table(
    "polluters",
    METADATA,
    Column("uscc", String(18), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("party", ID, ForeignKey("parties.id"), nullable=False, index=True),
    Column("name", NAME, nullable=False, index=True),
    Column("address", NAME, nullable=False),
    Column("grid", ID, ForeignKey("grids.id"), nullable=False, index=True),
    Column("permit", ID, nullable=False),
    Column("category", String(16), nullable=False),
    Column("industry", NAME, nullable=False),
    Column("is_key", Boolean, nullable=False),
    Column("risk", String(8), nullable=False),
    Column("longitude", String(16), nullable=False),
    Column("latitude", String(16), nullable=False),
    Column("note", NAME, nullable=False),
)

discharge_points = Table(
    "discharge_points",
    METADATA,
    Column("uscc", String(18), primary_key=True),
    Column("code", ID, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("kind", String(16), nullable=False),
    Column("name", NAME, nullable=False),
    Column("monitored", Boolean, nullable=False),
    Column("longitude", String(16), nullable=False),
    Column("latitude", String(16), nullable=False),
)

patrol_points = Table(
    "patrol_points",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("name", NAME, nullable=False),
    Column("grid", ID, ForeignKey("grids.id"), nullable=False, index=True),
    Column("kind", String(16), nullable=False),
    Column("every", Integer, nullable=False),
    Column("longitude", String(16), nullable=False),
    Column("latitude", String(16), nullable=False),
    Column("basis", NAME, nullable=False),
)

duty_decisions = Table(
    "duty_decisions",
    METADATA,
    Column("object", String(32), primary_key=True),
    Column("conduct", String(32), primary_key=True),
    Column("area", String(8), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("department", ID, ForeignKey("units.id"), nullable=False),
    Column("document", NAME, nullable=False),
)
