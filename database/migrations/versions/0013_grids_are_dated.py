"""Grids through time, special grids over several grids with a last day, and the plans that were filed and published."""

from datetime import date
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

ID = sa.String(length=64)
NAME = sa.String(length=200)
ALWAYS = date(1949, 10, 1)
"""Since when a grid stands of which nothing else was entered."""


def upgrade() -> None:
    """Make the tables; what stands in the register has always stood so, until its history is entered."""
    _states()
    _plans()
    kept = _special_grids_taken_away()
    _special_grids()
    connection = op.get_bind()
    table = sa.Table("special_grids", sa.MetaData(), autoload_with=connection)
    if rows := [{**row, "grids": row.pop("grid"), "until": None, "basis": ""} for row in kept]:
        connection.execute(sa.insert(table), rows)
    grids = sa.Table("grids", sa.MetaData(), autoload_with=connection)
    stood = [dict(row) for row in connection.execute(sa.select(grids)).mappings()]
    if rows := [_always(row) for row in stood]:
        connection.execute(sa.insert(sa.Table("grid_states", sa.MetaData(), autoload_with=connection)), rows)


def downgrade() -> None:
    """Keep of each special grid the latest row and its first grid; the history of grids and the plans go."""
    kept = _special_grids_taken_away()
    op.create_table(
        "special_grids",
        sa.Column("id", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("grid", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_special_grids_grid"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_special_grids_unit"),
        sa.PrimaryKeyConstraint("id", name="pk_special_grids"),
    )
    op.create_index("ix_special_grids_grid", "special_grids", ["grid"], unique=False)
    connection = op.get_bind()
    table = sa.Table("special_grids", sa.MetaData(), autoload_with=connection)
    latest = {row["id"]: row for row in sorted(kept, key=lambda row: row["since"])}
    wanted = ("id", "name", "kind", "unit", "since")
    if rows := [{name: row[name] for name in wanted} | {"grid": row["grids"].split()[0]} for row in latest.values()]:
        connection.execute(sa.insert(table), rows)
    op.drop_table("grid_plans")
    op.drop_table("grid_states")


def _always(row: dict[str, Any]) -> dict[str, Any]:
    """Return a grid as it stands, as its only state."""
    same = {name: row[name] for name in ("name", "level", "kind", "parent", "unit", "body", "note")}
    return {"grid": row["id"], "code": row["id"], "since": ALWAYS, "until": None, "basis": "", **same}


def _special_grids_taken_away() -> list[dict[str, Any]]:
    connection = op.get_bind()
    table = sa.Table("special_grids", sa.MetaData(), autoload_with=connection)
    kept = [dict(row) for row in connection.execute(sa.select(table)).mappings()]
    op.drop_table("special_grids")
    return kept


def _states() -> None:
    """What each grid was, from day to day."""
    op.create_table(
        "grid_states",
        sa.Column("grid", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("code", ID, nullable=False),
        sa.Column("name", NAME, nullable=False),
        sa.Column("level", sa.SmallInteger(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("parent", ID, nullable=True),
        sa.Column("unit", ID, nullable=True),
        sa.Column("body", NAME, nullable=False),
        sa.Column("note", NAME, nullable=False),
        sa.Column("basis", NAME, nullable=False),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_grid_states_grid"),
        sa.ForeignKeyConstraint(["parent"], ["grids.id"], name="fk_grid_states_parent"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_grid_states_unit"),
        sa.CheckConstraint("level in (1, 2, 3)", name="ck_grid_states_level"),
        sa.PrimaryKeyConstraint("grid", "since", name="pk_grid_states"),
    )
    for column in ("code", "name", "parent", "unit"):
        op.create_index(f"ix_grid_states_{column}", "grid_states", [column], unique=False)


def _special_grids() -> None:
    """Grids of their own that lie over ordinary ones."""
    op.create_table(
        "special_grids",
        sa.Column("id", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("name", NAME, nullable=False),
        sa.Column("kind", sa.String(length=16), nullable=False),
        sa.Column("grids", sa.String(length=2000), nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("basis", NAME, nullable=False),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_special_grids_unit"),
        sa.PrimaryKeyConstraint("id", "since", name="pk_special_grids"),
    )


def _plans() -> None:
    """The plans of grids, with the days on which they were filed with the superior and published."""
    op.create_table(
        "grid_plans",
        sa.Column("id", ID, nullable=False),
        sa.Column("grid", ID, nullable=False),
        sa.Column("title", NAME, nullable=False),
        sa.Column("document", NAME, nullable=False),
        sa.Column("adopted_on", sa.Date(), nullable=False),
        sa.Column("filed_with", NAME, nullable=False),
        sa.Column("filed_on", sa.Date(), nullable=True),
        sa.Column("published_in", NAME, nullable=False),
        sa.Column("published_on", sa.Date(), nullable=True),
        sa.Column("note", NAME, nullable=False),
        sa.ForeignKeyConstraint(["grid"], ["grids.id"], name="fk_grid_plans_grid"),
        sa.PrimaryKeyConstraint("id", name="pk_grid_plans"),
    )
    op.create_index("ix_grid_plans_grid", "grid_plans", ["grid"], unique=False)
