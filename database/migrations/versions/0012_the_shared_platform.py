"""Since when a unit is on the platform shared with criminal justice; none is until it is entered."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make room for the day."""
    op.add_column("units", sa.Column("platform_since", sa.Date(), nullable=True))


def downgrade() -> None:
    """Forget the days."""
    op.drop_column("units", "platform_since")
