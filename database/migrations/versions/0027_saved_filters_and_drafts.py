"""The filters that persons save of the desk (保存的筛选), and the drafts of their forms, sealed (表单草稿)."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "saved_filters",
        sa.Column("id", sa.String(length=16), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("asked", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_filters")),
        sa.UniqueConstraint("person", "name", name=op.f("uq_saved_filters_person_name")),
    )
    op.create_table(
        "form_drafts",
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("act", sa.String(length=64), nullable=False),
        sa.Column("ciphertext", sa.LargeBinary(), nullable=False),
        sa.Column("wrapped_key", sa.LargeBinary(), nullable=False),
        sa.Column("key_id", sa.String(length=16), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("person", "file_no", "act", name=op.f("pk_form_drafts")),
    )
    op.create_index(op.f("ix_form_drafts_kept_at"), "form_drafts", ["kept_at"], unique=False)


def downgrade() -> None:
    """Take them away."""
    op.drop_table("form_drafts")
    op.drop_table("saved_filters")
