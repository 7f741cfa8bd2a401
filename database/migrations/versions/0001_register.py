"""The register: places, people, access, parties, sealed complainants, case numbers."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "units",
    "grids",
    "grid_aliases",
    "special_grids",
    "persons",
    "person_roles",
    "certificates",
    "appointments",
    "systems",
    "tokens",
    "parties",
    "sealed_complaints",
    "case_series",
    "case_numbers",
    "document_series",
    "document_numbers",
)


def upgrade() -> None:
    """Make the tables."""
    _places()
    _further_places()
    _people()
    _access()
    _numbers()


def downgrade() -> None:
    """Drop the tables, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _places() -> None:
    """The city's units and grids."""
    op.create_table(
        "units",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=True),
        sa.Column("former_name", sa.String(length=200), nullable=False),
        sa.Column("renamed_on", sa.Date(), nullable=True),
        sa.Column("document_prefix", sa.String(length=16), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["units.id"], name="fk_units_parent"),
        sa.CheckConstraint("level in (1, 2, 3)", name="ck_units_level"),
        sa.PrimaryKeyConstraint("id", name="pk_units"),
        sa.UniqueConstraint("name", name="uq_units_name"),
    )
    op.create_table(
        "grids",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("parent", sa.String(length=64), nullable=True),
        sa.Column("unit", sa.String(length=64), nullable=True),
        sa.Column("county", sa.String(length=200), nullable=False),
        sa.Column("body", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["parent"], ["grids.id"], name="fk_grids_parent"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_grids_unit"),
        sa.CheckConstraint("level in (1, 2, 3)", name="ck_grids_level"),
        sa.PrimaryKeyConstraint("id", name="pk_grids"),
    )
    op.create_index("ix_grids_name", "grids", ["name"], unique=False)
    op.create_index("ix_grids_parent", "grids", ["parent"], unique=False)
    op.create_index("ix_grids_unit", "grids", ["unit"], unique=False)


def _further_places() -> None:
    """Names in use for grids, and the special grids."""
    op.create_table(
        "grid_aliases",
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("grid", sa.String(length=64), nullable=False),
        sa.Column("vintage", sa.String(length=16), nullable=False),
        sa.Column("unplaced", sa.Boolean(), nullable=False),
        sa.Column("basis", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_grid_aliases_grid"),
        sa.PrimaryKeyConstraint("name", "grid", name="pk_grid_aliases"),
    )
    op.create_table(
        "special_grids",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("grid", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_special_grids_grid"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_special_grids_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_special_grids"),
    )
    op.create_index("ix_special_grids_grid", "special_grids", ["grid"], unique=False)


def _people() -> None:
    """Persons, what they may do, and who answers for a grid."""
    op.create_table(
        "persons",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("rank", sa.String(length=16), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_persons_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
    )
    op.create_index("ix_persons_unit", "persons", ["unit"], unique=False)
    op.create_table(
        "person_roles",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("role", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_person_roles_person"),
        sa.PrimaryKeyConstraint("person", "role", name="pk_person_roles"),
    )
    op.create_table(
        "certificates",
        sa.Column("number", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_certificates_person"),
        sa.PrimaryKeyConstraint("number", name="pk_certificates"),
    )
    op.create_index("ix_certificates_person", "certificates", ["person"], unique=False)
    op.create_table(
        "appointments",
        sa.Column("grid", sa.String(length=64), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("post", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_appointments_grid"),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_appointments_person"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_appointments_unit"),
        sa.PrimaryKeyConstraint("grid", "level", "unit", "post", "person", "since", name="pk_appointments"),
    )


def _access() -> None:
    """Tokens, other systems, parties, sealed complainants."""
    op.create_table(
        "systems",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("callback_url", sa.String(length=500), nullable=False),
        sa.Column("callback_secret", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_systems"),
    )
    op.create_table(
        "tokens",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("local", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_tokens"),
    )
    op.create_index("ix_tokens_subject", "tokens", ["subject"], unique=False)
    op.create_table(
        "parties",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("address", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_parties"),
        sa.UniqueConstraint("uscc", name="uq_parties_uscc"),
    )
    op.create_index("ix_parties_name", "parties", ["name"], unique=False)
    op.create_table(
        "sealed_complaints",
        sa.Column("id", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=300), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_sealed_complaints"),
        sa.UniqueConstraint("key", name="uq_sealed_complaints_key"),
    )


def _numbers() -> None:
    """Numbers of cases and documents."""
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
    op.create_table(
        "document_series",
        sa.Column("issuer", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "word", "year", "rehearsal", name="pk_document_series"),
    )
    op.create_table(
        "document_numbers",
        sa.Column("issuer", sa.String(length=64), nullable=False),
        sa.Column("word", sa.String(length=32), nullable=False),
        sa.Column("year", sa.SmallInteger(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("serial", sa.Integer(), nullable=False),
        sa.Column("case_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("number", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("issuer", "word", "year", "rehearsal", "serial", name="pk_document_numbers"),
    )
    op.create_index("ix_document_numbers_case_no_key", "document_numbers", ["case_no", "key"], unique=True)
