"""Points that a city adds to the rounds of a grid (巡查点位), through time."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

ID = sa.String(length=64)
NAME = sa.String(length=200)


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "patrol_points",
        sa.Column("id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("name", NAME, nullable=False),
        sa.Column("grid", ID, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("every", sa.Integer(), nullable=False),
        sa.Column("longitude", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.String(length=16), nullable=False),
        sa.Column("basis", NAME, nullable=False),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_patrol_points_grid"),
        sa.PrimaryKeyConstraint("id", "since", name="pk_patrol_points"),
    )
    op.create_index("ix_patrol_points_grid", "patrol_points", ["grid"], unique=False)


def downgrade() -> None:
    """Drop the table."""
    op.drop_table("patrol_points")
