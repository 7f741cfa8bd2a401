"""The parties of a file that has several; what was there before has one, which stands in its row."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "file_parties",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("party", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name=op.f("fk_file_parties_file_no_files")),
        sa.PrimaryKeyConstraint("file_no", "party", name=op.f("pk_file_parties")),
    )
    op.create_index(op.f("ix_file_parties_party"), "file_parties", ["party"], unique=False)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("file_parties")
