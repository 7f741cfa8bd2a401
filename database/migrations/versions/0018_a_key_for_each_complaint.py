"""A key of its own for each sealed complaint, and when it was destroyed; what was sealed before has none yet."""

import sqlalchemy as sa
from alembic import op

from database.metadata import InstantColumn

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the keys."""
    op.add_column("sealed_complaints", sa.Column("wrapped_key", sa.LargeBinary(), nullable=True))
    op.add_column("sealed_complaints", sa.Column("erased_at", InstantColumn(), nullable=True))


def downgrade() -> None:
    """Drop the keys; what they opened is lost."""
    op.drop_column("sealed_complaints", "erased_at")
    op.drop_column("sealed_complaints", "wrapped_key")
