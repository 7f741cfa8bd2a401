"""Polluters through time with their outlets (一企一档), and what the city decided where duties overlap or lack."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

ID = sa.String(length=64)
NAME = sa.String(length=200)
USCC = sa.String(length=18)


def upgrade() -> None:
    """Make the tables."""
    _polluters()
    op.create_table(
        "discharge_points",
        sa.Column("uscc", USCC, nullable=False),
        sa.Column("code", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("monitored", sa.Boolean(), nullable=False),
        sa.Column("longitude", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("uscc", "code", "since", name="pk_discharge_points"),
    )
    op.create_table(
        "duty_decisions",
        sa.Column("object", sa.String(length=32), nullable=False),
        sa.Column("conduct", sa.String(length=32), nullable=False),
        sa.Column("area", sa.String(length=8), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("department", ID, nullable=False),
        sa.Column("document", NAME, nullable=False),
        sa.ForeignKeyConstraint(["department"], ["units.id"], name="fk_duty_decisions_department"),
        sa.PrimaryKeyConstraint("object", "conduct", "area", "since", name="pk_duty_decisions"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("duty_decisions", "discharge_points", "polluters"):
        op.drop_table(table)


def _polluters() -> None:
    op.create_table(
        "polluters",
        sa.Column("uscc", USCC, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("party", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("address", NAME, nullable=False),
        sa.Column("grid", ID, nullable=False),
        sa.Column("permit", ID, nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("industry", NAME, nullable=False),
        sa.Column("is_key", sa.Boolean(), nullable=False),
        sa.Column("risk", sa.String(length=8), nullable=False),
        sa.Column("longitude", sa.String(length=16), nullable=False),
        sa.Column("latitude", sa.String(length=16), nullable=False),
        sa.Column("note", NAME, nullable=False),
        sa.ForeignKeyConstraint(["party"], ["parties.id"], name="fk_polluters_party"),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_polluters_grid"),
        sa.PrimaryKeyConstraint("uscc", "since", name="pk_polluters"),
    )
    for column in ("party", "name", "grid"):
        op.create_index(f"ix_polluters_{column}", "polluters", [column], unique=False)
