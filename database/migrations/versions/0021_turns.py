"""Whose turn it is in a file, and since when its unit has had it (轮到谁办理、何时起由其承办).

Both come with the next judgment of a file, or at once by `gridcase docket rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns."""
    op.add_column("files", sa.Column("turns", sa.Text(), nullable=False, server_default=""))
    op.add_column("files", sa.Column("held_since", sa.Date(), nullable=True))


def downgrade() -> None:
    """Drop the columns."""
    op.drop_column("files", "held_since")
    op.drop_column("files", "turns")
