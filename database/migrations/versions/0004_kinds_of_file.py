"""Files of several kinds in one docket; file numbers with the letter of their kind.

What the docket says of a file is written anew from the files themselves (`gridcase docket rebuild`); the numbers given to
files and documents stay.
"""

import sqlalchemy as sa
from alembic import context, op
from alembic.script import ScriptDirectory

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NUMBERED = "sender, sender_key, year, rehearsal, serial, digest, allocated_at"


def upgrade() -> None:
    """Make the tables of files in place of those of cases, and carry the numbers over."""
    for table in ("recipients", "effects", "terms", "acts", "cases"):
        op.drop_table(table)
    _files()
    _contents()
    _effects()
    _numbers()


def downgrade() -> None:
    """Make the tables of cases again, and carry their numbers back; refused once a number of another kind was given."""
    if op.get_bind().scalar(sa.text("SELECT count(*) FROM file_series WHERE letter <> ''")):
        raise ValueError("0004 不能退回：已有编号给了案件以外的案卷，退回后无从记载；请用升级之前的备份恢复")
    for table in ("recipients", "effects", "terms", "acts", "files"):
        op.drop_table(table)
    ScriptDirectory.from_config(context.config).get_revision("0002").module.upgrade()
    _numbers_of_cases()


def _files() -> None:
    """The file's one row."""
    text = {name: sa.String(length=64) for name in ("grid", "level2_grid", "unit", "person", "unit1", "unit2", "unit3")}
    op.create_table(
        "files",
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("acts_before", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("stage_name", sa.String(length=200), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("alert", sa.String(length=8), nullable=False),
        *(sa.Column(name, kind, nullable=False) for name, kind in text.items()),
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("pollution", sa.String(length=200), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("due", sa.Date(), nullable=False),
        sa.Column("due_term", sa.String(length=200), nullable=False),
        sa.Column("edition", sa.String(length=64), nullable=False),
        sa.Column("standing", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("file_no", name="pk_files"),
    )
    op.create_index("ix_files_grid", "files", ["grid"], unique=False)
    op.create_index("ix_files_level2_grid_due", "files", ["level2_grid", "due"], unique=False)
    op.create_index(
        "ix_files_kind_rehearsal_due_file_no", "files", ["kind", "rehearsal", "due", "file_no"], unique=False
    )
    op.create_index("ix_files_sender", "files", ["sender"], unique=False)
    op.create_index("ix_files_unit_due", "files", ["unit", "due"], unique=False)


def _contents() -> None:
    """A file's acts and terms."""
    op.create_table(
        "acts",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("of_record", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name="fk_acts_file_no"),
        sa.PrimaryKeyConstraint("file_no", "no", name="pk_acts"),
    )
    op.create_table(
        "terms",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column("obligor", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name="fk_terms_file_no"),
        sa.PrimaryKeyConstraint("file_no", "key", name="pk_terms"),
    )
    op.create_index("ix_terms_open_last_day_file_no", "terms", ["open", "last_day", "file_no"], unique=False)


def _effects() -> None:
    """What follows from the acts, and for whom."""
    op.create_table(
        "effects",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("act_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name="fk_effects_file_no"),
        sa.PrimaryKeyConstraint("file_no", "key", name="pk_effects"),
    )
    op.create_index("ix_effects_kind_at_file_no", "effects", ["kind", "at", "file_no"], unique=False)
    op.create_table(
        "recipients",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name="fk_recipients_file_no"),
        sa.PrimaryKeyConstraint("file_no", "key", "recipient", name="pk_recipients"),
    )
    op.create_index("ix_recipients_recipient", "recipients", ["recipient"], unique=False)


def _numbers() -> None:
    """The numbers of files, each series with the letter of its kind (none for cases); those of documents keep theirs."""
    op.create_table(
        "file_series",
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("letter", "year", "rehearsal", name="pk_file_series"),
    )
    op.create_table(
        "file_numbers",
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("sender_key", sa.String(length=128), nullable=False),
        sa.Column("letter", sa.String(length=1), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("allocated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sender", "sender_key", name="pk_file_numbers"),
        sa.UniqueConstraint("file_no", name="uq_file_numbers_file_no"),
        sa.UniqueConstraint(
            "letter", "year", "rehearsal", "serial", name="uq_file_numbers_letter_year_rehearsal_serial"
        ),
    )
    op.execute(
        "INSERT INTO file_series (letter, year, rehearsal, last) SELECT '', year, rehearsal, last FROM case_series"
    )
    op.execute(
        f"INSERT INTO file_numbers (letter, file_no, {NUMBERED}) SELECT '', case_no, {NUMBERED} FROM case_numbers"  # noqa: S608  our own names
    )
    op.drop_table("case_numbers")
    op.drop_table("case_series")
    _rename_in_documents("case_no", "file_no")


def _numbers_of_cases() -> None:
    """The numbers of cases as they were before there were other kinds."""
    op.create_table(
        "case_series",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("year", "rehearsal", name="pk_case_series"),
    )
    op.create_table(
        "case_numbers",
        sa.Column("sender", sa.String(length=64), nullable=False),
        sa.Column("sender_key", sa.String(length=128), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("case_no", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("allocated_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sender", "sender_key", name="pk_case_numbers"),
        sa.UniqueConstraint("case_no", name="uq_case_numbers_case_no"),
        sa.UniqueConstraint("year", "rehearsal", "serial", name="uq_case_numbers_year_rehearsal_serial"),
    )
    op.execute("INSERT INTO case_series (year, rehearsal, last) SELECT year, rehearsal, last FROM file_series")
    op.execute(
        f"INSERT INTO case_numbers (case_no, {NUMBERED}) SELECT file_no, {NUMBERED} FROM file_numbers"  # noqa: S608  our own names
    )
    op.drop_table("file_numbers")
    op.drop_table("file_series")
    _rename_in_documents("file_no", "case_no")


def _rename_in_documents(before: str, after: str) -> None:
    """Call the column of a document's file by its new name, in place: numbers on paper are not written again."""
    op.drop_index(f"ix_document_numbers_{before}_key", table_name="document_numbers")
    op.alter_column("document_numbers", before, new_column_name=after)
    op.create_index(f"ix_document_numbers_{after}_key", "document_numbers", [after, "key"], unique=True)
