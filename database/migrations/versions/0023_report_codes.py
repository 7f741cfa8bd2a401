"""The codes by which whoever reported on the public form asks how it stands (查询码)."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "report_codes",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("file_no", name="pk_report_codes"),
    )


def downgrade() -> None:
    """Take it away."""
    op.drop_table("report_codes")
