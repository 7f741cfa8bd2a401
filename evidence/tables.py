"""The table of evidence: which material stands in which file, from whom, when; the material itself is in the store."""

from sqlalchemy import BigInteger, Column, Index, Integer, String, Table

from database.metadata import ID, METADATA, NAME, InstantColumn

evidence = Table(
    "evidence",
    METADATA,
    Column("file_no", ID, primary_key=True),
    Column("sha256", String(64), primary_key=True),
    Column("no", Integer, nullable=False),
    Column("name", NAME, nullable=False),
    Column("media", String(100), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("taken_at", InstantColumn),
    Column("longitude", String(16), nullable=False),
    Column("latitude", String(16), nullable=False),
    Column("received_at", InstantColumn, nullable=False),
    Column("received_by", ID, nullable=False),
    Column("unit", ID, nullable=False),
    Column("note", NAME, nullable=False),
    Index("uq_evidence_file_no_no", "file_no", "no", unique=True),
)
