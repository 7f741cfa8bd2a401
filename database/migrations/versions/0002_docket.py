"""The docket: cases, their acts, terms and effects."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = ("cases", "acts", "terms", "effects", "recipients")


def upgrade() -> None:
    """Make the tables."""
    _cases()
    _contents()
    _effects()


def downgrade() -> None:
    """Drop the tables, the last first."""
    for table in reversed(TABLES):
        op.drop_table(table)


def _cases() -> None:
    """The case's one row."""
    op.create_table(
        "cases",
        sa.Column("case_no", sa.String(length=16), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("acts", sa.Integer(), nullable=False),
        sa.Column("acts_before", sa.Integer(), nullable=False),
        sa.Column("stage", sa.String(length=64), nullable=False),
        sa.Column("stage_name", sa.String(length=200), nullable=False),
        sa.Column("closed", sa.Boolean(), nullable=False),
        sa.Column("archived", sa.Boolean(), nullable=False),
        sa.Column("rehearsal", sa.Boolean(), nullable=False),
        sa.Column("alert", sa.String(length=8), nullable=False),
        sa.Column("grid", sa.String(length=64), nullable=False),
        sa.Column("level2_grid", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("unit1", sa.String(length=64), nullable=False),
        sa.Column("unit2", sa.String(length=64), nullable=False),
        sa.Column("unit3", sa.String(length=64), nullable=False),
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
        sa.PrimaryKeyConstraint("case_no", name="pk_cases"),
    )
    op.create_index("ix_cases_grid", "cases", ["grid"], unique=False)
    op.create_index("ix_cases_level2_grid_due", "cases", ["level2_grid", "due"], unique=False)
    op.create_index("ix_cases_rehearsal_due_case_no", "cases", ["rehearsal", "due", "case_no"], unique=False)
    op.create_index("ix_cases_sender", "cases", ["sender"], unique=False)
    op.create_index("ix_cases_unit_due", "cases", ["unit", "due"], unique=False)


def _contents() -> None:
    """A case's acts and terms."""
    op.create_table(
        "acts",
        sa.Column("case_no", sa.String(length=16), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("happened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.String(length=64), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("of_record", sa.Boolean(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_no"], ["cases.case_no"], name="fk_acts_case_no"),
        sa.PrimaryKeyConstraint("case_no", "no", name="pk_acts"),
    )
    op.create_table(
        "terms",
        sa.Column("case_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("open", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=16), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=True),
        sa.Column("statutory", sa.Boolean(), nullable=False),
        sa.Column("bound", sa.String(length=32), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["case_no"], ["cases.case_no"], name="fk_terms_case_no"),
        sa.PrimaryKeyConstraint("case_no", "key", name="pk_terms"),
    )
    op.create_index("ix_terms_open_last_day_case_no", "terms", ["open", "last_day", "case_no"], unique=False)


def _effects() -> None:
    """What follows from the acts, and for whom."""
    op.create_table(
        "effects",
        sa.Column("case_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("act_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["case_no"], ["cases.case_no"], name="fk_effects_case_no"),
        sa.PrimaryKeyConstraint("case_no", "key", name="pk_effects"),
    )
    op.create_index("ix_effects_kind_at_case_no", "effects", ["kind", "at", "case_no"], unique=False)
    op.create_table(
        "recipients",
        sa.Column("case_no", sa.String(length=16), nullable=False),
        sa.Column("key", sa.String(length=160), nullable=False),
        sa.Column("recipient", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["case_no"], ["cases.case_no"], name="fk_recipients_case_no"),
        sa.PrimaryKeyConstraint("case_no", "key", "recipient", name="pk_recipients"),
    )
    op.create_index("ix_recipients_recipient", "recipients", ["recipient"], unique=False)
