"""Monitoring alarms as they came in (监测报警), and random inspections with their results (双随机、一公开)."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

ID = sa.String(length=64)
NAME = sa.String(length=200)
INSTANT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Make the tables."""
    _alarms()
    _draws()
    _results()


def _alarms() -> None:
    op.create_table(
        "alarms",
        sa.Column("sender", ID, nullable=False),
        sa.Column("sender_key", sa.String(length=128), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("outlet", sa.String(length=140), nullable=False),
        sa.Column("pollutant", sa.String(length=200), nullable=False),
        sa.Column("began_at", INSTANT, nullable=False),
        sa.Column("ended_at", INSTANT, nullable=False),
        sa.Column("came_at", INSTANT, nullable=False),
        sa.Column("file_no", sa.String(length=16), nullable=False),
        sa.Column("opens", sa.Boolean(), nullable=False),
        sa.Column("over", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("sender", "sender_key", name="pk_alarms"),
    )
    op.create_index("ix_alarms_outlet_pollutant", "alarms", ["outlet", "pollutant"], unique=False)
    op.create_index("ix_alarms_file_no", "alarms", ["file_no"], unique=False)


def _draws() -> None:
    op.create_table(
        "inspection_draws",
        sa.Column("id", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("quarter", sa.SmallInteger(), nullable=False),
        sa.Column("category", sa.String(length=16), nullable=False),
        sa.Column("seed", NAME, nullable=False),
        sa.Column("drawn_at", INSTANT, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_inspection_draws_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_inspection_draws"),
        sa.UniqueConstraint(
            "unit", "year", "quarter", "category", name="uq_inspection_draws_unit_year_quarter_category"
        ),
    )


def _results() -> None:
    op.create_table(
        "inspection_results",
        sa.Column("draw", ID, nullable=False),
        sa.Column("object", sa.String(length=18), nullable=False),
        sa.Column("inspected_on", sa.Date(), nullable=False),
        sa.Column("outcome", sa.String(length=16), nullable=False),
        sa.Column("recorded_at", INSTANT, nullable=False),
        sa.Column("author", ID, nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["draw"], ["inspection_draws.id"], name="fk_inspection_results_draw"),
        sa.PrimaryKeyConstraint("draw", "object", name="pk_inspection_results"),
    )


def downgrade() -> None:
    """Drop the tables."""
    for table in ("inspection_results", "inspection_draws", "alarms"):
        op.drop_table(table)
