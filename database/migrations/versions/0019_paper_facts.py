"""What documents say of parties and units beyond their names (文书要素)."""

import sqlalchemy as sa
from alembic import op

from database.metadata import InstantColumn

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "paper_facts",
        sa.Column("subject", sa.String(length=64), nullable=False),
        sa.Column("fact", sa.String(length=16), nullable=False),
        sa.Column("said", sa.String(length=200), nullable=False),
        sa.Column("entered_by", sa.String(length=64), nullable=False),
        sa.Column("entered_at", InstantColumn(), nullable=False),
        sa.PrimaryKeyConstraint("subject", "fact", name="pk_paper_facts"),
    )


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("paper_facts")
