"""Vacant posts that were reported upward (岗位空缺上报): once each, until they are filled."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

OPEN = sa.text("cleared_at is null")


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "vacancies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("grid", sa.String(length=64), nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("unit", sa.String(length=64), nullable=False),
        sa.Column("post", sa.String(length=16), nullable=False),
        sa.Column("told", sa.String(length=64), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("cleared_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name=op.f("fk_vacancies_grid_grids")),
        sa.ForeignKeyConstraint(["place"], ["grids.id"], name=op.f("fk_vacancies_place_grids")),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name=op.f("fk_vacancies_unit_units")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancies")),
    )
    op.create_index(op.f("ix_vacancies_told"), "vacancies", ["told"], unique=False)
    op.create_index(
        op.f("ix_vacancies_place_grid_unit_post"),
        "vacancies",
        ["place", "grid", "unit", "post"],
        unique=True,
        sqlite_where=OPEN,
        postgresql_where=OPEN,
    )


def downgrade() -> None:
    """Drop it."""
    op.drop_table("vacancies")
