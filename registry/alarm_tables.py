"""The table of monitoring alarms as they came in: which exceedance each is of, and in which file it stands."""

from sqlalchemy import Boolean, Column, Index, String, Table

from database.metadata import ID, METADATA, InstantColumn

alarms = Table(
    "alarms",
    METADATA,
    Column("sender", ID, primary_key=True),
    Column("sender_key", String(128), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("outlet", String(140), nullable=False),
    Column("pollutant", String(200), nullable=False),
    Column("began_at", InstantColumn, nullable=False),
    Column("ended_at", InstantColumn, nullable=False),
    Column("came_at", InstantColumn, nullable=False),
    Column("file_no", String(16), nullable=False),
    Column("opens", Boolean, nullable=False),
    Column("over", Boolean, nullable=False),
    Index(None, "outlet", "pollutant"),
    Index(None, "file_no"),
)
