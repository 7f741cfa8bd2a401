"""What supervisors count of a file (统计事项): filed, decided, measures, referrals, closed, each on its day.

It comes with the next judgment of a file, or at once by `gridcase docket rebuild`.
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "counted",
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("act_no", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("fine", sa.BigInteger(), nullable=False, server_default="0"),
        sa.ForeignKeyConstraint(["file_no"], ["files.file_no"], name=op.f("fk_counted_file_no_files")),
        sa.PrimaryKeyConstraint("file_no", "act_no", name=op.f("pk_counted")),
    )
    op.create_index(op.f("ix_counted_kind_day"), "counted", ["kind", "day"], unique=False)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("counted")
