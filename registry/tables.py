"""The tables of the register: places, people, what was entered about them, access, parties, complainants, numbers."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    LargeBinary,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from database.metadata import ID, METADATA, NAME, InstantColumn

units = Table(
    "units",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("name", NAME, nullable=False, unique=True),
    Column("level", SmallInteger, CheckConstraint("level in (1, 2, 3)", name="level"), nullable=False),
    Column("kind", String(16), nullable=False),
    Column("parent", ID, ForeignKey("units.id")),
    Column("former_name", NAME, nullable=False),
    Column("renamed_on", Date),
    Column("document_prefix", String(16), nullable=False),
    Column("note", NAME, nullable=False),
    Column("until", Date),
    Column("platform_since", Date),
)

grids = Table(
    "grids",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("name", NAME, nullable=False, index=True),
    Column("level", SmallInteger, CheckConstraint("level in (1, 2, 3)", name="level"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("parent", ID, ForeignKey("grids.id"), index=True),
    Column("unit", ID, ForeignKey("units.id"), index=True),
    Column("county", NAME, nullable=False),
    Column("body", NAME, nullable=False),
    Column("note", NAME, nullable=False),
)

grid_aliases = Table(
    "grid_aliases",
    METADATA,
    Column("name", NAME, primary_key=True),
    Column("grid", ID, ForeignKey("grids.id"), primary_key=True),
    Column("vintage", String(16), nullable=False),
    Column("unplaced", Boolean, nullable=False),
    Column("basis", NAME, nullable=False),
)

grid_states = Table(
    "grid_states",
    METADATA,
    Column("grid", ID, ForeignKey("grids.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("code", ID, nullable=False, index=True),
    Column("name", NAME, nullable=False, index=True),
    Column("level", SmallInteger, CheckConstraint("level in (1, 2, 3)", name="level"), nullable=False),
    Column("kind", String(32), nullable=False),
    Column("parent", ID, ForeignKey("grids.id"), index=True),
    Column("unit", ID, ForeignKey("units.id"), index=True),
    Column("body", NAME, nullable=False),
    Column("note", NAME, nullable=False),
    Column("basis", NAME, nullable=False),
)

special_grids = Table(
    "special_grids",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("name", NAME, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("grids", String(2000), nullable=False),
    Column("unit", ID, ForeignKey("units.id"), nullable=False),
    Column("basis", NAME, nullable=False),
)

grid_plans = Table(
    "grid_plans",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("grid", ID, ForeignKey("grids.id"), nullable=False, index=True),
    Column("title", NAME, nullable=False),
    Column("document", NAME, nullable=False),
    Column("adopted_on", Date, nullable=False),
    Column("filed_with", NAME, nullable=False),
    Column("filed_on", Date),
    Column("published_in", NAME, nullable=False),
    Column("published_on", Date),
    Column("note", NAME, nullable=False),
)

persons = Table(
    "persons",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("name", NAME, nullable=False),
    Column("former_name", NAME, nullable=False),
    Column("renamed_on", Date),
)

posts = Table(
    "posts",
    METADATA,
    Column("person", ID, ForeignKey("persons.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("unit", ID, ForeignKey("units.id"), nullable=False, index=True),
    Column("rank", String(16), nullable=False),
    Column("roles", NAME, nullable=False),
)

certificates = Table(
    "certificates",
    METADATA,
    Column("number", ID, primary_key=True),
    Column("person", ID, ForeignKey("persons.id"), nullable=False, index=True),
    Column("valid_from", Date, nullable=False),
    Column("valid_until", Date, nullable=False),
)

appointments = Table(
    "appointments",
    METADATA,
    Column("grid", ID, ForeignKey("grids.id"), primary_key=True),
    Column("level", SmallInteger, primary_key=True),
    Column("unit", ID, ForeignKey("units.id"), primary_key=True),
    Column("post", String(16), primary_key=True),
    Column("person", ID, ForeignKey("persons.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
)

leaves = Table(
    "leaves",
    METADATA,
    Column("person", ID, ForeignKey("persons.id"), primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
    Column("unit", ID, ForeignKey("units.id"), nullable=False, index=True),
    Column("deputy", ID, ForeignKey("persons.id"), nullable=False, index=True),
    Column("reason", String(16), nullable=False),
)

handovers = Table(
    "handovers",
    METADATA,
    Column("person", ID, ForeignKey("persons.id"), primary_key=True),
    Column("unit", ID, ForeignKey("units.id"), primary_key=True, index=True),
    Column("since", Date, primary_key=True),
    Column("successor", ID, ForeignKey("persons.id"), nullable=False, index=True),
    Column("note", NAME, nullable=False),
)

registry_changes = Table(
    "registry_changes",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", InstantColumn, nullable=False),
    Column("author", ID, nullable=False),
    Column("form", String(16), nullable=False, index=True),
    Column("key", String(400), nullable=False),
    Column("source", NAME, nullable=False),
    Column("line", Integer, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
)

systems = Table(
    "systems",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("name", NAME, nullable=False),
    Column("callback_url", String(500), nullable=False),
    Column("callback_secret", String(1000), nullable=False),
    Column("former_secret", String(1000), nullable=False, server_default=""),
    Column("former_until", InstantColumn),
)

system_grants = Table(
    "system_grants",
    METADATA,
    Column("system", ID, ForeignKey("systems.id"), primary_key=True),
    Column("act", String(64), primary_key=True),
    Column("files", String(16), primary_key=True),
    Column("unit", ID, primary_key=True),
    Column("since", Date, primary_key=True),
    Column("until", Date),
)

tokens = Table(
    "tokens",
    METADATA,
    Column("digest", String(64), primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("subject", ID, nullable=False, index=True),
    Column("expires_at", InstantColumn),
    Column("local", Boolean, nullable=False),
)

parties = Table(
    "parties",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("name", NAME, nullable=False, index=True),
    Column("uscc", String(18), unique=True),
    Column("address", NAME, nullable=False),
    Column("initials", NAME, nullable=False, server_default=""),
)

sealed_complaints = Table(
    "sealed_complaints",
    METADATA,
    Column("id", ID, primary_key=True),
    Column("key", String(300), nullable=False, unique=True),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("created_at", InstantColumn, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("wrapped_key", LargeBinary),
    Column("erased_at", InstantColumn),
    Column("applicant", String(64), index=True),
)

seal_openings = Table(
    "seal_openings",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("at", InstantColumn, nullable=False),
    Column("file_no", String(16), nullable=False, index=True),
    Column("part", String(16), nullable=False),
    Column("person", ID, nullable=False),
    Column("unit", ID, nullable=False),
    Column("reason", NAME, nullable=False),
)

report_codes = Table(
    "report_codes",
    METADATA,
    Column("file_no", String(16), primary_key=True),
    Column("digest", String(64), nullable=False),
    Column("created_at", InstantColumn, nullable=False),
)

form_drafts = Table(
    "form_drafts",
    METADATA,
    Column("person", ID, primary_key=True),
    Column("file_no", String(16), primary_key=True),
    Column("act", String(64), primary_key=True),
    Column("ciphertext", LargeBinary, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("key_id", String(16), nullable=False),
    Column("kept_at", InstantColumn, nullable=False, index=True),
)

file_series = Table(
    "file_series",
    METADATA,
    Column("letter", String(1), primary_key=True),
    Column("year", Integer, primary_key=True),
    Column("rehearsal", Boolean, primary_key=True),
    Column("last", Integer, nullable=False),
)

file_numbers = Table(
    "file_numbers",
    METADATA,
    Column("sender", ID, primary_key=True),
    Column("sender_key", String(128), primary_key=True),
    Column("letter", String(1), nullable=False),
    Column("year", Integer, nullable=False),
    Column("rehearsal", Boolean, nullable=False),
    Column("serial", Integer, nullable=False),
    Column("file_no", String(16), nullable=False, unique=True),
    Column("digest", String(64), nullable=False),
    Column("allocated_at", InstantColumn, nullable=False),
    UniqueConstraint("letter", "year", "rehearsal", "serial"),
)
