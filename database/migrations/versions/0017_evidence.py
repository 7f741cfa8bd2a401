"""Evidence and papers (证据材料): which stand in which file."""

import sqlalchemy as sa
from alembic import op

from database.metadata import InstantColumn

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

ID = sa.String(length=64)
NAME = sa.String(length=200)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "evidence",
        sa.Column("file_no", ID, nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("media", sa.String(length=100), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("taken_at", InstantColumn(), nullable=True),
        sa.Column("longitude", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.String(length=16), nullable=False),
        sa.Column("received_at", InstantColumn(), nullable=False),
        sa.Column("received_by", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("note", NAME, nullable=False),
        sa.PrimaryKeyConstraint("file_no", "sha256", name="pk_evidence"),
    )
    op.create_index("uq_evidence_file_no_no", "evidence", ["file_no", "no"], unique=True)


def downgrade() -> None:
    """Drop the table."""
    op.drop_index("uq_evidence_file_no_no", table_name="evidence")
    op.drop_table("evidence")
