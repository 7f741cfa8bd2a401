"""The tables of the docket: files, their parties, acts, terms, links, effects, and the register of document numbers."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from database.metadata import ID, METADATA, NAME, InstantColumn

FILE_NO = String(16)
KEY = String(160)
DIGEST = String(64)
VALID = text("void = ''")
"""A document has one number that counts, beside whatever was void."""

files = Table(
    "files",
    METADATA,
    Column("kind", String(32), nullable=False),
    Column("file_no", FILE_NO, primary_key=True),
    Column("revision", Integer, nullable=False),
    Column("acts", Integer, nullable=False),
    Column("acts_before", Integer, nullable=False),
    Column("chain", DIGEST, nullable=False, server_default=""),
    Column("chain_before", DIGEST, nullable=False, server_default=""),
    Column("stage", String(64), nullable=False),
    Column("stage_name", NAME, nullable=False),
    Column("closed", Boolean, nullable=False),
    Column("archived", Boolean, nullable=False),
    Column("rehearsal", Boolean, nullable=False),
    Column("alert", String(8), nullable=False),
    Column("grid", ID, nullable=False),
    Column("level2_grid", ID, nullable=False),
    Column("unit", ID, nullable=False),
    Column("person", ID, nullable=False),
    Column("unit1", ID, nullable=False),
    Column("unit2", ID, nullable=False),
    Column("unit3", ID, nullable=False),
    Column("sender", ID, nullable=False),
    Column("pollution", NAME, nullable=False),
    Column("taking_part", Text, nullable=False, server_default=""),
    Column("party", ID, nullable=False),
    Column("opened_at", InstantColumn, nullable=False),
    Column("at", InstantColumn, nullable=False),
    Column("next_at", InstantColumn),
    Column("due", Date, nullable=False),
    Column("due_term", NAME, nullable=False),
    Column("edition", String(64), nullable=False),
    Column("turns", Text, nullable=False, server_default=""),
    Column("held_since", Date),
    Column("facts", Text, nullable=False, server_default=""),
    Column("standing", Text, nullable=False),
    Index(None, "kind", "rehearsal", "due", "file_no"),
    Index(None, "level2_grid", "due"),
    Index(None, "grid"),
    Index(None, "unit", "due"),
    Index(None, "sender"),
)

file_parties = Table(
    "file_parties",
    METADATA,
    Column("file_no", FILE_NO, ForeignKey("files.file_no"), primary_key=True),
    Column("party", ID, primary_key=True),
    Index(None, "party"),
)
"""The parties of a file that has, or had, more than one; of any other `files.party` is the only one."""

acts = Table(
    "acts",
    METADATA,
    Column("file_no", FILE_NO, ForeignKey("files.file_no"), primary_key=True),
    Column("no", Integer, primary_key=True),
    Column("act", String(64), nullable=False),
    Column("happened_at", InstantColumn, nullable=False),
    Column("recorded_at", InstantColumn, nullable=False),
    Column("actor", ID, nullable=False),
    Column("unit", ID, nullable=False),
    Column("of_record", Boolean, nullable=False),
    Column("body", Text, nullable=False),
)

terms = Table(
    "terms",
    METADATA,
    Column("file_no", FILE_NO, ForeignKey("files.file_no"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("open", Boolean, nullable=False),
    Column("state", String(16), nullable=False),
    Column("last_day", Date),
    Column("statutory", Boolean, nullable=False),
    Column("obligor", String(32), nullable=False),
    Column("unit", ID, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "open", "last_day", "file_no"),
)

links = Table(
    "links",
    METADATA,
    Column("file_no", FILE_NO, ForeignKey("files.file_no"), primary_key=True),
    Column("act_no", Integer, primary_key=True),
    Column("other_file", FILE_NO, primary_key=True),
    Column("way", String(8), primary_key=True),
    Column("day", Date, nullable=False),
    Column("label", NAME, nullable=False),
    Column("waits", Boolean, nullable=False),
    Index(None, "other_file"),
    Index(None, "waits", "day"),
)

counted = Table(
    "counted",
    METADATA,
    Column("file_no", FILE_NO, ForeignKey("files.file_no"), primary_key=True),
    Column("act_no", Integer, primary_key=True),
    Column("kind", String(16), nullable=False),
    Column("day", Date, nullable=False),
    Column("unit", ID, nullable=False),
    Column("fine", BigInteger, nullable=False, server_default="0"),
    Index(None, "kind", "day"),
)
"""What supervisors count (统计事项); fines in fen, so that both databases add them up exactly."""

effects = Table(
    "effects",
    METADATA,
    Column("file_no", FILE_NO, ForeignKey("files.file_no"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("act_no", Integer, nullable=False),
    Column("kind", String(16), nullable=False),
    Column("at", InstantColumn, nullable=False),
    Column("body", Text, nullable=False),
    Index(None, "kind", "at", "file_no"),
)

recipients = Table(
    "recipients",
    METADATA,
    Column("file_no", FILE_NO, ForeignKey("files.file_no"), primary_key=True),
    Column("key", KEY, primary_key=True),
    Column("recipient", ID, primary_key=True),
    Index(None, "recipient"),
)

document_series = Table(
    "document_series",
    METADATA,
    Column("issuer", ID, primary_key=True),
    Column("word", String(32), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("rehearsal", Boolean, primary_key=True),
    Column("last", Integer, nullable=False),
)

document_numbers = Table(
    "document_numbers",
    METADATA,
    Column("issuer", ID, primary_key=True),
    Column("word", String(32), primary_key=True),
    Column("year", SmallInteger, primary_key=True),
    Column("rehearsal", Boolean, primary_key=True),
    Column("serial", Integer, primary_key=True),
    Column("file_no", FILE_NO, nullable=False),
    Column("key", KEY, nullable=False),
    Column("number", NAME, nullable=False),
    Column("act", String(128), nullable=False, server_default=""),
    Column("void", NAME, nullable=False, server_default=""),
    Index(None, "file_no", "key", unique=True, sqlite_where=VALID, postgresql_where=VALID),
)

event_positions = Table(
    "event_positions",
    METADATA,
    Column("system", ID, primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("file_no", FILE_NO, nullable=False),
    Column("key", KEY, nullable=False),
    UniqueConstraint("system", "file_no", "key"),
)
"""In which order a system was told things, given out when it asks; it does not change, whatever is written later."""

saved_filters = Table(
    "saved_filters",
    METADATA,
    Column("id", String(16), primary_key=True),
    Column("person", ID, nullable=False),
    Column("name", NAME, nullable=False),
    Column("asked", Text, nullable=False),
    Column("made_at", InstantColumn, nullable=False),
    UniqueConstraint("person", "name"),
)
