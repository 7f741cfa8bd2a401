"""Which units were brought into a file without answering for it: they see it as their own."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; files of before have brought nobody in."""
    op.add_column("files", sa.Column("taking_part", sa.Text(), nullable=False, server_default=""))


def downgrade() -> None:
    """Drop the column."""
    op.drop_column("files", "taking_part")
