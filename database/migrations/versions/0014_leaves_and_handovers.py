"""Who is away and who deputises; desks that were handed over with everything on them."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ID = sa.String(length=64)


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "leaves",
        sa.Column("person", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=True),
        sa.Column("unit", ID, nullable=False),
        sa.Column("deputy", ID, nullable=False),
        sa.Column("reason", sa.String(length=16), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_leaves_person"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_leaves_unit"),
        sa.ForeignKeyConstraint(["deputy"], ["persons.id"], name="fk_leaves_deputy"),
        sa.PrimaryKeyConstraint("person", "since", name="pk_leaves"),
    )
    op.create_table(
        "handovers",
        sa.Column("person", ID, nullable=False),
        sa.Column("unit", ID, nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("successor", ID, nullable=False),
        sa.Column("note", sa.String(length=200), nullable=False),
        sa.ForeignKeyConstraint(["person"], ["persons.id"], name="fk_handovers_person"),
        sa.ForeignKeyConstraint(["unit"], ["units.id"], name="fk_handovers_unit"),
        sa.ForeignKeyConstraint(["successor"], ["persons.id"], name="fk_handovers_successor"),
        sa.PrimaryKeyConstraint("person", "unit", "since", name="pk_handovers"),
    )
    for table, column in (("leaves", "unit"), ("leaves", "deputy"), ("handovers", "unit"), ("handovers", "successor")):
        op.create_index(f"ix_{table}_{column}", table, [column], unique=False)


def downgrade() -> None:
    """Drop the tables."""
    op.drop_table("handovers")
    op.drop_table("leaves")
